/** `on_front`: what no other surpasses in two respects at once. */
import { expressionFailure } from "../expression_failure.ts";
import { nearestNames } from "../nearest.ts";
import { isList, type Item, leastCertain, originOf, type Quantity } from "../quantity.ts";
import { type Call, checkArguments, type ClaimFunction, textOfArgument } from "./function.ts";

/** One name's costs and gains. */
interface Pair {
  label: string;
  cost: Quantity;
  gain: Quantity;
}

export const onFrontFunction: ClaimFunction = {
  name: "on_front",
  signature: 'on_front(costs, gains) or on_front(costs, gains, "name")',
  about: "1 of each name that no other beats, with as little cost and as much gain; 0 of the rest",
  evaluate(call) {
    checkArguments(call, [], 3);
    const gains = new Map(listAt(call, 1).map((item) => [item.label, item.quantity]));
    // A name that only one list has cannot be placed.
    const pairs = listAt(call, 0).flatMap(({ label, quantity }): Pair[] => {
      const gain = gains.get(label);
      return gain === undefined ? [] : [{ label, cost: quantity, gain }];
    });
    const items = pairs.map((pair): Item => ({
      label: pair.label,
      quantity: placeOf(pair, pairs),
    }));
    const name = textOfArgument(call.positional[2], "the name");
    if (name === undefined) return items;
    const own = items.find(({ label }) => label === name);
    if (own !== undefined) return own.quantity;
    const names = items.map(({ label }) => label);
    throw expressionFailure(
      call.positional[2]?.at ?? call.at,
      `on_front has no "${name}"; there are ${nearestNames(name, names)}`,
    );
  },
};

function listAt(call: Call, index: number): readonly Item[] {
  const argument = call.positional[index];
  if (argument?.kind === "value" && isList(argument.value)) return argument.value;
  throw expressionFailure(
    argument?.at ?? call.at,
    'on_front takes two lists, as in on_front(latency("*"), throughput("*"))',
  );
}

/** Exact where all are, and none is a bound; what is measured has no bounds here. */
function placeOf(own: Pair, pairs: readonly Pair[]): Quantity {
  const surpassed = pairs.some(({ cost, gain }) =>
    cost.value <= own.cost.value && gain.value >= own.gain.value &&
    (cost.value < own.cost.value || gain.value > own.gain.value)
  );
  const all = pairs.flatMap(({ cost, gain }) => [cost, gain]);
  const certainty = leastCertain(all);
  const value = surpassed ? 0 : 1;
  const known = certainty === "exact" && all.every(({ bound }) => bound === "");
  const bounds = known ? { low: value, high: value } : { low: null, high: null };
  return { value, ...bounds, certainty, unit: "1", bound: "", ...originOf(all) };
}
