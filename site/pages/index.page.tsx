/** The front page: the newest answers, all reports, and what is not published. */
import { peaksChart } from "../charts/peaks.ts";
import { Answers } from "../components/answers.tsx";
import { ChartFigure } from "../components/chart_figure.tsx";
import { type PageParts, renderPage } from "../components/layout.tsx";
import { ReportBanners } from "../components/report_banners.tsx";
import { Refusals } from "../components/refusals.tsx";
import { ReportsTable } from "../components/reports_table.tsx";
import { lastChange, SinceLast } from "../components/since_last.tsx";
import { formatDate } from "../format.ts";
import { dataFile, implementationPage, reportPage, scenarioPage, type To } from "../links.ts";
import { boardsOf } from "../model/boards.ts";
import {
  leadingReport,
  type NewestAnswer,
  newestAnswers,
  type PageOutput,
  type ReportView,
  type SiteData,
} from "../page.ts";

export default async function* index(data: SiteData): AsyncGenerator<PageOutput> {
  const view = leadingReport(data);
  const change = await lastChange(view, data.reports);
  const others = newestAnswers(data);
  const parts: PageParts = {
    url: "/",
    site: data.address,
    title: "Wallclock: server benchmarks with the raw output beside every figure",
    description:
      "Server benchmarks on fixed hardware: every figure leads to the raw output it was read from.",
    trail: [],
    opening: (to) => <Opening view={view} data={data} to={to} />,
    sections: (to) => [
      ...(others.length === 0 ? [] : [{
        id: "others",
        title: "Newest answers to the other scenarios",
        content: <OtherScenarios answers={others} to={to} />,
      }]),
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
  const figure = scenarios.flatMap((scenario) =>
    boardsOf(scenario).slice(0, 1).map(({ standings, label, suffix }) => ({
      scenario,
      label,
      suffix,
      chart: peaksChart({
        board: standings,
        slots: data.slots,
        hrefOf: (name) => to(implementationPage(report.name, scenario.entry.name, name)),
      }),
    }))
  ).find(({ chart }) => chart !== undefined);
  return (
    <>
      <header>
        <h1>Server benchmarks with the raw output beside every figure</h1>
        <p class="dateline">
          Newest report: <a href={to(reportPage(report.name))}>{report.manifest.title}</a>,{" "}
          {formatDate(report.manifest.created)}
        </p>
        <ReportBanners data={data} standing={standing} to={to} />
        <Answers views={scenarios} standing={standing} to={to} />
      </header>
      {figure?.chart !== undefined && (
        <ChartFigure
          chart={figure.chart}
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

function OtherScenarios({ answers, to }: { answers: readonly NewestAnswer[]; to: To }) {
  return (
    <>
      {answers.map(({ scenario, view: { report, standing, scenarios } }) => (
        <>
          <p class="dateline">
            <a href={to(reportPage(report.name))}>{report.manifest.title}</a>,{" "}
            {formatDate(report.manifest.created)}
          </p>
          <Answers
            views={scenarios.filter(({ entry }) => entry.name === scenario)}
            standing={standing}
            to={to}
          />
        </>
      ))}
    </>
  );
}
