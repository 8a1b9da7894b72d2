/** Each scenario over the reports of one host: levels, and where they changed. */
import { trendChart } from "../charts/trend.ts";
import { trendTitle } from "../charts/trend_words.ts";
import { ChartFigure } from "../components/chart_figure.tsx";
import { renderPage, type Section } from "../components/layout.tsx";
import { ScrollTable } from "../components/scroll_table.tsx";
import { Sentences } from "../components/sentences.tsx";
import { MoreReports } from "../components/trends/more_reports.tsx";
import { FIRST_TABLE, TrendLines } from "../components/trends/trend_lines.tsx";
import { formatCount } from "../format.ts";
import { implementationPage, type To } from "../links.ts";
import { METHOD_PAGE, trendCsv, trendPage, TRENDS_PAGE } from "../model/page_addresses.ts";
import {
  largestChange,
  longestLine,
  scenariosOf,
  type TrendView,
  trendView,
} from "../model/trends.ts";
import type { PageOutput, SiteData } from "../page.ts";
import { trendsCsv } from "../../pipeline/report.ts";

export default async function* trends(data: SiteData): AsyncGenerator<PageOutput> {
  const reports = data.reports.map(({ report }) => report);
  const views: TrendView[] = [];
  for (const scenario of scenariosOf(reports)) views.push(await trendView(reports, scenario));
  yield overview(views);
  for (const view of views) {
    yield scenarioTrends(view, data);
    yield { url: trendCsv(view.scenario), content: trendsCsv(view.trends) };
  }
}

function overview(views: readonly TrendView[]): PageOutput {
  const lasting = views.filter((view) => longestLine(view) > 1);
  return renderPage({
    url: TRENDS_PAGE,
    title: "Trends · Wallclock",
    description: "Each scenario over the reports of one host, and where its levels changed.",
    trail: [],
    opening: (to) => (
      <>
        <header>
          <h1>Trends</h1>
          <p class="answer">
            {lasting.length === 0
              ? "No scenario has two reports of one host yet."
              : `${formatCount(lasting.length, "scenario has", "scenarios have")} more than one ` +
                "report of one host."}
          </p>
        </header>
        {views.length > 0 && (
          <ScrollTable id="trend-list" caption="Scenarios">
            <thead>
              <tr>
                <th scope="col">Scenario</th>
                <th scope="col" class="number">Reports of one host, at most</th>
                <th scope="col" class="number">Hosts, tools and loads</th>
                <th scope="col">Largest change of level</th>
              </tr>
            </thead>
            <tbody>
              {views.map((view) => (
                <tr>
                  <th scope="row">
                    <a href={to(trendPage(view.scenario))}>{view.title}</a>
                  </th>
                  <td class="number">{longestLine(view)}</td>
                  <td class="number">{view.trends.lines.length}</td>
                  <td class="wide">{view.groups.some(largestChange) ? answerOf(view) : "none"}</td>
                </tr>
              ))}
            </tbody>
          </ScrollTable>
        )}
      </>
    ),
    sections: () => [],
  });
}

function scenarioTrends(view: TrendView, data: SiteData): PageOutput {
  const { scenario, title, trends } = view;
  const reports = data.reports.map(({ report }) => report);
  return renderPage({
    url: trendPage(scenario),
    title: `${title}: trends · Wallclock`,
    description: `${title} over the reports of one host, and where its levels changed.`,
    trail: [["Trends", TRENDS_PAGE]],
    opening: () => (
      <header>
        <h1>{title}: trends</h1>
        <p class="answer">{answerOf(view)}</p>
      </header>
    ),
    sections: (to) => [
      ...chartSection(view, data, to),
      ...(longestLine(view) < 2 ? [] : [{
        id: "lines",
        title: "In numbers",
        content: (
          <>
            <p>
              <a href={to(trendCsv(scenario))}>trends.csv</a> has every value of every report.{" "}
              <a href={to(`${METHOD_PAGE}#changes`)}>How a change is found</a>.
            </p>
            <TrendLines view={view} to={to} />
          </>
        ),
      }]),
      ...(trends.notes.length === 0 ? [] : [{
        id: "left-out",
        title: "Left out",
        content: <Sentences of={trends.notes} />,
      }]),
      {
        id: "more",
        title: "How to make more reports",
        content: <MoreReports scenario={scenario} reports={reports} />,
      },
    ],
  });
}

function chartSection(view: TrendView, data: SiteData, to: To): Section[] {
  const newest = (name: string) =>
    data.reports.find(({ digest }) =>
      digest.scenarios.some((scenario) =>
        scenario.name === view.scenario && scenario.measured.includes(name)
      )
    )?.report.name;
  const charts = view.groups.flatMap((group) => {
    const chart = trendChart({
      view,
      group,
      slots: data.slots,
      hrefOf: (name) => {
        const report = newest(name);
        return report === undefined
          ? undefined
          : to(implementationPage(report, view.scenario, name));
      },
    });
    return chart ?? [];
  });
  if (charts.length === 0) return [];
  return [{
    id: "over-time",
    title: "Over the reports",
    content: charts.map((chart, index) => (
      <ChartFigure
        chart={chart}
        suffix={index === 0 ? "" : `-${index + 1}`}
        table={`#${FIRST_TABLE}`}
        csv={to(trendCsv(view.scenario))}
      />
    )),
  }];
}

/** The answer of a scenario in one sentence. */
function answerOf(view: TrendView): string {
  const most = longestLine(view);
  if (most === 0) return "No report of this scenario names its host, so there is no trend.";
  if (most === 1) {
    return view.trends.lines.length === 1
      ? "There is one report of this scenario on one host: two make a line."
      : "No two reports of this scenario are of one host, tool and load, so there is no trend yet.";
  }
  const [changed] = view.groups.flatMap((group) => {
    const largest = largestChange(group);
    return largest === undefined ? [] : [{ group, size: Math.abs(Math.log(largest.change.ratio)) }];
  }).sort((a, b) => b.size - a.size);
  if (changed !== undefined) return `${trendTitle(changed.group)}.`;
  return view.groups.some(({ searched }) => searched)
    ? `No level changed over ${formatCount(most, "report")} of one host.`
    : `${formatCount(most, "report")} of one host are too few to look for a change of level.`;
}
