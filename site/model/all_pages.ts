/** The address of every page that a search engine may list: all but the one for a missing page. */
import { dataPage, implementationPage, reportPage, scenarioPage } from "../links.ts";
import type { SiteData } from "../page.ts";
import { PAGES, trendPage } from "./page_addresses.ts";
import { scenariosOf } from "./trends.ts";

export interface ListedPage {
  /** From the site's root, encoded. */
  url: string;
  /** Date or time from which on it has been so; absent where nobody knows. */
  changed?: string;
}

/**
 * Pages in the order of the site. One of its own is added to PAGES, a kind that each report has to
 * `pagesOfReport()`; a test says which is missing.
 */
export function allPages(data: SiteData): ListedPage[] {
  const reports = data.reports.map(({ report }) => report);
  return [
    ...PAGES.map(({ url }) => url),
    ...scenariosOf(reports).map(({ name }) => trendPage(name)),
  ].map((url): ListedPage => ({ url })).concat(data.reports.flatMap(pagesOfReport));
}

function pagesOfReport({ report, digest }: SiteData["reports"][number]): ListedPage[] {
  const { name, manifest: { created } } = report;
  const urls = [
    reportPage(name),
    dataPage(name),
    ...digest.scenarios.flatMap((scenario) => [
      scenarioPage(name, scenario.name),
      ...scenario.shown.map((each) => implementationPage(name, scenario.name, each)),
    ]),
  ];
  const isDate = /^\d{4}-\d{2}-\d{2}/.test(created);
  return urls.map((url) => ({ url, ...(isDate ? { changed: created } : {}) }));
}
