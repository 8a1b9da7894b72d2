/** How many benchmarks each implementation has in each part of the workload, and by which clock. */
import { formatNumber } from "../../format.ts";
import { implementationPage, type To } from "../../links.ts";
import type { Coverage, CoverageTable as Table } from "../../model/coverage.ts";
import { Breakable } from "../breakable.tsx";
import { ScrollTable } from "../scroll_table.tsx";

interface CoverageProps {
  of: Table;
  report: string;
  scenario: string;
  to: To;
}

export function CoverageTable({ of: { parts, rows }, report, scenario, to }: CoverageProps) {
  return (
    <ScrollTable
      id="coverage-list"
      caption="Benchmarks with a figure by the wall clock, in each part of the workload; below it those by CPU time alone and those withheld, “–” where nothing was measured"
    >
      <thead>
        <tr>
          <th scope="col">Implementation</th>
          {parts.map((part) => (
            <th scope="col" class="number">
              <Breakable text={part} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, title, of }) => (
          <tr>
            <th scope="row">
              {/* What has no result has no page. */}
              {of.size === 0
                ? title
                : <a href={to(implementationPage(report, scenario, name))}>{title}</a>}
            </th>
            {parts.map((part) => <Count key={part} of={of.get(part)} />)}
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

function Count({ of }: { of: Coverage | undefined }) {
  if (of === undefined) return <td class="number absent">–</td>;
  return (
    <td class="number">
      {formatNumber(of.wall)}
      {of.cpu > 0 && <small>{formatNumber(of.cpu)} by CPU time</small>}
      {of.withheld > 0 && <small>{formatNumber(of.withheld)} withheld</small>}
    </td>
  );
}
