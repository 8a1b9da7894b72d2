/** Every load that was tried: what its runs said, which gates failed, and the figures that the gates judge. */
import { gateLines } from "../../charts/capacity/gate_curves.ts";
import type { CapacityView } from "../../charts/capacity/view.ts";
import { type Cell, cellKey, type StateRow } from "../../../pipeline/report.ts";
import { formatNumber, scaleFor } from "../../format.ts";
import { cellAddress, type To } from "../../links.ts";
import type { CorrectionOf } from "../../model/corrections.ts";
import { centreOf } from "../../model/values.ts";
import { CorrectionMark } from "../correction_mark.tsx";
import type { Report } from "../../model/report.ts";
import { Head } from "../peak_table.tsx";
import { isLong, ScrollTable } from "../scroll_table.tsx";
import { type Reasons, ValueCell } from "../value_cell.tsx";
import { GatesCell, StateCell } from "./state_cells.tsx";
import { unbroken } from "../../unbroken.ts";

export interface PointsTableProps {
  view: CapacityView;
  to: To;
  reasons: Reasons;
  correctionOf: CorrectionOf;
}

export function PointsTable({ view, to, reasons, correctionOf }: PointsTableProps) {
  const { report, entry, groups } = view.scenario;
  const points = new Map(
    groups.flatMap((group) => group.series.flatMap((series) => series.points))
      .map((point) => [cellKey(point.cell), point]),
  );
  const summaries = (metric: string, statistic: string) =>
    [...points.values()].flatMap((point) => point.value(metric, statistic)?.summary ?? []);
  const budget = entry.slo?.budget.errors ?? "";
  const columns = [
    ...gateLines(view),
    ...(budget === "" ? [] : [{ name: "errors", metric: budget, statistic: "total" }]),
  ].map((line) => {
    const own = summaries(line.metric, line.statistic);
    const scale = scaleFor(own[0]?.unit ?? "1", line.metric, own.map(centreOf));
    return { ...line, scale, present: own.length > 0 };
  }).filter(({ present }) => present);
  const printed = printedOf(report);
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
          <th scope="col" class="number" data-load>{view.unit}</th>
          <th scope="col">limits</th>
          <th scope="col">state</th>
          <th scope="col" class="number">
            runs<span class="unit">passed, failed</span>
          </th>
          {columns.map(({ name, scale }) => <Head key={name} title={name} unit={scale.unit} />)}
          <th scope="col">gates that failed</th>
          {printed !== undefined && <th scope="col">as printed</th>}
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
              <td>{unbroken(state.limits) || "not stated"}</td>
              <StateCell of={state} />
              <td class="number">{state.passes}, {state.fails}</td>
              {columns.map(({ metric, statistic, scale }) => (
                <ValueCell
                  remark={metric === budget ? allowedText(state) : ""}
                  value={points.get(cellKey(state))?.value(metric, statistic)}
                  cell={state}
                  scale={scale}
                  report={report.name}
                  to={to}
                  reasons={reasons}
                  correctionOf={correctionOf}
                />
              ))}
              <GatesCell of={state} />
              {printed !== undefined && <td class="wide">{printed(state) || "–"}</td>}
            </tr>
          ))
        )}
      </tbody>
    </ScrollTable>
  );
}

/** "1 allowed": errors that the budget gives the run with the fewest answers; empty where answers are not known. */
function allowedText({ errors_allowed }: StateRow): string {
  return errors_allowed === null ? "" : `${formatNumber(errors_allowed)} allowed`;
}

/** What the page that was read prints of a load point, each verdict once; undefined where it prints none at all. */
function printedOf(
  { tables, printedNotes }: Pick<Report, "tables" | "printedNotes">,
): ((cell: Cell) => string) | undefined {
  if (printedNotes === undefined) return undefined;
  const notes = new Map<string, Set<string>>();
  for (const row of tables.measurements) {
    const note = printedNotes[row.source];
    if (note !== undefined) {
      notes.getOrInsertComputed(cellKey(row), () => new Set<string>()).add(note);
    }
  }
  return notes.size === 0 ? undefined : (cell) => [...notes.get(cellKey(cell)) ?? []].join("; ");
}
