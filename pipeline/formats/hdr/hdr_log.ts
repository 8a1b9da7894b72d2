/**
 * Interval logs of HdrHistogram (`.hlog`), as jHiccup, YCSB and others write them: a line an interval, with
 * its histogram. Percentiles are read from the histograms merged over all intervals, one set for every tag.
 * Each head, told by its version or its legend, begins a run: joined logs may differ in their unit.
 *
 * The unit of the recorded values is not in the format: `hdr_log_unit.ts` finds it. Nor is how the values were
 * sampled: `#[Loop: closed]`, with a name of LOOPS, states it; without it the loop is not known, which is what
 * an empty one says.
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
import type { Origin, RawSeries, Run, StreamFormat } from "../format.ts";
import {
  addBuckets,
  type Bucket,
  decodeHistogram,
  HdrEncodingError,
  summarizeBuckets,
} from "./hdr_histogram.ts";
import { type IntervalLine, isOfLog, type LogLine, readLogLines } from "./hdr_log_lines.ts";
import { countRatio, type LogUnit, unitOf } from "./hdr_log_unit.ts";
import { shiftDecimal } from "../units.ts";

const PERCENTILES = [50, 75, 90, 95, 99, 99.9, 99.99, 99.999];

/** A report of a thousand trials keeps a few histograms of each. */
const MOST_TAGS = 5000;
/** Lines that cannot be read are named up to so many; the others are counted. */
const MOST_LOST = 20;

export const hdrLogFormat: StreamFormat = {
  kind: "stream",
  name: "hdr-log",
  looksFor: "HdrHistogram interval log (StartTimestamp,Interval_Length,Interval_Max,HIST...)",
  recognizes: (head) =>
    /^#\[Histogram log format version /m.test(head) ||
    head.split("\n").some((line) => isOfLog(line.trim())),
  read: readLogs,
};

interface Tagged {
  /** Of its first interval, and of its last. */
  line: number;
  lastLine: number;
  intervals: Pick<IntervalLine, "start" | "length" | "max">[];
  buckets: Map<number, Bucket>;
}

/** One log; a file has several where they were joined. */
interface Log {
  tags: Map<string, Tagged>;
  labels: Map<string, string>;
  findings: InputFinding[];
  ratios: Map<number, number>;
  intervals: number;
  lost: { number: number; why: string }[];
  /** The first interval that begins no later than the one before it of its tag: a recorder writes none. */
  back?: { number: number; lastLine: number };
  /** Whether all of its head was read: the legend, or what no head has. */
  isPastHead: boolean;
}

const startLog = (): Log => ({
  tags: new Map(),
  labels: new Map(),
  findings: [],
  ratios: new Map(),
  intervals: 0,
  lost: [],
  isPastHead: false,
});

async function readLogs(bytes: ReadableStream<Uint8Array>, { file }: Origin): Promise<Run[]> {
  let log = startLog();
  const logs = [log];
  // Behind a head they are of this log, or of the next: jHiccup names itself before the version.
  let comments: string[] = [];
  const giveComments = () => {
    for (const text of comments) readComment(text, log.labels);
    comments = [];
  };
  for await (const { line, number } of readLogLines(bytes)) {
    if (line.kind === "interval" || line.kind === "lost") {
      giveComments();
      log.isPastHead = true;
      await readBody(log, line, number, file);
      continue;
    }
    const isEmpty = log.intervals + log.lost.length === 0 && !log.labels.has("formatVersion");
    if (line.isHead && log.isPastHead && !isEmpty) logs.push(log = startLog());
    if (line.kind === "comment") comments.push(line.text);
    else if (line.isHead) log.isPastHead = true;
    if (line.isHead || !log.isPastHead) giveComments();
  }
  giveComments();
  return logs.map((each, index) => runOf(each, index + 1, { file, isOnly: logs.length === 1 }));
}

async function readBody(
  log: Log,
  line: Extract<LogLine, { kind: "interval" | "lost" }>,
  number: number,
  file: string,
): Promise<void> {
  const { tags, findings, lost } = log;
  if (line.kind === "lost") {
    lost.push({ number, why: line.why });
    return;
  }
  const { tag, start, length, max } = line;
  const tagged: Tagged = tags.get(tag) ??
    { line: number, lastLine: number, intervals: [], buckets: new Map() };
  if (tags.size >= MOST_TAGS && !tags.has(tag)) {
    if (!findings.some(({ rule }) => rule === "many-names")) {
      findings.push(sayManyTags(file, number));
    }
    return;
  }
  tags.set(tag, tagged);
  try {
    const buckets = await decodeHistogram(line.histogram);
    addBuckets(tagged.buckets, buckets);
    countRatio(log.ratios, buckets.at(-1), max);
  } catch (error) {
    if (!(error instanceof HdrEncodingError)) throw error;
    lost.push({ number, why: `its histogram cannot be read, ${error.message}` });
    return;
  }
  const last = tagged.intervals.at(-1);
  if (last !== undefined && last.length > 0 && start <= last.start) {
    log.back ??= { number, lastLine: tagged.lastLine };
  }
  tagged.intervals.push({ start, length, max });
  tagged.lastLine = number;
  log.intervals++;
}

function runOf(log: Log, number: number, { file, isOnly }: { file: string; isOnly: boolean }): Run {
  const { tags, labels, ratios, intervals } = log;
  const findings = [...log.findings, ...sayLost(file, log.lost), ...sayBack(file, log.back)];
  if (intervals === 0) {
    if (isOnly && (labels.size === 0 || findings.length > 0)) {
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
    run: number,
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

function sayBack(file: string, back: Log["back"]): InputFinding[] {
  if (back === undefined) return [];
  return [{
    rule: "truncated-input",
    severity: "warn",
    message: `the interval on line ${back.number} begins no later than the one before it on line ` +
      `${back.lastLine}: logs may have been joined, and the values are of all of them. Give them one by one`,
    source: `${file}#L${back.number}`,
  }];
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
