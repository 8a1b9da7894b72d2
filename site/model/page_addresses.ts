/** Addresses of the pages that are about more than one report. */

export const REPORTS_PAGE = "/reports/";
export const METHOD_PAGE = "/method/";
export const PUBLISHED_PAGE = "/published/";
export const COMPARE_PAGE = "/compare/";
export const TRENDS_PAGE = "/trends/";

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
