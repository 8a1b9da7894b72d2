/** Results of groups that nothing ranks: a row per cell, a column for each of its main figures. */
import { formatNumber } from "../format.ts";
import type { To } from "../links.ts";
import { cellAddress } from "../links.ts";
import type { CorrectionOf } from "../model/corrections.ts";
import type { Group, Point, ScenarioView, Series } from "../model/scenario.ts";
import { CorrectionMark } from "./correction_mark.tsx";
import { Head } from "./peak_table.tsx";
import { isLong, ScrollTable } from "./scroll_table.tsx";
import { trialsOf } from "./results_table.tsx";
import { type Reasons, ValueCell } from "./value_cell.tsx";
import { valueColumns } from "./value_columns.ts";
import { unbroken } from "../unbroken.ts";

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
  const columns = valueColumns(view, cells.map(({ point }) => point));
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
            <th scope="col" class="number" data-load>
              {[...loads].join(", ").replaceAll("-", " ")}
            </th>
          )}
          <th scope="col" class="number">trials</th>
          {columns.map(({ title, metric, scale }) => (
            <Head key={title} title={title} unit={scale.unit} metric={metric} />
          ))}
        </tr>
      </thead>
      <tbody>
        {cells.map(({ series, point }) => (
          <tr>
            <th scope="row">
              <a href={to(cellAddress(view.report.name, point.cell))}>{series.title}</a>
              <CorrectionMark correction={correctionOf(point.cell)} to={to} />
            </th>
            {show.case && <td class="wide">{unbroken(point.cell.case)}</td>}
            {show.limits && <td>{unbroken(point.cell.limits)}</td>}
            {show.load && (
              <td class="number">
                {point.cell.load === null ? "–" : formatNumber(point.cell.load)}
              </td>
            )}
            <td class="number">{trialsOf(columns.map(({ valueOf }) => valueOf(point)))}</td>
            {columns.map(({ valueOf, scale }) => (
              <ValueCell
                cell={point.cell}
                value={valueOf(point)}
                scale={scale}
                report={view.report.name}
                to={to}
                reasons={reasons}
                correctionOf={correctionOf}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
