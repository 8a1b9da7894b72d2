/**
 * Results of programs that time themselves with many benchmarks: a table a figure, in it a row a benchmark and a
 * column a program, so that programs stand side by side. A row a value would weigh several times as much.
 */
import { capital, formatNumber, scaleFor } from "../format.ts";
import type { To } from "../links.ts";
import { compareNames, WALL } from "../model/benchmarks.ts";
import type { CorrectionOf } from "../model/corrections.ts";
import { titleOf } from "../model/metrics.ts";
import type { Group, Point, ScenarioView, Series } from "../model/scenario.ts";
import { centreOf, type Value } from "../model/values.ts";
import { Breakable } from "./breakable.tsx";
import { CorrectionMark } from "./correction_mark.tsx";
import { isLong, ScrollTable } from "./scroll_table.tsx";
import { Figure, type Reasons, ValueCell, type ValueCellProps } from "./value_cell.tsx";

/** What a table is of. */
const FIGURES = [
  { metric: "items_rate", statistic: "mean" },
  { metric: "bytes_rate", statistic: "mean" },
  { metric: "latency", statistic: "p50" },
  { metric: "latency", statistic: "p99" },
] as const;
type Shown = typeof FIGURES[number];

/** `tcp/BM_TcpEcho_64B/100/real_time`: the part of the workload, and the name with its first word. */
const CASE = /^(?:(.*)\/)?BM_(([A-Z]?[a-z]*).*)$/;

/** Whether a group is one benchmark, and not the program as a whole. */
export function isBenchmark(group: Pick<Group, "case">): boolean {
  return CASE.test(group.case);
}

interface Given {
  to: To;
  reasons: Reasons;
  correctionOf: CorrectionOf;
}

/** The first table has the element id `results`. */
export function BenchmarkTables({ view, ...given }: Given & { view: ScenarioView }) {
  const families = Map.groupBy(cellsOf(view), ({ family }) => family);
  const tables = FIGURES.flatMap((figure) =>
    [...families].flatMap(([family, cells]) => {
      const own = cells.filter(({ point }) => valueOf(point, figure) !== undefined);
      // Where there are several, what the names of a table's benchmarks begin with.
      const of = families.size > 1 ? family : "";
      return own.length === 0 ? [] : [{ figure, of, cells: own }];
    })
  );
  return (
    <>
      <p>
        Of benchmarks that were timed by both clocks these are the ones by the wall clock (
        <code>{WALL}</code>); the others are in summary.csv, corrected.
      </p>
      {tables.map((table, index) => (
        <FigureTable
          key={index}
          {...table}
          id={index === 0 ? "results" : `benchmarks-${index + 1}`}
          report={view.report.name}
          {...given}
        />
      ))}
    </>
  );
}

/** What one program did in one benchmark. */
interface Cell {
  family: string;
  benchmark: string;
  /** Key of its column. */
  program: string;
  part: string;
  limits: string;
  series: Series;
  point: Point;
}

function cellsOf({ groups }: ScenarioView): Cell[] {
  const cases = new Set(groups.map((group) => group.case));
  return groups.flatMap((group) => {
    const [, part = "", benchmark = "", family = ""] = CASE.exec(group.case) ?? [];
    if (benchmark === "" || cases.has(group.case + WALL)) return [];
    const { limits } = group;
    return group.series.flatMap((series) =>
      series.points.map((point): Cell => ({
        family,
        benchmark,
        program: JSON.stringify([part, limits, series.name]),
        part,
        limits,
        series,
        point,
      }))
    );
  });
}

function valueOf(point: Point, { metric, statistic }: Shown): Value | undefined {
  return point.value(metric, statistic);
}

interface FigureProps extends Given {
  figure: Shown;
  of: string;
  cells: readonly Cell[];
  id: string;
  report: string;
}

function FigureTable({ figure, of, cells, id, ...given }: FigureProps) {
  const summaries = cells.flatMap(({ point }) => valueOf(point, figure)?.summary ?? []);
  const scale = scaleFor(summaries[0]?.unit ?? "1", figure.metric, summaries.map(centreOf));
  const trials = Math.max(...summaries.map(({ n }) => n));
  const programs = [...new Map(cells.map((cell) => [cell.program, cell])).values()]
    .sort((a, b) => compareNames(a.part, b.part) || compareNames(a.limits, b.limits));
  const rows = [...Map.groupBy(cells, ({ benchmark }) => benchmark)]
    .sort(([a], [b]) => compareNames(a, b));
  const several = new Set(cells.map(({ limits }) => limits)).size > 1;
  const { metric, statistic } = figure;
  const title = titleOf(metric);
  return (
    <ScrollTable
      id={id}
      caption={`${capital(title)}${statistic === "mean" ? "" : `, ${statistic}`}${
        of === "" ? "" : ` of ${of}…`
      }, in ${scale.unit}: a row a benchmark, each figure ${
        trialsCaption(trials)
      }, leading to its trials`}
      long
      sortable
      filter={isLong(rows.length)}
    >
      <thead>
        <tr>
          <th scope="col">Benchmark</th>
          {programs.map(({ program, series, part, limits }) => (
            <th key={program} scope="col" class="number">
              {series.title}
              <span class="unit">
                {[part, several ? limits : ""].filter((word) =>
                  word !== ""
                ).join(", ")}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([benchmark, own]) => (
          <tr>
            <th scope="row">
              <Breakable text={benchmark} />
            </th>
            {programs.map(({ program, point }) => {
              const cell = own.find((each) => each.program === program);
              return (
                <ResultCell
                  {...given}
                  value={cell === undefined ? undefined : valueOf(cell.point, figure)}
                  cell={(cell?.point ?? point).cell}
                  scale={scale}
                />
              );
            })}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** What a figure is made of, for a caption: of how many trials at most. */
export function trialsCaption(trials: number): string {
  return trials > 1
    ? `of up to ${formatNumber(trials)} trials with its 95\u00a0% interval below it`
    : "a single trial, so without an interval";
}

/** A value; with what a later report says of it. */
function ResultCell(props: ValueCellProps & Given) {
  const { value, cell, to, correctionOf } = props;
  const correction = correctionOf(cell);
  if (value === undefined || value.summary.status === "withheld" || correction === undefined) {
    return <ValueCell {...props} />;
  }
  return (
    <td class="number">
      <Figure {...props} value={value} />
      <CorrectionMark correction={correction} to={to} />
    </td>
  );
}
