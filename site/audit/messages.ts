/** What the page and its worker say to each other. */
import type { Severity } from "../../pipeline/inspection.ts";

/** The tables of a file, in the order of the page. */
export const TABLES = ["findings", "corrections", "measurements", "runs"] as const;
export type TableName = typeof TABLES[number];

/** The tables of all files together that can be taken away. */
export type Download = "measurements" | "findings";

export interface ColumnHead {
  title: string;
  /** How its cells look; the mark of a row shows in its `value`, and `codes` has one on a line of the text. */
  kind: "text" | "wide" | "number" | "value" | "code" | "codes";
}

/** A text; where there are two, the second stands below it, smaller: a name of ours, or a place. */
export type CellText = string | readonly [text: string, below: string];

export interface TableRow {
  /** One a column. */
  cells: CellText[];
  /** Weight of a finding, or what became of a value; empty where there is nothing to say. */
  mark: "" | Severity | "withheld" | "superseded";
}

/** The beginning of a table; the page asks for the rest when somebody wants it. */
export interface TablePart {
  columns: ColumnHead[];
  rows: TableRow[];
  /** Rows of the whole table. */
  total: number;
}

/** What a file says, or why it cannot be read. */
export interface AuditedFile {
  /** 0-based, in the order of reading. */
  index: number;
  name: string;
  bytes: number;
  /** A sentence that names file, line and remedy; empty where the file was read. */
  failure: string;
  /** Name of the format; empty where none was found. */
  format: string;
  runs: number;
  /** "5 findings withhold values, 3 warn", or that there is none. */
  found: string;
  /** Rules that spoke, and why each is one. */
  rules: { name: string; why: string }[];
  tables: Record<TableName, TablePart>;
}

export type Request =
  | { kind: "read"; name: string; input: Blob }
  | { kind: "rows"; index: number; table: TableName; from: number }
  | { kind: "csv"; table: Download }
  | { kind: "clear" };

export type Answer =
  | { kind: "progress"; name: string; bytes: number; of: number }
  | { kind: "file"; file: AuditedFile }
  | { kind: "rows"; index: number; table: TableName; rows: TableRow[] }
  | { kind: "csv"; table: Download; csv: Blob }
  /** What was asked for cannot be given. */
  | { kind: "failure"; sentence: string };
