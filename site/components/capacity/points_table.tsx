/** Every load that was tried: what its runs said, which gates failed, and the figures that the gates judge. */
import { gateLines } from "../../charts/capacity/gate_curves.ts";
import { type CapacityView, gateText } from "../../charts/capacity/view.ts";
import { cellKey, type StateRow } from "../../../pipeline/report.ts";
import { formatNumber, scaleFor } from "../../format.ts";
import { cellAddress, type To } from "../../links.ts";
import type { CorrectionOf } from "../../model/corrections.ts";
import { centreOf } from "../../model/values.ts";
import { CorrectionMark } from "../correction_mark.tsx";
import { Head } from "../peak_table.tsx";
import { isLong, ScrollTable } from "../scroll_table.tsx";
import { type Reasons, ValueCell } from "../value_cell.tsx";

export interface PointsTableProps {
  view: CapacityView;
  to: To;
  reasons: Reasons;
  correctionOf: CorrectionOf;
}

/** Signs before the words of a state, so that colour is not needed to tell them apart. */
const SIGNS: Readonly<Record<StateRow["state"], string>> = {
  "confirmed": "✓✓",
  "passed": "✓",
  "borderline": "±",
  "first solid fail": "✗✗",
  "failed": "✗",
  "withheld": "?",
  "superseded": "–",
  "retracted": "–",
};

export function PointsTable({ view, to, reasons, correctionOf }: PointsTableProps) {
  const { report, entry, groups } = view.scenario;
  const points = new Map(
    groups.flatMap((group) => group.series.flatMap((series) => series.points))
      .map((point) => [cellKey(point.cell), point]),
  );
  const summaries = (metric: string, statistic: string) =>
    [...points.values()].flatMap((point) => point.value(metric, statistic)?.summary ?? []);
  const columns = [
    ...gateLines(view),
    ...(entry.slo === undefined
      ? []
      : [{ name: "errors", metric: entry.slo.budget.errors, statistic: "total" }]),
  ].map((line) => {
    const own = summaries(line.metric, line.statistic);
    const scale = scaleFor(own[0]?.unit ?? "1", line.metric, own.map(centreOf));
    return { ...line, scale, present: own.length > 0 };
  }).filter(({ present }) => present);
  const searches = view.groups.flatMap((group) => group.searches);
  return (
    <ScrollTable
      id="points"
      caption={`Every load that was tried, in ${view.unit}; each leads to its runs`}
      long
      sortable
      filter={isLong(searches.flatMap(({ points }) => points).length)}
    >
      <thead>
        <tr>
          <th scope="col">Implementation</th>
          <th scope="col" class="number">{view.unit}</th>
          <th scope="col">limits</th>
          <th scope="col">state</th>
          <th scope="col" class="number">
            runs<span class="unit">passed, failed</span>
          </th>
          {columns.map(({ name, scale }) => <Head key={name} title={name} unit={scale.unit} />)}
          <th scope="col">gates that failed</th>
        </tr>
      </thead>
      <tbody>
        {searches.flatMap((search) =>
          search.points.map((state) => (
            <tr data-series={search.name}>
              <th scope="row">
                <a href={to(cellAddress(report.name, state))}>{search.title}</a>
                <CorrectionMark correction={correctionOf(state)} to={to} />
              </th>
              <td class="number">{formatNumber(state.load)}</td>
              <td>{state.limits || "not stated"}</td>
              <td>
                <span aria-hidden="true">{SIGNS[state.state]}</span> {state.state}
              </td>
              <td class="number">{state.passes}, {state.fails}</td>
              {columns.map(({ metric, statistic, scale }) => (
                <ValueCell
                  value={points.get(cellKey(state))?.value(metric, statistic)}
                  cell={state}
                  scale={scale}
                  report={report.name}
                  to={to}
                  reasons={reasons}
                />
              ))}
              <td class="remark">
                {state.limited_by.map(gateText).join("; ") || "–"}
                {state.note !== "" && <small>{state.note}</small>}
              </td>
            </tr>
          ))
        )}
      </tbody>
    </ScrollTable>
  );
}
