/** What a comparison shows. */
import type { ComparisonVerdict } from "../tables/comparisons.ts";
import type { Comparison } from "./comparison.ts";
import { MISS } from "./interval.ts";

/** On a host so noisy that the floor is beyond this, nothing is called equivalent. */
const WIDEST_EQUIVALENCE = 0.1;

/** What a verdict depends on besides the trials of the two. */
export interface VerdictContext {
  /** Largest difference of one program to itself, as a share; undefined where there is no A/A twin. */
  noiseFloor: number | undefined;
  /** Which of two values of the metric is the better one. */
  better: "higher" | "lower";
}

/** How far a ratio is from 1 on either side, as a share of the smaller of the two: 0.25 of 1.25 and of 0.8. */
export function distanceOf(ratio: number): number {
  return Math.max(ratio, 1 / ratio) - 1;
}

/**
 * What a comparison shows of a against b.
 *
 * `faster` and `slower` need both: the difference is no chance (adjusted p below 0.05), and the measured
 * ratio is further from 1 than the noise floor, since what one program shows against itself is no difference
 * of programs. Else `equivalent within x %` where the whole 95 % interval lies within the floor and within
 * {@linkcode WIDEST_EQUIVALENCE}. Without a floor the first condition is enough and nothing is equivalent.
 *
 * A sample limited by the load generator is at least as good as it looks, whatever the metric: nothing is
 * shown to be better than it, nor equivalent to it.
 */
export function verdictOf(comparison: Comparison, context: VerdictContext): ComparisonVerdict {
  const { ratio, low, high, pAdjusted, aIsLowerBound, bIsLowerBound } = comparison;
  const { noiseFloor, better } = context;
  if (pAdjusted !== null && pAdjusted < MISS && distanceOf(ratio) > (noiseFloor ?? 0)) {
    const isABetter = better === "higher" ? ratio > 1 : ratio < 1;
    if (isABetter ? bIsLowerBound : aIsLowerBound) return "no difference shown";
    return isABetter ? "faster" : "slower";
  }
  if (low === null || high === null || noiseFloor === undefined) return "no difference shown";
  const furthest = Math.max(distanceOf(low), distanceOf(high));
  if (aIsLowerBound || bIsLowerBound || furthest > Math.min(noiseFloor, WIDEST_EQUIVALENCE)) {
    return "no difference shown";
  }
  return `equivalent within ${roundedUp(100 * furthest)} %`;
}

/** A positive number with two significant digits, never below what was given. */
function roundedUp(value: number): number {
  const rounded = Number(value.toPrecision(2));
  if (rounded >= value) return rounded;
  const exponent = Math.floor(Math.log10(rounded));
  return Number((rounded + 10 ** (exponent - 1)).toPrecision(2));
}
