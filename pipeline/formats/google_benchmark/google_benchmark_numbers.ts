/**
 * Numbers as Google Benchmark's console prints them (string_util.cc, HumanReadableNumber): six
 * significant digits and a prefix. `k M G` and `Ki Mi Gi` are large, `m u n` are small (milli, not mega).
 */

import { shiftDecimal } from "../units.ts";

/** Powers of ten of the units of time (GetTimeUnitString); a row without one has nanoseconds. */
const POWER_OF_UNIT: Readonly<Record<string, number>> = { ns: -9, us: -6, ms: -3, s: 0 };

/** Seconds of a time in one of the library's units; undefined for any other unit. */
export function secondsOf(value: number, unit: string): number | undefined {
  if (!Object.hasOwn(POWER_OF_UNIT, unit)) return undefined;
  return shiftDecimal(value, POWER_OF_UNIT[unit] as number);
}

const PREFIXES = "kMGTPEZY";
const SMALL_PREFIXES = "munpfazy";

/** A printed number: `2.66M/s`, `279.487Mi/s`, `34.9876u`, `13.2 MiB/s`, `106.12ns`, `0.31%`. */
export const PRINTED_NUMBER =
  /^(-?(?:\d+(?:\.\d+)?(?:e[+-]?\d+)?|[nN]a[nN]|[iI]nf))(?: ?([KMGTPEZY]i?)B\/s|([kKMGTPEZY]i?|[munpfazy])?(\/s|s|%)?)$/;

/**
 * The value of a printed number; NaN for `nan` and `inf`, undefined where the text is none or is a
 * percentage. `base` is what a prefix without an `i` stands for: until 1.8.3 the library printed multiples of
 * 1024 with the same letters as multiples of 1000.
 */
export function parsePrintedNumber(text: string, base: 1000 | 1024): number | undefined {
  const match = PRINTED_NUMBER.exec(text);
  if (match === null || match[4] === "%") return undefined;
  const mantissa = match[1] as string;
  if (/[nN]/.test(mantissa)) return NaN;
  const prefix = match[2] ?? match[3] ?? "";
  const letter = prefix[0] ?? "";
  const isBinary = base === 1024 || prefix.endsWith("i");
  const power = letter === ""
    ? 0
    : SMALL_PREFIXES.includes(letter)
    ? -(SMALL_PREFIXES.indexOf(letter) + 1)
    : PREFIXES.indexOf(letter === "K" ? "k" : letter) + 1;
  if (isBinary) return Number(mantissa) * 1024 ** power;
  // Shifting the decimal point keeps 27.3M what it says; 27.3 * 1e6 is 27300000.000000004.
  return mantissa.includes("e")
    ? Number(mantissa) * 10 ** (3 * power)
    : Number(`${mantissa}e${3 * power}`);
}

/** Significant digits of a printed number: 3 of `2.66M/s`, 2 of `30k/s`, 5 of `46533 ns`. */
export function significantDigits(printed: string): number {
  const mantissa = /^-?([\d.]+)/.exec(printed)?.[1] ?? "";
  return mantissa.replace(".", "").replace(/^0+/, "").length;
}

/** One unit in the last printed digit as a share of the value, when it has so many digits. */
export function lastDigitShare(printed: string, digits: number): number {
  const mantissa = Number(/^-?([\d.]+(?:e[+-]?\d+)?)/.exec(printed)?.[1] ?? NaN);
  if (!(mantissa > 0)) return NaN;
  const exponent = Math.floor(Math.log10(mantissa));
  return 10 ** (exponent - digits + 1) / mantissa;
}
