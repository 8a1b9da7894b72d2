/** Benchmarks that others published: what was claimed, what their raw numbers say, claim by claim. */
import { LinkedText } from "../components/linked_text.tsx";
import { CorrectedTable } from "../components/published/corrected_table.tsx";
import { JudgedClaims } from "../components/published/judged_claims.tsx";
import { publishedId, SummaryTable } from "../components/published/summary_table.tsx";
import { TextPartsTable } from "../components/published/text_parts_table.tsx";
import { ReportBanners } from "../components/report_banners.tsx";
import { renderPage, type Section } from "../components/layout.tsx";
import { formatCount, formatDate } from "../format.ts";
import { dataFile, findingId, reportPage, type To } from "../links.ts";
import { METHOD_PAGE, PUBLISHED_PAGE } from "../model/page_addresses.ts";
import { countsText, sumCounts, totalOf } from "../model/claims.ts";
import { type PublishedReport, publishedReports } from "../model/published.ts";
import { textPartsOf } from "../model/text_parts/mod.ts";
import type { PageOutput, SiteData } from "../page.ts";

export default function* published(data: SiteData): Generator<PageOutput> {
  const reports = publishedReports(data.reports);
  yield renderPage({
    site: data.address,
    url: PUBLISHED_PAGE,
    title: "Published benchmarks, read again · Wallclock",
    description: "What others published, what their own raw numbers say, and a verdict by claim.",
    trail: [],
    opening: () => (
      <>
        <header>
          <h1>Published benchmarks, read again</h1>
          <p class="answer">{answerOf(reports)}</p>
          {reports.length > 0 && (
            <p>
              These figures were not measured here. They are what the authors printed, put through
              the same corrections and the same audit as our own; a claim is judged by the figures
              of its own text. Publishing them at all is what made this possible.
            </p>
          )}
        </header>
        {reports.length > 0 && <SummaryTable reports={reports} />}
      </>
    ),
    sections: (to) => reports.map((report) => sectionOf(report, data, to)),
  });
}

function answerOf(reports: readonly PublishedReport[]): string {
  if (reports.length === 0) {
    return "No report of others is here yet; “deno task import” files what they published.";
  }
  const counts = sumCounts(reports);
  const claims = totalOf(counts);
  const of = formatCount(reports.length, "report");
  return claims === 0
    ? `${of} of what others published; none of their claims has been judged yet.`
    : `Of ${formatCount(claims, "claim")} in ${of}, ${countsText(counts)}.`;
}

function sectionOf(published: PublishedReport, data: SiteData, to: To): Section {
  const { view, counts, claims, corrected } = published;
  const { report, standing } = view;
  const { manifest, name, prose } = report;
  const total = totalOf(counts);
  const parts = textPartsOf(name);
  return {
    id: publishedId(name),
    title: manifest.title,
    content: (
      <>
        <p class="dateline">
          <LinkedText text={manifest.citation} />
          {isDateLacking(manifest) && ` · ${formatDate(manifest.created)}`}
        </p>
        <ReportBanners data={data} standing={standing} to={to} />
        <p>
          {total === 0
            ? "None of its claims has been judged."
            : `Of ${formatCount(total, "claim")}, ${countsText(counts)}.`}{" "}
          <AuditSentence of={published} to={to} />
        </p>
        <p>
          <a href={to(reportPage(name))}>
            {prose === undefined ? "The report" : "The text of the report, its tables"}
            {" and raw files"}
          </a>
          {prose !== undefined && (
            <>
              {" · "}
              <a href={to(dataFile(name, "report.md"))}>report.md</a>
            </>
          )}
          {" · "}
          <a href={to(dataFile(name, "claims.csv"))}>claims.csv</a>
          {" · "}
          <a href={to(dataFile(name, "measurements.csv"))}>measurements.csv</a>
        </p>
        {total > 0 && (
          <JudgedClaims
            report={name}
            title={manifest.title}
            claims={claims}
            grounds={view.digest.claims}
            notes={report.claimNotes}
            to={to}
          />
        )}
        {parts.length > 0 && (
          <TextPartsTable
            report={name}
            title={manifest.title}
            parts={parts}
            isThere={(report) => data.titles.has(report)}
            to={to}
          />
        )}
        {corrected.map((of) => <CorrectedTable key={of.metric} of={of} to={to} />)}
      </>
    ),
  };
}

/** Whether the day of a text, where it is known, is not in its citation as it stands. */
function isDateLacking(
  { citation, created }: PublishedReport["view"]["report"]["manifest"],
): boolean {
  return created !== "" && !citation.includes(created.slice(0, 10));
}

/** What the audit says of a report, each rule once. */
function AuditSentence({ of: { view, findings, measured, withheld }, to }: {
  of: PublishedReport;
  to: To;
}) {
  const { name } = view.report;
  const rules = [...new Set(findings.map(({ rule }) => rule))];
  const values = formatCount(measured, "value");
  if (findings.length === 0) return <>The audit has nothing to say of its {values}.</>;
  return (
    <>
      {withheld === 0
        ? `The audit withholds none of its ${values}`
        : `The audit withholds ${withheld} of its ${values}`}; what it found:{" "}
      {rules.map((rule, index) => (
        <>
          {index > 0 && ", "}
          <a href={to(`${reportPage(name)}#${findingId(rule)}`)}>{rule}</a>
        </>
      ))} (<a href={to(`${METHOD_PAGE}#rules`)}>what the rules mean</a>).
    </>
  );
}
