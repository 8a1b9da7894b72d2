/**
 * Numbers for people: SI units scaled by prefix, and only as many digits as the spread allows. The
 * tables keep base units and every digit; nothing here is read back.
 */
import {
  formatIn,
  formatNumber,
  NO_BREAK,
  roundedBehind,
  type Scale,
  scaleFor,
} from "../common/number_format.ts";
import type { Bound } from "./model/bounds.ts";

export {
  decimalsFor,
  formatIn,
  formatNumber,
  type Scale,
  scaleFor,
} from "../common/number_format.ts";

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

/**
 * The same for the title of a chart whose figures are in `scale`: 615 µs has a digit that 0.61 ms, beside its bar,
 * leaves out, so that what has a spread is in no smaller unit.
 */
export function formatAsDrawn(
  scale: Scale,
  value: number,
  unit: string,
  metric: string,
  spread: number | null,
): string {
  return spread === null || scaleFor(unit, metric, [value]).divisor >= scale.divisor
    ? formatQuantity(value, unit, metric, spread)
    : `${formatIn(scale, value, spread)}${NO_BREAK}${scale.unit}`;
}

/** A value as it reads in print, for an order that a reader can check: 11.5 stands before an 11.52 that is printed as 12. */
export function asPrinted(scale: Scale, value: number, spread: number | null): number {
  return Number(formatIn(scale, value, spread).replaceAll(",", "").replace("−", "-"));
}

/** "94 %", "0.8 %": a share, or a difference of two values as a share of one; `bound` stands before it. */
export function formatShare(ratio: number, bound: Bound = ""): string {
  return `${formatShort(ratio * 100, bound)}${NO_BREAK}%`;
}

/** "2.4", "86": how many times larger; `bound` stands before it. */
export function formatFactor(ratio: number, bound: Bound = ""): string {
  return formatShort(ratio, bound);
}

function formatShort(value: number, bound: Bound): string {
  const isShort = Math.abs(value) < 9.95 ||
    bound !== "" && Math.abs(roundedBehind(bound, value, 1)) < 10;
  return formatBehind(bound, value, isShort ? 1 : 0);
}

/** A number in so many decimals behind a bound that is printed before it, and that it must not make false. */
export function formatBehind(bound: Bound, value: number, decimals: number): string {
  return formatNumber(roundedBehind(bound, value, decimals), decimals);
}

const MANY = /s$/;

/** "8 connections", "1 connection", "1,000 virtual users"; empty where there is no load. */
export function formatLoad(load: number | null, unit: string): string {
  if (load === null) return "";
  const words = unit.replaceAll("-", " ");
  return `${formatNumber(load)}${NO_BREAK}${load === 1 ? words.replace(MANY, "") : words}`;
}

const MONTHS =
  "January February March April May June July August September October November December"
    .split(" ");

/** "21 November 2026" of an RFC 3339 time or date, in UTC, with no break behind the day; the text itself where it is neither. */
export function formatDate(text: string): string {
  const time = new Date(text);
  if (text === "") return "date not known";
  if (Number.isNaN(time.getTime())) return text;
  return `${time.getUTCDate()}${NO_BREAK}${MONTHS[time.getUTCMonth()]} ${time.getUTCFullYear()}`;
}

/** "Echo on a laptop" of "Echo on a laptop, November 2026": a title without the month that its date repeats. */
export function withoutMonth(title: string, date: string): string {
  const [, month] = /^\d+\s(.+)$/.exec(formatDate(date)) ?? [];
  return month !== undefined && title.endsWith(`, ${month}`)
    ? title.slice(0, -month.length - 2)
    : title;
}

/** Signs of registered names: a host's own name has them, a sentence about it does not. */
const MARKS = /\((?:R|TM|C)\)|[®™©]/gi;

/** "2-core virtual machine, Intel Xeon Processor" of a host whose CPU says "Intel(R) Xeon(R) Processor". */
export function formatHost({ known, title }: { known: boolean; title: string }): string {
  return known ? title.replace(MARKS, "") : "host not known";
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

/** In parentheses, where a comma parts nothing of what stands around them. */
const ASIDE = /\([^()]*\)/g;

/** "A", "A and B", "A, B and C"; "A; B, b; and C" of three or more where one has a comma of its own. */
export function formatList(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "";
  const parted = words.length > 2 && words.some((word) => word.replace(ASIDE, "").includes(","));
  const sign = parted ? ";" : ",";
  const end = sign === ";" ? "; and" : " and";
  return `${words.slice(0, -1).join(`${sign} `)}${end} ${words.at(-1)}`;
}

/** The text with a capital letter, as a sentence begins. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "1 trial", "5 trials". */
export function formatCount(count: number, noun: string, nouns = `${noun}s`): string {
  return `${formatNumber(count)}${NO_BREAK}${count === 1 ? noun : nouns}`;
}
