/** Every cell of an implementation in one table, with the figure that ranks it: the way into its values. */
import { cellKey, type StateRow } from "../../pipeline/report.ts";
import { formatNumber, scaleFor } from "../format.ts";
import { cellId } from "../links.ts";
import type { CellFigure, CellView } from "../model/implementation.ts";
import { hasDirection } from "../model/metrics.ts";
import type { Ranked } from "../model/scenario.ts";
import { compareTrust } from "../model/values.ts";
import { Breakable } from "./breakable.tsx";
import { GatesCell, StateCell } from "./capacity/state_cells.tsx";
import { cellTitle, ShownCell } from "./cell_trials.tsx";
import { ScrollTable } from "./scroll_table.tsx";

/** So many rows fit a screen or so; more scroll within themselves. */
const SHORT = 20;

interface LoadPointsProps {
  cells: readonly CellView[];
  ranked: Ranked | undefined;
  /** What the runs of a search said, by `cellKey()`; empty of a scenario that searches for none. */
  states: ReadonlyMap<string, StateRow>;
}

export function LoadPoints({ cells, ranked, states }: LoadPointsProps) {
  const rows = cells.map((view) => ({ view, state: states.get(cellKey(view.cell)) }));
  const isSearch = rows.some(({ state }) => state !== undefined);
  return (
    <ScrollTable id="point-list" caption="Every load point" quiet long={cells.length > SHORT}>
      <thead>
        <tr>
          <th scope="col">Load point</th>
          {isSearch && <th scope="col">State</th>}
          <th scope="col" class="number">
            shown<span class="unit">95 % interval</span>
          </th>
          <th scope="col">Unit</th>
          <th scope="col">Figure</th>
          <th scope="col" class="number">Trials</th>
          {isSearch && <th scope="col">Gates that failed</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ view, state }) => (
          <PointRow
            key={cellId(view.cell)}
            view={view}
            figure={mainFigure(view, ranked)}
            isSearch={isSearch}
            state={state}
          />
        ))}
      </tbody>
    </ScrollTable>
  );
}

interface RowProps {
  view: CellView;
  figure: CellFigure | undefined;
  isSearch: boolean;
  state: StateRow | undefined;
}

function PointRow({ view, figure, isSearch, state }: RowProps) {
  const scale = figure === undefined
    ? undefined
    : scaleFor(figure.unit, figure.metric, figure.rows.map((row) => row.value));
  return (
    <tr>
      <th scope="row">
        <a href={`#${cellId(view.cell)}`}>
          <Breakable text={cellTitle(view)} />
        </a>
      </th>
      {isSearch && <StateCell of={state} />}
      {figure === undefined || scale === undefined
        ? <td class="number">–</td>
        : <ShownCell figure={figure} view={view} scale={scale} />}
      <td class="symbol">{scale?.unit}</td>
      <td>{figure?.title}</td>
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
