/** Every metric is a function of its name: the figures of the tables. */
import { METRICS } from "../../measurement.ts";
import { expressionFailure } from "../expression_failure.ts";
import { quantityOf } from "../figure.ts";
import type { Value } from "../quantity.ts";
import { asksForMany, select, type Selection } from "../select.ts";
import { type Call, type ClaimFunction, textOfArgument } from "./function.ts";
import { selectionOf } from "./selection.ts";

const SIGNATURE =
  '("implementation", "case", load=..., limits=..., statistic=..., clock=..., loop=..., ' +
  "scenario=..., trial=..., correction=..., original=true, shown=true)";

/** One function for each of {@linkcode METRICS}. */
export const metricFunctions: readonly ClaimFunction[] = Object.entries(METRICS).map(
  ([name, { title }]): ClaimFunction => ({
    name,
    signature: name + SIGNATURE,
    about: title,
    evaluate: (call) => figuresOf(call, selectionOf(call, name)),
  }),
);

/** A counter of the report's own: `counter("lines_of_code", "bun-serve")`. */
export const counterFunction: ClaimFunction = {
  name: "counter",
  signature: 'counter("name", "implementation", "case", ...)',
  about: "a counter of the report's own, with or without the prefix counter:",
  evaluate(call) {
    const name = textOfArgument(call.positional[0], "the name of the counter");
    if (name === undefined) {
      throw expressionFailure(
        call.at,
        'counter needs a name, as in counter("lines_of_code", "bun-serve")',
      );
    }
    const metric = name.startsWith("counter:") ? name : `counter:${name}`;
    return figuresOf(call, selectionOf(call, metric, 1));
  },
};

/** The quantities of a selection: one, or a list where it has a pattern. */
export function figuresOf({ context, options }: Call, selection: Selection): Value {
  const items = select(context, selection).map(({ label, figure }) => ({
    label,
    quantity: quantityOf(figure, context, options),
  }));
  const [first] = items;
  return first === undefined || asksForMany(selection) ? items : first.quantity;
}
