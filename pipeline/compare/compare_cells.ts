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

/** B / A of one cell. */
export interface CellRatio {
  /** Of geometric means. */
  ratio: number;
  /** 95 % interval of this cell alone; null with one trial on a side, or where no trial differs. */
  low: number | null;
  high: number | null;
  /** Of the two-sided test that the ratio is 1, after Holm's correction over the pairs; null likewise. */
  pAdjusted: number | null;
}

/**
 * Compares each pair, in order, on logarithms: Welch's difference of means, since the trials of two reports
 * share no blocks, with variances moderated by all pairs of the table (statistics/moderation.ts), and Holm's
 * correction over all pairs that can be tested.
 */
export function ratiosOf(pairs: readonly PairOfCells[]): CellRatio[] {
  const differences = pairs.map(({ a, b }) => logDifference(unblocked(b), unblocked(a)));
  const estimates = differences.flatMap((difference, index) =>
    // No two pairs have a sample in common.
    difference === undefined ? [] : [{ ...difference, a: 2 * index, b: 2 * index + 1 }]
  );
  const moderated = moderatedVariances(estimates, false).values();
  const tested: { index: number; p: number }[] = [];
  const ratios = differences.map((difference, index): CellRatio => {
    const untested = { low: null, high: null, pAdjusted: null };
    const { a, b } = pairs[index] as PairOfCells;
    if (difference === undefined) {
      return { ratio: geometricMean(b) / geometricMean(a), ...untested };
    }
    const { mean, share } = difference;
    const ratio = Math.exp(mean);
    const estimate = moderated.next().value;
    if (estimate === undefined || estimate.variance === 0) return { ratio, ...untested };
    const error = Math.sqrt(estimate.variance * share);
    const reach = studentQuantile(MISS, estimate.df) * error;
    tested.push({ index, p: studentTwoSided(mean / error, estimate.df) });
    return { ratio, low: Math.exp(mean - reach), high: Math.exp(mean + reach), pAdjusted: null };
  });
  const adjusted = holmAdjusted(tested.map(({ p }) => p));
  for (const [place, { index }] of tested.entries()) {
    (ratios[index] as CellRatio).pAdjusted = adjusted[place] ?? null;
  }
  return ratios;
}

function unblocked(values: readonly number[]): LogSample {
  return logSample(values.map((value) => ({ block: null, value })));
}
