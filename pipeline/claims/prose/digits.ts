/** A quantity as digits: as many as its bounds allow. */
import { decimalsFor, formatNumber, roundedBehind } from "../../../common/number_format.ts";
import { opposite } from "../arithmetic.ts";
import type { Quantity } from "../quantity.ts";

/** A quantity in the terms of a sentence: scaled, or turned into percent. */
export interface Reading extends Pick<Quantity, "value" | "low" | "high" | "certainty" | "bound"> {
  /** Each of its figures was measured more than once: that they have no interval is for another reason. */
  repeated?: true;
  /** It was computed of figures, and none is printed elsewhere with it: behind a bound it must stay true. */
  isRatio: boolean;
}

/** Reads a quantity through `to`, which may turn the order round ("uses 47 %" is "53 % less"). */
export function readingOf(quantity: Quantity, to: (value: number) => number): Reading {
  const map = (value: number) => clean(to(value));
  const value = map(quantity.value);
  const falls = map(quantity.value + Math.abs(quantity.value) * 1e-3) < value;
  const { certainty, bound, operands } = quantity;
  const isRatio = quantity.unit === "1";
  const measured = operands.length > 0 &&
    operands.every(({ n, merged }) => n > 1 || merged !== null);
  const repeated = measured ? { repeated: true as const } : {};
  if (!falls) {
    const [low, high] = [end(quantity.low, map), end(quantity.high, map)];
    return { value, low, high, certainty, bound, isRatio, ...repeated };
  }
  return {
    value,
    low: end(quantity.high, map),
    high: end(quantity.low, map),
    certainty,
    ...repeated,
    isRatio,
    bound: opposite(bound),
  };
}

function end(value: number | null, map: (value: number) => number): number | null {
  return value === null ? null : map(value);
}

/** Without the last digits of the arithmetic: 1 - 0.9 is 0.1. */
function clean(value: number): number {
  return Number(value.toPrecision(12));
}

/** Digits that survive without an interval. */
const UNKNOWN_DIGITS = 3;
/** Digits up to which a constant is printed as it is. */
const EXACT_DIGITS = 4;

/**
 * Decimals a reading is printed with. Over trials: the site's rule. A cited figure: no digit that its
 * rounding leaves open by more than two. A constant: all it has, up to four digits. One trial: three
 * digits.
 */
export function decimalsOf({ value, low, high, certainty }: Reading): number {
  if (certainty === "exact") {
    const short = Number(value.toPrecision(EXACT_DIGITS));
    return Math.abs(short - value) <= Math.abs(value) * 1e-12
      ? decimalsIn(short)
      : decimalsFor(value, null);
  }
  const width = low === null || high === null ? null : high - low;
  if (certainty === "rounded" && width !== null && width > 0) {
    const lastDigit = Math.ceil(Math.log10(width / 4) - 1e-9);
    return Math.max(0, Math.min(-lastDigit, 9));
  }
  return decimalsFor(value, width);
}

function decimalsIn(value: number): number {
  const [digits = "", exponent = "0"] = String(value).split("e");
  return Math.max(0, (digits.split(".")[1]?.length ?? 0) - Number(exponent));
}

const SIGNS = { "": "", "at least": "≥", "at most": "≤", "not known": "" } as const;

/** The digits of a reading, without sign of bound and without unit. */
export function digitsOf(reading: Reading): string {
  const { value, certainty } = reading;
  const shown = certainty === "single" ? Number(value.toPrecision(UNKNOWN_DIGITS)) : value;
  const decimals = decimalsOf(reading);
  const sign = reading.isRatio ? SIGNS[reading.bound] : "";
  return formatNumber(roundedBehind(sign, shown, decimals), decimals);
}

/** Said of every figure that nobody measured twice. */
export const ONE_TRIAL = " (one trial)";

/** Said of a value that may be more, or less, than what was measured. */
export const NOT_KNOWN = "not known";

/**
 * A reading with what belongs to it: "≥ " of a lower bound, the unit's words, and "(one trial)" where
 * nobody knows how far the next trial would be. What is not known has no digits.
 */
export function phrase(reading: Reading, words = ""): string {
  if (reading.bound === "not known") return NOT_KNOWN;
  const unit = words === "" ? "" : `\u00a0${words}`;
  const trials = reading.certainty === "single" && reading.repeated !== true ? ONE_TRIAL : "";
  const sign = SIGNS[reading.bound];
  return `${sign === "" ? "" : `${sign}\u00a0`}${digitsOf(reading)}${unit}${trials}`;
}
