/** Numbers as people write them: `12.13x`, `47 %`, `200 ms`, `~85 MB`, `24k/s`. */
import { DECIMAL, scaleDecimal, SECONDS } from "../formats/units.ts";

/** A number of an expression: what it says, and how it is printed. */
export interface Literal {
  /** In `unit`. */
  value: number;
  unit: string;
  /** The digits as written, without suffix: `12.10`. */
  digits: string;
  /** The suffix as written; empty where there is none. */
  suffix: string;
  /** What one of the written digits' ones is in `unit`: 0.001 of `200 ms`. */
  scale: number;
}

const BYTES: Readonly<Record<string, number>> = {
  B: 1,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
  TiB: 1024 ** 4,
};

const { m: _minute, ...TIMES } = SECONDS;

type Scaled = readonly [unit: string, scale: number];

const entriesOf = (table: Readonly<Record<string, number>>, unit: string, ending = "") =>
  Object.entries(table).map(([word, scale]): [string, Scaled] => [word + ending, [unit, scale]]);

/** What may stand behind a number. `m` is left out: it could be metres, minutes or milli. */
const SUFFIXES: ReadonlyMap<string, Scaled> = new Map<string, Scaled>([
  ["%", ["1", 0.01]],
  ["points", ["1", 0.01]],
  ["x", ["1", 1]],
  ...entriesOf({ ...TIMES, min: 60 }, "s"),
  ...entriesOf(BYTES, "B"),
  ...entriesOf(BYTES, "B/s", "/s"),
]);

/** Words of rates: `24k msg/s` counts the same as `24k/s`. */
const RATE = /^(?:|req|requests|items|msg|messages|messages|answers|iterations)\/s$/;

/** Words that go on with the sentence and are no unit. */
const KEYWORDS = new Set(["within", "from", "digits", "states"]);

const NUMBER = /~?[+-]?\d+(?:\.\d+)?(?:e[+-]?\d{1,3}(?![\w.]))?/y;
const PLAIN = /\d+(?:\.\d+)?(?:e[+-]?\d{1,3}(?![\w.]))?/y;
const MULTIPLE = / *([kKMGT])(?![A-Za-zµμ])/y;
const SUFFIX = / *(%|[A-Za-zµμ][A-Za-zµμ]*(?:\/s\b)?|\/s\b)/y;
const QUOTED = / *"([^"\n]{1,40})"/y;

/**
 * Reads the number that begins at `at`; `signed` takes a sign and a tilde, as the text prints them.
 * Undefined where none begins there. A word that is no known unit is taken as a unit of its own
 * (`784 lines`), a text in quotes too (`333 "1/s per %"`).
 */
export function readLiteral(
  text: string,
  at: number,
  signed: boolean,
): { literal: Literal; end: number } | undefined {
  const number = match(signed ? NUMBER : PLAIN, text, at);
  if (number === undefined) return undefined;
  let end = at + number[0].length;
  const multiple = match(MULTIPLE, text, end);
  if (multiple !== undefined) end += multiple[0].length;
  const factor = DECIMAL[multiple?.[1] ?? ""] as number;
  const [unit, scale, length] = readSuffix(text, end, multiple !== undefined);
  const digits = number[0].replace(/^[~+]*/, "");
  const suffix = text.slice(at + number[0].length, end + length).trim();
  const value = digits.includes("e")
    ? Number(digits) * factor * scale
    : scaleWritten(digits, factor * scale);
  return {
    literal: {
      value,
      unit,
      digits: number[0].startsWith("~") ? `~${digits}` : digits,
      suffix,
      scale: factor * scale,
    },
    end: end + length,
  };
}

function readSuffix(
  text: string,
  at: number,
  multiplied: boolean,
): [unit: string, scale: number, length: number] {
  const quoted = match(QUOTED, text, at);
  if (quoted !== undefined) return [quoted[1] as string, 1, quoted[0].length];
  const found = match(SUFFIX, text, at);
  const word = found?.[1];
  if (found === undefined || word === undefined || KEYWORDS.has(word)) return ["1", 1, 0];
  if (RATE.test(word)) return ["1/s", 1, found[0].length];
  const [unit, scale] = SUFFIXES.get(word) ?? [word, 1];
  // `24k x` or `3M ms` would be two multiples of one number.
  return multiplied && scale !== 1 ? ["1", 1, 0] : [unit, scale, found[0].length];
}

function scaleWritten(digits: string, factor: number): number {
  // Number(text) of very long digits is as good as it gets; scaleDecimal rounds once.
  return digits.length > 15 ? Number(digits) * factor : scaleDecimal(digits, factor);
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}
