/** The published benchmarks at a glance: how many of their claims hold. */
import { formatDate, formatNumber } from "../../format.ts";
import { type PublishedReport, totalOf } from "../../model/published.ts";
import { ScrollTable } from "../scroll_table.tsx";

/** The element id of a report's section. */
export function publishedId(report: string): string {
  return `p-${report}`;
}

export function SummaryTable({ reports }: { reports: readonly PublishedReport[] }) {
  return (
    <ScrollTable
      id="published-list"
      caption="What was published, and what its own numbers say of it"
    >
      <thead>
        <tr>
          <th scope="col">Benchmark</th>
          <th scope="col">Published</th>
          <th scope="col" class="number">Claims</th>
          <th scope="col" class="number">hold</th>
          <th scope="col" class="number">refuted</th>
          <th scope="col" class="number">not established</th>
          <th scope="col" class="number">Values read</th>
          <th scope="col" class="number">corrected</th>
          <th scope="col" class="number">withheld</th>
        </tr>
      </thead>
      <tbody>
        {reports.map(({ view: { report, standing }, counts, measured, corrected, withheld }) => (
          <tr>
            <th scope="row">
              <a href={`#${publishedId(report.name)}`}>{report.manifest.title}</a>
              {standing.state !== "published" && <small>{standing.state}</small>}
            </th>
            <td>{formatDate(report.manifest.created)}</td>
            <Count value={totalOf(counts)} />
            <Count value={counts.holds} />
            <Count value={counts.refuted} />
            <Count value={counts["not established"]} />
            <Count value={measured} />
            <Count value={corrected.reduce((sum, { values }) => sum + values.length, 0)} />
            <Count value={withheld} />
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

function Count({ value }: { value: number }) {
  return <td class={value === 0 ? "number absent" : "number"}>{formatNumber(value)}</td>;
}
