/** findings.csv: what the audit said, one row per finding and cell. */
import type { Severity } from "../finding.ts";
import type { Cell } from "../row.ts";
import { type Column, numberField, readCsv, unguard, writeCsv } from "./csv.ts";

export interface FindingRow extends Cell {
  rule: string;
  severity: Severity;
  /** Null where it is about every trial of the cell or about no trial. */
  trial: number | null;
  /** Empty where it is about more than one metric or statistic. */
  metric: string;
  statistic: string;
  message: string;
  source: string;
}

export const FINDING_COLUMNS: readonly Column<FindingRow>[] = [
  { name: "rule", type: "string", get: (row) => row.rule },
  { name: "severity", type: "string", get: (row) => row.severity },
  { name: "scenario", type: "string", get: (row) => row.scenario },
  { name: "implementation", type: "string", get: (row) => row.implementation },
  { name: "case", type: "string", get: (row) => row.case },
  { name: "limits", type: "string", get: (row) => row.limits },
  { name: "load", type: "number", get: (row) => row.load },
  { name: "trial", type: "integer", get: (row) => row.trial },
  { name: "metric", type: "string", get: (row) => row.metric },
  { name: "statistic", type: "string", get: (row) => row.statistic },
  { name: "message", type: "string", get: (row) => row.message },
  { name: "source", type: "string", get: (row) => row.source },
];

const HEADER = FINDING_COLUMNS.map((column) => column.name);

/** Findings, in the order given, as findings.csv. */
export function writeFindings(rows: Iterable<FindingRow>): string {
  return writeCsv(FINDING_COLUMNS, rows);
}

/** Reads findings.csv; the unit of load is not in the table and comes back empty. */
export function readFindings(text: string, file: string): FindingRow[] {
  const rows: FindingRow[] = [];
  for (const { fields, line } of readCsv(text, HEADER, file)) {
    const text = (index: number) => unguard(fields[index] as string);
    rows.push({
      rule: text(0),
      severity: text(1) as Severity,
      scenario: text(2),
      implementation: text(3),
      case: text(4),
      limits: text(5),
      load: numberField(text(6), "load", file, line),
      load_unit: "",
      trial: numberField(text(7), "trial", file, line),
      metric: text(8),
      statistic: text(9),
      message: text(10),
      source: text(11),
    });
  }
  return rows;
}
