/** A scenario of a report: its charts, its tables, and what stands behind them. */
import { capacityView } from "../charts/capacity/view.ts";
import { capacityAnswer } from "../charts/capacity/words.ts";
import { drawnOnce } from "../charts/drawn_once.ts";
import { peaksChart } from "../charts/peaks.ts";
import { AbsentTable } from "../components/absent_table.tsx";
import { BenchmarkTables, isBenchmark } from "../components/benchmark_tables.tsx";
import { Basis } from "../components/basis.tsx";
import { Breakable } from "../components/breakable.tsx";
import { CaseAnswer } from "../components/case_answer.tsx";
import { Comparisons } from "../components/comparisons.tsx";
import { Environment, VersionsTable } from "../components/environment.tsx";
import { Facts } from "../components/facts.tsx";
import { renderPage, type Section } from "../components/layout.tsx";
import { PeakTable } from "../components/peak_table.tsx";
import { ReportBanners } from "../components/report_banners.tsx";
import { Reproduce } from "../components/reproduce.tsx";
import { ResultsTable } from "../components/results_table.tsx";
import { benchmarkSections, LeadingFigure } from "../components/scenario/benchmark_sections.tsx";
import { capacitySections, Ladder } from "../components/scenario/capacity_sections.tsx";
import { type Context, inputOf, tableProps } from "../components/scenario/context.ts";
import { MainChart, PeaksBesideLoad } from "../components/scenario/figures.tsx";
import { PerCase } from "../components/scenario/per_case.tsx";
import {
  caseSections,
  correctionSections,
  latencySections,
  resourceSections,
  scoreSections,
  topSections,
  trialSections,
  when,
} from "../components/scenario/sections.tsx";
import { Sentences } from "../components/sentences.tsx";
import { ValuesTable } from "../components/values_table.tsx";
import { WithheldList } from "../components/withheld_list.tsx";
import { formatDate, formatHost } from "../format.ts";
import { dataFile, implementationPage, reportPage, scenarioPage, type To } from "../links.ts";
import { cardFile } from "../model/addresses.ts";
import { aboutOf, findingOf, headlineAsPublished } from "../model/answer.ts";
import { type Board, boardsOf, unrankedGroups } from "../model/boards.ts";
import { correctionOf, filesNote } from "../model/corrections.ts";
import { withholding } from "../model/findings.ts";
import type { ScenarioView } from "../model/scenario.ts";
import type { ReportStanding } from "../model/standing.ts";
import type { PageOutput, SiteData } from "../page.ts";
import { unbroken } from "../unbroken.ts";

export const scope = "report";

/** Start of the element ids of the cases among the peaks. */
const CASE = "case";

export default function* scenarios(data: SiteData): Generator<PageOutput> {
  for (const report of data.reports) {
    for (const view of report.scenarios) yield scenarioOf(view, report.standing, data);
  }
}

function scenarioOf(view: ScenarioView, standing: ReportStanding, data: SiteData): PageOutput {
  const { slots, address } = data;
  const { report: { name, manifest, environment }, entry } = view;
  const boards = boardsOf(view);
  const capacity = capacityView(view, standing);
  const contextOf = (to: To): Context => ({ view, standing, boards, capacity, slots, address, to });
  const [first] = boards;
  const [fewestCores, ...moreCores] = capacity?.groups ?? [];
  const finding = first === undefined && capacity === undefined
    ? findingOf(view, standing)
    : undefined;
  const hasAnswer = first !== undefined || capacity !== undefined || finding !== undefined;
  return renderPage({
    site: data.address,
    image: cardFile(name),
    url: scenarioPage(name, entry.name),
    title: `${entry.title} · ${manifest.title} · Wallclock`,
    description: descriptionOf(contextOf((target) => target)),
    trail: [[manifest.title, reportPage(name)]],
    opening: (to) => (
      <>
        <header>
          <h1>{entry.title}</h1>
          <p class="dateline">
            {formatDate(manifest.created)} · {formatHost(environment)}
            {first !== undefined && first.standings.group.limits !== "" && boards.length === 1 &&
              ` · server limited to ${first.standings.group.limits}`}
          </p>
          <ReportBanners data={data} standing={standing} to={to} />
          {boards.slice(0, 1).map((board) => (
            <CaseAnswer key={board.suffix} {...answerOf(board, standing)} />
          ))}
          {capacity !== undefined && fewestCores !== undefined && (
            <p class="answer">{capacityAnswer(fewestCores, capacity.unit)}</p>
          )}
          {finding !== undefined && <p class="answer">{finding}</p>}
        </header>
        <MainChart
          context={contextOf(to)}
          board={first}
          of={first?.label || undefined}
          level={2}
        />
        {fewestCores !== undefined && (
          <Ladder context={contextOf(to)} group={fewestCores} level={2} />
        )}
        <LeadingFigure context={contextOf(to)} />
        <OtherAnswers boards={boards.slice(1)} standing={standing} />
        {capacity !== undefined &&
          moreCores.map((group) => <p key={group.label}>{capacityAnswer(group, capacity.unit)}</p>)}
        <p class={hasAnswer ? undefined : "answer"}>
          {unbroken(entry.about)}
        </p>
      </>
    ),
    sections: (to) => sectionsOf(contextOf(to)),
  });
}

/** What a case answers, and where the page has the rest of it. */
function answerOf(board: Board, standing: ReportStanding) {
  return {
    sentence: headlineAsPublished(board.standings, standing),
    about: aboutOf(board),
    href: `#${CASE}${board.suffix}`,
  };
}

/** Those of all cases but the first: below the main chart, which is to be seen without scrolling. */
function OtherAnswers({ boards, standing }: Pick<Context, "boards" | "standing">) {
  if (boards.length === 0) return null;
  return (
    <Facts
      facts={boards.map((board) => {
        const { sentence, about, href } = answerOf(board, standing);
        return [<a key={href} href={href}>{<Breakable text={about} />}</a>, sentence];
      })}
    />
  );
}

/** One sentence: the answer where there is one. */
function descriptionOf({ boards: [first], capacity, view, standing }: Context): string {
  const [group] = capacity?.groups ?? [];
  if (first !== undefined) return headlineAsPublished(first.standings, standing);
  return group === undefined
    ? findingOf(view, standing) ?? view.entry.about
    : capacityAnswer(group, capacity?.unit ?? "");
}

function sectionsOf(context: Context): Section[] {
  const { view, boards, to } = context;
  const { report, entry } = view;
  const implementations = report.manifest.implementations
    .filter((each) => each.scenario === entry.name);
  const trials = report.trials.filter((trial) => trial.scenario === entry.name);
  const compared = boards.filter(({ standings }) => standings.comparisons.count > 0);
  return [
    ...when(boards.length > 0, { id: "peaks", title: "Peaks", content: <Peaks {...context} /> }),
    ...when(compared.length > 0, {
      id: "comparisons",
      title: "Comparisons",
      content: (
        <PerCase boards={compared}>
          {(board) => (
            <Comparisons
              {...tableProps(context, board)}
              above={compared[compared.indexOf(board) - 1]?.standings}
            />
          )}
        </PerCase>
      ),
    }),
    ...capacitySections(context),
    ...benchmarkSections(context),
    ...latencySections(context),
    ...topSections(context),
    ...caseSections(context),
    ...resourceSections(context),
    ...scoreSections(context),
    ...trialSections(context),
    ...correctionSections(context),
    ...when(view.groups.length > 0, {
      id: "all",
      title: "All results",
      content: <Results {...context} />,
    }),
    ...when(view.absent.length + view.partialFailures.length > 0, {
      id: "absent",
      title: "Failed or missing",
      content: <AbsentTable view={view} id="absent-list" />,
    }),
    ...when(entry.does_not_show.length > 0, {
      id: "limits",
      title: "What this does not show",
      content: <Sentences of={entry.does_not_show} />,
    }),
    {
      id: "versions",
      title: "Versions",
      content: (
        <VersionsTable
          id="version-list"
          implementations={implementations}
          trials={trials}
          addressOf={(name) => to(implementationPage(report.name, entry.name, name))}
        />
      ),
    },
    { id: "host", title: "The host", content: <Environment report={report} /> },
    {
      id: "reproduce",
      title: "How to reproduce it",
      content: <Reproduce report={report} trial={trials[0]} />,
    },
  ];
}

function Peaks(context: Context) {
  const { boards } = context;
  return (
    <PerCase
      boards={boards}
      id={CASE}
      finding={({ standings }) => drawnOnce(peaksChart, inputOf(context, standings))?.title}
    >
      {(board) => (
        <>
          {board !== boards[0] && <MainChart context={context} board={board} />}
          <Basis boards={boards} board={board} correctionOf={correctionOf(context.standing)} />
          <PeaksBesideLoad context={context} board={board} />
          <PeakTable {...tableProps(context, board)} />
          <WithheldList {...tableProps(context, board)} />
        </>
      )}
    </PerCase>
  );
}

/** More cells of benchmarks than these stand side by side, not below one another. */
const MOST_ROWS = 500;

function Results(context: Context) {
  const { view, standing, boards, to } = context;
  const benchmarks = view.groups.filter(isBenchmark);
  const isMany = benchmarks.reduce((sum, { series }) => sum + series.length, 0) > MOST_ROWS;
  const others = unrankedGroups(view).filter((group) => !isMany || !isBenchmark(group));
  const reasons = withholding(view.report.tables.findings);
  return (
    <>
      <p>
        <a href={to(dataFile(view.report.name, "summary.csv"))}>summary.csv</a>{" "}
        has these rows with every digit,{" "}
        <a href={to(dataFile(view.report.name, "measurements.csv"))}>measurements.csv</a>{" "}
        has each trial’s values with their line in the raw file. {filesNote(standing)}
      </p>
      <PerCase boards={boards}>
        {(board) => <ResultsTable {...tableProps(context, board)} />}
      </PerCase>
      {isMany && (
        <>
          <h3>Every benchmark</h3>
          <BenchmarkTables
            view={view}
            to={to}
            reasons={reasons}
            correctionOf={correctionOf(standing)}
          />
        </>
      )}
      {(boards.length > 0 || isMany) && others.length > 0 && (
        <h3>{isMany ? "Each program as a whole" : "All other cases"}</h3>
      )}
      {others.length > 0 && (
        <ValuesTable
          id={isMany
            ? "programs"
            : boards.some(({ suffix }) => suffix === "")
            ? "results-other"
            : "results"}
          view={view}
          groups={others}
          to={to}
          reasons={reasons}
          correctionOf={correctionOf(standing)}
        />
      )}
    </>
  );
}
