/** A scenario of a report: its charts, its tables, and what stands behind them. */
import { type Chart, type ChartInput, type ChartMaker, stylesOf } from "../charts/chart.ts";
import { latencyChart } from "../charts/latency.ts";
import { peaksChart } from "../charts/peaks.ts";
import { resourcesChart } from "../charts/resources.ts";
import { throughputChart } from "../charts/throughput.ts";
import { trialsChart } from "../charts/trials.ts";
import { AbsentTable } from "../components/absent_table.tsx";
import { ChartFigure } from "../components/chart_figure.tsx";
import { Comparisons } from "../components/comparisons.tsx";
import { EmbedChart } from "../components/embed_chart.tsx";
import { Environment, VersionsTable } from "../components/environment.tsx";
import { renderPage, type Section } from "../components/layout.tsx";
import { PeakTable } from "../components/peak_table.tsx";
import { ReportBanners } from "../components/report_banners.tsx";
import { Reproduce } from "../components/reproduce.tsx";
import { ResultsTable } from "../components/results_table.tsx";
import { Sentences } from "../components/sentences.tsx";
import type { TableProps } from "../components/table_props.ts";
import { ValuesTable } from "../components/values_table.tsx";
import { WithheldList } from "../components/withheld_list.tsx";
import { formatDate } from "../format.ts";
import { dataFile, implementationPage, reportPage, scenarioPage, type To } from "../links.ts";
import { cardFile } from "../model/addresses.ts";
import { type Board, boardsOf, hasRanked } from "../model/boards.ts";
import { correctionOf } from "../model/corrections.ts";
import { withholding } from "../model/findings.ts";
import type { ScenarioView } from "../model/scenario.ts";
import type { ReportStanding } from "../model/standing.ts";
import { headline, noiseSentence, orderSentence, singlesSentence } from "../model/sentences.ts";
import type { Standings } from "../model/standings.ts";
import type { PageOutput, SiteData } from "../page.ts";
import type { Slots } from "../palette.ts";

export default function* scenarios(data: SiteData): Generator<PageOutput> {
  for (const report of data.reports) {
    for (const view of report.scenarios) yield scenarioOf(view, report.standing, data);
  }
}

/** A scenario's page while it is made. */
interface Context {
  view: ScenarioView;
  standing: ReportStanding;
  boards: readonly Board[];
  slots: Slots;
  /** Whole address of the site, where it is known. */
  address: string | undefined;
  to: To;
}

function scenarioOf(view: ScenarioView, standing: ReportStanding, data: SiteData): PageOutput {
  const { slots, address } = data;
  const { report: { name, manifest, environment }, entry } = view;
  const boards = boardsOf(view);
  const [first] = boards;
  return renderPage({
    site: data.address,
    image: cardFile(name),
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
          <ReportBanners data={data} standing={standing} to={to} />
          {boards.filter(hasRanked).map(({ standings, label }) => (
            <p class="answer">{label !== "" && `${label}: `}{headline(standings)}</p>
          ))}
        </header>
        <MainChart context={{ view, standing, boards, slots, address, to }} level={2} />
        <p class={boards.length === 0 ? "answer" : undefined}>{entry.about}</p>
      </>
    ),
    sections: (to) => sectionsOf({ view, standing, boards, slots, address, to }),
  });
}

/** A section that has something to show, or none. */
function when(present: boolean, section: Section): Section[] {
  return present ? [section] : [];
}

function sectionsOf(context: Context): Section[] {
  const { view, boards, slots, to } = context;
  const { report, entry } = view;
  const can = (maker: ChartMaker) =>
    boards.some(({ standings }) => maker({ board: standings, slots }) !== undefined);
  const implementations = report.manifest.implementations
    .filter((each) => each.scenario === entry.name);
  const trials = report.trials.filter((trial) => trial.scenario === entry.name);
  return [
    ...when(boards.length > 0, { id: "peaks", title: "Peaks", content: <Peaks {...context} /> }),
    ...when(boards.some(({ standings }) => standings.comparisons.count > 0), {
      id: "comparisons",
      title: "Comparisons",
      content: boards.map((board) => (
        <>
          {board.label !== "" && board.standings.comparisons.count > 0 && <h3>{board.label}</h3>}
          <Comparisons {...tableProps(context, board)} />
        </>
      )),
    }),
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

interface ChartsProps {
  context: Context;
  maker: ChartMaker;
  /** Which of a group's tables says the same in numbers. */
  table?: "results" | "peak";
}

/** A chart for each group. */
function Charts({ context, maker, table = "results" }: ChartsProps) {
  const { view, boards, to } = context;
  return (
    <>
      {boards.map(({ standings, label, suffix }) => {
        const chart = maker(inputOf(context, standings));
        if (chart === undefined) return null;
        return (
          <>
            {label !== "" && <h3>{label}</h3>}
            <ChartFigure
              chart={chart}
              suffix={suffix}
              table={`#${table}${suffix}`}
              csv={to(dataFile(view.report.name, "summary.csv"))}
            >
              <Embed context={context} chart={chart} suffix={suffix} />
            </ChartFigure>
          </>
        );
      })}
    </>
  );
}

/** A group's first picture: against load, or the peaks where there is one load. */
function MainChart({ context, level = 3 }: { context: Context; level?: 2 | 3 }) {
  const { view, boards: [board], to } = context;
  if (board === undefined) return null;
  const input = inputOf(context, board.standings);
  const chart = throughputChart(input) ?? peaksChart(input);
  if (chart === undefined) return null;
  return (
    <ChartFigure
      chart={chart}
      suffix={board.suffix}
      level={level}
      table={`#${chart.id === "peaks" ? "peak" : "results"}${board.suffix}`}
      csv={to(dataFile(view.report.name, "summary.csv"))}
    >
      <Embed context={context} chart={chart} suffix={board.suffix} />
    </ChartFigure>
  );
}

function Embed({ context, chart, suffix }: { context: Context; chart: Chart; suffix: string }) {
  const { view, address, to } = context;
  return (
    <EmbedChart
      report={view.report.name}
      scenario={view.entry.name}
      id={chart.id + suffix}
      title={chart.title}
      address={address}
      to={to}
    />
  );
}

function inputOf({ view: { report, entry }, slots, to }: Context, board: Standings): ChartInput {
  const hrefOf = (name: string) => to(implementationPage(report.name, entry.name, name));
  return { board, slots, hrefOf };
}

function tableProps(context: Context, { standings, label, suffix }: Board): TableProps {
  const { view, standing, to } = context;
  const input = inputOf(context, standings);
  return {
    board: standings,
    report: view.report.name,
    to,
    styleOf: stylesOf(input),
    reasons: withholding(view.report.tables.findings),
    correctionOf: correctionOf(standing),
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
          <p>
            {orderSentence(board.standings)} {singlesSentence(board.standings)}{" "}
            {noiseSentence(board.standings)}
          </p>
          <PeakTable {...tableProps(context, board)} />
          <WithheldList {...tableProps(context, board)} />
        </>
      ))}
    </>
  );
}

function Results(context: Context) {
  const { view, standing, boards, to } = context;
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
        <ValuesTable
          view={view}
          to={to}
          reasons={withholding(view.report.tables.findings)}
          correctionOf={correctionOf(standing)}
        />
      )}
    </>
  );
}
