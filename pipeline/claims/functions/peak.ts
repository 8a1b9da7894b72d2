/** `peak` and `peak_load`: how good an implementation gets, and at which load. */
import { expressionFailure } from "../expression_failure.ts";
import { reachOf } from "../compare.ts";
import type { Quantity, Value } from "../quantity.ts";
import { asksForMany } from "../select.ts";
import type { Call, ClaimFunction } from "./function.ts";
import { type Peak, peakSelection, peaksOf } from "./peaks.ts";

export const peakFunction: ClaimFunction = {
  name: "peak",
  signature: 'peak("implementation", "case", limits=..., metric=...)',
  about: "the best over all loads of the metric that ranks the scenario",
  evaluate: (call) => ofEach(call, (peak) => peak.quantity),
};

export const peakLoadFunction: ClaimFunction = {
  name: "peak_load",
  signature: 'peak_load("implementation", "case", limits=..., metric=...)',
  about: "the load of the peak, within the loads that could be the best",
  evaluate: (call) => ofEach(call, (peak) => loadOf(call, peak)),
};

function ofEach(call: Call, quantityOf: (peak: Peak) => Quantity): Value {
  const selection = peakSelection(call);
  const peaks = peaksOf(call, selection);
  const [only] = peaks;
  // The loads are a pattern of the function's own, not of its author.
  const wishes = new Map(selection.wishes);
  if (!call.named.has("load")) wishes.delete("load");
  if (only !== undefined && !asksForMany({ ...selection, wishes })) return quantityOf(only);
  return peaks.map((peak) => ({ label: peak.implementation, quantity: quantityOf(peak) }));
}

function loadOf({ at }: Call, { quantity, figure, loads, better }: Peak): Quantity {
  if (figure.load === null) throw expressionFailure(at, "there is no load here to peak at");
  const best = reachOf(quantity);
  const could = best === undefined ? [] : loads.filter((each) => {
    const own = reachOf(each.quantity);
    return own !== undefined && (better === "higher" ? own.high >= best.low : own.low <= best.high);
  });
  const known = could.map((each) => each.figure.load ?? 0);
  return {
    value: figure.load,
    low: known.length === 0 ? null : Math.min(...known),
    high: known.length === 0 ? null : Math.max(...known),
    certainty: quantity.certainty,
    unit: "1",
    bound: "",
    operands: quantity.operands,
  };
}
