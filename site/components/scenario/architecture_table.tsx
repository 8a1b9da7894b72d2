/** What takes part in a run and what passes between, as a list. */
import type { Architecture } from "../../charts/capacity/draw_parts.ts";
import { ScrollTable } from "../scroll_table.tsx";

export function ArchitectureTable({ of: { parts, flows } }: { of: Architecture }) {
  const nameOf = (index: number) => {
    const part = parts[index];
    return part === undefined ? "" : `${part.title} (${part.detail})`;
  };
  return (
    <ScrollTable id="parts" caption="What passes between the parts of a run">
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">To</th>
          <th scope="col">What</th>
        </tr>
      </thead>
      <tbody>
        {flows.map(({ from, to, text }) => (
          <tr>
            <th scope="row">{nameOf(from)}</th>
            <td class="wide">{nameOf(to)}</td>
            <td class="wide">{text}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}
