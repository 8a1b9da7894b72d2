/** Many quantities become one: min, max, sum, mean, spread. */
import { commonBound, estimateOf, operate } from "../arithmetic.ts";
import { expressionFailure } from "../expression_failure.ts";
import { exactly, leastCertain, originOf, type Quantity } from "../quantity.ts";
import { nameOfUnit, sameUnit } from "../units.ts";
import { type Call, checkArguments, type ClaimFunction, itemsOf } from "./function.ts";

export const minFunction = reducer("min", "the least of them", (all) => extreme(all, "least"));
export const maxFunction = reducer(
  "max",
  "the greatest of them",
  (all) => extreme(all, "greatest"),
);
export const sumFunction = reducer("sum", "all together", sumOf);
export const meanFunction = reducer(
  "mean",
  "their arithmetic mean",
  (all, { at }) => operate("/", sumOf(all), exactly(all.length), [], at) as Quantity,
);
export const spreadFunction = reducer(
  "spread",
  "the greatest divided by the least: 1.9 where one is 1.9 times another",
  (all, { at }) =>
    operate("/", extreme(all, "greatest"), extreme(all, "least"), [], at) as Quantity,
);

/** Which of many {@linkcode extreme} is. */
export type Which = "least" | "greatest";

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

/**
 * The least or greatest; its bounds are the least or greatest bounds, whichever of them it is in truth. The
 * greatest is open above where one of them is: any may be the greatest in truth. It is open below only where
 * the one with the greatest value is. The same, turned round, of the least.
 */
export function extreme(quantities: readonly Quantity[], which: Which): Quantity {
  const pick = which === "greatest" ? Math.max : Math.min;
  const value = pick(...quantities.map((each) => each.value));
  const [outwards, inwards] = which === "greatest"
    ? ["at least", "at most"] as const
    : ["at most", "at least"] as const;
  const bound = commonBound([
    ...quantities.map((each) => each.bound === inwards ? "" : each.bound),
    ...quantities.filter((each) => each.value === value).map((each) => each.bound),
  ]);
  const estimates = quantities.map(estimateOf);
  const known = bound !== "not known" && estimates.every((each) => each !== undefined);
  // What may lie on the other side of all that are certain does not move the inner end.
  const certain = estimates.filter((_, index) => quantities[index]?.bound !== inwards);
  const inner = certain.length > 0 ? certain : estimates;
  const end = (all: typeof estimates, side: "low" | "high") =>
    pick(...all.map((each) => each?.[side] ?? NaN));
  const [low, high] = outwards === "at least"
    ? [end(inner, "low"), end(estimates, "high")]
    : [end(estimates, "low"), end(inner, "high")];
  return {
    value,
    low: known ? low : null,
    high: known ? high : null,
    certainty: leastCertain(quantities),
    unit: quantities[0]?.unit ?? "1",
    bound,
    ...originOf(quantities),
  };
}

function sumOf(quantities: readonly Quantity[]): Quantity {
  return quantities.reduce((sum, each) => operate("+", sum, each, [], 0) as Quantity);
}
