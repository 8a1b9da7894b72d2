/** Whether the number that a text prints is the number that the tables give. */
import type { Literal } from "./literal.ts";
import { inUnitOf } from "./literal_unit.ts";
import type { Quantity } from "./quantity.ts";

export interface Stated {
  matches: boolean;
  /** `as stated`, `within rounding`, `within 5 %`, or `differs: 12.12 is stated as 34`. */
  reason: string;
}

/** A value and a printed number are the same up to this share of the printed number: binary fractions. */
const SLACK = 1e-9;

/**
 * Judges a printed number. It matches where the computed value, or with rounded inputs any value within its
 * bounds, rounds to the digits that are printed; a value half way between two rounds to either. `within` gives
 * a round word its own tolerance, a share of it (`5 %`) or a quantity of its unit.
 */
export function judgeStated(
  quantity: Quantity,
  stated: Literal,
  within: Literal | undefined,
  at: number,
): Stated {
  const number = inUnitOf(quantity.unit, stated, at);
  const tolerance = within === undefined
    ? undefined
    : within.suffix === "%"
    ? Math.abs(number.value) * within.value
    : inUnitOf(quantity.unit, within, at).value;
  const reach = tolerance ?? lastPlaceOf(number.digits) * number.scale / 2;
  const slack = SLACK * Math.max(Math.abs(number.value), reach);
  const [low, high] = [number.value - reach - slack, number.value + reach + slack];
  if (quantity.value >= low && quantity.value <= high) {
    const { digits = "", suffix = "" } = within ?? {};
    return {
      matches: true,
      reason: within === undefined ? "as stated" : `within ${spaced(digits, suffix)}`,
    };
  }
  const rounded = quantity.certainty === "rounded" && quantity.low !== null &&
    quantity.high !== null && quantity.high >= low && quantity.low <= high;
  if (rounded) return { matches: true, reason: "within rounding" };
  const shown = shortest(
    quantity.value / number.scale,
    number.digits,
    (rounded) => rounded * number.scale < low || rounded * number.scale > high,
  );
  const { suffix } = number;
  return {
    matches: false,
    reason: `differs: ${spaced(shown, suffix)} is stated as ${spaced(number.digits, suffix)}`,
  };
}

/** What one of the last printed digit is; after `~` the zeros at the end of a whole number are no digits. */
function lastPlaceOf(digits: string): number {
  const [mantissa = "", exponent = "0"] = digits.split("e");
  const point = mantissa.indexOf(".");
  const zeros = point < 0 && digits.startsWith("~") ? /[1-9](0*)$/.exec(mantissa)?.[1] ?? "" : "";
  const decimals = point < 0 ? -zeros.length : mantissa.length - point - 1;
  return 10 ** (Number(exponent) - decimals);
}

/** Digits of a binary fraction that mean something. */
const MOST_DIGITS = 15;

/**
 * One digit more than is printed, and four at least, so that the difference can be seen; more where the rounded
 * value does not differ yet: 12.1249 is not 12.13, while 12.125 may be.
 */
function shortest(value: number, digits: string, differs: (rounded: number) => boolean): string {
  const decimals = /\.(\d+)/.exec(digits)?.[1]?.length ?? 0;
  const significant = Number(value.toPrecision(4));
  const placed = Number(value.toFixed(Math.min(20, decimals + 1)));
  let shown = Math.abs(placed - value) < Math.abs(significant - value) ? placed : significant;
  for (let more = 5; more <= MOST_DIGITS && !differs(shown); more++) {
    shown = Number(value.toPrecision(more));
  }
  return String(shown);
}

function spaced(digits: string, suffix: string): string {
  if (suffix === "" || /^(x|[kKMGT](\/s)?|\/s)$/.test(suffix)) return digits + suffix;
  return `${digits} ${suffix}`;
}
