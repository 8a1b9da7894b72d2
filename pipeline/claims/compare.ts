/** Comparisons of quantities. */
import { estimateOf } from "./arithmetic.ts";
import { expressionFailure } from "./expression_failure.ts";
import { differingUnits } from "./literal_unit.ts";
import type { Interval } from "./printed_bounds.ts";
import { leastCertain, originOf, type Quantity } from "./quantity.ts";
import type { Comparison } from "./syntax.ts";
import { sameUnit } from "./units.ts";

/**
 * The truth of a comparison: 1 or 0 by the values, between 0 and 1 where the bounds leave it open, without
 * bounds where a side has none. Throws a Failure where the units differ.
 */
export function compare(comparison: Comparison, a: Quantity, b: Quantity, at: number): Quantity {
  checkComparable(a, b, at);
  const truth = truthOf(comparison, a, b);
  const whole = { low: truth === true ? 1 : 0, high: truth === false ? 0 : 1 };
  const known = truth !== undefined || estimateOf(a) !== undefined && estimateOf(b) !== undefined;
  const bounds = known ? whole : { low: null, high: null };
  return {
    value: isTrue(comparison, a.value, b.value) ? 1 : 0,
    ...bounds,
    certainty: leastCertain([a, b]),
    unit: "1",
    bound: "",
    ...originOf([a, b]),
  };
}

/** Whether a comparison is true of all values within the bounds, or of none; undefined where it is open. */
export function truthOf(comparison: Comparison, a: Quantity, b: Quantity): boolean | undefined {
  const [left, right] = [reachOf(a), reachOf(b)];
  if (left === undefined || right === undefined) return undefined;
  switch (comparison) {
    case ">=":
      return left.low >= right.high ? true : left.high < right.low ? false : undefined;
    case ">":
      return left.low > right.high ? true : left.high <= right.low ? false : undefined;
    case "<=":
      return left.high <= right.low ? true : left.low > right.high ? false : undefined;
    case "<":
      return left.high < right.low ? true : left.low >= right.high ? false : undefined;
    case "==":
      if (left.low > right.high || left.high < right.low) return false;
      return left.low === left.high && right.low === right.high ? true : undefined;
  }
}

/** Refuses to compare seconds with bytes; 0 is 0 of anything. */
export function checkComparable(a: Quantity, b: Quantity, at: number): void {
  if (sameUnit(a.unit, b.unit) || isNothing(a) || isNothing(b)) return;
  throw expressionFailure(at, differingUnits(a.unit, b.unit));
}

function isNothing({ value, certainty, unit, operands }: Quantity): boolean {
  return value === 0 && certainty === "exact" && unit === "1" && operands.length === 0;
}

/** All that the true value may be: without end where the load generator was the limit. */
export function reachOf(quantity: Quantity): Interval | undefined {
  const bounds = estimateOf(quantity);
  if (bounds === undefined || quantity.bound === "not known") return undefined;
  return {
    low: quantity.bound === "at most" ? -Infinity : bounds.low,
    high: quantity.bound === "at least" ? Infinity : bounds.high,
  };
}

function isTrue(comparison: Comparison, a: number, b: number): boolean {
  switch (comparison) {
    case ">=":
      return a >= b;
    case ">":
      return a > b;
    case "<=":
      return a <= b;
    case "<":
      return a < b;
    case "==":
      return a === b;
  }
}
