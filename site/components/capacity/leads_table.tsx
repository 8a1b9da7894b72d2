/** Who leads in what: a row an aim, the first and the next by it. */
import { capacityLeads, type Placed } from "../../charts/capacity/leads.ts";
import { sentenceOfAll } from "../../charts/capacity/words.ts";
import { implementationPage } from "../../links.ts";
import { ScrollTable } from "../scroll_table.tsx";
import { SeriesMark } from "../series_mark.tsx";
import type { CapacityTableProps } from "./capacity_table.tsx";

export function LeadsTable(props: CapacityTableProps) {
  const { view } = props;
  const leads = capacityLeads(view);
  const isBounded = leads.some(({ first, next }) =>
    /[≤≥]/.test(`${first.figure} ${next?.figure ?? ""}`)
  );
  return (
    <ScrollTable
      id="lead-list"
      caption={sentenceOfAll(
        view.groups,
        `who is first by each aim and who is next${
          isBounded
            ? "; where ≥ (every load that was tried passes) or ≤ stands before a figure, their order is not certain"
            : ""
        }`,
      )}
    >
      <thead>
        <tr>
          <th scope="col">Aim</th>
          <th scope="col">first</th>
          <th scope="col" class="number">figure</th>
          <th scope="col">next</th>
          <th scope="col" class="number">figure</th>
        </tr>
      </thead>
      <tbody>
        {leads.map(({ aim, first, next }) => (
          <tr>
            <th scope="row" class="statement">{aim}</th>
            <Place {...props} of={first} />
            <Place {...props} of={next} />
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

function Place({ of, view, styleOf, to }: CapacityTableProps & { of: Placed | undefined }) {
  if (of === undefined) {
    return (
      <>
        <td>–</td>
        <td class="number absent">–</td>
      </>
    );
  }
  const { report, entry } = view.scenario;
  return (
    <>
      <td>
        {of.of.map(({ name, title }, index) => (
          <>
            {index > 0 && ", "}
            <SeriesMark style={styleOf(name)} />{" "}
            <a href={to(implementationPage(report.name, entry.name, name))}>{title}</a>
          </>
        ))}
      </td>
      <td class="number noted">
        {of.figure}
        <small>{of.note}</small>
      </td>
    </>
  );
}
