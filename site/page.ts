/**
 * What a page module is: a plain function, or generator, of the site's data that gives pages. Lume
 * drives the same modules, so a page never depends on who calls it.
 */
import { boardsOf } from "./model/boards.ts";
import type { Report } from "./model/report.ts";
import { type ScenarioView, scenarioViews } from "./model/scenario.ts";
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
  scenarios: ScenarioView[];
}

/** What every page module is given. */
export interface SiteData {
  /** Newest first. */
  reports: readonly ReportView[];
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
) => Iterable<PageOutput> | AsyncIterable<PageOutput> | PageOutput;

/** The site's data, from the reports that were read. */
export function siteData(reports: readonly Report[], base = "/", address?: string): SiteData {
  const standings = standingsOfReports(reports);
  const views = reports.map((report) => ({
    report,
    standing: standings.get(report.name) as ReportStanding,
    scenarios: scenarioViews(report),
  }));
  const slots = assignSlots(leadersOf(views));
  return { reports: views, slots, base, ...(address === undefined ? {} : { address }) };
}

/**
 * The report that the front page leads with: the newest that nothing has replaced or taken back, and of
 * our own measuring where there is one.
 */
export function leadingReport({ reports }: SiteData): ReportView | undefined {
  const valid = reports.filter(({ standing: { state } }) =>
    state === "published" || state === "draft"
  );
  return valid.find(({ report }) => report.manifest.origin === "measured") ?? valid[0];
}

/** Who leads where, oldest report first, so that later reports find their colours given. */
function leadersOf(views: readonly ReportView[]): string[][] {
  return [...views].reverse().flatMap((view) => view.scenarios).flatMap((view) =>
    view.ranked === undefined
      ? view.groups.map(({ series }) => series.slice(0, COLOURED).map((each) => each.name))
      : boardsOf(view).map(({ standings }) =>
        standings.standings.slice(0, COLOURED).map((each) => each.series.name)
      )
  );
}
