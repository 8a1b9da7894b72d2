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
  const { low, high } = quantity;
  if (low === null || high === null) {
    return quantity.value < 0 ? negated(quantity) : quantity;
  }
  if (low >= 0) return quantity;
  if (high <= 0) return negated(quantity);
  const { figure: _figure, ...rest } = quantity;
  // Of something at least so much that may be negative nothing is known without its sign.
  const known = quantity.bound === "";
  return {
    ...rest,
    value: Math.abs(quantity.value),
    low: known ? 0 : null,
    high: known ? Math.max(-low, high) : null,
    bound: "",
  };
}
