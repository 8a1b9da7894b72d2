/** Results of a scenario that ranks nothing: a row per cell, a column for each of its main figures. */
import { compareStatistics, compareText, METRICS } from "../../pipeline/report.ts";
import { formatNumber, scaleFor } from "../format.ts";
import type { To } from "../links.ts";
import type { Point, ScenarioView, Series } from "../model/scenario.ts";
import { Head } from "./peak_table.tsx";
import { ScrollTable } from "./scroll_table.tsx";
import { type Reasons, ValueCell } from "./value_cell.tsx";

/** Figures beyond these are in summary.csv. */
const MOST_COLUMNS = 9;
const STATISTICS = ["mean", "total", "p50", "p95", "p99", "max"];

interface Cell {
  series: Series;
  point: Point;
}

export function ValuesTable(
  { view, to, reasons }: { view: ScenarioView; to: To; reasons: Reasons },
) {
  const cells = view.groups.flatMap((group) =>
    group.series.flatMap((series) => series.points.map((point): Cell => ({ series, point })))
  );
  const columns = columnsOf(view, cells);
  const has = (pick: (cell: Cell) => string | number | null) =>
    cells.some((cell) => pick(cell) !== "" && pick(cell) !== null);
  const loads = new Set(view.groups.flatMap(({ loadUnit }) => loadUnit === "" ? [] : loadUnit));
  const show = {
    case: has(({ point }) => point.cell.case),
    limits: has(({ point }) => point.cell.limits),
    load: has(({ point }) => point.cell.load),
  };
  return (
    <ScrollTable
      id="results"
      caption="Medians over trials, each linked to its raw file; a row per implementation and case"
      long
      sortable
      filter
    >
      <thead>
        <tr>
          <th scope="col">Implementation</th>
          {show.case && <th scope="col">case</th>}
          {show.limits && <th scope="col">limits</th>}
          {show.load && (
            <th scope="col" class="number">{[...loads].join(", ").replaceAll("-", " ")}</th>
          )}
          {columns.map(({ title, scale }) => <Head key={title} title={title} unit={scale.unit} />)}
        </tr>
      </thead>
      <tbody>
        {cells.map(({ series, point }) => (
          <tr>
            <th scope="row">{series.title}</th>
            {show.case && <td class="wide">{point.cell.case}</td>}
            {show.limits && <td>{point.cell.limits}</td>}
            {show.load && (
              <td class="number">
                {point.cell.load === null ? "–" : formatNumber(point.cell.load)}
              </td>
            )}
            {columns.map(({ metric, statistic, scale }) => (
              <ValueCell
                value={point.value(metric, statistic)}
                scale={scale}
                report={view.report.name}
                to={to}
                reasons={reasons}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** The figures that most cells have, in the order of the table of metrics. */
function columnsOf(view: ScenarioView, cells: readonly Cell[]) {
  const names = new Map<string, { metric: string; statistic: string }>();
  for (const { scenario, metric, statistic } of view.report.tables.summary) {
    if (scenario === view.entry.name && STATISTICS.includes(statistic)) {
      names.set(`${metric} ${statistic}`, { metric, statistic });
    }
  }
  const order = Object.keys(METRICS);
  return [...names.values()].map(({ metric, statistic }) => {
    const summaries = cells.flatMap(({ point }) => point.value(metric, statistic)?.summary ?? []);
    const title = METRICS[metric]?.title.toLowerCase() ?? metric;
    return {
      metric,
      statistic,
      count: summaries.length,
      title: statistic === "mean" || statistic === "total" ? title : `${title}, ${statistic}`,
      scale: scaleFor(
        summaries[0]?.unit ?? "1",
        metric,
        summaries.map((summary) => summary.median),
      ),
    };
  }).sort((a, b) => b.count - a.count || compareText(a.metric, b.metric)).slice(0, MOST_COLUMNS)
    .sort((a, b) =>
      order.indexOf(a.metric) - order.indexOf(b.metric) ||
      compareStatistics(a.statistic, b.statistic)
    );
}
