import { logDifference, logSample } from "../../statistics/difference.ts";
import { studentTwoSided } from "../../statistics/distributions.ts";
import { holmAdjusted } from "../../statistics/holm.ts";
import { MISS } from "../../statistics/interval.ts";
import type { Summary } from "../../tables/summary.ts";
import { zip } from "../arithmetic.ts";
import { type ClaimContext, rowsOf } from "../context.ts";
import { expressionFailure } from "../expression_failure.ts";
import { exactly, isList, originOf, type Quantity } from "../quantity.ts";
import { checkArguments, type ClaimFunction } from "./function.ts";

/**
 * Of two lists, how many pairs are shown to differ: Student's t on the logarithms of their ratio trial by trial,
 * below 0.05 after Holm's correction for all the pairs. Figures of two implementations are compared by
 * comparisons.csv, which asks for more than the noise floor too; this is for two ways to measure one thing.
 */
export const differingFunction: ClaimFunction = {
  name: "differing",
  signature: "differing(list, list)",
  about: "of how many pairs a difference is shown, with Holm's correction for all of them",
  evaluate(call) {
    checkArguments(call, [], 2);
    const [left, right] = call.positional;
    if (left?.kind !== "value" || right?.kind !== "value") {
      throw expressionFailure(call.at, "differing takes two lists, as in differing(a, b)");
    }
    const quantities: Quantity[] = [];
    const chances = zip(left.value, right.value, call.at, (a, b) => {
      quantities.push(a, b);
      return exactly(chanceOf(a, b, call.context, call.at));
    });
    const ps = isList(chances) ? chances.map(({ quantity }) => quantity.value) : [chances.value];
    const count = holmAdjusted(ps).filter((p) => p < MISS).length;
    return { ...exactly(count), ...originOf(quantities) };
  },
};

/** p of the difference of two figures; 1 where their trials are the same. */
function chanceOf(a: Quantity, b: Quantity, context: ClaimContext, at: number): number {
  const [one, other] = [a, b].map((each) => sampleOf(each.figure, context, at));
  const difference = one && other && logDifference(one, other);
  if (difference === undefined) {
    throw expressionFailure(at, "differing needs two trials of each figure at least");
  }
  const { mean, variance, share, df } = difference;
  if (variance === 0) return mean === 0 ? 1 : 0;
  return studentTwoSided(mean / Math.sqrt(variance * share), df);
}

function sampleOf(figure: Summary | undefined, context: ClaimContext, at: number) {
  if (figure === undefined) {
    throw expressionFailure(at, 'differing takes figures as they are, as in throughput("*")');
  }
  const trials = rowsOf(context, figure).filter((row) =>
    row.status === "ok" && row.statistic === figure.statistic && row.clock === figure.clock &&
    row.loop === figure.loop && row.unit === figure.unit
  ).map(({ trial, value }) => ({ block: trial, value }));
  if (trials.some(({ value }) => value <= 0)) {
    throw expressionFailure(at, "differing takes figures above 0: it compares their logarithms");
  }
  return logSample(trials);
}
