/**
 * k6's end-of-test summary as JSON, in the four shapes that it has had:
 *
 * - `--summary-export`: values beside each other, a rate under `value`, thresholds `{"p(95)<500": false}`
 *   where `false` means **passed** (the value answers "was it crossed?");
 * - `handleSummary`: values under `values`, a rate under `rate`, thresholds `{"p(95)<500": {"ok": true}}`;
 * - the same from hands that put keys around it, or several documents into one file;
 * - `--new-machine-readable-summary` (k6 1.5): `results.metrics` is an array, percentiles are `p95`, a rate
 *   has `matches` and `total`, and no counter has a rate.
 */
import { Failure } from "../../../common/failure.ts";
import { add, sayTruncated, startRun } from "../build_run.ts";
import type { Origin, Run, TextFormat } from "../format.ts";
import {
  addK6Metric,
  addThresholds,
  ASSUMED_LOOP,
  derivedDuration,
  derivedThroughput,
  type K6Metric,
  wholeFirst,
} from "./k6.ts";
import { type K6Document, locateMetrics, readMetric, readThresholds } from "./k6_summary_shapes.ts";
import { sayDoubled } from "../json/json_result.ts";
import { type LenientJson, parseLenientJsonDocuments } from "../json/lenient_json.ts";

const NAME = "k6-summary";
/** Values that are no numbers are named up to so many. */
const MOST_LOST = 20;

/** Names that only k6 puts into JSON. */
const K6_NAMES = new RegExp(
  [
    '"(?:http_req_(?:duration|failed|waiting|blocked)|http_reqs|iteration_duration|vus_max|testRunDurationMs',
    'k6_version|summaryTrendStats|data_received|grpc_req_duration)"\\s*:',
    '"name"\\s*:\\s*"(?:http_req_duration|http_reqs|iteration_duration|checks_total)"',
    '"root_group"\\s*:\\s*\\{',
  ].join("|"),
);

export const k6SummaryFormat: TextFormat = {
  kind: "text",
  name: NAME,
  looksFor: 'k6 summary JSON ("metrics" with "http_reqs" or "iterations")',
  recognizes: (head) =>
    /^\s*[{[]/m.test(head) && K6_NAMES.test(head) && !/"type"\s*:\s*"(?:Point|Metric)"/.test(head),
  read: readK6Summaries,
};

/** Reads every summary of a text. */
export function readK6Summaries(text: string, { file }: Origin): Run[] {
  const runs: Run[] = [];
  for (const json of parseLenientJsonDocuments(text, file)) {
    for (const document of locateMetrics(json.value)) {
      runs.push(readDocument(document, json, file, runs.length + 1));
    }
  }
  if (runs.length > 0) return runs;
  throw new Failure(
    `${file}: JSON without k6's "metrics"; give the file that k6 run --summary-export or handleSummary ` +
      "wrote, whole",
  );
}

function readDocument(
  document: K6Document,
  json: LenientJson,
  file: string,
  number: number,
): Run {
  const at = (pointer: string) => `${file}#${pointer}`;
  const metrics: K6Metric[] = [];
  const run = startRun(NAME, number, { style: document.style });
  const lost: string[] = [];
  for (const raw of document.metrics) {
    const metric = readMetric(raw, document.style, at, lost);
    if (metric !== undefined) metrics.push(metric);
  }
  run.labels.metrics = String(document.metrics.length);
  run.labels.submetrics = String(metrics.filter((metric) => metric.selector !== "").length);
  if (document.version !== undefined) run.labels.version = document.version;
  const { durationSeconds } = document;
  if (durationSeconds !== undefined) {
    add(run, {
      metric: "duration",
      statistic: "total",
      value: durationSeconds.value,
      source: at(durationSeconds.pointer),
    });
  }
  for (const metric of wholeFirst(metrics)) addK6Metric(run, metric, ASSUMED_LOOP);
  if (durationSeconds === undefined) {
    const derived = derivedDuration(metrics);
    if (derived !== undefined) add(run, { metric: "duration", statistic: "total", ...derived });
  } else if (document.style === "machine-readable") {
    const derived = derivedThroughput(metrics, durationSeconds.value);
    if (derived !== undefined) add(run, { metric: "throughput", statistic: "mean", ...derived });
  }
  addThresholds(run, document.metrics.flatMap((metric) => readThresholds(metric, at)));
  sayBroken(run, json, lost, file);
  return run;
}

function sayBroken(run: Run, json: LenientJson, lost: readonly string[], file: string): void {
  if (json.truncatedAtLine !== undefined) {
    sayTruncated(
      run,
      `${file}#L${json.truncatedAtLine}`,
      `the JSON stops making sense at line ${json.truncatedAtLine}; what stands complete before it is kept`,
    );
  }
  sayDoubled(run, json.doubled.map((pointer) => `${file}#${pointer}`));
  for (const pointer of lost.slice(0, MOST_LOST)) {
    run.findings.push({
      rule: "sentinel-value",
      severity: "warn",
      message: `${pointer} is no number; it is left out`,
      source: `${file}#${pointer}`,
    });
  }
}
