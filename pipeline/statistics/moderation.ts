/** What the pairs of a table say of each other's variance: empirical Bayes. */
import { digamma, inverseTrigamma, trigamma } from "./gamma.ts";
import { meanOf, median, varianceOf } from "./moments.ts";

/** A variance, estimated with so many degrees of freedom. */
export interface VarianceEstimate {
  variance: number;
  df: number;
}

/** A variance estimate that belongs to two of a table's samples. */
export interface PairVariance extends VarianceEstimate {
  a: number;
  b: number;
}

/**
 * The distribution that variances are drawn from, by the moments of their logarithms (Smyth 2004, "Linear
 * models and empirical Bayes methods for assessing differential expression in microarray experiments",
 * section 6.2), as limma's fitFDist does it. Its df is Infinity where they differ no more than their own
 * error lets them. `alike` says how far they are correlated; independent ones are not.
 * Undefined for fewer than two; every variance must be above 0.
 */
export function fitPrior(
  estimates: readonly VarianceEstimate[],
  alike: Likeness = { truth: 0, error: 0 },
): VarianceEstimate | undefined {
  if (estimates.length < 2) return undefined;
  const variances = estimates.map((each) => each.variance);
  // One logarithm near minus infinity would outweigh all others.
  const least = LEAST_OF_MEDIAN * median(variances.toSorted((a, b) => a - b));
  const logs = estimates.map(({ variance, df }) =>
    Math.log(Math.max(variance, least)) - logBias(df)
  );
  const error = meanOf(estimates.map(({ df }) => trigamma(df / 2)));
  const spread = (varianceOf(logs) - error * (1 - alike.error)) / (1 - alike.truth);
  if (spread <= 0) return { df: Infinity, variance: meanOf(variances) };
  const df = 2 * inverseTrigamma(spread);
  return { df, variance: Math.exp(meanOf(logs) + logBias(df)) };
}

/** limma's limit. */
const LEAST_OF_MEDIAN = 1e-5;

/** Mean of ln(chi-squared / df). */
function logBias(df: number): number {
  return digamma(df / 2) - Math.log(df / 2);
}

/** Mean correlation of the logarithms of two estimates. */
export interface Likeness {
  /** Of what they estimate. */
  truth: number;
  /** Of their errors. */
  error: number;
}

/**
 * The variances of a table's pairs, each moderated by all of them: (d0 s0^2 + d s^2) / (d0 + d) with d0 + d
 * degrees of freedom. With ten trials and 105 pairs, one pair's own variance has too few for Holm's
 * correction to find anything small.
 *
 * It differs from limma in two ways, both towards caution. Pairs that share a sample are correlated, which
 * makes the variances look more alike than they are: with normal noise of one size, the errors of two such
 * estimates have a correlation of about 1/4 where taken within blocks and of 1/2 in Welch's case, and so do
 * about half of the true values; the spread is corrected for both. And 105 pairs are only 15 samples' worth
 * of knowledge of how much variances differ, so that d0 is bounded by {@linkcode mostWeight}: a pair noisier
 * than the others is not called as quiet as they are.
 *
 * A variance of 0 is not moderated and moderates none.
 */
export function moderatedVariances(
  pairs: readonly PairVariance[],
  paired: boolean,
): VarianceEstimate[] {
  const usable = pairs.filter(({ variance }) => variance > 0);
  const uses = usesOf(usable);
  const most = mostWeight(uses.length);
  const sharing = sharingCouples(uses, usable.length);
  const prior = fitPrior(usable, {
    truth: sharing * SHARED_TRUTH,
    error: sharing * (paired ? SHARED_ERROR_PAIRED : SHARED_ERROR_WELCH),
  });
  return pairs.map((own) => {
    if (prior === undefined || own.variance === 0) return own;
    return posterior(own, { ...prior, df: Math.min(prior.df, most * own.df) });
  });
}

/**
 * The most that a prior counts, in multiples of the degrees of freedom that a pair has itself: none with
 * three samples, as much with six, half as much again from eight on. Chosen by simulation so that at most 5 %
 * of tables of equal samples show a difference, of 3 to 15 samples with 3 to 20 trials each, alike in their
 * noise or not (benchmarks/statistics.ts).
 */
function mostWeight(samples: number): number {
  return Math.min(1.5, Math.max(0, samples - 3) / 3);
}

/** An estimate and a prior together; a prior of infinite df is all that counts. */
export function posterior(own: VarianceEstimate, prior: VarianceEstimate): VarianceEstimate {
  if (prior.df === Infinity) return prior;
  const df = own.df + prior.df;
  return { df, variance: (own.df * own.variance + prior.df * prior.variance) / df };
}

const SHARED_TRUTH = 1 / 2;
const SHARED_ERROR_PAIRED = 1 / 4;
const SHARED_ERROR_WELCH = 1 / 2;

/** How many pairs each sample is in. */
function usesOf(pairs: readonly PairVariance[]): number[] {
  const uses = new Map<number, number>();
  for (const { a, b } of pairs) {
    uses.set(a, (uses.get(a) ?? 0) + 1);
    uses.set(b, (uses.get(b) ?? 0) + 1);
  }
  return [...uses.values()];
}

/** The share of all couples of pairs that have a sample in common. */
function sharingCouples(uses: readonly number[], pairs: number): number {
  let couples = 0;
  for (const count of uses) couples += count * (count - 1) / 2;
  return pairs < 2 ? 0 : couples / (pairs * (pairs - 1) / 2);
}
