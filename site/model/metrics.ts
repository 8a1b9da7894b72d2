/** Names and order of metrics on the pages. */
import { compareText, METRICS } from "../../pipeline/report.ts";

/** "goodput", "CPU of the server"; a counter of the report's own under its bare name. */
export function titleOf(metric: string): string {
  const title = METRICS[metric]?.title ?? metric.replace(/^counter:/, "").replaceAll("_", " ");
  return /^.[A-Z]/.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);
}

const PLACES = new Map(Object.keys(METRICS).map((metric, place) => [metric, place]));

/** As the table of metrics has them, then all others by name. */
export function compareMetrics(a: string, b: string): number {
  const place = (metric: string) => PLACES.get(metric) ?? PLACES.size;
  return place(a) - place(b) || compareText(a, b);
}

/** Whether the table of metrics has it; counters are a report's own. */
export function isKnown(metric: string): boolean {
  return PLACES.has(metric);
}

/** Whether more of it, or less, is better. */
export function hasDirection(metric: string): boolean {
  return (METRICS[metric]?.better ?? "") !== "";
}
