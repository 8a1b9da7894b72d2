/** Every cell of an implementation in one table, with the figure that ranks it: the way into its values. */
import { formatNumber, scaleFor } from "../format.ts";
import { cellId } from "../links.ts";
import type { CellFigure, CellView } from "../model/implementation.ts";
import type { Ranked } from "../model/scenario.ts";
import { compareTrust } from "../model/values.ts";
import { Breakable } from "./breakable.tsx";
import { cellTitle, ShownCell } from "./cell_trials.tsx";
import { ScrollTable } from "./scroll_table.tsx";

/** So many rows fit a screen or so; more scroll within themselves. */
const SHORT = 20;

interface LoadPointsProps {
  cells: readonly CellView[];
  ranked: Ranked | undefined;
}

export function LoadPoints({ cells, ranked }: LoadPointsProps) {
  return (
    <ScrollTable id="point-list" caption="Every load point" quiet long={cells.length > SHORT}>
      <thead>
        <tr>
          <th scope="col">Load point</th>
          <th scope="col" class="number">
            shown<span class="unit">95 % interval</span>
          </th>
          <th scope="col">Unit</th>
          <th scope="col">Figure</th>
          <th scope="col" class="number">Trials</th>
        </tr>
      </thead>
      <tbody>
        {cells.map((view) => (
          <PointRow key={cellId(view.cell)} view={view} figure={mainFigure(view, ranked)} />
        ))}
      </tbody>
    </ScrollTable>
  );
}

function PointRow({ view, figure }: { view: CellView; figure: CellFigure | undefined }) {
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
      {figure === undefined || scale === undefined
        ? <td class="number">–</td>
        : <ShownCell figure={figure} view={view} scale={scale} />}
      <td class="symbol">{scale?.unit}</td>
      <td>{figure?.title}</td>
      <td class="number">{formatNumber(view.trials.length)}</td>
    </tr>
  );
}

/**
 * What ranks the scenario, as tables of results choose it where a cell has it by several clocks; of cells without it
 * their first figure.
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
  return first ?? shown[0];
}
