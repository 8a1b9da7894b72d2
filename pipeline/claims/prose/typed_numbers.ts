/**
 * Numbers that an author typed where an expression belongs. The rule, in whole, with its reasons is in
 * README.md beside this file; typed_numbers_test.ts holds its cases.
 */
import type { Summary } from "../../tables/summary.ts";
import type { Passage } from "./passages.ts";
import { figureLike, isLoad, readDigits } from "./typed_figures.ts";
import { unitAt } from "./typed_units.ts";
import { findNumberWords, isRepetition } from "./typed_words.ts";

/** A typed number that may not stand. */
export interface TypedNumber {
  /** Offset in the source. */
  offset: number;
  /** As typed, with its unit. */
  text: string;
  /** What is wrong with it, and the figure that it seems to be. */
  reason: string;
}

/** Digits from which a number without a unit is compared with the tables. */
const TELLING_DIGITS = 3;
/** Digits from which a given is: constants such as 128 MiB meet figures by chance. */
const GIVEN_DIGITS = 4;

const MONTH =
  "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
/** Numbers that measure nothing, whatever the tables hold. */
const FREE: readonly RegExp[] = [
  /\b\d+(?:\.\d+){2,}(?:-[a-z][\w.]*)?/giu, // 1.27.0, 127.0.0.1
  /\b[A-Z]{2,}s?\/\d+(?:\.\d+)?\b/gu, // HTTP/1.1
  /\b\d{4}-\d{2}(?:-\d{2})?(?:T[\d:.]+Z?)?\b/gu,
  new RegExp(`\\b${MONTH} (?:\\d{1,2}, )?\\d{4}\\b`, "gu"),
  /\b(?:19|20)\d0s\b/gu,
  /\b\d+(?:st|nd|rd|th)\b/gu,
];
/** What may stand before a bare number that only looks like a figure. */
const NAMED =
  /(?:\b(?:RFC|[Pp]orts?|[Ss]tatus|HTTP|[Pp]age|[Ll]ine|[Cc]hapter|[Ss]ection|[Vv]ersion)|§|#)\s*$/u;
const IN_YEAR = /\b(?:in|since|until|during|before|after|early|late|year|of)\s+$/iu;
const YEAR = /^(?:19|20)\d{2}$/;

const NUMBER =
  /(?<![\p{L}\p{N}_])(?:(?:\d{1,3}(?:[,'\u00a0\u2009\u202f]\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+)(?:[eE][-+]?\d+)?/gu;
const GLUED_AFTER = /^[.,]?[\ue000-\uf8ff]/u;
const GLUED_BEFORE = /[\ue000-\uf8ff][.,]?$/u;
const SIGN_BEFORE = /(?<!\S)[-−](?=[\ue000-\uf8ff])/gu;
const MULTIPLE_AFTER = /[\ue000-\uf8ff][\s-]?(?:[kKMG]|thousand|million|billion)(?![\p{L}\d])/gu;

/** Every typed number of a passage that may not stand, in the order of the text. */
export function typedNumbers(passage: Passage, summaries: readonly Summary[]): TypedNumber[] {
  const text = withoutFree(plainDigits(passage.text));
  const found: TypedNumber[] = [];
  const add = (at: number, shown: string, reason: string) =>
    found.push({ offset: passage.offsets[at] ?? 0, text: shown, reason });
  for (const { index, 0: digits } of text.matchAll(NUMBER)) {
    const reason = reasonAgainst(text, index, digits, passage.heading, summaries);
    if (reason !== undefined) add(index, shownAt(text, index, digits), reason);
  }
  for (const { at, text: words } of findNumberWords(text)) {
    add(at, words, "is a measured claim in words");
  }
  for (const { index } of text.matchAll(MULTIPLE_AFTER)) {
    add(index + 1, text.slice(index + 1).trim().split(/\s/)[0] ?? "", "multiplies an expression");
  }
  for (const { index, 0: sign } of text.matchAll(SIGN_BEFORE)) {
    add(index, sign, "changes the sign of an expression");
  }
  return found.sort((a, b) => a.offset - b.offset);
}

/** The figure that a given repeats, in words; undefined where it belongs to no table. */
export function figureGiven(text: string, summaries: readonly Summary[]): string | undefined {
  const plain = plainDigits(text);
  for (const { index, 0: digits } of plain.matchAll(NUMBER)) {
    const unit = unitAt(plain.slice(index + digits.length));
    const read = readDigits(digits);
    if (unit === undefined || read.significant < GIVEN_DIGITS) continue;
    const figure = figureLike(read, unit, summaries);
    if (figure !== undefined) return figure;
  }
  return undefined;
}

function reasonAgainst(
  text: string,
  at: number,
  digits: string,
  heading: boolean,
  summaries: readonly Summary[],
): string | undefined {
  const before = text.slice(0, at);
  const end = at + digits.length;
  const after = text.slice(end);
  if (GLUED_BEFORE.test(before) || GLUED_AFTER.test(after)) {
    return "is glued to an expression and changes what it says";
  }
  const unit = unitAt(after);
  const read = readDigits(digits);
  if (unit !== undefined) {
    const times = /times$/i.test(unit.text);
    const unitEnd = end + after.indexOf(unit.text) + unit.text.length;
    if (times && isRepetition(text, at, unitEnd)) return undefined;
    const figure = read.significant > 1 ? figureLike(read, unit, summaries) : undefined;
    return `has a unit${seeming(figure)}`;
  }
  if (read.significant < TELLING_DIGITS || NAMED.test(before)) return undefined;
  if (heading && before.trim() === "" && /^\.?\s/.test(after)) return undefined;
  if (YEAR.test(digits) && IN_YEAR.test(before)) return undefined;
  if (isLoad(read.value, after, summaries)) return undefined;
  const figure = figureLike(read, undefined, summaries);
  return figure === undefined ? undefined : `stands in the tables${seeming(figure)}`;
}

function seeming(figure: string | undefined): string {
  return figure === undefined ? "" : `: it seems to be ${figure}`;
}

function shownAt(text: string, at: number, digits: string): string {
  const after = text.slice(at + digits.length);
  const unit = unitAt(after);
  return digits + (unit === undefined ? "" : after.slice(0, after.indexOf(unit.text)) + unit.text);
}

/** Digits of other widths and styles as plain ones, every other character as it is. */
function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const plain = digit.normalize("NFKC");
    return plain.length === digit.length ? plain : digit;
  });
}

function withoutFree(text: string): string {
  return FREE.reduce(
    (rest, pattern) =>
      rest.replace(pattern, (match, ...groups) => {
        const end = (groups.at(-2) as number) + match.length;
        // 10.1.2 ms would be no version.
        return unitAt(rest.slice(end)) === undefined ? "\ufffc".repeat(match.length) : match;
      }),
    text,
  );
}
