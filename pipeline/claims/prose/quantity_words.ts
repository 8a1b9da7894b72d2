/** What a quantity is called, and what a formatter may ask of it. */
import { Failure } from "../../../common/failure.ts";
import { type Scale, scaleFor } from "../../../common/number_format.ts";
import type { Summary } from "../../tables/summary.ts";
import { SINGLE_TRIAL_MARGIN } from "../figure.ts";
import type { Quantity } from "../quantity.ts";

/** The scale of a quantity; a rate counts what its operands count. */
export function scaleOf({ unit, value, operands }: Quantity): Scale {
  const metrics = new Set(operands.map((operand) => operand.metric));
  const metric = metrics.size === 1 ? operands[0]?.metric ?? "" : "";
  return scaleFor(unit, metric, [value]);
}

/** "throughput mean of ruchy, concurrent, at 50 workers". */
export function describeCell(summary: Summary): string {
  const load = summary.load === null ? "" : `at ${summary.load} ${summary.load_unit}`;
  const where = [summary.implementation, summary.case, summary.limits, load, summary.clock];
  return `${summary.metric} ${summary.statistic} of ${
    where.filter((part) => part !== "").join(", ")
  }`;
}

/** The expression that leads to a cell: `{{ throughput("ruchy", "concurrent", load=50, statistic="mean") }}`. */
export function expressionFor(summary: Summary): string {
  const { metric, implementation, statistic, limits, load } = summary;
  const counter = /^counter:(.*)$/s.exec(metric)?.[1];
  const named = [
    ...(load === null ? [] : [`load=${load}`]),
    ...(limits === "" ? [] : [`limits=${JSON.stringify(limits)}`]),
    `statistic=${JSON.stringify(statistic)}`,
  ];
  const texts = [counter, implementation, summary.case].filter((text) =>
    text !== undefined && text !== ""
  );
  const parts = [...texts.map((text) => JSON.stringify(text)), ...named];
  return `{{ ${counter === undefined ? metric : "counter"}(${parts.join(", ")}) }}`;
}

/** Operands that the audit withholds. */
export function withheldIn({ operands }: Quantity): Summary[] {
  return operands.filter((operand) => operand.status === "withheld");
}

/** Throws a Failure unless the quantity is a ratio, a share or a count: a number without a unit. */
export function needNoUnit({ unit }: Quantity, what: string): void {
  if (unit !== "1") throw new Failure(`prints ${what}, and this is in "${unit}"`);
}

/**
 * Throws a Failure unless the ratio lies on the wanted side of 1 as far as anybody knows: value, whole
 * interval, the side on which a bound leaves it, and more than a tie where there was one trial.
 */
export function needSide(quantity: Quantity, side: "below" | "above"): void {
  needNoUnit(quantity, "a ratio");
  const { value, low, high, certainty, bound } = quantity;
  const other = side === "below" ? "more" : "less";
  if (!(value > 0)) throw new Failure(`needs a ratio above 0, and this is ${value}`);
  if (value === 1) throw new Failure("the ratio is 1: there is no difference to state");
  if (side === "below" ? value > 1 : value < 1) {
    throw new Failure(`the ratio is ${side === "below" ? "above" : "below"} 1; say "${other}"`);
  }
  if (low !== null && high !== null && low <= 1 && high >= 1) {
    throw new Failure(
      "the interval of the ratio includes 1: it does not say which; state no difference",
    );
  }
  if (certainty === "single" && Math.abs(value - 1) < SINGLE_TRIAL_MARGIN) {
    throw new Failure(
      `one trial and less than ${SINGLE_TRIAL_MARGIN * 100} % apart is a tie: state no difference`,
    );
  }
  if (bound === (side === "below" ? "at least" : "at most")) {
    throw new Failure(`the ratio is ${bound} this, so it may as well be ${other}; use the default`);
  }
}
