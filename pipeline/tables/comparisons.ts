/** comparisons.csv: one row per pair of implementations that one table ranks. */
import { type Column, numberField, readCsv, requiredNumber, unguard, writeCsv } from "./csv.ts";

/**
 * What a comparison shows of a against b. `faster` and `slower` mean better and worse by the metric: of a
 * latency the smaller is the faster. `equivalent within x %` carries its x.
 */
export type ComparisonVerdict =
  | "faster"
  | "slower"
  | "no difference shown"
  | `equivalent within ${number} %`;

export interface ComparisonRow {
  scenario: string;
  case: string;
  limits: string;
  load: number | null;
  load_unit: string;
  metric: string;
  statistic: string;
  implementation_a: string;
  implementation_b: string;
  /** Centre of a / centre of b. */
  ratio: number;
  /** 95 % interval of the ratio, of this pair alone; null where the trials do not differ at all. */
  low: number | null;
  high: number | null;
  /** After Holm's correction over the pairs of the table; null where there is no test. */
  p_adjusted: number | null;
  verdict: ComparisonVerdict;
}

export const COMPARISON_COLUMNS: readonly Column<ComparisonRow>[] = [
  { name: "scenario", type: "string", get: (row) => row.scenario },
  { name: "case", type: "string", get: (row) => row.case },
  { name: "limits", type: "string", get: (row) => row.limits },
  { name: "load", type: "number", get: (row) => row.load },
  { name: "load_unit", type: "string", get: (row) => row.load_unit },
  { name: "metric", type: "string", get: (row) => row.metric },
  { name: "statistic", type: "string", get: (row) => row.statistic },
  { name: "implementation_a", type: "string", get: (row) => row.implementation_a },
  { name: "implementation_b", type: "string", get: (row) => row.implementation_b },
  { name: "ratio", type: "number", get: (row) => row.ratio },
  { name: "low", type: "number", get: (row) => row.low },
  { name: "high", type: "number", get: (row) => row.high },
  { name: "p_adjusted", type: "number", get: (row) => row.p_adjusted },
  { name: "verdict", type: "string", get: (row) => row.verdict },
];

const HEADER = COMPARISON_COLUMNS.map((column) => column.name);

/** Comparisons, in the order given, as comparisons.csv. */
export function writeComparisons(rows: Iterable<ComparisonRow>): string {
  return writeCsv(COMPARISON_COLUMNS, rows);
}

/** Reads comparisons.csv. */
export function readComparisons(text: string, file: string): ComparisonRow[] {
  const rows: ComparisonRow[] = [];
  for (const { fields, line } of readCsv(text, HEADER, file)) {
    const text = (index: number) => unguard(fields[index] as string);
    const number = (index: number) =>
      numberField(fields[index] as string, HEADER[index] as string, file, line);
    rows.push({
      scenario: text(0),
      case: text(1),
      limits: text(2),
      load: number(3),
      load_unit: text(4),
      metric: text(5),
      statistic: text(6),
      implementation_a: text(7),
      implementation_b: text(8),
      ratio: requiredNumber(fields[9] as string, "ratio", file, line),
      low: number(10),
      high: number(11),
      p_adjusted: number(12),
      verdict: text(13) as ComparisonVerdict,
    });
  }
  return rows;
}
