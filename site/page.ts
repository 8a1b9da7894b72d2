/**
 * What a page module is: a plain function, or generator, of the site's data that gives pages. Lume
 * drives the same modules, so a page never depends on who calls it.
 */
import type { Report } from "./model/report.ts";
import { type ScenarioView, scenarioViews } from "./model/scenario.ts";
import { standingsOf } from "./model/standings.ts";
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
}

/** The default export of an `X.page.ts`. */
export type PageFunction = (
  data: SiteData,
) => Iterable<PageOutput> | AsyncIterable<PageOutput> | PageOutput;

/** The site's data, from the reports that were read. */
export function siteData(reports: readonly Report[], base = "/"): SiteData {
  const views = reports.map((report) => ({ report, scenarios: scenarioViews(report) }));
  return { reports: views, slots: assignSlots(leadersOf(views)), base };
}

/** Who leads where, oldest report first, so that later reports find their colours given. */
function leadersOf(views: readonly ReportView[]): string[][] {
  return [...views].reverse().flatMap((view) => view.scenarios).flatMap(({ ranked, groups }) =>
    groups.map((group) =>
      ranked === undefined
        ? group.series.slice(0, COLOURED).map((series) => series.name)
        : standingsOf(group, ranked).standings.slice(0, COLOURED).map((each) => each.series.name)
    )
  );
}
