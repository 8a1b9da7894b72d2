/**
 * The JSON that oha writes (`--output-format json`, `-j` in old versions; github.com/hatoo/oha,
 * `src/printer.rs`). Times are in seconds, at full precision.
 */
import { formatCount } from "../audit/words.ts";
import { add, leaveOut, startRun } from "./build_run.ts";
import type { Run, TextFormat } from "./format.ts";
import {
  addMember,
  countsAt,
  type FoundObject,
  isObject,
  type JsonObject,
  numberAt,
  objectAt,
  readJsonResults,
} from "./json/json_result.ts";

export const ohaFormat: TextFormat = {
  kind: "text",
  name: "oha",
  looksFor: 'oha JSON ("summary", "responseTimeHistogram")',
  recognizes: (head) => /"requestsPerSec"\s*:/.test(head) && /"successRate"\s*:/.test(head),
  otherForm: {
    recognizes: (head) => /^\s*Success rate:\s/m.test(head) && /^\s*Slowest:\s/m.test(head),
    give: "what oha --output-format json prints",
  },
  read: (text, { file }) =>
    readJsonResults(text, file, {
      isResult,
      readResult,
      without: "no result of oha in it; give what oha --output-format json prints",
    }),
};

/** A request that the end of a timed run cut off is counted among the errors under this name. */
const DEADLINE = "aborted due to deadline";

function isResult(object: JsonObject): boolean {
  return isObject(object.summary) && Object.hasOwn(objectAt(object, "summary"), "requestsPerSec");
}

function readResult(found: FoundObject, number: number): Run {
  const { object, source } = found;
  const run = startRun("oha", number);
  const summary = objectAt(object, "summary");
  const place = { object: summary, source: `${source}/summary` };
  addMember(run, { metric: "duration", statistic: "total" }, { ...place, key: "total" });
  addMember(run, { metric: "bytes_received", statistic: "total" }, { ...place, key: "totalData" });
  addMember(run, { metric: "transfer_rate", statistic: "mean" }, { ...place, key: "sizePerSec" });
  addAnswers(run, found);
  addTimes(run, "latency", summary, `${source}/summary`);
  addPercentiles(
    run,
    "latency",
    objectAt(object, "latencyPercentiles"),
    source,
    "latencyPercentiles",
  );
  const firstByte = objectAt(objectAt(object, "details"), "firstByte");
  addTimes(run, "time_to_first_byte", firstByte, `${source}/details/firstByte`);
  const firstBytes = objectAt(object, "firstBytePercentiles");
  addPercentiles(run, "time_to_first_byte", firstBytes, source, "firstBytePercentiles");
  return run;
}

/**
 * "requestsPerSec" counts every request, also one that was refused or that the end of the run cut off
 * (`res.len()`): where there are such, the rate is that of the answers.
 */
function addAnswers(run: Run, { object, source, isCut }: FoundObject): void {
  if (isCut("/statusCodeDistribution") || isCut("/errorDistribution")) return;
  const answers = countsAt(object, "statusCodeDistribution");
  const errors = countsAt(object, "errorDistribution");
  if (answers === undefined || errors === undefined) return;
  const answered = total(answers);
  const at = `${source}/statusCodeDistribution`;
  add(run, { metric: "requests", statistic: "total", value: answered, source: at });
  const bad = answers.filter(([status]) => Number(status) >= 400);
  add(run, { metric: "errors_status", statistic: "total", value: total(bad), source: at });
  const failed = errors.filter(([name]) => name !== DEADLINE);
  const failedAt = `${source}/errorDistribution`;
  add(run, { metric: "errors", statistic: "total", value: total(failed), source: failedAt });
  const cutOff = total(errors) - total(failed);
  if (cutOff > 0) run.labels.cutOffAtEnd = String(cutOff);
  const input = { metric: "throughput", statistic: "mean" };
  const summary = objectAt(object, "summary");
  if (errors.length === 0) {
    addMember(run, input, { object: summary, key: "requestsPerSec", source: `${source}/summary` });
    return;
  }
  const seconds = numberAt(summary, "total");
  if (seconds === undefined || seconds <= 0) {
    leaveOut(run, { ...input, source: `${source}/summary` }, "the duration is no positive number");
    return;
  }
  add(run, {
    ...input,
    value: answered / seconds,
    source: `${source}/summary/requestsPerSec`,
    labels: { derivedFrom: "answers / duration" },
  });
  run.findings.push({
    rule: "failed-answers",
    severity: "warn",
    message:
      `oha's requestsPerSec counts ${
        formatCount(total(errors), "request")
      } that got no answer, ${cutOff} of them cut off by the end of the run; its rate here is that of ` +
      `the answers alone`,
    source: `${source}/errorDistribution`,
    metric: "throughput",
    statistic: "mean",
  });
}

function total(counts: readonly [string, number][]): number {
  return counts.reduce((sum, [, count]) => sum + count, 0);
}

type TimeMetric = "latency" | "time_to_first_byte";

function addTimes(run: Run, metric: TimeMetric, object: JsonObject, source: string): void {
  const moments = [["average", "mean"], ["fastest", "min"], ["slowest", "max"]] as const;
  for (const [key, statistic] of moments) {
    addMember(run, { metric, statistic, loop: "closed" }, { object, key, source });
  }
}

function addPercentiles(
  run: Run,
  metric: TimeMetric,
  object: JsonObject,
  source: string,
  name: string,
): void {
  for (const key of Object.keys(object)) {
    if (!/^p\d{1,2}(?:\.\d{1,3})?$/.test(key)) continue;
    const place = { object, key, source: `${source}/${name}` };
    addMember(run, { metric, statistic: key, loop: "closed" }, place);
  }
}
