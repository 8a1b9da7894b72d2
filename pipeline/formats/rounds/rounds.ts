/**
 * What our own load tool `rounds` prints (runners/load/rounds): a closed loop that made whole rounds of requests
 * and checked every answer. One JSON value a line, in this order:
 *
 *     {"format":"wallclock-rounds","version":1,"url":"http://...","paths":1,"connections":50,"round":1000,...}
 *     {"rounds":37,"requests":37000,"nanoseconds":10123456789,"bytes":...,"errors":{"connect":0,...},...}
 *     {"histogram":"latency","unit":"ns","count":37000,"sum":...,"min":...,"max":...,"encoded":"HISTFAAA..."}
 *     {"histogram":"time_to_first_byte",...}
 *     {"end":true}
 *
 * `requests` are whole answers with the right body, and those of another status than 200 (`errors.status`); an
 * answer with a wrong body (`errors.check`) is neither among them nor in the histograms. The histograms are those
 * of HdrHistogram in its encoding V2, three digits; least, greatest and sum beside them are exact.
 */
import { Failure } from "../../../common/failure.ts";
import { isResolved, totalCount } from "../../statistics/weighted_percentile.ts";
import { percentileName } from "../../measurement.ts";
import { add, sayTruncated, startRun } from "../build_run.ts";
import { readChunks } from "../chunks.ts";
import type { Run, StreamFormat } from "../format.ts";
import {
  type Bucket,
  decodeHistogram,
  HdrEncodingError,
  summarizeBuckets,
} from "../hdr/hdr_histogram.ts";
import { isObject, type JsonObject } from "../json/json_result.ts";
import { shiftDecimal } from "../units.ts";
import { readLines, type RoundsLines } from "./rounds_lines.ts";

const PERCENTS = [50, 75, 90, 95, 99, 99.9, 99.99];

const ERRORS = ["connect", "read", "write", "timeout", "status", "check"] as const;

const METRICS = ["latency", "time_to_first_byte"] as const;
type TimeMetric = typeof METRICS[number];

/** Two encoded histograms of a run that lasted a day stay far below this. */
const MOST_BYTES = 32 * 1024 * 1024;

export const roundsFormat: StreamFormat = {
  kind: "stream",
  name: "rounds",
  looksFor: 'what our load tool rounds prints ("wallclock-rounds")',
  recognizes: (head) => /^\s*\{\s*"format"\s*:\s*"wallclock-rounds"/.test(head),
  read: async (bytes, { file }) => [await read(await textOf(bytes, file), file)],
};

async function textOf(bytes: ReadableStream<Uint8Array>, file: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of readChunks(bytes)) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MOST_BYTES) {
      throw new Failure(`${file}: too long for a result of rounds; give what one run printed`);
    }
  }
  return text;
}

async function read(text: string, file: string): Promise<Run> {
  const lines = readLines(text, file);
  const { head, totals, missing } = lines;
  const run = startRun(roundsFormat.name, 1);
  for (const key of ["url", "paths", "round", "leastSeconds"]) {
    const value = head[key];
    if (typeof value === "string" || typeof value === "number") run.labels[key] = String(value);
  }
  if (missing !== undefined || totals === undefined) {
    // The tool prints all of it at its end: a part of it is no result.
    sayTruncated(
      run,
      `${file}#L${lines.lastLine}`,
      `${missing ?? "the totals are missing"}; nothing is read from it`,
    );
    return run;
  }
  addTotals(run, head, totals, file);
  const answered = totals.requests as number;
  run.histograms = [];
  for (const metric of METRICS) await addTimes(run, metric, lines, answered, file);
  return run;
}

/** A whole number that is none below 0; a Failure where it is not there. */
function countAt(object: JsonObject, key: string, where: string): number {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new Failure(`${where}: ${key} is no count; run the trial again`);
}

function addTotals(run: Run, head: JsonObject, totals: JsonObject, file: string): void {
  const at = `${file}#L2`;
  const where = `${file} line 2`;
  const requests = countAt(totals, "requests", where);
  const nanoseconds = countAt(totals, "nanoseconds", where);
  const bytes = countAt(totals, "bytes", where);
  const total = (metric: string, value: number, source = at) =>
    add(run, { metric, statistic: "total", value, source });
  total("requests", requests);
  total("bytes_received", bytes);
  total("connections", countAt(head, "connections", `${file} line 1`), `${file}#L1`);
  total("threads", 1, `${file}#L1`);
  const errors = isObject(totals.errors) ? totals.errors : {};
  for (const kind of ERRORS) total(`errors_${kind}`, countAt(errors, kind, where));
  for (const key of ["rounds", "compared", "opened"]) {
    run.labels[key] = String(countAt(totals, key, where));
  }
  if (nanoseconds === 0) throw new Failure(`${where}: it took no time; run the trial again`);
  total("duration", shiftDecimal(nanoseconds, -9));
  const rate = (metric: string, amount: number) =>
    add(run, { metric, statistic: "mean", value: amount / (nanoseconds / 1e9), source: at });
  rate("throughput", requests);
  rate("transfer_rate", bytes);
}

async function addTimes(
  run: Run,
  metric: TimeMetric,
  lines: RoundsLines,
  answered: number,
  file: string,
): Promise<void> {
  const found = lines.histograms.find(({ value }) => value.histogram === metric);
  const line = found?.line ?? lines.lastLine;
  const source = `${file}#L${line}`;
  if (answered === 0) {
    const message = "not one answer came, so there is no time of one";
    run.findings.push({ rule: "no-samples", severity: "withhold", message, source, metric });
    return;
  }
  const where = `${file} line ${line}`;
  const wrong = (what: string) => new Failure(`${where}: ${what}; run the trial again`);
  if (found === undefined) throw wrong(`the histogram of ${metric} is missing`);
  const { value } = found;
  if (value.unit !== "ns") throw wrong("its unit is not ns");
  const [count, sum, min, max] = (["count", "sum", "min", "max"] as const)
    .map((key) => countAt(value, key, where)) as [number, number, number, number];
  const buckets = await bucketsOf(value, wrong);
  const total = totalCount(buckets.map((each) => each.count));
  const summary = summarizeBuckets(buckets);
  if (summary === undefined || total !== count || count !== answered) {
    throw wrong(`it holds ${total} times, says ${count}, and ${answered} answers came`);
  }
  const isIn = (bucket: Bucket | undefined, time: number) =>
    bucket !== undefined && bucket.lowest <= time && time <= bucket.highest;
  const mean = sum / count;
  if (!isIn(buckets[0], min) || !isIn(buckets.at(-1), max) || mean < min || mean > max) {
    throw wrong("least, greatest and sum are not those of its histogram");
  }
  const time = (statistic: string, nanoseconds: number) =>
    add(run, {
      metric,
      statistic,
      value: shiftDecimal(nanoseconds, -9),
      loop: "closed",
      source,
      labels: { samples: String(count) },
    });
  time("mean", mean);
  time("stdev", summary.stdev);
  time("min", min);
  for (const percent of PERCENTS.filter((each) => isResolved(each, count))) {
    time(percentileName(percent), Math.min(max, summary.percentile(percent)));
  }
  time("max", max);
  run.histograms?.push({
    metric,
    loop: "closed",
    valuesSeconds: buckets.map((each) => shiftDecimal(each.highest, -9)),
    counts: buckets.map((each) => each.count),
    source,
  });
}

async function bucketsOf(value: JsonObject, wrong: (what: string) => Failure): Promise<Bucket[]> {
  if (typeof value.encoded !== "string") throw wrong("it holds no encoded histogram");
  try {
    return await decodeHistogram(value.encoded);
  } catch (error) {
    if (!(error instanceof HdrEncodingError)) throw error;
    throw wrong(`its histogram cannot be read, ${error.message}`);
  }
}
