/** A scenario of a report: its charts, its tables, and what stands behind them. */
import { type ChartInput, type ChartMaker, stylesOf } from "../charts/chart.ts";
import { latencyChart } from "../charts/latency.ts";
import { peaksChart } from "../charts/peaks.ts";
import { resourcesChart } from "../charts/resources.ts";
import { throughputChart } from "../charts/throughput.ts";
import { trialsChart } from "../charts/trials.ts";
import { AbsentTable } from "../components/absent_table.tsx";
import { StateNotice } from "../components/answers.tsx";
import { ChartFigure } from "../components/chart_figure.tsx";
import { Environment, VersionsTable } from "../components/environment.tsx";
import { renderPage, type Section } from "../components/layout.tsx";
import { PeakTable, type TableProps } from "../components/peak_table.tsx";
import { Reproduce } from "../components/reproduce.tsx";
import { ResultsTable } from "../components/results_table.tsx";
import { Sentences } from "../components/sentences.tsx";
import { ValuesTable } from "../components/values_table.tsx";
import { WithheldList } from "../components/withheld_list.tsx";
import { formatDate } from "../format.ts";
import { dataFile, reportPage, scenarioPage, type To } from "../links.ts";
import { type Board, boardsOf, hasRanked } from "../model/boards.ts";
import { withholding } from "../model/findings.ts";
import type { ScenarioView } from "../model/scenario.ts";
import { headline, noiseSentence, orderSentence } from "../model/sentences.ts";
import type { PageOutput, SiteData } from "../page.ts";
import type { Slots } from "../palette.ts";

export default function* scenarios(data: SiteData): Generator<PageOutput> {
  for (const { scenarios } of data.reports) {
    for (const view of scenarios) yield scenarioOf(view, data.slots);
  }
}

/** A scenario's page while it is made. */
interface Context {
  view: ScenarioView;
  boards: readonly Board[];
  slots: Slots;
  to: To;
}

function scenarioOf(view: ScenarioView, slots: Slots): PageOutput {
  const { report: { name, manifest, environment }, entry } = view;
  const boards = boardsOf(view);
  const [first] = boards;
  return renderPage({
    url: scenarioPage(name, entry.name),
    title: `${entry.title} · ${manifest.title} · Wallclock`,
    description: first === undefined ? entry.about : headline(first.standings),
    trail: [[manifest.title, reportPage(name)]],
    opening: (to) => (
      <>
        <header>
          <h1>{entry.title}</h1>
          <p class="dateline">
            {formatDate(manifest.created)} ·{" "}
            {environment.known ? environment.title : "host not known"}
            {first !== undefined && first.standings.group.limits !== "" && boards.length === 1 &&
              ` · server limited to ${first.standings.group.limits}`}
          </p>
          <StateNotice state={manifest.state} />
          {boards.filter(hasRanked).map(({ standings, label }) => (
            <p class="answer">{label !== "" && `${label}: `}{headline(standings)}</p>
          ))}
        </header>
        <MainChart context={{ view, boards, slots, to }} level={2} />
        <p class={boards.length === 0 ? "answer" : undefined}>{entry.about}</p>
      </>
    ),
    sections: (to) => sectionsOf({ view, boards, slots, to }),
  });
}

/** A section that has something to show, or none. */
function when(present: boolean, section: Section): Section[] {
  return present ? [section] : [];
}

function sectionsOf(context: Context): Section[] {
  const { view, boards, slots } = context;
  const { report, entry } = view;
  const can = (maker: ChartMaker) =>
    boards.some(({ standings }) => maker({ board: standings, slots }) !== undefined);
  const implementations = report.manifest.implementations
    .filter((each) => each.scenario === entry.name);
  const trials = report.trials.filter((trial) => trial.scenario === entry.name);
  return [
    ...when(boards.length > 0, { id: "peaks", title: "Peaks", content: <Peaks {...context} /> }),
    ...when(can(latencyChart), {
      id: "latency",
      title: "Latency",
      content: <Charts context={context} maker={latencyChart} />,
    }),
    ...when(can(resourcesChart), {
      id: "resources",
      title: "CPU and memory",
      content: <Charts context={context} maker={resourcesChart} table="peak" />,
    }),
    ...when(can(trialsChart), {
      id: "trials",
      title: "Trials",
      content: <Charts context={context} maker={trialsChart} />,
    }),
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

interface ChartsProps {
  context: Context;
  maker: ChartMaker;
  /** Which of a group's tables says the same in numbers. */
  table?: "results" | "peak";
}

/** A chart for each group. */
function Charts({ context, maker, table = "results" }: ChartsProps) {
  const { view, boards, slots, to } = context;
  return (
    <>
      {boards.map(({ standings, label, suffix }) => {
        const chart = maker({ board: standings, slots });
        if (chart === undefined) return null;
        return (
          <>
            {label !== "" && <h3>{label}</h3>}
            <ChartFigure
              chart={chart}
              suffix={suffix}
              table={`#${table}${suffix}`}
              csv={to(dataFile(view.report.name, "summary.csv"))}
            />
          </>
        );
      })}
    </>
  );
}

/** A group's first picture: against load, or the peaks where there is one load. */
function MainChart({ context, level = 3 }: { context: Context; level?: 2 | 3 }) {
  const { view, boards: [board], slots, to } = context;
  if (board === undefined) return null;
  const input = { board: board.standings, slots };
  const chart = throughputChart(input) ?? peaksChart(input);
  if (chart === undefined) return null;
  return (
    <ChartFigure
      chart={chart}
      suffix={board.suffix}
      level={level}
      table={`#${chart.id === "peaks" ? "peak" : "results"}${board.suffix}`}
      csv={to(dataFile(view.report.name, "summary.csv"))}
    />
  );
}

function tableProps({ view, slots, to }: Context, { standings, label, suffix }: Board): TableProps {
  const input: ChartInput = { board: standings, slots };
  return {
    board: standings,
    report: view.report.name,
    to,
    styleOf: stylesOf(input),
    reasons: withholding(view.report.tables.findings),
    suffix,
    label,
  };
}

function Peaks(context: Context) {
  return (
    <>
      {context.boards.filter(hasRanked).map((board) => (
        <>
          {board.label !== "" && <h3>{board.label}</h3>}
          {board !== context.boards[0] && <MainChart context={{ ...context, boards: [board] }} />}
          <p>{orderSentence(board.standings)} {noiseSentence(board.standings)}</p>
          <PeakTable {...tableProps(context, board)} />
          <WithheldList {...tableProps(context, board)} />
        </>
      ))}
    </>
  );
}

function Results(context: Context) {
  const { view, boards, to } = context;
  return (
    <>
      <p>
        <a href={to(dataFile(view.report.name, "summary.csv"))}>summary.csv</a>{" "}
        has these rows with every digit,{" "}
        <a href={to(dataFile(view.report.name, "measurements.csv"))}>measurements.csv</a>{" "}
        has each trial’s values with their line in the raw file.
      </p>
      {boards.map((board) => (
        <>
          {board.label !== "" && <h3>{board.label}</h3>}
          <ResultsTable {...tableProps(context, board)} />
        </>
      ))}
      {boards.length === 0 && (
        <ValuesTable view={view} to={to} reasons={withholding(view.report.tables.findings)} />
      )}
    </>
  );
}
