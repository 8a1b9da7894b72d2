/**
 * Intervals of what is computed from intervals.
 *
 * Independent 95 % intervals combine by the method of variance estimates recovery (MOVER): Zou & Donner 2008,
 * "Construction of confidence limits about effect measures: a general approach", Statistics in Medicine 27,
 * 1693-1702, for sums and differences; on logarithms for products and ratios (Donner & Zou 2012,
 * "Closed-form confidence intervals for functions of the normal mean and standard deviation", Statistical
 * Methods in Medical Research 21, 347-359, section 2, recovers each side's variance from its own limit, so that
 * intervals need not be symmetric). Bounds that are certain, such as those of rounding, combine by interval
 * arithmetic (Moore 1966): the worst case.
 */
import type { Interval } from "./printed_bounds.ts";

/** A value within its bounds. */
export interface Estimate extends Interval {
  value: number;
}

/** MOVER for a sum of independent estimates. */
export function sumOfIndependent(estimates: readonly Estimate[]): Interval {
  const value = estimates.reduce((sum, each) => sum + each.value, 0);
  const down = Math.hypot(...estimates.map((each) => each.value - each.low));
  const up = Math.hypot(...estimates.map((each) => each.high - each.value));
  return { low: value - down, high: value + up };
}

/** MOVER on logarithms for a product of independent positive estimates. */
export function productOfIndependent(a: Estimate, b: Estimate): Interval {
  const { low, high } = sumOfIndependent([logOf(a), logOf(b)]);
  return { low: Math.exp(low), high: Math.exp(high) };
}

/** 1 / x of an estimate that does not hold 0. */
export function inverse({ value, low, high }: Estimate): Estimate {
  return { value: 1 / value, low: 1 / high, high: 1 / low };
}

export function negative({ value, low, high }: Estimate): Estimate {
  return { value: -value, low: -high, high: -low };
}

/** Worst case of a sum. */
export function sumOfBounds(a: Interval, b: Interval): Interval {
  return { low: a.low + b.low, high: a.high + b.high };
}

/** Worst case of a product. */
export function productOfBounds(a: Interval, b: Interval): Interval {
  const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
  return { low: Math.min(...corners), high: Math.max(...corners) };
}

function logOf({ value, low, high }: Estimate): Estimate {
  return { value: Math.log(value), low: Math.log(low), high: Math.log(high) };
}
