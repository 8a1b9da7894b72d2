/** Why bounds decide a claim, or leave it open. */
import { formatNumber, formatShare } from "../audit/words.ts";
import { SINGLE_TRIAL_MARGIN } from "./figure.ts";
import { leastCertain, type Quantity } from "./quantity.ts";
import type { Summary } from "../tables/summary.ts";

const MARGIN = formatShare(SINGLE_TRIAL_MARGIN);

/** The reason of a verdict that the bounds bear: `exact`, `cited figures` or `interval`. */
export function closedReason(left: Quantity, right: Quantity, truth: boolean): string {
  const certainty = leastCertain([left, right]);
  if (certainty === "exact") return "exact";
  const quantifier = truth ? "every" : "no";
  if (certainty === "sampled") return `interval: ${quantifier} value within it satisfies the claim`;
  const margin = singleOf(left, right)?.findings.includes("single-trial")
    ? ` and ${MARGIN} between single trials`
    : "";
  return `cited figures: ${quantifier} value within their rounding${margin} satisfies the claim`;
}

/** The reason, with the word it is filtered by first: `lower bound`, `single trial`, `no interval`, `interval`. */
export function openReason(left: Quantity, right: Quantity): string {
  const figures = [...left.operands, ...right.operands];
  const limited = figures.find((figure) => figure.status === "lower bound");
  if (limited !== undefined) {
    const side = left.bound || right.bound;
    return `lower bound: the load generator was the limit of ${nameOf(limited)}` +
      (side === ""
        ? ""
        : `, so the ${left.bound !== "" ? "left" : "right"} side is ${
          side === "not known" ? side : `${side} this`
        }`);
  }
  const single = singleOf(left, right);
  if (left.certainty === "single" || right.certainty === "single") {
    if (single !== undefined) {
      return `single trial: ${nameOf(single)} was measured once, so nothing bounds it`;
    }
    const few = figures.find((figure) => figure.low === null);
    if (few === undefined) return "no interval: the trials do not bound it";
    return few.n === 1
      ? `no interval: one trial of ${nameOf(few)} alone has samples enough for it`
      : `no interval: the ${few.n} trials of ${nameOf(few)} do not bound it`;
  }
  if (left.low === null || left.high === null || right.low === null) {
    return "no interval: a denominator may be 0";
  }
  if (leastCertain([left, right]) !== "sampled" && single !== undefined) {
    return single.findings.includes("single-trial")
      ? `single trial: ${
        nameOf(single)
      } was measured once, and ${MARGIN} between trials leaves it open`
      : "rounding: the printed digits leave it open";
  }
  return `interval: ${formatNumber(left.low)} to ${formatNumber(left.high)} leaves it open`;
}

function singleOf(left: Quantity, right: Quantity): Summary | undefined {
  const once = [...left.operands, ...right.operands].filter(({ n, merged }) =>
    n === 1 && merged === null
  );
  return once.find((figure) => figure.findings.includes("single-trial")) ?? once[0];
}

function nameOf({ metric, implementation, case: name, load }: Summary): string {
  const place = [implementation, name, load].filter((each) => each !== "" && each !== null);
  return `${metric} of ${place.join(", ")}`;
}
