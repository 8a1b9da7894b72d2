/**
 * Interval logs of HdrHistogram (`.hlog`), as jHiccup, YCSB and others write them: a line an interval, with
 * its histogram. Percentiles are read from the histograms merged over all intervals, one set for every tag.
 *
 * **The unit of the recorded values is not in the format.** Our own logs state it in a comment, `#[Unit: ns]`
 * (or us, ms, s). jHiccup records nanoseconds and says that it wrote the log. Otherwise the column Interval_Max
 * tells by what recorded values are divided there: by 1,000,000 unless the writer asked for another ratio
 * (HistogramLogWriter.java), which is meant to make milliseconds of nanoseconds. That is assumed, and said by the
 * label `unitAssumed` and a finding. With another divisor (1000 is the default of hdr-histogram-js, whatever the
 * unit) the values are withheld.
 *
 * Nor is how the values were sampled: `#[Loop: closed]`, with a name of LOOPS, states it; without it the loop is
 * not known, which is what an empty one says.
 */

import { Failure } from "../../../common/failure.ts";
import type { InputFinding } from "../../finding.ts";
import {
  type Loop,
  LOOPS,
  type Measurement,
  measurement,
  percentileName,
} from "../../measurement.ts";
import type { RawSeries, Run, StreamFormat } from "../format.ts";
import {
  addBuckets,
  type Bucket,
  decodeHistogram,
  HdrEncodingError,
  summarizeBuckets,
} from "./hdr_histogram.ts";
import { type IntervalLine, isOfLog, readLogLines } from "./hdr_log_lines.ts";
import { shiftDecimal } from "../units.ts";

const PERCENTILES = [50, 75, 90, 95, 99, 99.9, 99.99, 99.999];

/** A report of a thousand trials keeps a few histograms of each. */
const MOST_TAGS = 5000;
/** Lines that cannot be read are named up to so many; the others are counted. */
const MOST_LOST = 20;

/** Powers of ten of the units in seconds. */
const POWERS: Readonly<Record<string, number>> = { ns: -9, us: -6, ms: -3, s: 0 };

export const hdrLogFormat: StreamFormat = {
  kind: "stream",
  name: "hdr-log",
  looksFor: "HdrHistogram interval log (StartTimestamp,Interval_Length,Interval_Max,HIST...)",
  recognizes: (head) =>
    /^#\[Histogram log format version /m.test(head) ||
    head.split("\n").some((line) => isOfLog(line.trim())),
  read: async (bytes, { file }) => [await readLog(bytes, file)],
};

interface Tagged {
  line: number;
  intervals: Pick<IntervalLine, "start" | "length" | "max">[];
  buckets: Map<number, Bucket>;
}

/** HistogramLogWriter's default, made for nanoseconds and a column in milliseconds. */
const DEFAULT_DIVISOR = 1_000_000;

async function readLog(bytes: ReadableStream<Uint8Array>, file: string): Promise<Run> {
  const tags = new Map<string, Tagged>();
  const labels = new Map<string, string>();
  const findings: InputFinding[] = [];
  const ratios = new Map<number, number>();
  let intervals = 0;
  const lost: { number: number; why: string }[] = [];
  for await (const { line, number } of readLogLines(bytes)) {
    if (line.kind === "comment") readComment(line.text, labels);
    if (line.kind === "lost") lost.push({ number, why: line.why });
    if (line.kind !== "interval") continue;
    const { tag, start, length, max } = line;
    const tagged: Tagged = tags.get(tag) ?? { line: number, intervals: [], buckets: new Map() };
    if (tags.size >= MOST_TAGS && !tags.has(tag)) {
      if (!findings.some(({ rule }) => rule === "many-names")) {
        findings.push(sayManyTags(file, number));
      }
      continue;
    }
    tags.set(tag, tagged);
    try {
      const buckets = await decodeHistogram(line.histogram);
      addBuckets(tagged.buckets, buckets);
      countRatio(ratios, buckets.at(-1), max);
    } catch (error) {
      if (!(error instanceof HdrEncodingError)) throw error;
      lost.push({ number, why: `its histogram cannot be read, ${error.message}` });
      continue;
    }
    tagged.intervals.push({ start, length, max });
    intervals++;
  }
  findings.push(...sayLost(file, lost));
  if (intervals === 0) {
    if (labels.size === 0 || findings.length > 0) {
      throw new Failure(
        `${file} line 1: no interval of an HdrHistogram log can be read. Give the whole log with its ` +
          `lines of start, length, maximum and histogram (HIST...).`,
      );
    }
    findings.push({
      rule: "no-samples",
      severity: "withhold",
      message: "the log holds no interval",
      source: file,
    });
  }
  labels.set("intervals", String(intervals));
  const unit = unitOf(labels, ratios);
  if (unit.finding !== undefined && intervals > 0) findings.push({ ...unit.finding, source: file });
  const run: Run = {
    format: hdrLogFormat.name,
    run: 1,
    labels: Object.fromEntries(labels),
    measurements: [],
    findings,
    histograms: [],
    series: [],
  };
  const loop = LOOPS.find((each) => each === labels.get("loop")) ?? "";
  for (const [tag, tagged] of tags) addTag(run, tag, tagged, { ...unit, loop }, file);
  return run;
}

function readComment(line: string, labels: Map<string, string>): void {
  const set = (key: string, value: string | undefined) => {
    if (value !== undefined && !labels.has(key)) labels.set(key, value.slice(0, 300));
  };
  set("formatVersion", /^#\[Histogram log format version ([\d.]+)\]/.exec(line)?.[1]);
  set("loggedWith", /^#\[Logged with (.*?)\]?$/.exec(line)?.[1]);
  set("loop", /^#\[Loop: ([a-z-]+)\]/.exec(line)?.[1]);
  set("unit", /^#\[Unit: (ns|us|ms|s)\]/.exec(line)?.[1]);
  set("startTime", /^#\[StartTime: ([\d.]+)/.exec(line)?.[1]);
  set("baseTime", /^#\[BaseTime: ([\d.]+)/.exec(line)?.[1]);
}

/** By what the writer divided this interval's maximum, as a power of ten. */
function countRatio(ratios: Map<number, number>, last: Bucket | undefined, max: number): void {
  if (last === undefined || !(max > 0)) return;
  const divisor = 10 ** Math.round(Math.log10(last.highest / max));
  ratios.set(divisor, (ratios.get(divisor) ?? 0) + 1);
}

interface LogUnit {
  /** Recorded values in seconds, and values of the column Interval_Max. */
  power: number;
  columnPower: number;
  assumed: Record<string, string>;
  finding?: Omit<InputFinding, "source">;
}

function unitOf(labels: ReadonlyMap<string, string>, ratios: ReadonlyMap<number, number>): LogUnit {
  const divisor = [...ratios].sort((a, b) => b[1] - a[1])[0]?.[0] ?? DEFAULT_DIVISOR;
  const ratio = Math.round(Math.log10(divisor));
  const power = POWERS[labels.get("unit") ?? ""];
  if (power !== undefined) return { power, columnPower: power + ratio, assumed: {} };
  const columnPower = -9 + ratio;
  if (/jHiccup/i.test(labels.get("loggedWith") ?? "")) {
    return { power: -9, columnPower, assumed: {} };
  }
  const isDefault = divisor === DEFAULT_DIVISOR;
  return {
    power: -9,
    columnPower,
    assumed: { unitAssumed: "ns" },
    finding: {
      rule: "unit-unknown",
      severity: isDefault ? "warn" : "withhold",
      message: isDefault
        ? "the log names no unit; its maxima are divided by 1,000,000, which makes milliseconds of nanoseconds, and so its values are read as nanoseconds"
        : `the log names no unit, and its maxima are divided by ${divisor}: its values may be of any unit`,
      metric: "latency",
    },
  };
}

function addTag(
  run: Run,
  tag: string,
  tagged: Tagged,
  unit: LogUnit & { loop: Loop },
  file: string,
): void {
  const buckets = [...tagged.buckets.values()].sort((a, b) => a.highest - b.highest);
  const summary = summarizeBuckets(buckets);
  const source = `${file}#L${tagged.line}`;
  const own: Record<string, string> = tag === "" ? {} : { tag };
  const labels = { ...own, intervals: String(tagged.intervals.length), ...unit.assumed };
  const seconds = (value: number) => shiftDecimal(value, unit.power);
  const add = (metric: string, statistic: string, value: number, more: Partial<Measurement> = {}) =>
    run.measurements.push(measurement({ metric, statistic, value, source, labels, ...more }));
  if (tagged.intervals.length > 0) {
    const length = tagged.intervals.reduce((sum, interval) => sum + interval.length, 0);
    // A log may know the histograms and not the times.
    if (length > 0) add("duration", "total", shiftDecimal(Math.round(length * 1000), -3));
    run.series?.push(seriesOf(tagged, own, unit, source));
  }
  if (summary === undefined) return;
  const { loop } = unit;
  const counted = { loop, labels: { ...labels, values: String(summary.total) } };
  add("latency", "mean", seconds(summary.mean), counted);
  add("latency", "stdev", seconds(summary.stdev), counted);
  add("latency", "min", seconds(summary.min), counted);
  add("latency", "max", seconds(summary.max), counted);
  for (const percent of PERCENTILES) {
    if (percent > 99.9 && summary.total * (1 - percent / 100) < 1) continue;
    add("latency", percentileName(percent), seconds(summary.percentile(percent)), counted);
  }
  run.histograms?.push({
    metric: "latency",
    loop,
    valuesSeconds: buckets.map((bucket) => seconds(bucket.highest)),
    counts: buckets.map((bucket) => bucket.count),
    source,
    labels: own,
  });
}

/** The maximum of every interval over time. */
function seriesOf(
  tagged: Tagged,
  own: Record<string, string>,
  unit: LogUnit,
  source: string,
): RawSeries & { labels: Record<string, string> } {
  const ordered = [...tagged.intervals].sort((a, b) => a.start - b.start);
  const start = ordered[0]?.start ?? 0;
  return {
    metric: "latency",
    timesSeconds: ordered.map((interval) => Math.round((interval.start - start) * 1000) / 1000),
    values: ordered.map((interval) => shiftDecimal(interval.max, unit.columnPower)),
    source,
    labels: { ...own, statistic: "max" },
  };
}

function sayManyTags(file: string, line: number): InputFinding {
  return {
    rule: "many-names",
    severity: "note",
    message:
      `the log has more than ${MOST_TAGS} tags; those that come first at line ${line} and later are left out`,
    source: `${file}#L${line}`,
  };
}

function sayLost(file: string, lost: readonly { number: number; why: string }[]): InputFinding[] {
  const say = (number: number, message: string): InputFinding => ({
    rule: "truncated-input",
    severity: "warn",
    message,
    source: `${file}#L${number}`,
  });
  const findings = lost.slice(0, MOST_LOST).map(({ number, why }) =>
    say(number, `line ${number} is left out: ${why}`)
  );
  const next = lost[MOST_LOST];
  if (next !== undefined) {
    const more = lost.length - MOST_LOST;
    const message =
      `${more} more lines are left out for such reasons, the first of them line ${next.number}`;
    findings.push(say(next.number, message));
  }
  return findings;
}
