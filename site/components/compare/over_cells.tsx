/** Two reports by program: what all cells of each show together. */
import { formatNumber } from "../../format.ts";
import type { ComparedTable } from "../../model/compare.ts";
import { ScrollTable } from "../scroll_table.tsx";
import { ChanceCell } from "./chance_cell.tsx";
import { Verdict } from "./verdict.tsx";
import { rangeText, ratioText } from "./words.ts";

interface OverCellsProps {
  table: ComparedTable;
  titleOf: (implementation: string) => string | undefined;
  /** What is divided by what. */
  caption: string;
  id: string;
}

/** Nothing where a cell is all that each program has. */
export function OverCells({ table: { implementations }, titleOf, caption, id }: OverCellsProps) {
  if (implementations.length === 0) return null;
  return (
    <ScrollTable
      id={id}
      caption={`${caption}, over all cells of an implementation (geometric mean)`}
      sortable
    >
      <thead>
        <tr>
          <th scope="col">Implementation</th>
          <th scope="col" class="number">Cells</th>
          <th scope="col">B is</th>
          <th scope="col" class="number">B / A</th>
          <th scope="col" class="number">
            beside the others<span class="unit">95 % interval</span>
          </th>
          <th scope="col" class="number">adjusted p</th>
        </tr>
      </thead>
      <tbody>
        {implementations.map((each) => (
          <tr>
            <th scope="row">{titleOf(each.implementation) ?? each.implementation}</th>
            <td class="number">{formatNumber(each.cells)}</td>
            <td>
              <Verdict verdict={each.verdict} />
            </td>
            <td class="number">{ratioText(each.ratio, each.low, each.high)}</td>
            <td class="number">
              {ratioText(each.beside, each.beside_low, each.beside_high)}
              <small>{rangeText(each.beside_low, each.beside_high)}</small>
            </td>
            <ChanceCell p={each.p_adjusted} />
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
