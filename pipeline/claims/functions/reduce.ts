/** Many quantities become one: min, max, sum, mean, spread. */
import { commonBound, estimateOf, operate } from "../arithmetic.ts";
import { expressionFailure } from "../expression_failure.ts";
import { exactly, leastCertain, originOf, type Quantity } from "../quantity.ts";
import { nameOfUnit, sameUnit } from "../units.ts";
import { type Call, checkArguments, type ClaimFunction, itemsOf } from "./function.ts";

export const minFunction = reducer("min", "the least of them", (all) => extreme(all, Math.min));
export const maxFunction = reducer("max", "the greatest of them", (all) => extreme(all, Math.max));
export const sumFunction = reducer("sum", "all together", sumOf);
export const meanFunction = reducer(
  "mean",
  "their arithmetic mean",
  (all, { at }) => operate("/", sumOf(all), exactly(all.length), [], at) as Quantity,
);
export const spreadFunction = reducer(
  "spread",
  "the greatest divided by the least: 1.9 where one is 1.9 times another",
  (all, { at }) => operate("/", extreme(all, Math.max), extreme(all, Math.min), [], at) as Quantity,
);

function reducer(
  name: string,
  about: string,
  reduce: (quantities: readonly Quantity[], call: Call) => Quantity,
): ClaimFunction {
  return {
    name,
    signature: `${name}(list or values)`,
    about,
    evaluate(call) {
      checkArguments(call, [], Infinity);
      const quantities = itemsOf(call).map((item) => item.quantity);
      const [first] = quantities;
      const odd = quantities.find(({ unit }) => !sameUnit(unit, first?.unit ?? unit));
      if (first === undefined || odd === undefined) return reduce(quantities, call);
      throw expressionFailure(
        call.at,
        `${name} of ${nameOfUnit(first.unit)} and ${
          nameOfUnit(odd.unit)
        }; its values need one unit`,
      );
    },
  };
}

/** The least or greatest; its bounds are the least or greatest bounds, whichever of them it is in truth. */
export function extreme(
  quantities: readonly Quantity[],
  pick: (...values: number[]) => number,
): Quantity {
  const estimates = quantities.map(estimateOf);
  const bound = commonBound(quantities.map((each) => each.bound));
  const known = bound !== undefined && estimates.every((each) => each !== undefined);
  return {
    value: pick(...quantities.map((each) => each.value)),
    low: known ? pick(...estimates.map((each) => each.low)) : null,
    high: known ? pick(...estimates.map((each) => each.high)) : null,
    certainty: leastCertain(quantities),
    unit: quantities[0]?.unit ?? "1",
    bound: bound ?? "",
    ...originOf(quantities),
  };
}

function sumOf(quantities: readonly Quantity[]): Quantity {
  return quantities.reduce((sum, each) => operate("+", sum, each, [], 0) as Quantity);
}
