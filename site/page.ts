/**
 * What a page module is: a generator function of the site's data that yields pages. Lume
 * drives the same modules, so a page never depends on who calls it.
 */
import { bestOf, capacityView } from "./charts/capacity/view.ts";
import { boardsOf } from "./model/boards.ts";
import { digestOf, type ReportDigest } from "./model/digest.ts";
import type { Report } from "./model/report.ts";
import { type ReportFigures, type ScenarioView, scenarioViews } from "./model/scenario.ts";
import { type ReportStanding, standingsOfReports } from "./model/standing.ts";
import { assignSlots, COLOURED, type Slots } from "./palette.ts";

/** A file of the site. */
export interface PageOutput {
  /** Address from the site's root, encoded; one that ends in "/" is a folder's index.html. */
  url: string;
  content: string | Uint8Array;
}

/** A report and its scenarios as their pages show them. */
export interface ReportView {
  report: Report;
  /** What became of it, by all reports. */
  standing: ReportStanding;
  readonly scenarios: ScenarioView[];
  /** What is said of it where all reports are listed. */
  readonly digest: ReportDigest;
}

/** What every page module is given. */
export interface SiteData {
  /** Newest first. */
  reports: readonly ReportView[];
  /** Titles of reports by name: of these, and of all that these replace or are replaced by. */
  titles: ReadonlyMap<string, string>;
  /** Colours, the same on every page. */
  slots: Slots;
  /** Folder of the site on its host; only the 404 page, shown at any address, needs it. */
  base: string;
  /** Whole address of the site, "https://a.example/b/"; absent where it is not known. */
  address?: string;
}

/** The default export of an `X.page.ts`. */
export type PageFunction = (
  data: SiteData,
) => Iterable<PageOutput> | AsyncIterable<PageOutput>;

/** An `X.page.ts`. */
export interface PageModule {
  default: PageFunction;
  /**
   * Of a module that makes pages of each report by itself: given one report in `data.reports` it gives the same
   * pages of it as given all. Its pages are made again only where their report changed.
   */
  scope?: "report";
}

/** The site's data, from the reports that were read. */
export function siteData(reports: readonly Report[], base = "/", address?: string): SiteData {
  const standings = standingsOfReports(reports);
  const views = reports.map((report) =>
    reportView(report, standings.get(report.name) as ReportStanding)
  );
  const titles = new Map(reports.map(({ name, manifest }) => [name, manifest.title]));
  const slots = assignSlots(views.map(({ scenarios }) => leadersOf(scenarios)).reverse().flat());
  return { reports: views, titles, slots, base, ...(address === undefined ? {} : { address }) };
}

/** The view of a report; `digest` is what an earlier build took from it. */
export function reportView(
  report: Report,
  standing: ReportStanding,
  digest?: ReportDigest,
): ReportView {
  let scenarios: ScenarioView[] | undefined;
  let own = digest;
  return {
    report,
    standing,
    get scenarios() {
      return scenarios ??= scenarioViews(report);
    },
    get digest() {
      return own ??= digestOf({ report, standing, scenarios: this.scenarios });
    },
  };
}

/**
 * The report that the front page leads with: the newest that nothing has replaced or taken back, and of
 * our own measuring where there is one.
 */
export function leadingReport({ reports }: SiteData): ReportView | undefined {
  const valid = reports.filter(isValid);
  return valid.find(({ report }) => report.manifest.origin === "measured") ?? valid[0];
}

/** A scenario's newest answer: the newest report that has it, as for the report that the front page leads with. */
export interface NewestAnswer {
  scenario: string;
  view: ReportView;
}

/**
 * The newest answer to each scenario that the leading report has not: our own, newest first, then what others
 * published of scenarios that we have not measured.
 */
export function newestAnswers(data: SiteData): NewestAnswer[] {
  const leading = leadingReport(data);
  if (leading === undefined) return [];
  const known = new Set(leading.report.manifest.scenarios.map(({ name }) => name));
  const { own = [], others = [] } = Object.groupBy(
    data.reports.filter(isValid),
    ({ report }) => report.manifest.origin === "measured" ? "own" : "others",
  );
  return [...own, ...others].flatMap((view) => {
    const unknown = view.report.manifest.scenarios.filter(({ name }) => !known.has(name));
    for (const { name } of unknown) known.add(name);
    return unknown.map(({ name }) => ({ scenario: name, view }));
  });
}

/** Whether nothing has replaced the report or taken it back. */
export function isValid({ standing: { state } }: ReportView): boolean {
  return state === "published" || state === "draft";
}

/**
 * Who leads where in a report. Slots are given to those of the oldest report first, so that later reports find
 * their colours given.
 */
export function leadersOf(scenarios: readonly ScenarioView<ReportFigures>[]): string[][] {
  return scenarios.flatMap((view) => {
    // Of the report it takes manifest and tables alone; later reports do not change who wears a colour.
    const search = capacityView(view as ScenarioView, { cells: () => undefined });
    if (search !== undefined) {
      return search.groups.map((group) => namesOf(bestOf(group)));
    }
    // Charts of benchmarks show every program together, whatever board it is on.
    if (view.entry.kind === "harness") return [programsOf(view)];
    const boards = boardsOf(view);
    return boards.length === 0
      ? view.groups.map(({ series }) => namesOf(series))
      : boards.map(({ standings }) => namesOf(standings.standings.map(({ series }) => series)));
  });
}

/** The programs of a scenario, without twins, which are grey. */
function programsOf({ groups }: ScenarioView<ReportFigures>): string[] {
  const series = groups.flatMap((group) => group.series);
  const own = series.filter(({ implementation }) => implementation.twin_of === undefined);
  return [...new Set(own.map(({ name }) => name))];
}

function namesOf(ordered: readonly { name: string }[]): string[] {
  return ordered.slice(0, COLOURED).map(({ name }) => name);
}
