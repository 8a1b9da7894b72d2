/**
 * JSON as tools really write it: cut off by a full disk or a killed process, with bare `NaN` and
 * `Infinity` (Google Benchmark's json_reporter.cc prints them), with the unescaped backslashes of old
 * writers on Windows, with a comma too many, or several documents behind one another, or with two members of one
 * name (a user counter of Google Benchmark that is called like a field).
 *
 * A valid document goes through `JSON.parse`; only what that refuses, or would alter without a word, is read by the
 * recovering parser.
 */

import { Failure } from "../../../common/failure.ts";
import { stringAt } from "./lenient_string.ts";
import { lineFinder } from "./line_finder.ts";
import { parseStrictJson } from "./strict_json.ts";

export interface LenientJson {
  /**
   * The document. Members that are not complete are left out: a value that the end of the text touches
   * is not trusted, for `12` may be the beginning of `123`.
   */
  value: unknown;
  /** The line on which a document that is not complete stops making sense; absent for a whole one. */
  truncatedAtLine?: number;
  /**
   * JSON pointer of the deepest object or array that was still open there: it and everything around
   * it may lack members. Present together with `truncatedAtLine`.
   */
  truncatedIn?: string;
  /**
   * JSON pointers of bare NaN and Infinity. Each is **set to null** in `value`, in objects as in arrays,
   * so that indices stay what they are in the file.
   */
  nonFinite: string[];
  /**
   * JSON pointers of members that stand in their object more than once, with different values: which one is
   * meant is not known. Each is **set to null** in `value` too.
   */
  doubled: string[];
}

/** Deeper than any tool's output and shallow enough for any stack. */
const MAX_DEPTH = 200;

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
/** NaN and infinities of JavaScript, of C (`-nan`, `inf`, `nan(ind)`) and of old MSVC (`1.#INF`). */
const NON_FINITE =
  /[+-]?(?:nan(?:\(\w*\))?|inf(?:inity)?|\d+\.#(?:inf|ind|qnan|snan)\w*)(?![\w.])/iy;
const SEPARATOR = /[\s,}\]]/;

/**
 * Reads every document of a text that may hold several, with other lines before, between and behind
 * them. A document begins where a line begins with `{` or `[{` or `[` alone, or right behind a whole one: many
 * tools end their file without a line end, and `cat` adds none. What cannot be read there is passed over.
 * Throws a Failure when there is none.
 */
export function parseLenientJsonDocuments(text: string, file: string): LenientJson[] {
  const strict = parseStrictJson(text);
  if (strict !== undefined) return [{ value: strict.value, nonFinite: [], doubled: [] }];
  const lineAt = lineFinder(text);
  const documents: LenientJson[] = [];
  let isTooDeep = false;
  const start = /^[ \t\ufeff]*(?=\{|\[\s*(?:\{|$))/gm;
  const behind = /[ \t\ufeff]*(?=\{|\[\s*(?:\{|$))/my;
  for (let match = start.exec(text); match !== null;) {
    const from = match.index + match[0].length;
    const { document, end, tooDeep } = readDocument(text, from, lineAt);
    isTooDeep ||= tooDeep;
    if (document !== undefined) documents.push(document);
    else if (documents.length > 0 && end >= text.length) {
      // Too little of it is left to be a value, and enough to say that something was cut off.
      documents.push({
        value: {},
        truncatedAtLine: lineAt(from),
        nonFinite: [],
        doubled: [],
      });
    }
    start.lastIndex = behind.lastIndex = Math.max(end, from + 1);
    const isWhole = document !== undefined && document.truncatedAtLine === undefined;
    match = (isWhole ? behind.exec(text) : null) ?? start.exec(text);
  }
  if (documents.length === 0) throw notJson(text, 0, isTooDeep, file, lineAt);
  return documents;
}

/** Thrown and caught within this file: the text stops making sense at `at`. */
class Broken {
  readonly at: number;
  readonly pointer: string;
  readonly tooDeep: boolean;

  constructor(at: number, pointer: string, tooDeep = false) {
    this.at = at;
    this.pointer = pointer;
    this.tooDeep = tooDeep;
  }
}

/** Pointers of what was read and is null in the value. */
type Found = Pick<LenientJson, "nonFinite" | "doubled">;

/** What could be read from `from` on, and where reading ended; no document where nothing could. */
interface Reading {
  document?: LenientJson;
  end: number;
  tooDeep: boolean;
}

function readDocument(text: string, from: number, lineAt: (at: number) => number): Reading {
  const found: Found = { nonFinite: [], doubled: [] };
  const root: { value?: unknown } = {};
  let at = skipBlank(text, from);
  try {
    at = readValue(text, at, "", 0, (value) => root.value = value, found);
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    const end = error.at;
    const { tooDeep } = error;
    if (tooDeep || root.value === undefined || isEmpty(root.value)) return { end, tooDeep };
    const document = {
      value: root.value,
      truncatedAtLine: lineAt(end),
      truncatedIn: error.pointer,
      ...found,
    };
    return { document, end, tooDeep };
  }
  return { document: { value: root.value, ...found }, end: at, tooDeep: false };
}

/**
 * Reads the value at `at`, gives it to `keep` and returns the offset behind it. An object or array is
 * given before its members are read, so that it is kept when the text stops inside it.
 */
function readValue(
  text: string,
  at: number,
  pointer: string,
  depth: number,
  keep: (value: unknown) => void,
  found: Found,
): number {
  const first = text[at];
  if (first === "{" || first === "[") {
    if (depth >= MAX_DEPTH) throw new Broken(at, pointer, true);
    const inner = (value: (value: unknown) => void, key: string, from: number) =>
      readValue(text, from, `${pointer}/${escapePointer(key)}`, depth + 1, value, found);
    return first === "{"
      ? readObject(text, at, pointer, keep, inner, found)
      : readArray(text, at, pointer, keep, inner);
  }
  if (first === '"') {
    const { value, end } = stringAt(text, at) ?? cutOff(text, parentOf(pointer));
    keep(value);
    return end;
  }
  for (const [word, value] of [["true", true], ["false", false], ["null", null]] as const) {
    if (text.startsWith(word, at)) {
      keep(value);
      return at + word.length;
    }
  }
  for (const [pattern, isNumber] of [[NON_FINITE, false], [NUMBER, true]] as const) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    // A number that touches the end of the text, or anything but a separator, is part of another.
    if (match === null || !SEPARATOR.test(text[at + match[0].length] ?? "")) continue;
    const value = Number(match[0]);
    const finite = isNumber && Number.isFinite(value);
    if (!finite) found.nonFinite.push(pointer);
    keep(finite ? value : null);
    return at + match[0].length;
  }
  throw new Broken(at, parentOf(pointer));
}

type ReadInner = (keep: (value: unknown) => void, key: string, at: number) => number;

function readObject(
  text: string,
  open: number,
  pointer: string,
  keep: (value: unknown) => void,
  inner: ReadInner,
  { doubled }: Found,
): number {
  const object: Record<string, unknown> = {};
  keep(object);
  let at = skipBlank(text, open + 1);
  while (text[at] !== "}") {
    if (text[at] !== '"') throw new Broken(at, pointer);
    const key = stringAt(text, at) ?? cutOff(text, pointer);
    at = skipBlank(text, key.end);
    if (text[at] !== ":") throw new Broken(at, pointer);
    // Defined, not assigned: a member called __proto__ is data like any other.
    const set = (value: unknown) =>
      Object.defineProperty(object, key.value, {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    const isAgain = Object.hasOwn(object, key.value);
    const before = object[key.value];
    at = skipBlank(text, inner(set, key.value, skipBlank(text, at + 1)));
    if (isAgain && JSON.stringify(before) !== JSON.stringify(object[key.value])) {
      doubled.push(`${pointer}/${escapePointer(key.value)}`);
      set(null);
    }
    if (text[at] === ",") at = skipBlank(text, at + 1);
    else if (text[at] !== "}") {
      if (isSuspect(text, at, object[key.value])) delete object[key.value];
      throw new Broken(at, pointer);
    }
  }
  return at + 1;
}

function readArray(
  text: string,
  open: number,
  pointer: string,
  keep: (value: unknown) => void,
  inner: ReadInner,
): number {
  const array: unknown[] = [];
  keep(array);
  let at = skipBlank(text, open + 1);
  while (text[at] !== "]") {
    const index = array.length;
    at = skipBlank(text, inner((value) => array[index] = value, String(index), at));
    if (text[at] === ",") at = skipBlank(text, at + 1);
    else if (text[at] !== "]") {
      if (isSuspect(text, at, array[index])) array.pop();
      throw new Broken(at, pointer);
    }
  }
  return at + 1;
}

/** `123` before `456` is half of a number that a terminal wrapped, a string before a word half of its own. */
function isSuspect(text: string, at: number, value: unknown): boolean {
  return at < text.length && (typeof value !== "object" || value === null);
}

function cutOff(text: string, pointer: string): never {
  throw new Broken(text.length, pointer);
}

function skipBlank(text: string, at: number): number {
  while (at < text.length && " \t\r\n\ufeff".includes(text[at] as string)) at++;
  return at;
}

function isEmpty(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.keys(value).length === 0;
}

/** A key as a JSON pointer spells it (RFC 6901). */
export function escapePointer(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

function parentOf(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf("/")));
}

function notJson(
  text: string,
  at: number,
  tooDeep: boolean,
  file: string,
  lineAt: (at: number) => number,
): Failure {
  const found = text.slice(at, at + 20).split("\n")[0]?.trim() ?? "";
  const what = tooDeep
    ? `it nests more than ${MAX_DEPTH} levels deep`
    : found === ""
    ? "the text ends"
    : `there is ${JSON.stringify(found)}`;
  return new Failure(
    `${file} line ${lineAt(at)}: no JSON can be read, ${what}. Give the file that the tool wrote ` +
      `with its JSON option, whole.`,
  );
}
