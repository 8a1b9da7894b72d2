/** The ranked figure with a thin bar below it, as long as its share of the largest, and its interval on it. */
import type { Scale } from "../format.ts";
import type { Standing } from "../model/standings.ts";
import { centreOf, intervalOf } from "../model/values.ts";
import type { TableProps } from "./table_props.ts";
import { Figure } from "./value_cell.tsx";

export function RankedCell(props: TableProps & { row: Standing; scale: Scale }) {
  const { row, board, styleOf } = props;
  const all = [...board.standings, ...board.twins].map((each) => each.value.summary);
  const best = Math.max(...all.map(centreOf));
  // A very wide interval is cut off, so that the bars can still be told apart: its ends stand in the cell.
  const largest = Math.min(1.5 * best, Math.max(best, ...all.map((each) => each.high ?? 0)));
  const share = (value: number) => Math.min(100, Math.max(0, value / largest * 100)).toFixed(1);
  const { summary } = row.value;
  const interval = intervalOf(summary);
  return (
    <td class="number ranked">
      <Figure {...props} value={row.value} cell={row.point.cell} />
      <svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect
          y="1"
          width={share(centreOf(summary))}
          height="4"
          fill={styleOf(row.series.name).colour}
        />
        {interval !== undefined && (
          <rect
            class="whisker"
            x={share(interval.low)}
            y="2.2"
            width={share(Math.max(interval.high - interval.low, largest / 200))}
            height="1.6"
          />
        )}
      </svg>
    </td>
  );
}
