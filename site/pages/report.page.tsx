/** A report: the answers, what ran, what failed, what the audit said, and every file. */
import { AbsentTable } from "../components/absent_table.tsx";
import { Answers } from "../components/answers.tsx";
import { ClaimsTable } from "../components/claims_table.tsx";
import { Downloads } from "../components/downloads.tsx";
import { Environment, toolsOf } from "../components/environment.tsx";
import { Facts } from "../components/facts.tsx";
import { FindingsList } from "../components/findings_list.tsx";
import { renderPage, type Section } from "../components/layout.tsx";
import { ReportBanners } from "../components/report_banners.tsx";
import { ReportText } from "../components/report_text.tsx";
import { LinkedText } from "../components/linked_text.tsx";
import { Reproduce } from "../components/reproduce.tsx";
import { Sentences } from "../components/sentences.tsx";
import { hasMainFigure, MainFigure, ScenarioSummary } from "../components/scenario_summary.tsx";
import { EarlierNotices, hasEarlierNotices, WordsNotices } from "../components/standing_banner.tsx";
import { formatCount, formatDate, formatDuration, formatHost } from "../format.ts";
import { reportPage, type To } from "../links.ts";
import { headingsOf } from "../markdown.ts";
import { answersOf, answerText, warningOf } from "../model/answer.ts";
import { type CorrectedText, correctedText } from "../model/corrected_text.ts";
import { markWords } from "../model/corrected_words.ts";
import { durationSeconds, type Report, TEXT_LEVEL } from "../model/report.ts";
import { cardFile } from "../model/addresses.ts";
import type { PageOutput, ReportView, SiteData } from "../page.ts";

export const scope = "report";

export default async function* reports(data: SiteData): AsyncGenerator<PageOutput> {
  for (const view of data.reports) yield reportOf(view, await correctedText(view), data);
}

/** What links to the page show of it: its answers, or what it is about where it has none. */
function descriptionOf(view: ReportView): string {
  const { manifest } = view.report;
  const answers = answersOf(view).map(answerText);
  const marks = [warningOf(view), formatDate(manifest.created)].filter((mark) => mark !== "");
  return [
    ...marks.map((mark) => `${mark}.`),
    ...(answers.length > 0 ? answers : manifest.scenarios.map(({ about }) => about)),
  ].join(" ");
}

function reportOf(view: ReportView, text: CorrectedText, data: SiteData): PageOutput {
  const { report, standing, scenarios } = view;
  const { manifest } = report;
  const { slots } = data;
  const main = scenarios.find((view) => hasMainFigure({ view, standing, slots }));
  return renderPage({
    site: data.address,
    image: cardFile(report.name),
    url: reportPage(report.name),
    title: `${manifest.title} · Wallclock`,
    description: descriptionOf(view),
    trail: [],
    opening: (to) => (
      <>
        <header>
          <h1>{manifest.title}</h1>
          <p class="dateline">
            {formatDate(manifest.created)} · {report.name} · {standing.state} ·{" "}
            {formatHost(report.environment)}
          </p>
          <RunLine report={report} />
          <ReportBanners data={data} standing={standing} to={to} isOwnPage />
          {manifest.origin === "imported" && (
            <p class="notice">
              Imported, not measured here: <LinkedText text={manifest.citation} />
            </p>
          )}
          <Answers answers={answersOf(view)} to={to} />
        </header>
        {main !== undefined && <MainFigure view={main} standing={standing} slots={slots} to={to} />}
      </>
    ),
    sections: (to) => [
      ...textOf(view, text, data, to),
      ...scenarios.map((scenario) => ({
        id: `summary-${scenario.entry.name}`,
        title: scenario.entry.title,
        content: (
          <ScenarioSummary
            view={scenario}
            standing={standing}
            slots={slots}
            to={to}
            isLed={scenario === main}
          />
        ),
      })),
      ...sectionsOf(view, data, to),
    ],
  });
}

/** The text, whose own headings the list of contents names. */
function textOf(
  { standing }: ReportView,
  { html, note }: CorrectedText,
  { titles }: SiteData,
  to: To,
): Section[] {
  return html === undefined && standing.words.length === 0 ? [] : [{
    id: "text",
    title: "The text",
    content: (
      <>
        <WordsNotices standing={standing} titleOf={(name) => titles.get(name)} to={to} />
        {note !== "" && <p>{note}</p>}
        {html !== undefined && <ReportText html={markWords(html, standing.words)} />}
      </>
    ),
    places: html === undefined ? [] : headingsOf(html, TEXT_LEVEL),
  }];
}

/** How long it took and with what; the section about the run has the rest. */
function RunLine({ report: { trials } }: { report: Report }) {
  const duration = durationSeconds(trials);
  const parts = [
    ...(duration === undefined ? [] : [formatDuration(duration)]),
    formatCount(trials.length, "trial"),
    ...toolsOf(trials),
  ];
  return <p class="dateline">{parts.join(" · ")}</p>;
}

function sectionsOf(
  { report, standing, scenarios, digest }: ReportView,
  { titles }: SiteData,
  to: To,
): Section[] {
  const { manifest } = report;
  const titleOf = (name: string) =>
    manifest.implementations.find((each) => each.name === name)?.title ?? name;
  const absent = scenarios.filter((view) => view.absent.length + view.partialFailures.length > 0);
  const limits = manifest.scenarios.filter((scenario) => scenario.does_not_show.length > 0);
  return [
    ...(report.tables.claims.length === 0 ? [] : [{
      id: "claims",
      title: "Claims and verdicts",
      content: (
        <ClaimsTable
          claims={report.tables.claims}
          grounds={digest.claims}
          notes={report.claimNotes}
          to={to}
        />
      ),
    }]),
    ...(!hasEarlierNotices(standing) ? [] : [{
      id: "corrects",
      title: "What it corrects in earlier reports",
      content: <EarlierNotices standing={standing} titleOf={(name) => titles.get(name)} to={to} />,
    }]),
    { id: "run", title: "The run", content: <Run report={report} titles={titles} to={to} /> },
    ...(absent.length === 0 ? [] : [{
      id: "absent",
      title: "Failed or missing",
      content: absent.map((view, index) => (
        <AbsentTable key={view.entry.name} view={view} id={`absent-${index + 1}`} />
      )),
    }]),
    ...(manifest.left_out.length === 0 ? [] : [{
      id: "left-out",
      title: "Left out",
      content: <Sentences of={manifest.left_out} />,
    }]),
    {
      id: "findings",
      title: "What the audit found",
      content: (
        <FindingsList
          findings={report.tables.findings}
          report={report.name}
          to={to}
          titleOf={titleOf}
        />
      ),
    },
    ...(limits.length === 0 ? [] : [{
      id: "limits",
      title: "What this does not show",
      content: limits.map((scenario) => (
        <>
          {limits.length > 1 && <h3>{scenario.title}</h3>}
          <Sentences of={scenario.does_not_show} />
        </>
      )),
    }]),
    { id: "host", title: "The host", content: <Environment report={report} /> },
    {
      id: "reproduce",
      title: "How to reproduce it",
      content: <Reproduce report={report} trial={report.trials[0]} />,
    },
    {
      id: "downloads",
      title: "Downloads",
      content: <Downloads report={report} standing={standing} to={to} />,
    },
  ];
}

function Run({ report, titles, to }: { report: Report; titles: SiteData["titles"]; to: To }) {
  const { manifest, trials } = report;
  const duration = durationSeconds(trials);
  const finished = trials.filter((trial) => trial.state === "finished").length;
  const failed = trials.length - finished;
  return (
    <Facts
      facts={[
        ["Duration", duration === undefined ? "not known" : formatDuration(duration)],
        [
          "Trials",
          `${formatCount(finished, "finished", "finished")}${
            failed > 0 ? `, ${failed} failed` : ""
          }`,
        ],
        ["Load tools", toolsOf(trials).join(", ")],
        ["Profile", manifest.profile],
        ["Seed of the random order", manifest.seed],
        [
          "Origin",
          manifest.origin === "imported"
            ? (
              <>
                imported: <LinkedText text={manifest.citation} />
              </>
            )
            : "measured",
        ],
        ["Fingerprint", hashText(report)],
        [
          "Replaces",
          manifest.supersedes === undefined
            ? ""
            : reportLink(manifest.supersedes, titles.get(manifest.supersedes), to),
        ],
      ]}
    />
  );
}

function hashText({ fingerprint: { hash } }: Report) {
  return <code class="hash">{hash}</code>;
}

/** One that has no page here is named alone. */
function reportLink(name: string, title: string | undefined, to: To) {
  return title === undefined ? name : <a href={to(reportPage(name))}>{title}</a>;
}
