/**
 * Percentiles of a cell: read from the histograms of all its trials together, with a 95 % interval from the
 * trials as clusters. Percentiles are never averaged.
 *
 * **The value** is that of every sample of the cell, as if one long trial had been measured.
 *
 * **The interval** treats the trial, and not the sample, as what repeats: samples of a trial share its
 * placement and neighbours (clusters: Field and Welsh, J. R. Stat. Soc. B 69, 2007). It draws no random number.
 *
 * - Below ten trials, sectioning (Asmussen and Glynn, Stochastic Simulation, 2007, III.5a; for percentiles
 *   Nakayama, ACM TOMACS 24(4), 2014): how far the percentile of each trial lies from that of the merge, on
 *   logarithms, is the error, with Student's t of n - 1 degrees of freedom.
 * - From ten on, Woodruff's interval (JASA 47, 1952; for clusters Francisco and Fuller, Annals of Statistics 19,
 *   1991): how the share of samples up to the percentile differs between trials bounds that share, and the
 *   merge is read at both bounds. Where a bound is beyond the samples, sectioning again.
 *
 * Two that resample trials were simulated beside them (the table is in merge_coverage_test.ts). The cluster
 * bootstrap with expanded percentiles (Hesterberg, The American Statistician 69, 2015) covers at most 75 % at
 * n = 3, where all trials lie on one side of the truth with chance 1/4. The delete-one-trial jackknife
 * (Quenouille; Tukey) covers 90 % at p99.9: a percentile of few samples is no smooth function of them.
 *
 * No interval tells of a stall that no trial of the cell has had, and none is right where a percentile lies
 * at the edge between ordinary samples and those of stalls.
 */
import { percentOf } from "../measurement.ts";
import { studentQuantile } from "../statistics/distributions.ts";
import { isResolved } from "../statistics/weighted_percentile.ts";
import { LatencyHistogram } from "./latency_histogram.ts";

/** One trial's samples of one metric, sampled in one way (`loop`), of one part of the workload. */
export interface TrialHistogram {
  /** Id of the trial. Histograms of the same trial are one cluster. */
  trial: string;
  histogram: LatencyHistogram;
}

/** A percentile of the merge, in seconds. */
export interface MergedPercentile {
  value: number;
  /** 95 % interval; null where fewer than two trials have samples enough for the percentile. */
  low: number | null;
  high: number | null;
  /** Trials. */
  n: number;
}

const ERROR_CHANCE = 0.05;
/** Of fewer trials the bounds of a high share are mostly beyond the samples. */
const LEAST_FOR_SHARES = 10;

/**
 * The percentiles among `statistics` (`p99.9`; others are passed over) of a cell's trials. Left out are those
 * that so few samples do not have, and those of 0 s, which stand for a time below the tool's resolution.
 */
export function cellPercentiles(
  trials: readonly TrialHistogram[],
  statistics: readonly string[],
): Map<string, MergedPercentile> {
  const result = new Map<string, MergedPercentile>();
  const clusters = clustersOf(trials);
  if (clusters.length === 0) return result;
  const merged = LatencyHistogram.merge(clusters);
  for (const statistic of statistics) {
    const percent = percentOf(statistic);
    if (percent === undefined || !isResolved(percent, merged.count)) continue;
    const value = merged.percentile(percent);
    if (value <= 0) continue;
    const interval = intervalOf(clusters, merged, percent);
    result.set(statistic, {
      value,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
      n: clusters.length,
    });
  }
  return result;
}

function clustersOf(trials: readonly TrialHistogram[]): LatencyHistogram[] {
  const byTrial = new Map<string, LatencyHistogram>();
  for (const { trial, histogram } of trials) {
    const before = byTrial.get(trial);
    byTrial.set(
      trial,
      before === undefined ? histogram : LatencyHistogram.merge([before, histogram]),
    );
  }
  return [...byTrial.values()];
}

interface Interval {
  low: number;
  high: number;
}

function intervalOf(
  clusters: readonly LatencyHistogram[],
  merged: LatencyHistogram,
  percent: number,
): Interval | undefined {
  if (clusters.length < 2) return undefined;
  const interval = clusters.length < LEAST_FOR_SHARES
    ? sectioning(clusters, merged, percent)
    : woodruff(clusters, merged, percent) ?? sectioning(clusters, merged, percent);
  if (interval === undefined) return undefined;
  // Trials that agree because the tool counts whole milliseconds say nothing of what lies between two.
  const { below, above } = merged.neighbours(percent);
  return { low: Math.min(interval.low, below), high: Math.max(interval.high, above) };
}

/** Of the trials that have samples enough for a percentile of their own; undefined of fewer than two. */
function sectioning(
  clusters: readonly LatencyHistogram[],
  merged: LatencyHistogram,
  percent: number,
): Interval | undefined {
  const own = clusters.filter((each) => isResolved(percent, each.count));
  if (own.length < 2) return undefined;
  const value = merged.percentile(percent);
  const ratios = own.map((each) => each.percentile(percent) / value);
  if (!ratios.every((ratio) => ratio > 0)) return undefined;
  const factor = Math.exp(halfWidth(own, ratios.map(Math.log)));
  return { low: value / factor, high: value * factor };
}

/** Undefined where a bound of the share is beyond the samples. */
function woodruff(
  clusters: readonly LatencyHistogram[],
  merged: LatencyHistogram,
  percent: number,
): Interval | undefined {
  const value = merged.percentile(percent);
  const share = merged.shareUpTo(value);
  const deviations = clusters.map((each) => each.shareUpTo(value) - share);
  const width = 100 * halfWidth(clusters, deviations);
  if (percent - width <= 0 || !isResolved(percent + width, merged.count)) return undefined;
  return { low: merged.percentile(percent - width), high: merged.percentile(percent + width) };
}

/** Half of a 95 % interval; trials weigh by their samples, as they do in the merge. */
function halfWidth(clusters: readonly LatencyHistogram[], deviations: readonly number[]): number {
  const n = clusters.length;
  const samples = clusters.reduce((sum, each) => sum + each.count, 0);
  const squares = clusters.reduce(
    (sum, each, index) => sum + (each.count / samples * (deviations[index] as number)) ** 2,
    0,
  );
  return studentQuantile(ERROR_CHANCE, n - 1) * Math.sqrt(squares * n / (n - 1));
}
