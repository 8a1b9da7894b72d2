import { negated } from "../arithmetic.ts";
import { isList, type Quantity } from "../quantity.ts";
import { expressionFailure } from "../expression_failure.ts";
import { checkArguments, type ClaimFunction } from "./function.ts";

export const absFunction: ClaimFunction = {
  name: "abs",
  signature: "abs(value or list)",
  about: "without its sign",
  evaluate(call) {
    checkArguments(call, [], 1);
    const [argument] = call.positional;
    if (argument?.kind !== "value") {
      throw expressionFailure(call.at, "abs takes one value, as in abs(a - b)");
    }
    const { value } = argument;
    if (!isList(value)) return absolute(value);
    return value.map(({ label, quantity }) => ({ label, quantity: absolute(quantity) }));
  },
};

function absolute(quantity: Quantity): Quantity {
  const { low, high, value, bound } = quantity;
  // What is at least so much and negative may be as far on the other side of 0.
  if (bound === (value < 0 ? "at least" : "at most")) return unknown(quantity);
  if (low === null || high === null) return value < 0 ? negated(quantity) : quantity;
  if (low >= 0) return quantity;
  if (high <= 0) return negated(quantity);
  if (bound !== "") return unknown(quantity);
  const { figure: _figure, ...rest } = quantity;
  return { ...rest, value: Math.abs(value), low: 0, high: Math.max(-low, high) };
}

/** Its distance from 0, of which the bound leaves nothing known. */
function unknown({ figure: _figure, ...rest }: Quantity): Quantity {
  return { ...rest, value: Math.abs(rest.value), low: null, high: null, bound: "not known" };
}
