/** An implementation of a scenario: every load point, every trial, and what each was read from. */
import { cellKey, type StateRow } from "../../pipeline/report.ts";
import { type CapacityView, capacityView, sessionsOf } from "../charts/capacity/view.ts";
import { searchSentence } from "../charts/capacity/words.ts";
import {
  CurveFigures,
  type PeakLoad,
  type SampledTrial,
  sampledTrials,
} from "../components/curve_figures.tsx";
import { FindingsList } from "../components/findings_list.tsx";
import { ImplementationFacts } from "../components/implementation_facts.tsx";
import { renderPage, type Section } from "../components/layout.tsx";
import { LoadPoints } from "../components/load_points.tsx";
import { OwnAnswers, type Place } from "../components/own_answers.tsx";
import { ReproduceOne } from "../components/reproduce.tsx";
import { ReportBanners } from "../components/report_banners.tsx";
import { RawFiles } from "../components/raw_files.tsx";
import { ProcessesTable, TrialsTable } from "../components/trials_list.tsx";
import { reasonsOn } from "../components/withheld.tsx";
import { ValuesList } from "../components/values_list.tsx";
import { capital, formatCount, formatDate } from "../format.ts";
import {
  cellId,
  dataFile,
  type FileAddress,
  implementationPage,
  reportPage,
  scenarioPage,
  type To,
} from "../links.ts";
import { aboutOf, boardAsPublished } from "../model/answer.ts";
import { boardsOf } from "../model/boards.ts";
import { type ImplementationView, implementationViews } from "../model/implementation.ts";
import type { ScenarioView } from "../model/scenario.ts";
import { correctionOf } from "../model/corrections.ts";
import { standingSentence } from "../model/sentences.ts";
import { cardFile, checksumsFile } from "../model/addresses.ts";
import type { PageOutput, ReportView, SiteData } from "../page.ts";

export const scope = "report";

export default async function* implementations(data: SiteData): AsyncGenerator<PageOutput> {
  for (const report of data.reports) {
    for (const scenario of report.scenarios) {
      const capacity = capacityView(scenario, report.standing);
      const places = placesOf(scenario, report.standing, capacity);
      const peakLoads = peakLoadsOf(scenario);
      const states = statesOf(capacity);
      for (const view of implementationViews(scenario)) {
        const curves = await sampledTrials(
          view,
          report.report.folder,
          peakLoads(view.implementation.name),
        );
        yield implementationOf({ data, report, scenario, view, places, states, curves });
      }
    }
  }
}

interface Context {
  data: SiteData;
  report: ReportView;
  scenario: ScenarioView;
  view: ImplementationView;
  /** Where it stands, for each group that ranks it, by implementation. */
  places: ReadonlyMap<string, Place[]>;
  /** What a search found out at each load, by `cellKey()`. */
  states: ReadonlyMap<string, StateRow>;
  /** Trials whose processes left samples, one of each case. */
  curves: readonly SampledTrial[];
}

/** The states of a search as later reports leave them. */
function statesOf(capacity: CapacityView | undefined): ReadonlyMap<string, StateRow> {
  const points = (capacity?.groups ?? []).flatMap(({ searches }) =>
    searches.flatMap((search) => search.points)
  );
  return new Map(points.map((point) => [cellKey(point), point]));
}

/** The load of an implementation's peak in each group that ranks it; a trial may measure many cases of its own. */
function peakLoadsOf(scenario: ScenarioView): (name: string) => PeakLoad {
  const peaks = boardsOf(scenario).flatMap(({ standings: board }) =>
    [...board.standings, ...board.twins].map(({ series, point }) => ({
      name: series.name,
      ...point,
    }))
  );
  return (name) => (trial) =>
    peaks.find(({ name: of, cell }) =>
      of === name && cell.limits === trial.limits &&
      (cell.case === trial.case || cell.case.startsWith(`${trial.case}/`))
    )?.cell.load;
}

/** Where each implementation stands, for each group that ranks it, and what each of its searches found. */
function placesOf(
  scenario: ScenarioView,
  report: ReportView["standing"],
  capacity: CapacityView | undefined,
): Map<string, Place[]> {
  const found = new Map<string, Place[]>();
  const add = (name: string, place: Place) => found.set(name, [...found.get(name) ?? [], place]);
  for (const board of boardsOf(scenario)) {
    const { standings } = board;
    for (const standing of [...standings.standings, ...standings.twins]) {
      const { name } = standing.series;
      const sentence = standingSentence(standing, standings);
      const place = {
        sentence: boardAsPublished(sentence, standings, report),
        about: aboutOf(board),
        cell: cellId(standing.point.cell),
      };
      add(name, place);
    }
  }
  for (const search of (capacity?.groups ?? []).flatMap(({ searches }) => searches)) {
    const sentence = searchSentence(search, capacity?.unit ?? "");
    const [first] = search.points;
    if (sentence === undefined || first === undefined) continue;
    const point = search.points.find(({ load }) => load === sessionsOf(search)) ?? first;
    add(search.name, { sentence, about: capital(search.limits), cell: cellId(point) });
  }
  return found;
}

/** "Go. Its best goodput is … Case baseline." */
function textOf(title: string, place: Place | undefined): string | undefined {
  if (place === undefined) return undefined;
  const { sentence, about } = place;
  return `${title}. ${sentence}${about === "" ? "" : ` ${about}.`}`;
}

function implementationOf(context: Context): PageOutput {
  const { data, report: { report, standing }, scenario, view, places } = context;
  const { implementation, title } = view;
  const { manifest } = report;
  const own = places.get(implementation.name) ?? [];
  return renderPage({
    site: data.address,
    image: cardFile(report.name),
    url: implementationPage(report.name, scenario.entry.name, implementation.name),
    title: `${title} · ${scenario.entry.title} · ${manifest.title} · Wallclock`,
    description: textOf(title, own[0]) ??
      `${title} in ${scenario.entry.title}: every trial and its raw files.`,
    trail: [
      [manifest.title, reportPage(report.name)],
      [scenario.entry.title, scenarioPage(report.name, scenario.entry.name)],
    ],
    opening: (to) => (
      <header>
        <h1>{title}</h1>
        <p class="dateline">
          {scenario.entry.title} · {formatDate(manifest.created)} ·{" "}
          {formatCount(view.trials.length, "trial")}
        </p>
        <ReportBanners
          data={data}
          standing={standing}
          to={to}
          implementation={implementation.name}
        />
        <OwnAnswers places={own} />
        <ImplementationFacts view={view} manifest={manifest} />
      </header>
    ),
    sections: (to) => sectionsOf(context, to),
  });
}

function sectionsOf(context: Context, to: To): Section[] {
  const { report: { report, standing }, scenario, view, states, curves } = context;
  const { manifest } = report;
  const elsewhere = new Map(manifest.elsewhere?.map(({ path, url }) => [path, url]));
  // Each of a trial's values leads to the same few files.
  const addresses = new Map<string, string>();
  const fileAddress: FileAddress = (path) => {
    const known = addresses.get(path) ?? elsewhere.get(path) ?? to(dataFile(report.name, path));
    addresses.set(path, known);
    return known;
  };
  const reasonOf = reasonsOn(view, report, to);
  // All of it is about this one, as its title says.
  const titleOf = (name: string) => name === view.implementation.name ? "" : name;
  const sections: (Section | undefined)[] = [
    // One cell is its own overview.
    view.cells.length < 2 ? undefined : {
      id: "points",
      title: "Load points",
      content: (
        <LoadPoints
          cells={view.cells}
          ranked={scenario.ranked}
          states={states}
          correctionOf={correctionOf(standing)}
          reasonOf={reasonOf}
          to={to}
        />
      ),
    },
    curves.length === 0 ? undefined : {
      id: "curves",
      title: "CPU and memory over time",
      content: (
        <CurveFigures
          of={curves}
          view={view}
          report={report}
          standing={standing}
          fileAddress={fileAddress}
          to={to}
        />
      ),
    },
    {
      id: "findings",
      title: "What the audit found",
      content: (
        <>
          <p>
            What is said of this implementation alone; the report has{" "}
            <a href={to(`${reportPage(report.name)}#findings`)}>all findings</a>.
          </p>
          <FindingsList findings={view.findings} report={report.name} to={to} titleOf={titleOf} />
        </>
      ),
    },
    view.cells.length === 0 ? undefined : {
      id: "values",
      title: "Values",
      content: (
        <ValuesList
          cells={view.cells}
          report={report.name}
          fileAddress={fileAddress}
          standing={{ cells: correctionOf(standing) }}
          reasonOf={reasonOf}
          to={to}
        />
      ),
    },
    view.trials.length === 0 ? undefined : {
      id: "trials",
      title: "Trials",
      content: <TrialsTable trials={view.trials} />,
    },
    view.processes.length === 0 ? undefined : {
      id: "processes",
      title: "Processes",
      content: <ProcessesTable view={view} />,
    },
    view.raw.length === 0 ? undefined : {
      id: "raw",
      title: "Raw files",
      content: (
        <RawFiles
          files={view.raw}
          fileAddress={fileAddress}
          checksums={to(checksumsFile(report.name))}
        />
      ),
    },
    {
      id: "reproduce",
      title: "How to reproduce it",
      content: <ReproduceOne report={report} implementation={view.implementation} />,
    },
  ];
  return sections.filter((section) => section !== undefined);
}
