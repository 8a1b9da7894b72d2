/** claims.csv: the claims of a report and what its tables say of them. */
import { type Column, numberField, readCsv, unguard, writeCsv } from "./csv.ts";

/** `not established`: the interval, or what the audit says of an operand, leaves it open. */
export type ClaimVerdict = "holds" | "refuted" | "not established";

/** `states`: the text prints this number; the others compare. */
export type Relation = ">=" | ">" | "<=" | "<" | "==" | "states";

export interface ClaimRow {
  id: string;
  /** The sentence, as the text has it. */
  statement: string;
  /** The whole expression, relation and threshold included. */
  expression: string;
  /** Of the left side; null where an operand is missing. */
  value: number | null;
  /** Interval of the left side; null where there is none. */
  low: number | null;
  high: number | null;
  relation: Relation;
  /** Of the right side; null where it could not be evaluated. */
  threshold: number | null;
  verdict: ClaimVerdict;
  /** Why; begins with a short word or two that can be filtered by. */
  reason: string;
  /** Of both sides, a base unit; `1` of ratios and counts. */
  unit: string;
}

export const CLAIM_COLUMNS: readonly Column<ClaimRow>[] = [
  { name: "id", type: "string", get: (row) => row.id },
  { name: "statement", type: "string", get: (row) => row.statement },
  { name: "expression", type: "string", get: (row) => row.expression },
  { name: "value", type: "number", get: (row) => row.value },
  { name: "low", type: "number", get: (row) => row.low },
  { name: "high", type: "number", get: (row) => row.high },
  { name: "relation", type: "string", get: (row) => row.relation },
  { name: "threshold", type: "number", get: (row) => row.threshold },
  { name: "verdict", type: "string", get: (row) => row.verdict },
  { name: "reason", type: "string", get: (row) => row.reason },
  { name: "unit", type: "string", get: (row) => row.unit },
];

const HEADER = CLAIM_COLUMNS.map((column) => column.name);

/** Claims, in the order given, as claims.csv. */
export function writeClaims(rows: Iterable<ClaimRow>): string {
  return writeCsv(CLAIM_COLUMNS, rows);
}

/** Reads claims.csv. */
export function readClaims(text: string, file: string): ClaimRow[] {
  const rows: ClaimRow[] = [];
  for (const { fields, line } of readCsv(text, HEADER, file)) {
    const text = (index: number) => unguard(fields[index] as string);
    const number = (index: number) =>
      numberField(fields[index] as string, HEADER[index] as string, file, line);
    rows.push({
      id: text(0),
      statement: text(1),
      expression: text(2),
      value: number(3),
      low: number(4),
      high: number(5),
      relation: text(6) as Relation,
      threshold: number(7),
      verdict: text(8) as ClaimVerdict,
      reason: text(9),
      unit: text(10),
    });
  }
  return rows;
}
