/** `rank` and `rank_of`: places, with the interval that the values leave. */
import { metricNamed } from "../../measurement.ts";
import { reachOf } from "../compare.ts";
import { expressionFailure } from "../expression_failure.ts";
import { nearestNames } from "../nearest.ts";
import { isList, leastCertain, originOf, type Quantity } from "../quantity.ts";
import {
  type Argument,
  type Call,
  checkArguments,
  type ClaimFunction,
  textOfArgument,
} from "./function.ts";
import { type Peak, peakSelection, peaksOf } from "./peaks.ts";

export const rankFunction: ClaimFunction = {
  name: "rank",
  signature: 'rank("implementation", "case", load=..., limits=..., metric=...)',
  about:
    "its place among the peaks of all implementations, or among their figures at one load; 1 is best",
  evaluate(call) {
    const wanted = textOfArgument(call.positional[0], "the implementation");
    const twins = new Set(
      call.context.manifest.implementations.flatMap((each) =>
        each.twin_of === undefined ? [] : [each.name]
      ),
    );
    const peaks = peaksOf(call, peakSelection(call, "*"))
      .filter((peak) => !twins.has(peak.implementation) || peak.implementation === wanted);
    const own = peaks.find((peak) => peak.implementation === wanted);
    if (own === undefined) {
      const names = peaks.map((peak) => peak.implementation);
      throw expressionFailure(
        call.positional[0]?.at ?? call.at,
        `"${wanted ?? ""}" is not ranked; there are ${nearestNames(wanted ?? "", names)}`,
      );
    }
    const others = peaks.filter((peak) => peak !== own).map((peak) => peak.quantity);
    return byTable(own, peaks) ?? rankAmong(own.quantity, others, own.better);
  },
};

export const rankOfFunction: ClaimFunction = {
  name: "rank_of",
  signature: 'rank_of(value, list, best="highest" or "lowest")',
  about: "the place of a value among the others of a list; 1 is best",
  evaluate(call) {
    checkArguments(call, ["best"], 2);
    const [value, list] = call.positional;
    if (value?.kind !== "value" || isList(value.value) || !isListArgument(list)) {
      throw expressionFailure(
        call.at,
        'rank_of takes a value and a list, as in rank_of(a, cpu("*"))',
      );
    }
    const own = value.value;
    const others = list.value.map((item) => item.quantity).filter((each) => !isSame(own, each));
    return rankAmong(own, others, directionOf(call, own));
  },
};

function isListArgument(
  argument: Argument | undefined,
): argument is Argument & { value: readonly { quantity: Quantity }[] } {
  return argument?.kind === "value" && isList(argument.value);
}

function isSame(a: Quantity, b: Quantity): boolean {
  return a.value === b.value && a.operands.length === b.operands.length &&
    a.operands.every((figure) => b.operands.includes(figure));
}

function directionOf(call: Call, own: Quantity): "higher" | "lower" {
  const best = textOfArgument(call.named.get("best"), "best");
  if (best === "highest") return "higher";
  if (best === "lowest") return "lower";
  const known = metricNamed(own.figure?.metric ?? "")?.better ?? "";
  if (best === undefined && known !== "") return known;
  throw expressionFailure(
    call.at,
    'rank_of cannot tell what is best; add best="highest" or "lowest"',
  );
}

/** At one load the table has ranks of its own, from comparisons in pairs. */
function byTable(own: Peak, peaks: readonly Peak[]): Quantity | undefined {
  const { figure } = own;
  const { rank_low: low, rank_high: high } = figure;
  const sameLoad = peaks.every((peak) =>
    peak.loads.length === 1 && peak.figure.load === figure.load &&
    peak.figure.limits === figure.limits && peak.figure.case === figure.case
  );
  if (!sameLoad || low === null || high === null || own.quantity.certainty !== "sampled") {
    return undefined;
  }
  const quantities = peaks.filter((peak) => peak !== own).map((peak) => peak.quantity);
  return { ...rankAmong(own.quantity, quantities, own.better), low, high, certainty: "sampled" };
}

/** 1 + the number of those that are better; the bounds count those that surely are and those that may be. */
function rankAmong(
  own: Quantity,
  others: readonly Quantity[],
  better: "higher" | "lower",
): Quantity {
  const beats = (a: number, b: number) => better === "higher" ? a > b : a < b;
  const bounds = reachOf(own);
  const reaches = others.map(reachOf);
  const known = bounds !== undefined && reaches.every((each) => each !== undefined);
  const [best, worst] = better === "higher" ? ["high", "low"] as const : ["low", "high"] as const;
  return {
    value: 1 + others.filter((other) => beats(other.value, own.value)).length,
    low: known ? 1 + reaches.filter((other) => beats(other[worst], bounds[best])).length : null,
    high: known ? 1 + reaches.filter((other) => !beats(bounds[worst], other[best])).length : null,
    certainty: leastCertain([own, ...others]),
    unit: "1",
    bound: "",
    ...originOf([own, ...others]),
  };
}
