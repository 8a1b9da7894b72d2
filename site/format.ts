/**
 * Numbers for people: SI units scaled by prefix, and only as many digits as the spread allows. The
 * tables keep base units and every digit; nothing here is read back.
 */

/** Stands between a number and its unit, and between thousands: never a line break there. */
const NO_BREAK = "\u00a0";
const THIN = "\u202f";

/** A unit for people: values are divided by `divisor` and labelled `unit`. */
export interface Scale {
  divisor: number;
  unit: string;
}

const DECIMAL = [[1e9, "G"], [1e6, "M"], [1e3, "k"], [1, ""]] as const;
const BINARY = [[2 ** 30, "GiB"], [2 ** 20, "MiB"], [2 ** 10, "KiB"], [1, "B"]] as const;
const TIMES = [[1, "s"], [1e-3, "ms"], [1e-6, "µs"], [1e-9, "ns"]] as const;

/** What a rate counts; a metric that is not here counts "1/s". */
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
  const middle = sizes.length === 0 ? 1 : Math.sqrt(Math.min(...sizes) * Math.max(...sizes));
  if (unit === "1/s") {
    const [divisor, prefix] = stepFor(DECIMAL, middle);
    const counted = COUNTED[metric] ?? "1/s";
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

/** A plain number with thin spaces between thousands. */
export function formatNumber(value: number, decimals = 0): string {
  const [whole = "", fraction] = Math.abs(value).toFixed(decimals).split(".");
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, THIN) : whole;
  const sign = value < 0 && Number(value.toFixed(decimals)) !== 0 ? "−" : "";
  return sign + grouped + (fraction === undefined ? "" : `.${fraction}`);
}

/** A value in a column whose header names the unit. */
export function formatIn(scale: Scale, value: number, spread: number | null = null): string {
  const scaled = value / scale.divisor;
  if (scale.unit === "" && Number.isInteger(scaled)) return formatNumber(scaled);
  const decimals = decimalsFor(scaled, spread === null ? null : spread / scale.divisor);
  return formatNumber(scaled, decimals);
}

/** "47.6–48.9": two ends in a column, with the digits that their distance allows. */
export function formatRange(scale: Scale, low: number, high: number): string {
  const spread = high - low;
  if (spread === 0) return formatIn(scale, low);
  return `${formatIn(scale, low, spread)}–${formatIn(scale, high, spread)}`;
}

/** "316 k req/s": a value with its unit, for running text. */
export function formatQuantity(
  value: number,
  unit: string,
  metric: string,
  spread: number | null = null,
): string {
  const scale = scaleFor(unit, metric, [value]);
  const number = formatIn(scale, value, spread);
  return scale.unit === "" ? number : `${number}${NO_BREAK}${scale.unit}`;
}

/** "94 %", "0.8 %": a share, or a difference of two values as a share of one. */
export function formatShare(ratio: number): string {
  const percent = ratio * 100;
  return `${formatNumber(percent, Math.abs(percent) < 9.95 ? 1 : 0)}${NO_BREAK}%`;
}

/** "2.4", "86": how many times larger. */
export function formatFactor(ratio: number): string {
  return formatNumber(ratio, ratio < 9.95 ? 1 : 0);
}

const MANY = /s$/;

/** "8 connections", "1 connection", "1 000 virtual users"; empty where there is no load. */
export function formatLoad(load: number | null, unit: string): string {
  if (load === null) return "";
  const words = unit.replaceAll("-", " ");
  return `${formatNumber(load)}${NO_BREAK}${load === 1 ? words.replace(MANY, "") : words}`;
}

const MONTHS =
  "January February March April May June July August September October November December"
    .split(" ");

/** "21 November 2026" of an RFC 3339 time or date, in UTC; the text itself where it is neither. */
export function formatDate(text: string): string {
  const time = new Date(text);
  if (text === "") return "date not known";
  if (Number.isNaN(time.getTime())) return text;
  return `${time.getUTCDate()} ${MONTHS[time.getUTCMonth()]} ${time.getUTCFullYear()}`;
}

/** "2 h 05 min", "4 min 10 s", "12 s". */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const rest = String(whole % 60).padStart(hours + minutes > 0 ? 2 : 1, "0");
  if (hours > 0) return `${hours} h ${String(minutes).padStart(2, "0")} min`;
  return minutes > 0 ? `${minutes} min ${rest} s` : `${rest} s`;
}

/** "A", "A and B", "A, B and C". */
export function formatList(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/** "1 trial", "5 trials". */
export function formatCount(count: number, noun: string, nouns = `${noun}s`): string {
  return `${formatNumber(count)}${NO_BREAK}${count === 1 ? noun : nouns}`;
}
