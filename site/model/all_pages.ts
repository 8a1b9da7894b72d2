/** The address of every page that a search engine may list: all but the one for a missing page. */
import { implementationPage, reportPage, scenarioPage } from "../links.ts";
import type { SiteData } from "../page.ts";
import { AUDIT_PAGE, DATA_PAGE, dataPage } from "./addresses.ts";
import {
  COMPARE_PAGE,
  METHOD_PAGE,
  PUBLISHED_PAGE,
  REPORTS_PAGE,
  trendPage,
  TRENDS_PAGE,
} from "./page_addresses.ts";
import { scenariosOf } from "./trends.ts";

export interface ListedPage {
  /** From the site's root, encoded. */
  url: string;
  /** Date or time from which on it has been so; absent where nobody knows. */
  changed?: string;
}

/** Pages in the order of the site; a kind of page that is new is added here, a test says so. */
export function allPages(data: SiteData): ListedPage[] {
  const reports = data.reports.map(({ report }) => report);
  return [
    ...[
      "/",
      REPORTS_PAGE,
      METHOD_PAGE,
      PUBLISHED_PAGE,
      COMPARE_PAGE,
      AUDIT_PAGE,
      DATA_PAGE,
      TRENDS_PAGE,
    ],
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
