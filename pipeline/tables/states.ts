/** states.csv: one row per load point of a scenario that states an objective. */
import { Failure } from "../../common/failure.ts";
import type { Cell } from "../row.ts";
import { POINT_STATES, type PointState } from "../verdicts/point.ts";
import { type Column, numberField, readCsv, requiredNumber, unguard, writeCsv } from "./csv.ts";

/** What the runs of one load point say by the report's own rows; what later reports say is not in it. */
export interface StateRow extends Cell {
  load: number;
  state: PointState;
  /** Runs that passed, and runs that failed; those that cannot be judged are neither. */
  passes: number;
  fails: number;
  /** Each gate that a run failed, with the worst value: `newest_p50=204>200`; empty where none failed. */
  limited_by: string[];
  /** Errors that the budget allows the run with the fewest answers; null where answers are not known. */
  errors_allowed: number | null;
  /** Passes that rounding may have decided, runs that could not be judged; empty where neither is so. */
  note: string;
}

export const STATE_COLUMNS: readonly Column<StateRow>[] = [
  { name: "scenario", type: "string", get: (row) => row.scenario },
  { name: "implementation", type: "string", get: (row) => row.implementation },
  { name: "case", type: "string", get: (row) => row.case },
  { name: "limits", type: "string", get: (row) => row.limits },
  { name: "load", type: "number", get: (row) => row.load },
  { name: "load_unit", type: "string", get: (row) => row.load_unit },
  { name: "state", type: "string", get: (row) => row.state },
  { name: "passes", type: "integer", get: (row) => row.passes },
  { name: "fails", type: "integer", get: (row) => row.fails },
  { name: "limited_by", type: "string", get: (row) => joinList(row.limited_by) },
  { name: "errors_allowed", type: "integer", get: (row) => row.errors_allowed },
  { name: "note", type: "string", get: (row) => row.note },
];

const HEADER = STATE_COLUMNS.map((column) => column.name);

/** States, in the order given, as states.csv. */
export function writeStates(rows: Iterable<StateRow>): string {
  return writeCsv(STATE_COLUMNS, rows);
}

/** Reads states.csv. Throws a Failure naming file and line of a state that there is not. */
export function readStates(text: string, file: string): StateRow[] {
  const rows: StateRow[] = [];
  for (const { fields, line } of readCsv(text, HEADER, file)) {
    const text = (index: number) => unguard(fields[index] as string);
    const required = (index: number) =>
      requiredNumber(fields[index] as string, HEADER[index] as string, file, line);
    const state = POINT_STATES.find((each) => each === text(6));
    if (state === undefined) {
      throw new Failure(
        `${file}:${line}: load "${text(4)}", state "${text(6)}", expected one of ` +
          `${POINT_STATES.join(", ")}; run normalize again`,
      );
    }
    rows.push({
      scenario: text(0),
      implementation: text(1),
      case: text(2),
      limits: text(3),
      load: required(4),
      load_unit: text(5),
      state,
      passes: required(7),
      fails: required(8),
      limited_by: splitList(text(9)),
      errors_allowed: numberField(text(10), "errors_allowed", file, line),
      note: text(11),
    });
  }
  return rows;
}

/** `a;b`; a backslash stands before a semicolon and a backslash of an item, and for a lone item that is empty. */
function joinList(items: readonly string[]): string {
  if (items.length === 1 && items[0] === "") return "\\";
  return items.map((item) => item.replace(/[\\;]/g, "\\$&")).join(";");
}

/** The items that {@linkcode joinList} joined. */
function splitList(text: string): string[] {
  if (text === "") return [];
  const items = [""];
  for (const [sign] of text.matchAll(/\\.?|[^\\]/gs)) {
    if (sign === ";") items.push("");
    else items.push(`${items.pop()}${sign.startsWith("\\") ? sign.slice(1) : sign}`);
  }
  return items;
}
