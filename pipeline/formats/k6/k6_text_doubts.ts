/** What a cut, wrapped or edited copy of k6's console output leaves uncertain. */
import { containsOf } from "./k6_names.ts";
import type { Draft, PrintedMetric } from "./k6_text_drafts.ts";
import type { LineValues } from "./k6_text_values.ts";
import { greatestOf } from "../../../common/lists.ts";

/**
 * Drops what a cut line leaves uncertain, and tells whether it did: a number of a metric that is printed
 * with a unit and has none, and the number that the end of the file touches.
 */
export function dropUncertain(values: LineValues, name: string, isLast: boolean): boolean {
  const contains = containsOf(name);
  if ((contains === "time" || contains === "data") && values.contains !== contains) {
    values.values.clear();
    return true;
  }
  // A trend is all times or all numbers: among times a number has lost its unit.
  const isMixed = values.type === "trend" && values.contains !== "default" &&
    values.open.length > 0;
  const isTouched = isLast && values.open.length > 0;
  if (isMixed || isTouched) { for (const key of values.open) values.values.delete(key); }
  return isMixed || isTouched || !values.isWhole;
}

/** Looks at a run as a whole: lines that are shorter than their neighbours, figures that disagree. */
export function doubtDraft(draft: Draft): void {
  const metrics = [...draft.metrics.values()];
  if (metrics.length === 0) return;
  doubtShortTrends(draft, metrics);
  doubtNarrowLines(draft, metrics);
  doubtChecks(draft, metrics);
  doubtRequests(draft, metrics);
  doubtEnds(draft, metrics);
}

function doubt(draft: Draft, metric: PrintedMetric, message: string): void {
  if (draft.doubts.some((each) => each.line === metric.line)) return;
  draft.doubts.push({ line: metric.line, message });
}

/** All trends of a run have the same columns; one with fewer was cut, perhaps inside its last number. */
function doubtShortTrends(draft: Draft, metrics: readonly PrintedMetric[]): void {
  const trends = metrics.filter((metric) => metric.type === "trend");
  const most = greatestOf([0, ...trends.map((metric) => metric.values.size)]);
  for (const metric of trends) {
    if (metric.values.size === most) continue;
    const last = [...metric.values.keys()].at(-1);
    if (metric.contains === "default" && last !== undefined) metric.values.delete(last);
    doubt(
      draft,
      metric,
      `line ${metric.line} has fewer columns than its neighbours: it is cut off`,
    );
  }
}

/**
 * k6 pads trends and gauges to equal widths. Where the blanks at the ends of such lines were kept, a
 * narrower one was cut, and `max=5` may have been `max=500`.
 */
function doubtNarrowLines(draft: Draft, metrics: readonly PrintedMetric[]): void {
  const blocks = Map.groupBy(
    metrics.filter(({ type, width }) => width > 0 && (type === "trend" || type === "gauge")),
    ({ section, type }) => `${section} ${type}`,
  );
  for (const block of blocks.values()) {
    const width = greatestOf(block.map((metric) => metric.width));
    const padded = block.filter((metric) => metric.isPadded);
    if (padded.length === 0 || padded.some((metric) => metric.width !== width)) continue;
    for (const metric of block) {
      if (metric.width === width) continue;
      for (const key of metric.open) metric.values.delete(key);
      doubt(draft, metric, `line ${metric.line} is narrower than its neighbours: it is cut off`);
    }
  }
}

/** 1.x prints the number of checks twice. */
function doubtChecks(draft: Draft, metrics: readonly PrintedMetric[]): void {
  for (const checks of metrics.filter((metric) => metric.name === "checks")) {
    const total = metrics.find((metric) =>
      metric.name === "checks_total" && metric.section === checks.section
    )?.values.get("total")?.value;
    const counted = countOf(checks);
    if (total === undefined || counted === undefined || total === counted) continue;
    checks.values.delete("falses");
    doubt(draft, checks, `line ${checks.line} counts ${counted} of ${total} checks: it is cut off`);
  }
}

function doubtRequests(draft: Draft, metrics: readonly PrintedMetric[]): void {
  const whole = metrics.filter((metric) => metric.section === "" && metric.selector === "");
  const failed = whole.find((metric) => metric.name === "http_req_failed");
  const requests = whole.find((metric) => metric.name === "http_reqs")?.values.get("total")?.value;
  if (failed === undefined || requests === undefined) return;
  const counted = countOf(failed);
  if (counted === undefined || counted === requests) return;
  doubt(
    draft,
    failed,
    `http_req_failed counts ${counted} of ${requests} requests: the number is cut off, or the script ` +
      "left requests out of the count",
  );
}

function countOf(rate: PrintedMetric): number | undefined {
  const trues = rate.values.get("trues")?.value;
  const falses = rate.values.get("falses")?.value;
  return trues === undefined || falses === undefined ? undefined : trues + falses;
}

/**
 * Every summary has `data_sent`: 1.x ends with it, 0.x with `vus_max` or, after short runs and metrics of
 * the script, with any name; then a line of something else must follow.
 */
function doubtEnds(draft: Draft, metrics: readonly PrintedMetric[]): void {
  const last = metrics.at(-1) as PrintedMetric;
  const sent = metrics.find((metric) => metric.name === "data_sent" && metric.section === "");
  const isOneBlock = draft.isLegacy && !draft.hasHeading;
  const hasEnd = !isOneBlock || last.name === "vus_max" || draft.hasEnd;
  if (!hasEnd || sent === undefined || sent.values.size === 0) {
    doubt(draft, last, `the summary stops after line ${draft.lastMetricLine}; lines are missing`);
  }
  if (draft.hasHeading && !draft.hasTitle) {
    const first = metrics[0] as PrintedMetric;
    doubt(
      draft,
      first,
      'the summary lacks its title "TOTAL RESULTS": its figures may be those of a part of the run',
    );
  }
}
