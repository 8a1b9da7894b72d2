/** From the sums of k6's samples to a run. */
import { add, startRun } from "../build_run.ts";
import type { RawHistogram, Run } from "../format.ts";
import { addK6Metric, ASSUMED_LOOP, type K6Metric } from "./k6.ts";
import { secondsOf } from "./k6_names.ts";
import { type CellTotals, type K6Totals, type MetricTotals, MOST_NAMES } from "./k6_aggregate.ts";
import { BUCKET_ERROR, PERCENTS } from "./k6_buckets.ts";

/** Where the samples came from. */
export interface TotalsOrigin {
  format: string;
  /** 1-based place in the file. */
  run: number;
  file: string;
  /** Seconds between two times that the file can tell apart. */
  timeResolution: number;
  /** Set where the samples may be of two runs: then nothing is divided by the time between them. */
  doubt?: Doubt | undefined;
}

/** Why samples may be of two runs, and the 1-based line that says so. */
export interface Doubt {
  line: number;
  message: string;
}

/** Samples from which on a tail is told: of fewer it would say nothing. */
const LEAST_SAMPLES: Readonly<Record<number, number>> = { 99.9: 1000, 99.99: 10_000 };
/** A rate is told when the file's times bound its error by so much. */
const MOST_RATE_ERROR = 0.01;
const HISTOGRAMS: Readonly<Record<string, RawHistogram["metric"]>> = {
  http_req_duration: "latency",
  http_req_waiting: "time_to_first_byte",
};

/**
 * Makes a run of the totals. Throughput is samples / (last time - first time), over the samples of all
 * metrics, setup and teardown included: k6's own divisor, the run's duration, stands in no sample.
 */
export function runOfTotals(totals: K6Totals, origin: TotalsOrigin): Run {
  const run = startRun(origin.format, origin.run, {
    points: String(totals.points),
    metrics: String(totals.metrics.length),
  });
  const duration = addDuration(run, totals, origin);
  for (const metric of totals.metrics) {
    const whole = { name: "", cell: metric.whole, percentiles: metric.samples?.overall };
    addK6Metric(run, k6MetricOf(metric, whole, duration, origin), ASSUMED_LOOP, exactness(metric));
    addHistogram(run, metric, origin);
  }
  const names = namesOf(totals);
  for (const metric of names.length > 1 ? totals.metrics : []) {
    for (const [id, cell] of metric.named) {
      const name = totals.names[id] as string;
      if (name === "") continue;
      const percentiles = metric.samples?.groups?.get(id);
      const part = k6MetricOf(metric, { name, cell, percentiles }, duration, origin);
      addK6Metric(run, part, ASSUMED_LOOP, exactness(metric));
    }
  }
  sayBelowZero(run, totals, origin);
  addBoundFindings(run, totals, origin);
  return run;
}

/** The names that requests have here; ids outlive the run that they came from. */
function namesOf(totals: K6Totals): number[] {
  const ids = totals.metrics.flatMap((metric) => [...metric.named.keys()]);
  return [...new Set(ids)].filter((id) => id !== 0);
}

function exactness(metric: MetricTotals): Record<string, string> {
  if (metric.samples === undefined || metric.samples.isExact) return {};
  return { percentiles: `within ${BUCKET_ERROR * 100} %` };
}

/** Adds the duration; undefined where the times are too few or too coarse to divide by. */
function addDuration(run: Run, totals: K6Totals, origin: TotalsOrigin): number | undefined {
  const { firstSeconds, lastSeconds } = totals;
  if (!Number.isFinite(firstSeconds)) return undefined;
  run.labels.firstTime = new Date(firstSeconds * 1000).toISOString();
  run.labels.lastTime = new Date(lastSeconds * 1000).toISOString();
  if (origin.doubt !== undefined) {
    const { line, message } = origin.doubt;
    run.findings.push({
      rule: "truncated-input",
      severity: "warn",
      message: `${message}; no duration and no rate is computed. Give the files one by one`,
      source: `${origin.file}#L${line}`,
    });
    return undefined;
  }
  const span = lastSeconds - firstSeconds;
  const line = Math.min(...totals.metrics.map((metric) => metric.whole.line));
  const source = Number.isFinite(line) ? `${origin.file}#L${line}` : origin.file;
  if (span > 0 && origin.timeResolution <= MOST_RATE_ERROR * span) {
    const labels = { derived: "last time - first time" };
    add(run, { metric: "duration", statistic: "total", value: span, source, labels });
    return span;
  }
  run.findings.push({
    rule: "coarse-timestamps",
    severity: "note",
    message:
      `the times span ${span} s in steps of ${origin.timeResolution} s: no rate is computed from ` +
      "them. Take the rate from k6's summary, or let k6 write times to the nanosecond",
    source,
    metric: "throughput",
  });
  return undefined;
}

interface Part {
  /** The `name` tag; empty for the whole. */
  name: string;
  cell: CellTotals;
  /** One for each of PERCENTS. */
  percentiles: number[] | undefined;
}

function k6MetricOf(
  metric: MetricTotals,
  { name, cell, percentiles }: Part,
  duration: number | undefined,
  { file }: TotalsOrigin,
): K6Metric {
  const source = `${file}#L${cell.line}`;
  const isTime = metric.contains === "time";
  const values: K6Metric["values"] = new Map();
  const put = (key: string, value: number) => {
    // Samples add up to Infinity where one is near the end of what a number holds.
    values.set(key, { value: isTime ? secondsOf(value) : value, source });
  };
  const mean = cell.sum / cell.count;
  if (metric.type === "counter") {
    put("total", cell.sum);
    if (duration !== undefined) put("rate", cell.sum / duration);
  } else if (metric.type === "rate") {
    put("rate", mean);
    put("trues", cell.sum);
    put("falses", cell.count - cell.sum);
  } else {
    put("mean", mean);
    put("min", cell.min);
    put("max", cell.max);
    put("last", cell.last);
    if (metric.type === "trend" && percentiles !== undefined) {
      PERCENTS.forEach((percent, index) => {
        if (cell.count < (LEAST_SAMPLES[percent] ?? 1)) return;
        // The middle of a bucket may lie beyond the extremes, which are always exact.
        const value = Math.min(Math.max(percentiles[index] as number, cell.min), cell.max);
        put(`p${percent}`, value);
      });
    }
  }
  const selector = name === "" ? "" : `name:${name}`;
  return { name: metric.name, selector, type: metric.type, contains: metric.contains, values };
}

function addHistogram(run: Run, metric: MetricTotals, origin: TotalsOrigin): void {
  const ours = HISTOGRAMS[metric.name];
  if (ours === undefined || metric.samples === undefined) return;
  const { values, counts } = metric.samples.histogram;
  run.histograms ??= [];
  run.histograms.push({
    metric: ours,
    loop: ASSUMED_LOOP.loop,
    valuesSeconds: Array.from(values, secondsOf),
    counts: Array.from(counts),
    source: `${origin.file}#L${metric.whole.line}`,
  });
}

/** Says of samples that are below 0 where nothing can be. */
function sayBelowZero(run: Run, { belowZero }: K6Totals, { file }: TotalsOrigin): void {
  const { count, firstLine } = belowZero;
  if (count === 0) return;
  run.findings.push({
    rule: "sentinel-value",
    severity: "warn",
    message: count === 1
      ? `the sample on line ${firstLine} is below 0, which nothing is that k6 counts or times; it is left out`
      : `${count} samples, the first of them on line ${firstLine}, are below 0, which nothing is that k6 ` +
        "counts or times; they are left out",
    source: `${file}#L${firstLine}`,
  });
}

function addBoundFindings(run: Run, totals: K6Totals, origin: TotalsOrigin): void {
  const say = (rule: string, message: string) =>
    run.findings.push({ rule, severity: "note", message, source: origin.file });
  if (totals.hasOtherNames) {
    say(
      "many-names",
      `requests have more than ${MOST_NAMES} names; those of the first ${MOST_NAMES} are told apart. Give ` +
        "requests a name tag in the script where their URLs differ",
    );
  }
  if (totals.hasOtherMetrics) say("many-metrics", "the file has more metrics than are kept");
  const dropped = totals.metrics.filter((metric) =>
    metric.named.size > 1 && metric.samples !== undefined && metric.samples.groups === undefined
  );
  for (const { name } of dropped) {
    say(
      "many-names",
      `too many samples of ${name} for percentiles by name; those of the whole are told`,
    );
  }
}
