/** The pages that are about more than one report: the registry of those that there is one of, and addresses. */

export const REPORTS_PAGE = "/reports/";
export const PUBLISHED_PAGE = "/published/";
export const COMPARE_PAGE = "/compare/";
export const TRENDS_PAGE = "/trends/";
export const AUDIT_PAGE = "/audit/";
export const METHOD_PAGE = "/method/";
export const DATA_PAGE = "/data/";

/** What the sitemap lists; with a title it is in the navigation on top of every page, in this order. */
export const PAGES: readonly { url: string; title?: string }[] = [
  { url: "/" },
  { url: REPORTS_PAGE, title: "Reports" },
  { url: PUBLISHED_PAGE, title: "Published" },
  { url: COMPARE_PAGE, title: "Compare" },
  { url: TRENDS_PAGE, title: "Trends" },
  { url: AUDIT_PAGE, title: "Audit" },
  { url: METHOD_PAGE, title: "Method" },
  { url: DATA_PAGE, title: "Data" },
];

/** The trends of a scenario. */
export function trendPage(scenario: string): string {
  return `${TRENDS_PAGE}${encodeURIComponent(scenario)}/`;
}

/** The values behind a scenario's trends. */
export function trendCsv(scenario: string): string {
  return `${trendPage(scenario)}trends.csv`;
}

/** A chart of a scenario's trends as a picture of its own; `chart` is its element id without "chart-". */
export function trendEmbed(scenario: string, chart: string): string {
  return `${trendPage(scenario)}${encodeURIComponent(chart)}.svg`;
}

/** The element id of an audit rule on the method page. */
export function ruleId(rule: string): string {
  return `rule-${rule}`;
}

/** Where an audit rule is explained. */
export function ruleAddress(rule: string): string {
  return `${METHOD_PAGE}#${ruleId(rule)}`;
}

/** The element id of a correction on the method page. */
export function correctionId(correction: string): string {
  return `correction-${correction}`;
}

/** Where a correction is explained. */
export function correctionAddress(correction: string): string {
  return `${METHOD_PAGE}#${correctionId(correction)}`;
}
