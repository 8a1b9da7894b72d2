/** autocannon's two kinds of histogram: answers and bytes per sample, and latency in whole milliseconds. */
import { isResolved } from "../../statistics/weighted_percentile.ts";
import { type Measurement, percentileName } from "../../measurement.ts";
import { withhold, withholdAll } from "../build_run.ts";
import type { Run } from "../format.ts";
import { addMember, type JsonObject, numberAt, objectAt } from "../json/json_result.ts";

/** `p97_5` of version 3 and later, `p999` of earlier ones, as percents; undefined for any other key. */
export function percentOfKey(key: string): number | undefined {
  const match = /^p(\d{1,2})(?:_(\d{1,3}))?$/.exec(key);
  if (match !== null) return Number(`${match[1]}.${match[2] ?? 0}`);
  const nines = /^p99(9{1,3})$/.exec(key);
  return nines === null ? undefined : Number(`99.${nines[1]}`);
}

const MOMENTS = [["average", "mean"], ["stddev", "stdev"], ["min", "min"], ["max", "max"]] as const;

/**
 * Adds answers and bytes per second. autocannon counts per sample of `sampleInt` milliseconds and prints
 * the mean of these counts, which is a rate only where a sample lasts a second: it is scaled to that.
 */
export function addRates(run: Run, object: JsonObject, source: string): void {
  const sampleMilliseconds = numberAt(object, "sampleInt") ?? 1000;
  const factor = sampleMilliseconds > 0 ? 1000 / sampleMilliseconds : 1;
  const samples = sampleCount(object, sampleMilliseconds);
  const labels: Record<string, string> = factor === 1
    ? {}
    : { sampledEverySeconds: String(sampleMilliseconds / 1000) };
  const rates = [["requests", "throughput"], ["throughput", "transfer_rate"]] as const;
  for (const [key, metric] of rates) {
    const at = objectAt(object, key);
    const place = { object: at, source: `${source}/${key}`, factor };
    for (const [member, statistic] of MOMENTS) {
      // The contract has the mean alone of bytes per second.
      if (metric === "transfer_rate" && statistic !== "mean") continue;
      addMember(run, { metric, statistic, labels }, { ...place, key: member });
    }
    if (metric === "throughput") {
      for (const member of Object.keys(at)) {
        const percent = percentOfKey(member);
        // Of three samples there is no p99.
        if (percent === undefined || !isResolved(Math.max(percent, 100 - percent), samples)) {
          continue;
        }
        const statistic = percentileName(percent);
        addMember(run, { metric, statistic, labels }, { ...place, key: member });
      }
      withholdMinimum(run, metric, lowestPercentile(at, factor));
    }
  }
}

function sampleCount(object: JsonObject, sampleMilliseconds: number): number {
  const workers = Math.max(1, numberAt(object, "workers") ?? 1);
  const samples = numberAt(object, "samples");
  if (samples !== undefined) return Math.floor(samples / workers);
  return Math.floor((numberAt(object, "duration") ?? 0) * 1000 / sampleMilliseconds);
}

const RESOLUTION_SECONDS = 0.001;

/**
 * Adds latency. Every sample is cut to whole milliseconds before it is counted, so what is below one is
 * withheld: a 0 stands for "less than 1 ms", and a mean of such zeros is up to 1 ms too low.
 */
export function addLatency(run: Run, object: JsonObject, source: string, isCut: boolean): void {
  const latency = objectAt(object, "latency");
  const corrected = wasCorrected(object, latency, isCut);
  if (corrected === undefined) return;
  const loop = corrected ? "corrected" : "closed";
  const labels = { resolutionSeconds: String(RESOLUTION_SECONDS) };
  const place = { object: latency, source: `${source}/latency`, factor: 1e-3 };
  const before = run.measurements.length;
  for (const [key, statistic] of MOMENTS) {
    addMember(run, { metric: "latency", statistic, loop, labels }, { ...place, key });
  }
  for (const key of Object.keys(latency)) {
    const percent = percentOfKey(key);
    if (percent === undefined || percent < 50) continue;
    const statistic = percentileName(percent);
    addMember(run, { metric: "latency", statistic, loop, labels }, { ...place, key });
  }
  const added = run.measurements.slice(before);
  if (corrected) return withholdCorrected(run, added);
  withholdMinimum(run, "latency", lowestPercentile(latency, 1e-3));
  withholdUnresolved(run, added, object);
}

/** Withholds what lies below the resolution; without an answer there is nothing at all. */
function withholdUnresolved(run: Run, added: readonly Measurement[], object: JsonObject): void {
  const ok = added.filter((each) => each.status === "ok");
  if (numberAt(objectAt(object, "requests"), "total") === 0) {
    withholdAll(run, ok.filter((each) => each.value === 0), "no request was answered");
    return;
  }
  const isBelow = (each: Measurement) => each.value < RESOLUTION_SECONDS;
  const isMeanBelow = ok.some((each) => each.statistic === "mean" && isBelow(each));
  withholdAll(
    run,
    ok.filter((each) => each.statistic === "stdev" ? isMeanBelow : isBelow(each)),
    "below the resolution of 1 ms: autocannon cuts each latency to whole milliseconds",
  );
}

/**
 * Whether samples were added: with -R or -r and without -C there are more latencies than answers. Version
 * 6 brought both the correction and the count. Undefined where a cut took what would tell.
 */
function wasCorrected(
  object: JsonObject,
  latency: JsonObject,
  isCut: boolean,
): boolean | undefined {
  const samples = numberAt(latency, "totalCount");
  const classes = ["1xx", "2xx", "3xx", "4xx", "5xx"].map((key) => numberAt(object, key));
  if (samples === undefined || classes.some((each) => each === undefined)) {
    return isCut ? undefined : false;
  }
  return samples > classes.reduce<number>((sum, each) => sum + (each as number), 0);
}

/**
 * The interval between requests that autocannon hands to its histogram is `Math.ceil(1 / rate)`, in
 * seconds, where the histogram counts milliseconds: it adds a sample for each millisecond that an answer
 * took, which draws the mean to half its value. The largest sample alone is a real one.
 */
function withholdCorrected(run: Run, added: readonly Measurement[]): void {
  withholdAll(
    run,
    added.filter((each) => each.statistic !== "max" && each.status === "ok"),
    "autocannon corrected it for coordinated omission with an interval of 1 ms whatever the rate was; " +
      "run it with --ignoreCoordinatedOmission",
  );
}

/** The percentile nearest to the minimum, scaled; undefined where none is given. */
function lowestPercentile(object: JsonObject, factor: number): number | undefined {
  for (const key of ["p0_001", "p0_01", "p0_1", "p1", "p2_5", "p10", "p25", "p50"]) {
    const value = numberAt(object, key);
    if (value !== undefined) return value * factor;
  }
  return undefined;
}

/** hdr-histogram-js calls the smallest value above 0 the minimum: a percentile below it gives that away. */
function withholdMinimum(run: Run, metric: string, lowest: number | undefined): void {
  if (lowest === undefined) return;
  for (const each of run.measurements) {
    // Percentiles of the coarse histogram of rates exceed their values by up to 0.1 %.
    const isBelow = lowest < each.value * 0.999;
    if (each.metric === metric && each.statistic === "min" && each.status === "ok" && isBelow) {
      withhold(run, each, "it is the smallest value above 0, and there were zeros");
    }
  }
}
