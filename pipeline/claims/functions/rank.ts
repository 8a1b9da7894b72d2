/** `rank` and `rank_of`: places, with the interval that the values leave. */
import { metricNamed } from "../../measurement.ts";
import { reachOf } from "../compare.ts";
import { type RankInterval, rankIntervals } from "../../statistics/ranks.ts";
import { peakOf } from "../../statistics/peak.ts";
import { peakPairs } from "../../peak_pairs.ts";
import type { Summary } from "../../tables/summary.ts";
import { type ClaimContext, summariesOf } from "../context.ts";
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
    const { manifest } = call.context;
    const peaks = peaksOf(call, peakSelection(call, "*")).filter(({ implementation }) =>
      implementation === wanted || !isTwin(implementation, manifest)
    );
    const own = peaks.find((peak) => peak.implementation === wanted);
    if (own === undefined) {
      const names = peaks.map((peak) => peak.implementation);
      throw expressionFailure(
        call.positional[0]?.at ?? call.at,
        `"${wanted ?? ""}" is not ranked; there are ${nearestNames(wanted ?? "", names)}`,
      );
    }
    const others = peaks.filter((peak) => peak !== own).map((peak) => peak.quantity);
    return byTable(call, own, peaks) ?? rankAmong(own.quantity, others, own.better);
  },
};

function isTwin(name: string, { implementations }: ClaimContext["manifest"]): boolean {
  return implementations.some((each) => each.name === name && each.twin_of !== undefined);
}

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

/** The ranks of the tables, where they have some: from comparisons in pairs, at one load and of the peaks. */
function byTable(
  { context, named }: Call,
  own: Peak,
  peaks: readonly Peak[],
): Quantity | undefined {
  if (own.quantity.certainty !== "sampled" || own.figure.status === "withheld") return undefined;
  const shown = peaks.filter(({ figure }) => figure.status !== "withheld");
  const rank = rankAtLoad(own, shown) ??
    (named.has("load") ? undefined : rankOfPeak(own, shown, context));
  if (rank === undefined) return undefined;
  const others = peaks.filter((peak) => peak !== own).map((peak) => peak.quantity);
  return { ...rankAmong(own.quantity, others, own.better), ...rank, certainty: "sampled" };
}

function rankAtLoad({ figure }: Peak, peaks: readonly Peak[]): RankInterval | undefined {
  const { rank_low: low, rank_high: high } = figure;
  const isOneLoad = peaks.every((peak) =>
    peak.loads.length === 1 && peak.figure.load === figure.load && isBeside(peak.figure, figure)
  );
  return isOneLoad && low !== null && high !== null ? { low, high } : undefined;
}

/** As the peak table of the page has it; undefined where these are no figures of that table. */
function rankOfPeak(
  own: Peak,
  peaks: readonly Peak[],
  context: ClaimContext,
): RankInterval | undefined {
  const { manifest, comparisons } = context;
  const { scenario, metric, statistic, case: name, limits } = own.figure;
  const ranked = manifest.scenarios.find((each) => each.name === scenario)?.ranked_by;
  if (ranked?.metric !== metric || ranked.statistic !== statistic) return undefined;
  if (isTwin(own.implementation, manifest)) return undefined;
  const figures = new Set(summariesOf(context, metric));
  const all = peaks.flatMap(({ loads }) => loads);
  if (!all.every(({ figure }) => figures.has(figure) && isBeside(figure, own.figure))) {
    return undefined;
  }
  const peakLoads = new Map(peaks.map(({ implementation, loads, better }) => {
    const best = peakOf(loads, better, ({ figure }) => figure);
    return [implementation, best?.figure.load ?? null];
  }));
  const rows = comparisons.filter((row) => row.scenario === scenario);
  const pairs = peakPairs(rows, { case: name, limits, metric, statistic }, peakLoads);
  if (pairs.length === 0) return undefined;
  const judged = pairs.map(({ implementation_a: a, implementation_b: b, verdict }) => ({
    a,
    b,
    verdict,
  }));
  return rankIntervals([...peakLoads.keys()], judged).get(own.implementation);
}

function isBeside(a: Summary, b: Summary): boolean {
  return a.scenario === b.scenario && a.case === b.case && a.limits === b.limits;
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
