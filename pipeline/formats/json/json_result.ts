/** What the formats of JSON results share: finding the results in a document, reading their numbers. */
import type { MeasurementInput } from "../../measurement.ts";
import { add, addSentinel, leaveOut, sayTruncated } from "../build_run.ts";
import { Failure } from "../../../common/failure.ts";
import type { Run } from "../format.ts";
import { escapePointer, type LenientJson, parseLenientJsonDocuments } from "./lenient_json.ts";
import { scaleDecimal } from "../units.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

/** An object of a document and where it stands. */
export interface FoundObject {
  object: JsonObject;
  /** `file#/json/pointer`. */
  source: string;
  /** The document's index in the file. */
  document: number;
  /**
   * Whether the document ends within the member at this pointer (of the object; "" is the object itself):
   * then members of it may be missing, and what was not counted is not known.
   */
  isCut(pointer: string): boolean;
  /** Sources of its members, however deep, that stand twice with different values. */
  doubled: string[];
}

/** Whether a value is an object with members. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A member that is an object; an empty one where it is none. */
export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return isObject(value) ? value : {};
}

/** A member that is a finite number; undefined where it is none. */
export function numberAt(object: JsonObject, key: string): number | undefined {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** The members of a list of counts, such as answers by status; undefined where one is no count. */
export function countsAt(object: JsonObject, key: string): [string, number][] | undefined {
  const counts = objectAt(object, key);
  const list = Object.keys(counts).map((
    each,
  ): [string, number] => [each, numberAt(counts, each) ?? -1]);
  return isObject(object[key]) && list.every(([, count]) => count >= 0) ? list : undefined;
}

/** A member as a label: a text, a number or a list of them; undefined where it is none or empty. */
export function labelAt(object: JsonObject, key: string): string | undefined {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  if (Array.isArray(value)) {
    return value.filter((each) => typeof each === "string").join(" ") || undefined;
  }
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Results stand at the top, in lists, or a level or two inside what a script wrapped around them. */
const DEEPEST_RESULT = 4;

/** Every object that `isResult`, in document order; what is inside a result is part of it. */
function findResults(
  documents: readonly LenientJson[],
  file: string,
  isResult: (object: JsonObject) => boolean,
): FoundObject[] {
  const found: FoundObject[] = [];
  for (const [document, { value, truncatedIn, doubled }] of documents.entries()) {
    // Several documents in one file are addressed as if they stood in one list.
    const base = documents.length > 1 ? `${file}#/${document}` : `${file}#`;
    const visit = (each: unknown, pointer: string, depth: number): void => {
      if (depth > DEEPEST_RESULT || typeof each !== "object" || each === null) return;
      if (isObject(each) && isResult(each)) {
        const isCut = (inner: string) => isWithin(truncatedIn, pointer + inner);
        found.push({
          object: each,
          source: base + pointer,
          document,
          isCut,
          doubled: doubled.filter((at) => isWithin(at, pointer)).map((at) => base + at),
        });
        return;
      }
      for (const [key, inner] of Object.entries(each)) {
        visit(inner, `${pointer}/${escapePointer(key)}`, depth + 1);
      }
    };
    visit(value, "", 0);
  }
  return found;
}

function isWithin(pointer: string | undefined, outer: string): boolean {
  return pointer !== undefined && (pointer === outer || pointer.startsWith(`${outer}/`));
}

/** A number times a factor, rounded once: 0.01 ms is 0.00001 s. */
export function scaleNumber(value: number, factor: number): number {
  if (factor === 1) return value;
  const text = String(value);
  return /^\d{1,15}(?:\.\d+)?$/.test(text) && text.length <= 16
    ? scaleDecimal(text, factor)
    : factor < 1
    ? value / Math.round(1 / factor)
    : value * factor;
}

/**
 * Adds the number of a member. A member that is not there adds nothing; one that is no number (`null`, where
 * the tool divided by zero) is left out with a finding, and one below 0 (`-1`) is withheld.
 */
export function addMember(
  run: Run,
  input: Omit<MeasurementInput, "value" | "source">,
  { object, key, source, factor = 1 }: {
    object: JsonObject;
    key: string;
    /** Of `object`. */
    source: string;
    factor?: number;
  },
): void {
  if (!Object.hasOwn(object, key)) return;
  const at = `${source}/${escapePointer(key)}`;
  const value = numberAt(object, key);
  if (value !== undefined) {
    const scaled = { ...input, value: scaleNumber(value, factor), source: at };
    if (value >= 0) add(run, scaled);
    else addSentinel(run, scaled, `${value} stands where nothing was measured`);
  } else {
    const shown = JSON.stringify(object[key])?.slice(0, 40) ?? "nothing";
    leaveOut(run, { ...input, source: at }, `${key} is ${shown}, which is no number`);
  }
}

/** Says of the last run of a document that the document ends early. */
function sayCut(
  runs: readonly Run[],
  found: readonly FoundObject[],
  documents: readonly LenientJson[],
  file: string,
): void {
  for (const [document, { truncatedAtLine }] of documents.entries()) {
    if (truncatedAtLine === undefined) continue;
    const last = found.findLastIndex((each) => each.document === document);
    // A document cut before it became a result leaves the others in doubt: which of them was meant?
    const run = runs[last] ?? runs.at(-1);
    if (run === undefined) continue;
    sayTruncated(
      run,
      `${file}#L${truncatedAtLine}`,
      `the JSON stops making sense on line ${truncatedAtLine}; what follows is left out`,
    );
  }
}

/** Says of the members at these sources that they stand twice with different values, and are left out. */
export function sayDoubled(run: Run, sources: readonly string[]): void {
  for (const source of sources) {
    const pointer = source.slice(source.indexOf("#") + 1);
    run.findings.push({
      rule: "sentinel-value",
      severity: "warn",
      message: `${pointer} stands there twice with different values; it is left out`,
      source,
    });
  }
}

/** What a tool's JSON is, for {@linkcode readJsonResults}. */
export interface ResultShape {
  isResult(object: JsonObject): boolean;
  /** What a file without a result lacks and what to give instead, behind the file's name. */
  without: string;
  readResult(found: FoundObject, number: number): Run;
  /** Which of the results are meant; all of them where this is absent. */
  choose?(found: FoundObject[]): FoundObject[];
}

/** Reads every result of a text that may hold several. Throws a Failure where it holds none. */
export function readJsonResults(text: string, file: string, shape: ResultShape): Run[] {
  const documents = parseLenientJsonDocuments(text, file);
  const all = findResults(documents, file, shape.isResult);
  const found = shape.choose?.(all) ?? all;
  if (found.length === 0) throw new Failure(`${file}: ${shape.without}`);
  const runs = found.map((each, index) => {
    const run = shape.readResult(each, index + 1);
    sayDoubled(run, each.doubled);
    return run;
  });
  sayCut(runs, found, documents, file);
  return runs;
}
