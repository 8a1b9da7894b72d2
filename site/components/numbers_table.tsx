/** What a chart draws, in figures: closed below it until asked for. */
import type { Numbers } from "../charts/numbers.ts";
import { Breakable } from "./breakable.tsx";
import { ScrollTable } from "./scroll_table.tsx";

export interface NumbersTableProps {
  id: string;
  /** What the table says, read out before it: the chart's title stands above it. */
  caption: string;
  numbers: Numbers;
}

export function NumbersTable({ id, caption, numbers: { head, rows } }: NumbersTableProps) {
  const [first, ...columns] = head;
  return (
    <details class="numbers">
      <summary>The same in numbers</summary>
      <ScrollTable id={id} caption={caption} quiet long={rows.length > MOST_SHOWN}>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {columns.map((title) => <th key={title} scope="col" class="number">{title}</th>)}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name = "", ...texts]) => (
            <tr key={name}>
              <th scope="row">
                <Breakable text={name} />
              </th>
              {texts.map((text, at) => <td key={columns[at]} class="number">{stacked(text)}</td>)}
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </details>
  );
}

/** "844 (790 to 902)": the interval stands below its figure, as in all tables. */
function stacked(text: string) {
  const [, figure, interval] = /^(.*) \((.* to .*)\)$/.exec(text) ?? [];
  return figure === undefined ? text : (
    <>
      {figure} <small>{interval}</small>
    </>
  );
}

/** A longer table scrolls within itself. */
const MOST_SHOWN = 20;
