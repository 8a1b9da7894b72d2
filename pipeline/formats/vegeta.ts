/**
 * The JSON report of vegeta (`vegeta report -type=json`; github.com/tsenart/vegeta, `lib/metrics.go`). Times
 * are whole nanoseconds. vegeta sends at a set rate, whether answers come or not: the loop is `open`.
 */
import { add, addSentinel, leaveOut, sayUnanswered, startRun } from "./build_run.ts";
import type { Run, TextFormat } from "./format.ts";
import {
  addMember,
  countsAt,
  type FoundObject,
  isObject,
  type JsonObject,
  labelAt,
  numberAt,
  objectAt,
  readJsonResults,
  scaleNumber,
} from "./json/json_result.ts";

export const vegetaFormat: TextFormat = {
  kind: "text",
  name: "vegeta",
  looksFor: 'vegeta JSON report ("latencies", "bytes_in", "status_codes")',
  recognizes: (head) => /"bytes_in"\s*:\s*\{/.test(head) && /"latencies"\s*:\s*\{/.test(head),
  otherForm: {
    // The text report, the histogram, and the attack itself as gob, JSON and CSV.
    recognizes: (head) =>
      /^Requests\s+\[total, rate\b/m.test(head) || /^Bucket\s+#\s+%\s+Histogram/.test(head) ||
      /^.{0,40}Result.{0,20}Attack/.test(head) || /^\{"attack":.*"latency":/.test(head) ||
      /^\d{19},\d{1,3},\d+,\d+,\d+,/.test(head),
    give: "what vegeta report -type=json prints of the attack",
  },
  read: (text, { file }) =>
    readJsonResults(text, file, {
      isResult,
      readResult,
      without: "no report of vegeta in it; give what vegeta report -type=json prints",
    }),
};

function isResult(object: JsonObject): boolean {
  return isObject(object.latencies) && isObject(object.bytes_in);
}

function readResult(found: FoundObject, number: number): Run {
  const { object, source } = found;
  const run = startRun("vegeta", number);
  for (const key of ["earliest", "latest", "end", "rate"]) {
    const label = labelAt(object, key);
    if (label !== undefined) run.labels[key === "rate" ? "requestRate" : key] = label;
  }
  addBytes(run, object, source, "bytes_in", "bytes_received");
  addBytes(run, object, source, "bytes_out", "bytes_sent");
  // How many were answered is not known where the list of statuses is not whole.
  const isKnown = countsAt(object, "status_codes") !== undefined &&
    !found.isCut("/status_codes");
  addLatency(run, object, source, isKnown ? addAnswers(run, object, source) : 0);
  return run;
}

function addBytes(run: Run, object: JsonObject, source: string, key: string, metric: string): void {
  const place = { object: objectAt(object, key), key: "total", source: `${source}/${key}` };
  addMember(run, { metric, statistic: "total" }, place);
}

/**
 * Adds requests, duration and the rates. vegeta's "rate" is how fast it asked, so it is a label; the
 * rate of answers is over the whole time, "duration" (of asking) and "wait" (for the last answers). Its
 * "throughput", over the same time, counts answers below 400 alone: that is goodput, which follows from the
 * totals. Status 0 stands for no answer. Returns how many requests got none.
 */
function addAnswers(run: Run, object: JsonObject, source: string): number {
  const counts = countsAt(object, "status_codes") ?? [];
  const sum = (of: (status: number) => boolean) =>
    counts.reduce((total, [status, count]) => total + (of(Number(status)) ? count : 0), 0);
  const unanswered = sum((status) => status === 0);
  const requests = numberAt(object, "requests");
  if (requests === undefined || requests < unanswered) return unanswered;
  const answers = requests - unanswered;
  add(run, {
    metric: "requests",
    statistic: "total",
    value: answers,
    source: `${source}/requests`,
  });
  const at = `${source}/status_codes`;
  const bad = sum((status) => status !== 0 && (status < 200 || status >= 400));
  add(run, { metric: "errors_status", statistic: "total", value: bad, source: at });
  add(run, { metric: "errors", statistic: "total", value: unanswered, source: at });
  const asking = numberAt(object, "duration");
  const seconds = scaleNumber((asking ?? 0) + (numberAt(object, "wait") ?? 0), 1e-9);
  const duration = { metric: "duration", statistic: "total", source: `${source}/duration` };
  const rate = { metric: "throughput", statistic: "mean", source: `${source}/duration` };
  if (asking === undefined) return unanswered;
  if (seconds <= 0) {
    // A program that uses vegeta as a library and forgets Metrics.Close() writes zeros here.
    addSentinel(run, { ...duration, value: 0 }, "a run of no duration was not measured");
    leaveOut(run, rate, "without a duration there is no rate");
    return unanswered;
  }
  add(run, { ...duration, value: seconds });
  const labels = { derivedFrom: "answers / (duration + wait)" };
  add(run, { ...rate, value: answers / seconds, labels });
  return unanswered;
}

const LATENCIES = [
  ["mean", "mean"],
  ["min", "min"],
  ["max", "max"],
  ["50th", "p50"],
  ["90th", "p90"],
  ["95th", "p95"],
  ["99th", "p99"],
] as const;

function addLatency(run: Run, object: JsonObject, source: string, unanswered: number): void {
  const latencies = objectAt(object, "latencies");
  const at = `${source}/latencies`;
  for (const [key, statistic] of LATENCIES) {
    const input = { metric: "latency", statistic, loop: "open" as const };
    if (numberAt(latencies, key) === 0) {
      addSentinel(run, { ...input, value: 0, source: `${at}/${key}` }, "0 ns is no latency");
    } else addMember(run, input, { object: latencies, key, source: at, factor: 1e-9 });
  }
  sayUnanswered(run, unanswered, at);
}
