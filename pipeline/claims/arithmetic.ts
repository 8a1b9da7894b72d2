/** + - * / on quantities: values, units, bounds, and what they were computed from. */
import { compareCells } from "../row.ts";
import type { ComparisonRow } from "../tables/comparisons.ts";
import { expressionFailure } from "./expression_failure.ts";
import {
  type Estimate,
  inverse,
  negative,
  productOfBounds,
  productOfIndependent,
  sumOfBounds,
  sumOfIndependent,
} from "./intervals.ts";
import { pairedRatio } from "./paired_ratio.ts";
import type { Interval } from "./printed_bounds.ts";
import {
  type Bound,
  isList,
  type Item,
  leastCertain,
  originOf,
  type Quantity,
  unionOf,
  type Value,
} from "./quantity.ts";
import type { Operator } from "./syntax.ts";
import { divideUnits, multiplyUnits, nameOfUnit, sameUnit } from "./units.ts";

/**
 * The result of an operation, on lists element by element: of two lists that patterns selected, those of the
 * same label. `at` is the column of the operator, which a Failure names where units or lists do not fit.
 */
export function operate(
  operator: Operator,
  left: Value,
  right: Value,
  comparisons: readonly ComparisonRow[],
  at: number,
): Value {
  return zip(left, right, at, (a, b) => {
    const result = combine(operator, a, b, comparisons, at);
    if (Number.isFinite(result.value)) return result;
    throw expressionFailure(at, "the result is too large for a number; say it otherwise");
  });
}

/** Applies an operation to two values, element by element where one is a list. */
export function zip(
  left: Value,
  right: Value,
  at: number,
  operation: (a: Quantity, b: Quantity) => Quantity,
): Value {
  if (!isList(left) && !isList(right)) return operation(left, right);
  return pairs(asList(left), asList(right), at).map(([a, b]) => ({
    label: a.label || b.label,
    quantity: operation(a.quantity, b.quantity),
  }));
}

function asList(value: Value): readonly Item[] {
  return isList(value) ? value : [{ label: "", quantity: value }];
}

function pairs(left: readonly Item[], right: readonly Item[], at: number): [Item, Item][] {
  const [first, other] = [left[0], right[0]];
  if (left.length === 1 && first !== undefined) return right.map((item) => [first, item]);
  if (right.length === 1 && other !== undefined) return left.map((item) => [item, other]);
  const mates = new Map(right.map((item) => [item.label, item]));
  const lonely = left.find(({ label }) => !mates.has(label)) ??
    right.find(({ label }) => !left.some((item) => item.label === label));
  if (lonely !== undefined || mates.size !== left.length || left.length !== right.length) {
    throw expressionFailure(
      at,
      `the lists left (${left.length}) and right (${right.length}) do not match: ` +
        (lonely === undefined
          ? "a name is there twice; select with fewer asterisks"
          : `"${lonely.label}" is in one alone; select the same of both`),
    );
  }
  return left.map((item) => [item, mates.get(item.label) as Item]);
}

function combine(
  operator: Operator,
  a: Quantity,
  b: Quantity,
  comparisons: readonly ComparisonRow[],
  at: number,
): Quantity {
  if (operator === "-") return combine("+", a, negated(b), comparisons, at);
  if (operator === "/") return divide(a, b, comparisons, at);
  if (operator === "*") {
    const unit = multiplyUnits(a.unit, b.unit);
    return merged(a, b, a.value * b.value, unit, productOf(a, b), boundOfProduct(a, b));
  }
  if (!sameUnit(a.unit, b.unit)) {
    throw expressionFailure(
      at,
      `${nameOfUnit(a.unit)} and ${
        nameOfUnit(b.unit)
      } do not add up; give a number its unit, as in 200 ms`,
    );
  }
  return merged(
    a,
    b,
    a.value + b.value,
    a.unit,
    sumOf(a, b),
    boundOfBoth(a, b, [a.bound, b.bound]),
  );
}

function divide(
  a: Quantity,
  b: Quantity,
  comparisons: readonly ComparisonRow[],
  at: number,
): Quantity {
  if (b.value === 0) {
    throw expressionFailure(
      at,
      "the right side is 0 and nothing can be divided by it; say it otherwise",
    );
  }
  const paired = pairedRatio(a, b, comparisons);
  const bounds = paired ?? ratioOf(a, b);
  const bound = boundOfProduct(a, { ...b, bound: opposite(b.bound) });
  const value = paired?.value ?? a.value / b.value;
  const ratio = merged(a, b, value, divideUnits(a.unit, b.unit), bounds, bound);
  return { ...ratio, denominators: unionOf(a.denominators, b.operands) };
}

/** Minus a quantity. */
export function negated(quantity: Quantity): Quantity {
  const { figure: _figure, ...rest } = quantity;
  const { low, high, value } = quantity;
  const turned = low === null || high === null ? { low, high } : negative({ value, low, high });
  return { ...rest, ...turned, value: -value, bound: opposite(quantity.bound) };
}

function merged(
  a: Quantity,
  b: Quantity,
  value: number,
  unit: string,
  bounds: Interval | undefined,
  bound: Bound,
): Quantity {
  const certainty = leastCertain([a, b]);
  const known = bounds !== undefined && bound !== "not known" &&
    Number.isFinite(bounds.low) && Number.isFinite(bounds.high);
  // Computed apart, a value and its bounds may differ in the last bit.
  const sides = certainty === "exact"
    ? { low: value, high: value }
    : known
    ? { low: Math.min(bounds.low, value), high: Math.max(bounds.high, value) }
    : { low: null, high: null };
  return {
    value,
    ...sides,
    certainty,
    unit,
    bound,
    ...originOf([a, b]),
  };
}

function sumOf(a: Quantity, b: Quantity): Interval | undefined {
  const [one, other] = [estimateOf(a), estimateOf(b)];
  if (one === undefined || other === undefined) return undefined;
  return independent(a, b) ? sumOfIndependent([one, other]) : sumOfBounds(one, other);
}

function productOf(a: Quantity, b: Quantity): Interval | undefined {
  const [one, other] = [estimateOf(a), estimateOf(b)];
  if (one === undefined || other === undefined) return undefined;
  return independent(a, b) && one.low > 0 && other.low > 0
    ? productOfIndependent(one, other)
    : productOfBounds(one, other);
}

function ratioOf(a: Quantity, b: Quantity): Interval | undefined {
  const other = estimateOf(b);
  if (other === undefined || other.low <= 0 && other.high >= 0) return undefined;
  return productOf(a, { ...b, ...inverse(other) });
}

/** The bounds of a quantity; undefined where it has none. */
export function estimateOf({ value, low, high }: Quantity): Estimate | undefined {
  return low === null || high === null ? undefined : { value, low, high };
}

/** Whether two intervals come from different trials: what shares a figure moves together. */
export function independent(a: Quantity, b: Quantity): boolean {
  return a.certainty === "sampled" && b.certainty === "sampled" &&
    !a.operands.some((figure) => b.operands.includes(figure));
}

function boundOfProduct(a: Quantity, b: Quantity): Bound {
  const turned = (bound: Bound, by: number) => by < 0 ? opposite(bound) : bound;
  return boundOfBoth(a, b, [turned(a.bound, b.value), turned(b.bound, a.value)]);
}

/**
 * The side that two operands leave open. What else was measured at the load that the generator limited, a time or
 * a share of a core, would have been another there too, nobody knows which: a rate times its own latency is
 * no lower bound.
 */
function boundOfBoth(a: Quantity, b: Quantity, bounds: readonly Bound[]): Bound {
  const free = a.bound === "" ? a : b.bound === "" ? b : undefined;
  const limited = (free === a ? b : a).operands.filter(({ status }) => status === "lower bound");
  const moves = free?.operands.some((figure) =>
    limited.some((other) => other !== figure && compareCells(other, figure) === 0)
  );
  return moves ? "not known" : commonBound(bounds);
}

/** The side that all leave open. */
export function commonBound(bounds: readonly Bound[]): Bound {
  const said = new Set(bounds.filter((bound) => bound !== ""));
  return said.size > 1 ? "not known" : [...said][0] ?? "";
}

/** The bound of what falls where the other rises. */
export function opposite(bound: Bound): Bound {
  return bound === "at least" ? "at most" : bound === "at most" ? "at least" : bound;
}
