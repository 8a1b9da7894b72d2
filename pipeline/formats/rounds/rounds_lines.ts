/** The lines that the load tool rounds prints, told apart and checked for being all there. */
import { Failure } from "../../../common/failure.ts";
import { isObject, type JsonObject } from "../json/json_result.ts";

export interface RoundsLines {
  /** Line 1. */
  head: JsonObject;
  /** Line 2. */
  totals: JsonObject | undefined;
  histograms: { value: JsonObject; line: number }[];
  /** The last line with anything on it. */
  lastLine: number;
  /** Why this is not the whole of it; absent where it is. */
  missing?: string;
}

/** Reads the lines. Throws a Failure that names file, line and remedy where the head cannot be used. */
export function readLines(text: string, file: string): RoundsLines {
  const lines = text.split("\n");
  const head = parse(lines[0] ?? "");
  if (head === undefined) {
    throw new Failure(`${file} line 1: it is not JSON; run the trial again`);
  }
  if (head.version !== 1) {
    throw new Failure(
      `${file} line 1: version ${head.version} of rounds is not known, 1 is read here`,
    );
  }
  const read: RoundsLines = { head, totals: undefined, histograms: [], lastLine: 1 };
  let ended = false;
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === "") continue;
    const number = index + 1;
    if (ended) return { ...read, missing: `there is more on line ${number}, after the end mark` };
    read.lastLine = number;
    const value = parse(line);
    if (value === undefined) return { ...read, missing: `line ${number} is cut off or no JSON` };
    if (value.end === true) ended = true;
    else if (index === 1) read.totals = value;
    else read.histograms.push({ value, line: number });
  }
  return ended ? read : { ...read, missing: `the end mark is missing after line ${read.lastLine}` };
}

function parse(line: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
