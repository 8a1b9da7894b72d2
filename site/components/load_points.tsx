/** Every cell of an implementation in one table, with the figure that ranks it: the way into its values. */
import { cellKey, type StateRow } from "../../pipeline/report.ts";
import { formatNumber, type Scale, scaleFor } from "../format.ts";
import { cellId } from "../links.ts";
import type { To } from "../links.ts";
import type { CorrectionOf } from "../model/corrections.ts";
import type { CellFigure, CellView } from "../model/implementation.ts";
import { hasDirection } from "../model/metrics.ts";
import type { Ranked } from "../model/scenario.ts";
import { compareTrust } from "../model/values.ts";
import { Breakable } from "./breakable.tsx";
import { GatesCell, StateCell } from "./capacity/state_cells.tsx";
import { cellTitle, ShownCell } from "./cell_trials.tsx";
import { CorrectionMark } from "./correction_mark.tsx";
import type { ReasonOf } from "./withheld.tsx";
import { ScrollTable } from "./scroll_table.tsx";

/** So many rows fit a screen or so; more scroll within themselves. */
const SHORT = 20;

interface LoadPointsProps {
  cells: readonly CellView[];
  ranked: Ranked | undefined;
  /** What the runs of a search said, by `cellKey()`; empty of a scenario that searches for none. */
  states: ReadonlyMap<string, StateRow>;
  correctionOf: CorrectionOf;
  reasonOf: ReasonOf;
  to: To;
}

/** A cell with the figure that stands for it. */
interface Point {
  view: CellView;
  state: StateRow | undefined;
  figure: CellFigure | undefined;
  /** That of its own values: one for all rows would have more digits than some of them allow. */
  scale: Scale | undefined;
}

export function LoadPoints({ cells, ranked, states, ...given }: LoadPointsProps) {
  const points = cells.map((view): Point => {
    const figure = mainFigure(view, ranked);
    const values = figure?.rows.map((row) => row.value) ?? [];
    const scale = figure && scaleFor(figure.unit, figure.metric, values);
    return { view, state: states.get(cellKey(view.cell)), figure, scale };
  });
  const isSearch = points.some(({ state }) => state !== undefined);
  const title = mostOften(points.flatMap(({ figure }) => figure?.title ?? []));
  const units = new Set(
    points.flatMap(({ figure, scale }) => figure?.title === title ? scale?.unit ?? [] : []),
  );
  const hasUnits = units.size > 1;
  const [unit = ""] = hasUnits ? [] : units;
  const limits = new Set(cells.map(({ cell }) => cell.limits));
  const [shared = ""] = limits.size === 1 ? limits : [];
  return (
    <ScrollTable id="point-list" caption="Every load point" quiet long={cells.length > SHORT}>
      <thead>
        <tr>
          <th scope="col">
            Load point
            {shared !== "" && <span class="unit">each with {shared}</span>}
          </th>
          {isSearch && <th scope="col">State</th>}
          <th scope="col" class="number">
            {title || "shown"}
            {unit !== "" && <span class="unit">{unit}</span>}
            <span class="unit">95 % interval</span>
          </th>
          {hasUnits && <th scope="col">Unit</th>}
          <th scope="col" class="number">Trials</th>
          {isSearch && <th scope="col">Gates that failed</th>}
        </tr>
      </thead>
      <tbody>
        {points.map((point) => (
          <PointRow
            key={cellId(point.view.cell)}
            point={point}
            title={title}
            hasUnits={hasUnits}
            isSearch={isSearch}
            limits={shared}
            {...given}
          />
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** The text that most have: one of them, where several are as many. */
function mostOften(texts: readonly string[]): string {
  const groups = [...Map.groupBy(texts, (text) => text).values()];
  const most = Math.max(...groups.map((own) => own.length));
  return groups.find((own) => own.length === most)?.[0] ?? "";
}

interface RowProps extends Pick<LoadPointsProps, "correctionOf" | "reasonOf" | "to"> {
  point: Point;
  /** The figure that the header names: a row of another says so itself. */
  title: string;
  hasUnits: boolean;
  isSearch: boolean;
  /** What the header says of every row. */
  limits: string;
}

function PointRow(
  { point, title, hasUnits, isSearch, limits, correctionOf, reasonOf, to }: RowProps,
) {
  const { view, state, figure, scale } = point;
  const { cell } = view;
  const isOther = figure !== undefined && figure.title !== title;
  return (
    <tr>
      <th scope="row">
        <a href={`#${cellId(cell)}`}>
          <Breakable text={cellTitle(limits === "" ? cell : { ...cell, limits: "" })} />
        </a>
        {isOther && <small>{[figure.title, scale?.unit].filter((part) => part).join(", ")}</small>}
        <CorrectionMark correction={correctionOf(figure?.summary ?? cell)} to={to} />
      </th>
      {isSearch && <StateCell of={state} />}
      {figure === undefined || scale === undefined
        ? <td class="number">–</td>
        : <ShownCell figure={figure} view={view} scale={scale} reasonOf={reasonOf} />}
      {hasUnits && <td class="symbol">{isOther ? "" : scale?.unit}</td>}
      <td class="number">{formatNumber(view.trials.length)}</td>
      {isSearch && <GatesCell of={state} />}
    </tr>
  );
}

/**
 * What ranks the scenario, as tables of results choose it where a cell has it by several clocks; of cells without it
 * the first figure of which more or less is better, or else their first.
 */
export function mainFigure(
  { figures }: Pick<CellView, "figures">,
  ranked: Pick<Ranked, "metric" | "statistic"> | undefined,
): CellFigure | undefined {
  const shown = figures.filter(({ summary }) => summary !== undefined);
  const [first] = shown.filter(({ metric, statistic }) =>
    metric === ranked?.metric && statistic === ranked.statistic
  ).sort((a, b) =>
    a.summary === undefined || b.summary === undefined ? 0 : compareTrust(a.summary, b.summary)
  );
  return first ?? shown.find(({ metric }) => hasDirection(metric)) ?? shown[0];
}
