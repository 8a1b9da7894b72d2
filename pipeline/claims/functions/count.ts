import { sumOfBounds } from "../intervals.ts";
import { estimateOf } from "../arithmetic.ts";
import type { Interval } from "../printed_bounds.ts";
import { exactly, leastCertain, originOf } from "../quantity.ts";
import { checkArguments, type ClaimFunction, itemsOf } from "./function.ts";

/** How many there are, or how many of them a comparison is true of. */
export const countFunction: ClaimFunction = {
  name: "count",
  signature: "count(list) or count(list > value)",
  about: "how many there are, or of how many the comparison is true",
  evaluate(call) {
    checkArguments(call, [], 1);
    const quantities = itemsOf(call).map((item) => item.quantity);
    const [argument] = call.positional;
    if (argument?.kind !== "value" || !argument.compared) {
      return { ...exactly(quantities.length), ...originOf(quantities) };
    }
    // Each comparison is between 0 (cannot be true) and 1 (cannot be false).
    const bounds = quantities.map(estimateOf);
    const known = bounds.every((each) => each !== undefined);
    const { low, high } = known
      ? bounds.reduce<Interval>(sumOfBounds, { low: 0, high: 0 })
      : { low: null, high: null };
    return {
      value: quantities.reduce((sum, each) => sum + each.value, 0),
      low,
      high,
      certainty: leastCertain(quantities),
      unit: "1",
      bound: "",
      ...originOf(quantities),
    };
  },
};
