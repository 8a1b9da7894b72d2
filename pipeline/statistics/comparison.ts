/** All pairs of a table: ratios with intervals, and which of them are more than chance. */
import { type LogDifference, logDifference, logSample, type SampleTrial } from "./difference.ts";
import { studentQuantile, studentTwoSided } from "./distributions.ts";
import { holmAdjusted } from "./holm.ts";
import { MISS } from "./interval.ts";
import { moderatedVariances, type VarianceEstimate } from "./moderation.ts";
import { geometricMean } from "./moments.ts";

/** The trials of one implementation in a table. */
export interface Sample {
  name: string;
  trials: readonly SampleTrial[];
  /** The load generator was the limit: the true value is at least as good as this one. */
  isLowerBound: boolean;
}

/** Two implementations of a table. */
export interface Comparison {
  a: string;
  b: string;
  /** Geometric mean of a / that of b, over their common blocks where they have such. */
  ratio: number;
  /**
   * 95 % interval of this pair alone, not of all pairs at once. Null where either has one trial, or where
   * their difference is the same in every block.
   */
  low: number | null;
  high: number | null;
  /** Of the two-sided test that the ratio is 1; null where there is no interval. */
  p: number | null;
  /** After Holm's correction over the tests of the table; null where there is no test. */
  pAdjusted: number | null;
  aIsLowerBound: boolean;
  bIsLowerBound: boolean;
}

/** One pair on the log scale; no difference where there is no test. */
interface Pair {
  a: number;
  b: number;
  difference: LogDifference | undefined;
}

/**
 * Compares every pair of a table, in the order of the samples: the first with the second, with the third,
 * ..., the second with the third, ... Ratios and tests are on logarithms; where a pair ran in common random
 * blocks its differences are taken within them. Interval and p come from the same moderated variance
 * (moderation.ts), so a p below 0.05 goes with an interval without 1. A sample without trials, or with a
 * value of 0 or below, has no logarithm and is left out.
 */
export function compareAll(samples: readonly Sample[]): Comparison[] {
  const usable = samples.filter(({ trials }) =>
    trials.length > 0 && trials.every(({ value }) => value > 0)
  );
  const logs = usable.map(({ trials }) => logSample(trials));
  const pairs: Pair[] = [];
  logs.forEach((one, a) => {
    logs.slice(a + 1).forEach((other, offset) => {
      pairs.push({ a, b: a + 1 + offset, difference: logDifference(one, other) });
    });
  });
  const variances = variancesOf(pairs);
  const quantileOf = quantiles();
  const comparisons = pairs.map((pair) => compare(pair, variances.get(pair), usable, quantileOf));
  const tested = comparisons.filter((each) => each.p !== null);
  const adjusted = holmAdjusted(tested.map((each) => each.p ?? 1));
  tested.forEach((each, index) => each.pAdjusted = adjusted[index] ?? null);
  return comparisons;
}

/** Moderated variances; the two kinds of difference apart, since one has no drift in it. */
function variancesOf(pairs: readonly Pair[]): Map<Pair, VarianceEstimate> {
  const variances = new Map<Pair, VarianceEstimate>();
  for (const paired of [true, false]) {
    const alike: Pair[] = [];
    const own = [];
    for (const pair of pairs) {
      if (pair.difference?.paired !== paired) continue;
      alike.push(pair);
      own.push({ a: pair.a, b: pair.b, ...pair.difference });
    }
    const moderated = moderatedVariances(own, paired);
    alike.forEach((pair, index) => variances.set(pair, moderated[index] as VarianceEstimate));
  }
  return variances;
}

/** Student's quantile by degrees of freedom, which most pairs of a table share. */
function quantiles(): (df: number) => number {
  const known = new Map<number, number>();
  return (df) => {
    const quantile = known.get(df) ?? studentQuantile(MISS, df);
    known.set(df, quantile);
    return quantile;
  };
}

function compare(
  { a, b, difference }: Pair,
  estimate: VarianceEstimate | undefined,
  samples: readonly Sample[],
  quantileOf: (df: number) => number,
): Comparison {
  const [one, other] = [samples[a] as Sample, samples[b] as Sample];
  const comparison: Comparison = {
    a: one.name,
    b: other.name,
    ratio: difference === undefined
      ? geometricMean(one.trials.map((trial) => trial.value)) /
        geometricMean(other.trials.map((trial) => trial.value))
      : Math.exp(difference.mean),
    low: null,
    high: null,
    p: null,
    pAdjusted: null,
    aIsLowerBound: one.isLowerBound,
    bIsLowerBound: other.isLowerBound,
  };
  if (difference === undefined || estimate === undefined || estimate.variance === 0) {
    return comparison;
  }
  const error = Math.sqrt(estimate.variance * difference.share);
  const reach = quantileOf(estimate.df) * error;
  return {
    ...comparison,
    low: Math.exp(difference.mean - reach),
    high: Math.exp(difference.mean + reach),
    p: studentTwoSided(difference.mean / error, estimate.df),
  };
}
