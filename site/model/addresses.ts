/** Addresses of what surrounds the pages: archives, cards, charts to embed, the feed. */
import { dataFile, scenarioPage } from "../links.ts";

export const FEED = "/feed.xml";
export const SITEMAP = "/sitemap.xml";

/** All of a report in one file. */
export function archiveFile(report: string): string {
  return dataFile(report, `${report}.zip`);
}

/** Checksums of a report's files, as `sha256sum --check` reads them. */
export function checksumsFile(report: string): string {
  return dataFile(report, CHECKSUMS);
}

/** Name of the file of checksums, in a report's folder and in its archive. */
export const CHECKSUMS = "SHA256SUMS";

/** The image that stands for a report where its address is shared. */
export function cardFile(report: string): string {
  return `/cards/${encodeURIComponent(report)}.png`;
}

/** A chart of a scenario as a picture of its own; `chart` is its element id without "chart-". */
export function embedFile(report: string, scenario: string, chart: string): string {
  return `${scenarioPage(report, scenario)}${encodeURIComponent(chart)}.svg`;
}

/**
 * The whole address of a page or file: below the site's own where that is known ("https://a.example/b/"), else
 * relative to the site's folder, "./" for the front page.
 */
export function wholeAddress(site: string | undefined, target: string): string {
  const path = target.slice(1);
  if (site === undefined) return path === "" ? "./" : path;
  return new URL(path, site).href;
}
