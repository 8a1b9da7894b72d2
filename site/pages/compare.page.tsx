/** Two implementations, or two reports: differences with intervals, or why they cannot be compared. */
import { ImplementationPairs } from "../components/compare/implementation_pairs.tsx";
import { RefusedPair } from "../components/compare/refused_pairs.tsx";
import { ReportPairTables } from "../components/compare/report_pairs.tsx";
import { comparisonText } from "../components/compare/words.ts";
import { Command } from "../components/command.tsx";
import { renderPage, type Section } from "../components/layout.tsx";
import { METHOD_OF_COMPARISON, type To } from "../links.ts";
import { type ReportPairs, reportPairs } from "../model/compare.ts";
import { COMPARE_PAGE } from "../model/page_addresses.ts";
import { correctionOf } from "../model/corrections.ts";
import type { PageOutput, ReportView, SiteData } from "../page.ts";

export default async function* compare(data: SiteData): AsyncGenerator<PageOutput> {
  const pairs = await reportPairs(data.reports);
  yield renderPage({
    site: data.address,
    url: COMPARE_PAGE,
    title: "Compare · Wallclock",
    description: "Reports and implementations against each other, with intervals and verdicts.",
    trail: [],
    opening: (to) => (
      <header>
        <h1>Compare</h1>
        <p class="answer">{answerOf(pairs)}</p>
        <p>
          Two reports are compared cell by cell where they were measured on one host, with the same
          tools and under the same load. Else the keys that differ are named and nothing is divided.
          {" "}
          <a href={to(METHOD_OF_COMPARISON)}>How differences are judged</a>.
        </p>
      </header>
    ),
    sections: (to) => sectionsOf(pairs, comparedScenarios(data), to),
  });
}

function answerOf({ compared: [newest], refused }: ReportPairs): string {
  if (newest === undefined) {
    return refused.length === 0
      ? "No two reports here share a scenario, so there is nothing to compare yet."
      : "No two reports here can be compared; what forbids it is named below.";
  }
  const { a, b, comparison } = newest;
  return `${b.name} against ${a.name}: ${comparisonText(comparison, b.manifest)}.`;
}

/** Of each scenario the newest report that compared implementations, and its standing. */
function comparedScenarios({ reports }: SiteData) {
  const newest = new Map<string, ReportView>();
  for (const view of reports) {
    const { report: { manifest }, digest, standing: { state } } = view;
    if (state !== "published" && state !== "draft") continue;
    const ranked = new Set(
      manifest.scenarios.flatMap((each) => each.ranked_by === undefined ? [] : [each.name]),
    );
    for (const { name, compared } of digest.scenarios) {
      if (compared && ranked.has(name) && !newest.has(name)) newest.set(name, view);
    }
  }
  return [...newest].flatMap(([name, { scenarios, standing }]) =>
    scenarios.filter(({ entry }) => entry.name === name).map((view) => ({ view, standing }))
  );
}

function sectionsOf(
  pairs: ReportPairs,
  views: ReturnType<typeof comparedScenarios>,
  to: To,
): Section[] {
  const { compared, refused } = pairs;
  return [
    ...(compared.length === 0 ? [] : [{
      id: "reports",
      title: "Report against report",
      content: compared.map((pair, index) => (
        <ReportPairTables pair={pair} whole={index === 0} index={index} to={to} />
      )),
    }]),
    ...(views.length === 0 ? [] : [{
      id: "implementations",
      title: "Implementation against implementation",
      content: views.map(({ view, standing }, index) => (
        <ImplementationPairs
          view={view}
          correctionOf={correctionOf(standing)}
          index={index}
          to={to}
        />
      )),
    }]),
    ...(refused.length === 0 ? [] : [{
      id: "refused",
      title: "What is not compared, and why",
      content: refused.map((pair, index) => (
        <RefusedPair key={index} pair={pair} index={index} to={to} />
      )),
    }]),
    {
      id: "others",
      title: "Any other pair",
      content: (
        <>
          <p>
            Any two reports can be compared on a machine of one’s own. Reports of two hosts need
            {" "}
            <code>--across</code>, and every line is then labelled so.
          </p>
          <Command text="deno task compare NAME_A NAME_B --metric latency --statistic p99" />
        </>
      ),
    },
  ];
}
