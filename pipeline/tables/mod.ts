/** The registry of a report's tables: adding one is its own file and one line here. */
import type { Row } from "../row.ts";
import { CLAIM_COLUMNS, type ClaimRow, readClaims, writeClaims } from "./claims.ts";
import {
  COMPARISON_COLUMNS,
  type ComparisonRow,
  readComparisons,
  writeComparisons,
} from "./comparisons.ts";
import type { Column } from "./csv.ts";
import { FINDING_COLUMNS, type FindingRow, readFindings, writeFindings } from "./findings.ts";
import { MEASUREMENT_COLUMNS, readMeasurements, writeMeasurements } from "./measurements.ts";
import { readStates, STATE_COLUMNS, type StateRow, writeStates } from "./states.ts";
import { readSummary, type Summary, SUMMARY_COLUMNS, writeSummary } from "./summary.ts";

/** The tables of a normalized report, by name; each is `<name>.csv`. */
export interface Tables {
  measurements: Row[];
  summary: Summary[];
  comparisons: ComparisonRow[];
  states: StateRow[];
  findings: FindingRow[];
  claims: ClaimRow[];
}

interface Table<T> {
  /** What a row is. */
  title: string;
  columns: readonly Column<T>[];
  /** Columns that are never empty. */
  required: readonly string[];
  write(rows: Iterable<T>): string;
  read(text: string, file: string): T[];
}

export const TABLES: { readonly [Name in keyof Tables]: Table<Tables[Name][number]> } = {
  measurements: {
    title: "One row per measured value",
    columns: MEASUREMENT_COLUMNS,
    required: ["scenario", "implementation", "trial", "metric", "statistic", "value", "status"],
    write: writeMeasurements,
    read: readMeasurements,
  },
  summary: {
    title: "One row per cell, metric and statistic",
    columns: SUMMARY_COLUMNS,
    required: ["scenario", "implementation", "metric", "statistic", "n", "median", "status"],
    write: writeSummary,
    read: readSummary,
  },
  comparisons: {
    title: "One row per pair of implementations of one table",
    columns: COMPARISON_COLUMNS,
    required: ["scenario", "implementation_a", "implementation_b", "ratio", "verdict"],
    write: writeComparisons,
    read: readComparisons,
  },
  states: {
    title: "One row per load point of a scenario that states an objective",
    columns: STATE_COLUMNS,
    required: ["scenario", "implementation", "load", "state", "passes", "fails"],
    write: writeStates,
    read: readStates,
  },
  findings: {
    title: "One row per finding of the audit",
    columns: FINDING_COLUMNS,
    required: ["rule", "severity", "message"],
    write: writeFindings,
    read: readFindings,
  },
  claims: {
    title: "One row per claim of the report's text",
    columns: CLAIM_COLUMNS,
    required: ["id", "statement", "expression", "relation", "verdict"],
    write: writeClaims,
    read: readClaims,
  },
};

/** Names of the tables, in the order they are offered. */
export const TABLE_NAMES = Object.keys(TABLES) as (keyof Tables)[];

/** The tables as files: name and content. */
export function writeTables(tables: Tables): { path: string; content: string }[] {
  return TABLE_NAMES.map((name) => ({ path: `${name}.csv`, content: writeOne(name, tables) }));
}

function writeOne<Name extends keyof Tables>(name: Name, tables: Tables): string {
  const table: Table<Tables[Name][number]> = TABLES[name];
  return table.write(tables[name]);
}

/** Reads every table; `textOf` gives the content of a file, `folder` is named in errors. */
export async function readAllTables(
  folder: string,
  textOf: (file: string) => Promise<string>,
): Promise<Tables> {
  async function read<Name extends keyof Tables>(name: Name): Promise<Tables[Name][number][]> {
    const table: Table<Tables[Name][number]> = TABLES[name];
    const file = `${name}.csv`;
    return table.read(await textOf(file), `${folder}/${file}`);
  }
  return {
    measurements: await read("measurements"),
    summary: await read("summary"),
    comparisons: await read("comparisons"),
    states: await read("states"),
    findings: await read("findings"),
    claims: await read("claims"),
  };
}
