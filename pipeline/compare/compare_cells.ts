/** Ratios of the same cells of two reports, and which of them are more than chance. */
import { logDifference, type LogSample, logSample } from "../statistics/difference.ts";
import { studentQuantile, studentTwoSided } from "../statistics/distributions.ts";
import { holmAdjusted } from "../statistics/holm.ts";
import { MISS } from "../statistics/interval.ts";
import { moderatedVariances } from "../statistics/moderation.ts";
import { geometricMean } from "../statistics/moments.ts";

/** The values of a cell in both reports, all above 0 and one at least on each side. */
export interface PairOfCells {
  a: readonly number[];
  b: readonly number[];
}

/** A logarithm of a ratio, estimated. */
export interface LogRatio {
  mean: number;
  /** Standard error of `mean`, above 0, and its degrees of freedom. */
  error: number;
  df: number;
}

/** B / A of one cell. */
export interface CellRatio {
  /** Of geometric means. */
  ratio: number;
  /** The same with its error; undefined with one trial on a side, or where no trial differs. */
  log: LogRatio | undefined;
}

/** What a ratio is shown to be. */
export interface TestedRatio {
  ratio: number;
  /** 95 % interval of this ratio alone; null where it cannot be tested. */
  low: number | null;
  high: number | null;
  /** Of the two-sided test that the ratio is 1, after Holm's correction over all; null likewise. */
  pAdjusted: number | null;
}

/**
 * Estimates each pair, in order, on logarithms: Welch's difference of means, since the trials of two reports
 * share no blocks, with variances moderated by all pairs of the table (statistics/moderation.ts).
 */
export function ratiosOf(pairs: readonly PairOfCells[]): CellRatio[] {
  const differences = pairs.map(({ a, b }) => logDifference(unblocked(b), unblocked(a)));
  const estimates = differences.flatMap((difference, index) =>
    // No two pairs have a sample in common.
    difference === undefined ? [] : [{ ...difference, a: 2 * index, b: 2 * index + 1 }]
  );
  const moderated = moderatedVariances(estimates, false).values();
  return differences.map((difference, index): CellRatio => {
    const { a, b } = pairs[index] as PairOfCells;
    if (difference === undefined) {
      return { ratio: geometricMean(b) / geometricMean(a), log: undefined };
    }
    const { mean, share } = difference;
    const ratio = Math.exp(mean);
    const estimate = moderated.next().value;
    if (estimate === undefined || estimate.variance === 0) return { ratio, log: undefined };
    return { ratio, log: { mean, error: Math.sqrt(estimate.variance * share), df: estimate.df } };
  });
}

/** Intervals, and Holm's correction over all ratios that can be tested. */
export function tested(ratios: readonly CellRatio[]): TestedRatio[] {
  const adjusted = holmAdjusted(
    ratios.flatMap(({ log }) =>
      log === undefined ? [] : [studentTwoSided(log.mean / log.error, log.df)]
    ),
  ).values();
  return ratios.map(({ ratio, log }) => {
    if (log === undefined) return { ratio, low: null, high: null, pAdjusted: null };
    return { ratio, ...intervalOf(log), pAdjusted: adjusted.next().value ?? null };
  });
}

/** The 95 % interval of one ratio. */
export function intervalOf({ mean, error, df }: LogRatio): { low: number; high: number } {
  const reach = studentQuantile(MISS, df) * error;
  return { low: Math.exp(mean - reach), high: Math.exp(mean + reach) };
}

function unblocked(values: readonly number[]): LogSample {
  return logSample(values.map((value) => ({ block: null, value })));
}
