/** Every cell of a group: all load points of all implementations, each trial linked to its raw file. */
import { type Cell, compareText, METRICS } from "../../pipeline/report.ts";
import { formatIn, formatNumber, type Scale, scaleFor } from "../format.ts";
import { dataFile, parseSource } from "../links.ts";
import type { Point, Series } from "../model/scenario.ts";
import { type Value, widthOf } from "../model/values.ts";
import { captionStart, Head, type TableProps } from "./peak_table.tsx";
import { ScrollTable } from "./scroll_table.tsx";
import { sourceTitle, ValueCell } from "./value_cell.tsx";

/** Columns in order; one without any value is left out. */
const COLUMNS = [
  { metric: "latency", statistic: "p50", title: "p50" },
  { metric: "latency", statistic: "p99", title: "p99" },
  { metric: "latency", statistic: "max", title: "slowest" },
  { metric: "time_to_first_byte", statistic: "p95", title: "first byte p95" },
  { metric: "cpu", statistic: "mean", title: "CPU" },
  { metric: "memory_rss", statistic: "max", title: "Memory" },
  { metric: "generator_cpu", statistic: "mean", title: "Generator CPU" },
] as const;

/** Element id of a cell's row. */
export function resultId(cell: Cell, suffix: string): string {
  return `r${suffix}-${cell.implementation}-${cell.load ?? "all"}`;
}

export function ResultsTable(props: TableProps) {
  const { board, suffix } = props;
  const { series } = board.group;
  const all = (metric: string, statistic: string) =>
    series.flatMap((each) => each.points).flatMap((point) =>
      point.value(metric, statistic)?.summary ?? []
    );
  // All statistics of a metric share a unit, so that p50 and p99 can be compared at a glance.
  const scaleOf = (metric: string, statistic: string) => {
    const summaries = [
      ...all(metric, statistic),
      ...COLUMNS.flatMap((column) => column.metric === metric ? all(metric, column.statistic) : []),
    ];
    return scaleFor(summaries[0]?.unit ?? "1", metric, summaries.map((each) => each.median));
  };
  const ranked = {
    ...board.ranked,
    scale: scaleOf(board.ranked.metric, board.ranked.statistic),
  };
  const columns = [...COLUMNS, ...errorColumns(all)]
    .filter(({ metric, statistic }) =>
      all(metric, statistic).length > 0 &&
      !(metric === ranked.metric && statistic === ranked.statistic)
    )
    .map((column) => ({ ...column, scale: scaleOf(column.metric, column.statistic) }));
  const hasLoads = board.group.loads.some((load) => load !== null);
  return (
    <ScrollTable
      id={`results${suffix}`}
      caption={`${
        captionStart(props)
      }Every load point: medians over trials, and each trial linked to its raw file`}
      long
      sortable
      filter
    >
      <thead>
        <tr>
          <th scope="col">Implementation</th>
          {hasLoads && (
            <th scope="col" class="number">{board.group.loadUnit.replaceAll("-", " ")}</th>
          )}
          <Head title={ranked.title} unit={ranked.scale.unit} />
          {columns.map(({ title, scale }) => <Head key={title} title={title} unit={scale.unit} />)}
          <th scope="col">
            each trial’s {ranked.title}{" "}
            {ranked.scale.unit !== "" && <span class="unit">{ranked.scale.unit}</span>}
          </th>
        </tr>
      </thead>
      <tbody>
        {inOrder(props).flatMap((each) =>
          each.points.map((point) => (
            <tr id={resultId(point.cell, suffix)} data-series={each.name}>
              <th scope="row">{each.title}</th>
              {hasLoads && <td class="number">{formatNumber(point.cell.load ?? 0)}</td>}
              <ValueCell
                {...props}
                value={point.value(ranked.metric, ranked.statistic)}
                scale={ranked.scale}
              />
              {columns.map(({ metric, statistic, scale }) => (
                <ValueCell {...props} value={point.value(metric, statistic)} scale={scale} />
              ))}
              <TrialsCell
                {...props}
                value={point.value(ranked.metric, ranked.statistic)}
                point={point}
                scale={ranked.scale}
              />
            </tr>
          ))
        )}
      </tbody>
    </ScrollTable>
  );
}

/** Best first, as in the peak table; what has no peak follows. */
function inOrder({ board }: TableProps): Series[] {
  const ordered = [...board.standings, ...board.twins].map((standing) => standing.series);
  const rest = board.group.series.filter((each) => !ordered.includes(each));
  return [...ordered, ...rest];
}

/** A column for each kind of error that happened at all. */
function errorColumns(all: (metric: string, statistic: string) => { max: number }[]) {
  return Object.keys(METRICS).filter((metric) => metric.startsWith("errors")).sort(compareText)
    .filter((metric) => all(metric, "total").some((summary) => summary.max > 0))
    .map((metric) => ({
      metric,
      statistic: "total",
      title: (METRICS[metric]?.title ?? metric).toLowerCase(),
    }));
}

function TrialsCell(
  { value, point, scale, report, to }: TableProps & {
    value: Value | undefined;
    point: Point;
    scale: Scale;
  },
) {
  const rows = value?.rows ?? point.value("throughput", "mean")?.rows ?? [];
  if (value === undefined || rows.length === 0) return <td class="trials absent">–</td>;
  const width = widthOf(value.summary);
  return (
    <td class="trials">
      {rows.map((row) => (
        <>
          <a
            href={to(dataFile(report, parseSource(row.source).path))}
            title={`trial ${row.trial}: ${sourceTitle(row.source)}`}
          >
            {row.status === "withheld"
              ? <s>{formatIn(scale, row.value, width)}</s>
              : formatIn(scale, row.value, width)}
          </a>
          {" "}
        </>
      ))}
    </td>
  );
}
