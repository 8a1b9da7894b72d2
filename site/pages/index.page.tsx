/** The front page: the newest answers, all reports, and what is not published. */
import { withCorrections } from "../charts/correction_notes.ts";
import { peaksChart } from "../charts/peaks.ts";
import { Answers } from "../components/answers.tsx";
import { ChartFigure } from "../components/chart_figure.tsx";
import { type PageParts, renderPage } from "../components/layout.tsx";
import { ReportBanners } from "../components/report_banners.tsx";
import { Refusals } from "../components/refusals.tsx";
import { ReportsTable } from "../components/reports_table.tsx";
import { lastChange, SinceLast } from "../components/since_last.tsx";
import { formatDate, withoutMonth } from "../format.ts";
import { dataFile, implementationPage, reportPage, scenarioPage, type To } from "../links.ts";
import { answersOf, tellingBoard } from "../model/answer.ts";
import { boardsOf } from "../model/boards.ts";
import type { ScenarioView } from "../model/scenario.ts";
import {
  leadingReport,
  newestAnswers,
  type PageOutput,
  type ReportView,
  type SiteData,
} from "../page.ts";

export default async function* index(data: SiteData): AsyncGenerator<PageOutput> {
  const view = leadingReport(data);
  const change = await lastChange(view, data.reports);
  const parts: PageParts = {
    url: "/",
    site: data.address,
    title: "Wallclock: server benchmarks with the raw output beside every figure",
    description:
      "Server benchmarks on fixed hardware: every figure leads to the raw output it was read from.",
    trail: [],
    opening: (to) => <Opening view={view} data={data} to={to} />,
    sections: (to) => [
      ...(change === undefined ? [] : [{
        id: "changed",
        title: "What changed since the report before",
        content: <SinceLast pair={change} to={to} />,
      }]),
      {
        id: "reports",
        title: "Reports",
        content: <ReportsTable views={data.reports} to={to} />,
      },
      {
        id: "refused",
        title: "What Wallclock does not publish",
        content: <Refusals views={data.reports} to={to} />,
      },
    ],
  };
  yield renderPage(parts);
}

function Opening(
  { view, data, to }: { view: ReportView | undefined; data: SiteData; to: To },
) {
  if (view === undefined) {
    return (
      <header>
        <h1>Server benchmarks with the raw output beside every figure</h1>
        <p class="answer">
          There is no report yet. <code>deno task report</code> makes one on this machine.
        </p>
      </header>
    );
  }
  const { report, standing, scenarios } = view;
  const figure = scenarios.flatMap((scenario) => {
    const board = tellingBoard(boardsOf(scenario));
    return board === undefined ? [] : [{
      scenario,
      label: board.label,
      suffix: board.suffix,
      chart: peaksChart({
        board: board.standings,
        slots: data.slots,
        hrefOf: (name) => to(implementationPage(report.name, scenario.entry.name, name)),
      }),
    }];
  }).find(({ chart }) => chart !== undefined);
  return (
    <>
      <header>
        <h1>Server benchmarks with the raw output beside every figure</h1>
        <AnswersOf view={view} scenarios={scenarios} to={to} lead="Newest report: " />
        <ReportBanners data={data} standing={standing} to={to} />
        {newestAnswers(data).map(({ scenario, view }) => (
          <AnswersOf
            key={scenario}
            view={view}
            scenarios={view.scenarios.filter(({ entry }) => entry.name === scenario)}
            to={to}
          />
        ))}
      </header>
      {figure?.chart !== undefined && (
        <ChartFigure
          chart={withCorrections(figure.chart, standing, report.manifest)}
          level={2}
          of={[figure.scenario.entry.title, figure.label].filter((part) => part !== "").join(", ")}
          table={to(
            `${scenarioPage(report.name, figure.scenario.entry.name)}#peak${figure.suffix}`,
          )}
          csv={to(dataFile(report.name, "summary.csv"))}
        />
      )}
    </>
  );
}

/** What a report answers, with the report below it; of somebody else's figures that is said first. */
function AnswersOf(
  { view: { report: { name, manifest }, standing }, scenarios, to, lead = "" }: {
    view: ReportView;
    scenarios: readonly ScenarioView[];
    to: To;
    /** Begins the line that names the report. */
    lead?: string;
  },
) {
  const state = standing.state === "published" ? "" : `, ${standing.state}`;
  return (
    <Answers
      answers={answersOf({ scenarios, standing })}
      to={to}
      by={manifest.origin === "imported" ? ", as published by others" : ""}
      source={
        <>
          {lead}
          <a href={to(reportPage(name))}>{withoutMonth(manifest.title, manifest.created)}</a>
          {`, ${formatDate(manifest.created)}${state}`}
        </>
      }
    />
  );
}
