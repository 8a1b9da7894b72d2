/** From a row of summary.csv to a quantity. */
import type { Summary } from "../tables/summary.ts";
import { boundsByPrint, type ClaimContext, type EvaluateOptions } from "./context.ts";
import type { Interval } from "./printed_bounds.ts";
import { exactly, type Quantity } from "./quantity.ts";

/** One run each that differ by less are a tie: no order can be told from noise. */
export const SINGLE_TRIAL_MARGIN = 0.03;

/** Half of it, on logs, for each of two sides. */
const WIDENED = Math.sqrt(1 + SINGLE_TRIAL_MARGIN);

/**
 * The quantity that a figure is, in the unit of the table. Its value is the median of the trials or, of a
 * percentile, that of their merged histogram: what the interval bounds.
 */
export function quantityOf(
  figure: Summary,
  context: ClaimContext,
  options: EvaluateOptions,
): Quantity {
  const { unit } = figure;
  const value = figure.merged ?? figure.median;
  const bound = figure.status === "lower bound" ? "at least" : "";
  const base = { value, unit, bound, operands: [figure], figure } as const;
  const bounded = (certainty: "rounded" | "sampled", { low, high }: Interval): Quantity => ({
    ...base,
    low,
    high,
    certainty,
  });
  if (options.inputDigits !== undefined) {
    return bounded("rounded", boundsByDigits(value, options.inputDigits));
  }
  if (figure.n > 1 && figure.low !== null && figure.high !== null) {
    return bounded("sampled", { low: figure.low, high: figure.high });
  }
  const printed = boundsByPrint(context, figure);
  if (isCount(figure, printed)) return { ...base, ...exactly(value, unit, [figure]), bound };
  if (printed !== null) {
    const single = options.asserted === true && figure.findings.includes("single-trial");
    return bounded("rounded", single ? widened(printed) : printed);
  }
  if (options.restated === true) return { ...base, low: value, high: value, certainty: "exact" };
  return { ...base, low: null, high: null, certainty: "single" };
}

/** A number that was counted and not measured: cited as a whole, or the same in each of several trials. */
function isCount(figure: Summary, printed: Interval | null): boolean {
  if (figure.statistic !== "total" || figure.unit === "s" || !Number.isInteger(figure.median)) {
    return false;
  }
  return printed !== null
    ? printed.high - printed.low <= 1
    : figure.n > 1 && figure.min === figure.max;
}

function boundsByDigits(value: number, digits: number): Interval {
  if (value === 0) return { low: 0, high: 0 };
  const shown = Number(value.toPrecision(digits));
  const half = 0.5 * 10 ** (Math.floor(Math.log10(Math.abs(shown))) + 1 - digits);
  return { low: shown - half, high: shown + half };
}

function widened({ low, high }: Interval): Interval {
  return {
    low: low > 0 ? low / WIDENED : low * WIDENED,
    high: high > 0 ? high * WIDENED : high / WIDENED,
  };
}
