/** The published benchmarks at a glance: how many of their claims hold. */
import { formatDate, formatNumber } from "../../format.ts";
import { sumOf, totalOf } from "../../model/claims.ts";
import type { PublishedReport } from "../../model/published.ts";
import { statesText } from "../../model/standing.ts";
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
          <th scope="col" class="number">Claims</th>
          <th scope="col" class="number">hold</th>
          <th scope="col" class="number">refuted</th>
          <th scope="col" class="number">not established</th>
          <th scope="col" class="number broad">by figures taken back or replaced</th>
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
              <small>{formatDate(report.manifest.created)}</small>
              {standing.state !== "published" && <small>{standing.state}</small>}
              {standing.by.length === 0 && standing.parts.length > 0 && (
                <small>in part {statesText(standing.parts)}</small>
              )}
            </th>
            <Count value={totalOf(counts)} />
            <Count value={counts.all.holds} />
            <Count value={counts.all.refuted} />
            <Count value={counts.all["not established"]} />
            <Count value={sumOf(counts.corrected)} />
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
