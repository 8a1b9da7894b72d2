/** Each scenario over the reports of one host: levels, and where they changed. */
import type { Chart } from "../charts/chart.ts";
import { withDrawingsKept } from "../charts/drawn_once.ts";
import { standaloneSvg } from "../charts/standalone.ts";
import { trendChart } from "../charts/trend.ts";
import { trendTitle } from "../charts/trend_words.ts";
import { ChartFigure } from "../components/chart_figure.tsx";
import { Embed } from "../components/embed_chart.tsx";
import { renderPage, type Section } from "../components/layout.tsx";
import { ScrollTable } from "../components/scroll_table.tsx";
import { LinkedReports } from "../components/trends/linked_reports.tsx";
import { MoreReports } from "../components/trends/more_reports.tsx";
import { tableIdOf, TrendLines } from "../components/trends/trend_lines.tsx";
import { UndrawnCases } from "../components/trends/undrawn_cases.tsx";
import { formatCount, formatDate } from "../format.ts";
import { implementationPage, linkFrom, type To } from "../links.ts";
import { wholeAddress } from "../model/addresses.ts";
import {
  METHOD_PAGE,
  trendCsv,
  trendEmbed,
  trendPage,
  TRENDS_PAGE,
} from "../model/page_addresses.ts";
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
    const charts = chartsOf(view, data);
    yield scenarioTrends(view, data, charts);
    if (view.reports.length > 0) {
      yield { url: trendCsv(view.scenario), content: trendsCsv(view.trends) };
    }
    for (const { id, chart } of charts) {
      yield {
        url: trendEmbed(view.scenario, id),
        content: standaloneSvg(chart, {
          of: view.title,
          title: datesOf(view),
          address: wholeAddress(data.address, trendPage(view.scenario)),
        }),
      };
    }
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
              ? "No scenario can be followed over two reports of one host yet."
              : `${formatCount(lasting.length, "scenario")} can be followed over more than one ` +
                "report of one host."}
          </p>
        </header>
        {views.length > 0 && (
          <ScrollTable id="trend-list" caption="Scenarios">
            <thead>
              <tr>
                <th scope="col">Scenario</th>
                <th scope="col" class="number">
                  Longest line<span class="unit">reports of one host</span>
                </th>
                <th scope="col" class="number">
                  Lines<span class="unit">by host, tools and load</span>
                </th>
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
                  <td class="wide">{largestText(view)}</td>
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

/** "trends of 9 reports, 5 January 2026 to 2 March 2026". */
function datesOf({ reports }: TrendView): string {
  const dates = [reports[0], reports.at(-1)].map((report) => formatDate(report?.created ?? ""));
  return `trends of ${formatCount(reports.length, "report")}, ${[...new Set(dates)].join(" to ")}`;
}

function scenarioTrends(
  view: TrendView,
  data: SiteData,
  charts: readonly TrendFigure[],
): PageOutput {
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
      ...chartSection(view, data, charts, to),
      ...(longestLine(view) > 1 || trends.lines.length === 0 ? [] : [{
        id: "lines",
        title: trends.lines.length === 1 ? "What there is" : "Why no two make a line",
        content: <TrendLines view={view} to={to} />,
      }]),
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
        content: (
          <LinkedReports
            of={trends.notes}
            names={new Set(reports.map(({ name }) => name))}
            to={to}
          />
        ),
      }]),
      {
        id: "more",
        title: "How to make more reports",
        content: <MoreReports scenario={scenario} reports={reports} />,
      },
    ],
  });
}

interface TrendFigure {
  /** Its element id, without "chart-". */
  id: string;
  chart: Chart;
  suffix: string;
  /** Address of the table that has the same in numbers. */
  table: string;
}

/** The charts of a scenario, each of which its page and its picture share. */
function chartsOf(view: TrendView, data: SiteData): TrendFigure[] {
  const to = linkFrom(trendPage(view.scenario));
  const newest = (name: string) =>
    data.reports.find(({ digest }) =>
      digest.scenarios.some((scenario) =>
        scenario.name === view.scenario && scenario.measured.includes(name)
      )
    )?.report.name;
  return view.groups.flatMap((group) => {
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
    return chart === undefined
      ? []
      : [{ chart: withDrawingsKept(chart), table: `#${tableIdOf(view, group)}` }];
  }).map(({ chart, table }, index) => {
    const suffix = index === 0 ? "" : `-${index + 1}`;
    return { id: chart.id + suffix, chart, suffix, table };
  });
}

function chartSection(
  view: TrendView,
  { address }: SiteData,
  charts: readonly TrendFigure[],
  to: To,
): Section[] {
  if (charts.length === 0) return [];
  return [{
    id: "over-time",
    title: "Over the reports",
    content: [
      <UndrawnCases key="undrawn" view={view} to={to} />,
      ...charts.map(({ id, chart, suffix, table }) => (
        <ChartFigure
          chart={chart}
          suffix={suffix}
          table={table}
          csv={to(trendCsv(view.scenario))}
        >
          <Embed
            id={id}
            file={trendEmbed(view.scenario, id)}
            page={trendPage(view.scenario)}
            title={chart.title}
            address={address}
            to={to}
          />
        </ChartFigure>
      )),
    ],
  }];
}

function largestText(view: TrendView): string {
  if (view.groups.some(largestChange) || view.undrawn.changes > 0) return answerOf(view);
  if (view.groups.some(({ searched }) => searched)) return "none";
  const isFollowed = view.reports.length > 0 || view.trends.lines.length === 0;
  return `not looked for: ${isFollowed ? "too few reports of one host" : "no figure is followed"}`;
}

/** That the charts have not all changes, where that is so. */
function undrawnChanges(count: number): string {
  return count === 0
    ? ""
    : ` ${
      formatCount(count, "change of level is", "changes of level are")
    } of cases or loads that are not drawn.`;
}

/** The answer of a scenario, in a sentence or two. */
function answerOf(view: TrendView): string {
  const most = longestLine(view);
  const { lines } = view.trends;
  if (lines.length === 0) return "No report of this scenario names its host, so there is no trend.";
  if (most === 0) return "No figure of this scenario is followed, so there is no trend.";
  if (most === 1) {
    if (lines.some(({ reports }) => reports.length > 1)) {
      return "No two reports of one host, tool and load have a figure that is followed, so there is no trend yet.";
    }
    return lines.length === 1
      ? "There is one report of this scenario on one host: two make a line."
      : "No two reports of this scenario are of one host, tool and load, so there is no trend yet.";
  }
  const [changed] = view.groups.flatMap((group) => {
    const largest = largestChange(group);
    return largest === undefined ? [] : [{ group, size: Math.abs(Math.log(largest.change.ratio)) }];
  }).sort((a, b) => b.size - a.size);
  const { changes } = view.undrawn;
  if (changed !== undefined) return `${trendTitle(changed.group)}.${undrawnChanges(changes)}`;
  if (changes > 0) return `No level that is drawn changed.${undrawnChanges(changes)}`;
  return view.groups.some(({ searched }) => searched)
    ? `No level changed over ${formatCount(most, "report")} of one host.`
    : `${formatCount(most, "report")} of one host are too few to look for a change of level.`;
}
