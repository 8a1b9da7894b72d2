/** Every cell of a group: all load points of all implementations, each leading to its trials. */
import { compareText, METRICS, type Summary } from "../../pipeline/report.ts";
import { formatNumber, scaleFor } from "../format.ts";
import { rowsOf } from "../charts/rows.ts";
import { cellAddress } from "../links.ts";
import type { Point, Series } from "../model/scenario.ts";
import { tailsOf } from "../model/tail.ts";
import { centreOf, type Value } from "../model/values.ts";
import { CorrectionMark } from "./correction_mark.tsx";
import { Head } from "./peak_table.tsx";
import { isLong, ScrollTable } from "./scroll_table.tsx";
import { captionStart, resultId, type TableProps } from "./table_props.ts";
import { ValueCell } from "./value_cell.tsx";

interface Column {
  metric: string;
  statistic: string;
  title: string;
}

/** Columns after those of latency, in order; one without any value is left out. */
const COLUMNS: readonly Column[] = [
  { metric: "latency", statistic: "max", title: "slowest" },
  { metric: "time_to_first_byte", statistic: "p50", title: "first byte p50" },
  { metric: "time_to_first_byte", statistic: "p95", title: "first byte p95" },
  { metric: "cpu", statistic: "mean", title: "CPU" },
  { metric: "memory_rss", statistic: "max", title: "Memory" },
  { metric: "start_time", statistic: "total", title: "Start" },
  { metric: "memory_rss_start", statistic: "total", title: "Memory at start" },
  { metric: "generator_cpu", statistic: "mean", title: "Generator CPU" },
];

export function ResultsTable(props: TableProps) {
  const { board, suffix, report, to } = props;
  const { series } = board.group;
  const all = (metric: string, statistic: string) =>
    series.flatMap((each) => each.points).flatMap((point) =>
      point.value(metric, statistic)?.summary ?? []
    );
  const figures = [...latencyColumns(series.flatMap(({ points }) => points)), ...COLUMNS];
  // All statistics of a metric share a unit, so that p50 and p99 can be compared at a glance.
  const scaleOf = (metric: string, statistic: string) => {
    const summaries = [
      ...all(metric, statistic),
      ...figures.flatMap((column) => column.metric === metric ? all(metric, column.statistic) : []),
    ];
    return scaleFor(summaries[0]?.unit ?? "1", metric, summaries.map(centreOf));
  };
  const { metric, statistic, title } = board.ranked;
  const columns = [{ metric, statistic, title }, ...figures, ...errorColumns(all)]
    .filter((column, index) =>
      index === 0 ||
      all(column.metric, column.statistic).length > 0 &&
        !(column.metric === metric && column.statistic === statistic)
    )
    .map((column) => ({ ...column, scale: scaleOf(column.metric, column.statistic) }));
  const hasLoads = board.group.loads.some((load) => load !== null);
  return (
    <ScrollTable
      id={`results${suffix}`}
      caption={`${captionStart(props)}Every load point: each figure ${
        board.trials.most > 1
          ? "with its 95 % interval below it"
          : "a single trial, so without an interval"
      }, leading to its trials`}
      long
      sortable
      filter={isLong(series.flatMap(({ points }) => points).length)}
    >
      <thead>
        <tr>
          <th scope="col">Implementation</th>
          {hasLoads && (
            <th scope="col" class="number" data-load>
              {board.group.loadUnit.replaceAll("-", " ")}
            </th>
          )}
          <th scope="col" class="number">trials</th>
          {columns.map(({ title, metric, scale }) => (
            <Head key={title} title={title} unit={scale.unit} metric={metric} />
          ))}
        </tr>
      </thead>
      <tbody>
        {inOrder(props).flatMap((each) =>
          each.points.map((point) => (
            <tr id={resultId(point.cell, suffix)} data-series={each.name}>
              <th scope="row">
                <a href={to(cellAddress(report, point.cell))}>{each.title}</a>
                <CorrectionMark correction={props.correctionOf(point.cell)} to={to} />
              </th>
              {hasLoads && <td class="number">{formatNumber(point.cell.load ?? 0)}</td>}
              <td class="number">
                {trialsOf(
                  columns.map(({ metric, statistic }) => point.value(metric, statistic)),
                )}
              </td>
              {columns.map((column) => (
                <ValueCell
                  {...props}
                  value={point.value(column.metric, column.statistic)}
                  cell={point.cell}
                  scale={column.scale}
                />
              ))}
            </tr>
          ))
        )}
      </tbody>
    </ScrollTable>
  );
}

/** The median and the tail; the mean, which says little of either, of points that know nothing else. */
function latencyColumns(points: readonly Point[]): Column[] {
  const has = (point: Point, statistic: string) => point.value("latency", statistic) !== undefined;
  const onlyMean = points.some((point) => has(point, "mean") && !has(point, "p50"));
  return ["p50", ...tailsOf(points), ...(onlyMean ? ["mean"] : [])].map((statistic) => ({
    metric: "latency",
    statistic,
    title: statistic === "mean" ? "mean latency" : statistic,
  }));
}

/** As in the peak table; what has no peak follows. */
function inOrder({ board }: TableProps): Series[] {
  const ordered = rowsOf(board).map((standing) => standing.series);
  const rest = board.group.series.filter((each) => !ordered.includes(each));
  return [...ordered, ...rest];
}

/** Trials behind the figures of a row; "4–5" where some of them have fewer. */
export function trialsOf(values: readonly (Value | undefined)[]): string {
  const counts = values.flatMap((value) => value?.summary.n ?? []);
  if (counts.length === 0) return "–";
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  return fewest === most ? formatNumber(most) : `${formatNumber(fewest)}–${formatNumber(most)}`;
}

/** A column for each kind of error that happened at all. */
function errorColumns(all: (metric: string, statistic: string) => Pick<Summary, "max">[]) {
  return Object.keys(METRICS).filter((metric) => metric.startsWith("errors")).sort(compareText)
    .filter((metric) => all(metric, "total").some((summary) => summary.max > 0))
    .map((metric) => ({
      metric,
      statistic: "total",
      title: (METRICS[metric]?.title ?? metric).toLowerCase(),
    }));
}
