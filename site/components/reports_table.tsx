/** All reports, newest first. */
import { formatDate, formatHost } from "../format.ts";
import { reportPage, type To } from "../links.ts";
import { statesText } from "../model/standing.ts";
import type { ReportView } from "../page.ts";
import { ScrollTable } from "./scroll_table.tsx";

interface ReportsTableProps {
  views: readonly ReportView[];
  to: To;
  /** The text above says what the caption says. */
  quiet?: true;
}

export function ReportsTable({ views, to, quiet }: ReportsTableProps) {
  if (views.length === 0) return <p>There is none yet.</p>;
  return (
    <ScrollTable id="report-list" caption="All reports, newest first" quiet={quiet ?? false}>
      <thead>
        <tr>
          <th scope="col">Report</th>
          <th scope="col">Date</th>
          <th scope="col">State</th>
          <th scope="col">Scenarios</th>
          <th scope="col" class="number">
            Implementations<span class="unit">with results</span>
          </th>
          <th scope="col" class="number">Trials</th>
          <th scope="col">Host</th>
        </tr>
      </thead>
      <tbody>
        {views.map(({ report: { name, manifest, environment, trialCount }, standing, digest }) => (
          <tr>
            <th scope="row">
              <a href={to(reportPage(name))}>{manifest.title}</a>
              <small>{name}</small>
            </th>
            <td class="date">{formatDate(manifest.created)}</td>
            <td>
              {manifest.origin === "imported" ? `${standing.state}, imported` : standing.state}
              {standing.by.map(({ report, reason }) => (
                <small>
                  <a href={to(reportPage(report))}>by a later report</a>
                  {reason !== "" && `: ${reason}`}
                </small>
              ))}
              {standing.by.length === 0 && standing.parts.length > 0 && (
                <small>
                  <a href={to(reportPage(name))}>in part {statesText(standing.parts)}</a>
                </small>
              )}
              {standing.words.length > 0 && (
                <small>
                  <a href={to(reportPage(name))}>words of its text {statesText(standing.words)}</a>
                </small>
              )}
            </td>
            <td>{manifest.scenarios.map((scenario) => scenario.title).join(", ")}</td>
            <Counted of="implementation">{withResults(manifest, digest)}</Counted>
            <Counted of="trial">{trialCount}</Counted>
            <td>{formatHost(environment)}</td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  );
}

/** A figure that names what it counts, for screens on which no head stands above it. */
function Counted({ of, children: count }: { of: string; children: number }) {
  return <td class="number" data-of={count === 1 ? of : `${of}s`}>{count}</td>;
}

/** How many implementations have results: a twin is the program that it repeats. */
function withResults(
  { implementations }: ReportView["report"]["manifest"],
  { scenarios }: ReportView["digest"],
): number {
  const twins = implementations.filter(({ twin_of }) => twin_of !== undefined);
  const measured = new Set(scenarios.flatMap((scenario) => scenario.measured));
  return measured.difference(new Set(twins.map(({ name }) => name))).size;
}
