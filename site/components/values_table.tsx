/** Results of groups that nothing ranks: a row per cell, a column for each of its main figures. */
import { compareStatistics, compareText } from "../../pipeline/report.ts";
import { formatNumber, scaleFor } from "../format.ts";
import type { To } from "../links.ts";
import { cellAddress } from "../links.ts";
import type { CorrectionOf } from "../model/corrections.ts";
import type { Group, Point, ScenarioView, Series } from "../model/scenario.ts";
import { compareMetrics, isKnown, titleOf } from "../model/metrics.ts";
import { centreOf } from "../model/values.ts";
import { CorrectionMark } from "./correction_mark.tsx";
import { Head } from "./peak_table.tsx";
import { isLong, ScrollTable } from "./scroll_table.tsx";
import { trialsOf } from "./results_table.tsx";
import { type Reasons, ValueCell } from "./value_cell.tsx";

/** Figures beyond these are in summary.csv. */
const MOST_COLUMNS = 9;
const STATISTICS = ["mean", "total", "p50", "p95", "p99", "max"];

interface Cell {
  series: Series;
  point: Point;
}

interface ValuesProps {
  /** Element id of the table. */
  id: string;
  view: ScenarioView;
  /** Those of its groups that are shown. */
  groups: readonly Group[];
  to: To;
  reasons: Reasons;
  correctionOf: CorrectionOf;
}

export function ValuesTable({ id, view, groups, to, reasons, correctionOf }: ValuesProps) {
  const cells = groups.flatMap((group) =>
    group.series.flatMap((series) => series.points.map((point): Cell => ({ series, point })))
  );
  const columns = columnsOf(view, cells);
  const has = (pick: (cell: Cell) => string | number | null) =>
    cells.some((cell) => pick(cell) !== "" && pick(cell) !== null);
  const loads = new Set(groups.flatMap(({ loadUnit }) => loadUnit === "" ? [] : loadUnit));
  const single = columns.every(({ most }) => most < 2);
  const show = {
    case: has(({ point }) => point.cell.case),
    limits: has(({ point }) => point.cell.limits),
    load: has(({ point }) => point.cell.load),
  };
  return (
    <ScrollTable
      id={id}
      caption={`A row per implementation and case: each figure ${
        single ? "a single trial, so without an interval" : "with its 95 % interval below it"
      }, leading to its trials`}
      long
      sortable
      filter={isLong(cells.length)}
    >
      <thead>
        <tr>
          <th scope="col">Implementation</th>
          {show.case && <th scope="col">case</th>}
          {show.limits && <th scope="col">limits</th>}
          {show.load && (
            <th scope="col" class="number">{[...loads].join(", ").replaceAll("-", " ")}</th>
          )}
          <th scope="col" class="number">trials</th>
          {columns.map(({ title, scale }) => <Head key={title} title={title} unit={scale.unit} />)}
        </tr>
      </thead>
      <tbody>
        {cells.map(({ series, point }) => (
          <tr>
            <th scope="row">
              <a href={to(cellAddress(view.report.name, point.cell))}>{series.title}</a>
              <CorrectionMark correction={correctionOf(point.cell)} to={to} />
            </th>
            {show.case && <td class="wide">{point.cell.case}</td>}
            {show.limits && <td>{point.cell.limits}</td>}
            {show.load && (
              <td class="number">
                {point.cell.load === null ? "–" : formatNumber(point.cell.load)}
              </td>
            )}
            <td class="number">{trialsOf(point, columns)}</td>
            {columns.map(({ metric, statistic, scale }) => (
              <ValueCell
                cell={point.cell}
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
  return [...names.values()].map(({ metric, statistic }) => {
    const summaries = cells.flatMap(({ point }) => point.value(metric, statistic)?.summary ?? []);
    const title = titleOf(metric);
    return {
      metric,
      statistic,
      count: summaries.length,
      /** Most trials behind a figure of the column. */
      most: Math.max(0, ...summaries.map(({ n }) => n)),
      title: statistic === "mean" || statistic === "total" ? title : `${title}, ${statistic}`,
      scale: scaleFor(
        summaries[0]?.unit ?? "1",
        metric,
        summaries.map(centreOf),
      ),
    };
  }).filter(({ count }) => count > 0).sort((a, b) =>
    Number(isKnown(b.metric)) - Number(isKnown(a.metric)) || b.count - a.count ||
    compareText(a.metric, b.metric)
  ).slice(0, MOST_COLUMNS).sort((a, b) =>
    compareMetrics(a.metric, b.metric) || compareStatistics(a.statistic, b.statistic)
  );
}
