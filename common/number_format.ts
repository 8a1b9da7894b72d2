/**
 * How many digits a number is printed with, and under which prefix of its unit: one rule for the pages
 * and for the text of a report.
 */
import { greatestOf, leastOf } from "./lists.ts";

/** Stands between a number and its unit: never a line break there. */
export const NO_BREAK = "\u00a0";

/** A unit for people: values are divided by `divisor` and labelled `unit`. */
export interface Scale {
  divisor: number;
  unit: string;
}

const DECIMAL = [[1e9, "G"], [1e6, "M"], [1e3, "k"], [1, ""]] as const;
const BINARY = [[2 ** 30, "GiB"], [2 ** 20, "MiB"], [2 ** 10, "KiB"], [1, "B"]] as const;
const TIMES = [[1, "s"], [1e-3, "ms"], [1e-6, "µs"], [1e-9, "ns"]] as const;

/** What a rate counts; a metric that is not here has "1/s", "k/s". */
const COUNTED: Readonly<Record<string, string>> = {
  throughput: "req/s",
  goodput: "req/s",
  items_rate: "items/s",
};

/**
 * The scale that suits all of `values` (base units): chosen at the geometric middle of the smallest and
 * the largest, so that a column from 9 µs to 130 ms reads in milliseconds.
 */
export function scaleFor(unit: string, metric: string, values: readonly number[]): Scale {
  const sizes = values.map(Math.abs).filter((value) => value > 0);
  const middle = sizes.length === 0 ? 1 : Math.sqrt(leastOf(sizes) * greatestOf(sizes));
  if (unit === "1/s") {
    const [divisor, prefix] = stepFor(DECIMAL, middle);
    const counted = COUNTED[metric];
    if (counted === undefined) return { divisor, unit: `${prefix || "1"}/s` };
    return { divisor, unit: prefix === "" ? counted : `${prefix}${NO_BREAK}${counted}` };
  }
  if (unit === "s") return asScale(stepFor(TIMES, middle));
  if (unit === "B") return asScale(stepFor(BINARY, middle));
  if (unit === "B/s") {
    const [divisor, name] = stepFor(BINARY, middle);
    return { divisor, unit: `${name}/s` };
  }
  return { divisor: 1, unit: unit === "1" ? "" : unit };
}

function asScale([divisor, unit]: readonly [number, string]): Scale {
  return { divisor, unit };
}

function stepFor<T extends string>(
  steps: readonly (readonly [number, T])[],
  size: number,
): readonly [number, T] {
  return steps.find(([divisor]) => size >= divisor) ?? steps.at(-1) as readonly [number, T];
}

/**
 * Decimals for a value whose trials spread over `spread` (both scaled): down to the first digit of the
 * spread, or its second where the first is 1 or 2, as uncertainties are written; two to four digits in
 * all. Without a spread, three digits.
 */
export function decimalsFor(value: number, spread: number | null): number {
  const magnitude = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  const wanted = spread === null || spread <= 0 ? 2 - magnitude : decimalsOfSpread(spread);
  return Math.max(0, Math.min(Math.max(wanted, 1 - magnitude), 3 - magnitude, 9));
}

function decimalsOfSpread(spread: number): number {
  const exponent = Math.floor(Math.log10(spread));
  return (spread / 10 ** exponent < 3 ? 1 : 0) - exponent;
}

/** A plain number with commas between thousands, as the audit's messages have them. */
export function formatNumber(value: number, decimals = 0): string {
  const [whole = "", fraction] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const sign = value < 0 && Number(value.toFixed(decimals)) !== 0 ? "−" : "";
  return sign + grouped + (fraction === undefined ? "" : `.${fraction}`);
}

/** Less than what a quotient of two values can be wrong by is no step. */
const NEGLIGIBLE = 1e-12;

/** Rounded down behind "≥" and up behind "≤", else to the nearest. */
export function roundedBehind(bound: string, value: number, decimals: number): number {
  const nearest = Number(value.toFixed(decimals));
  const over = nearest - value;
  const isTrue = Math.abs(over) <= NEGLIGIBLE * Math.abs(value) ||
    (bound === "≥" ? over < 0 : bound === "≤" ? over > 0 : true);
  if (isTrue) return nearest;
  const step = 10 ** -decimals;
  return Number((nearest + (bound === "≥" ? -step : step)).toFixed(decimals));
}

/** Units of which there are no parts: a whole number of them is a count, and has no decimals. */
const COUNTS: ReadonlySet<string> = new Set(["", "B"]);

/** A value in a column whose header names the unit. */
export function formatIn(scale: Scale, value: number, spread: number | null = null): string {
  const scaled = value / scale.divisor;
  if (COUNTS.has(scale.unit) && Number.isInteger(scaled)) return formatNumber(scaled);
  const decimals = decimalsFor(scaled, spread === null ? null : spread / scale.divisor);
  return formatNumber(scaled, decimals);
}
