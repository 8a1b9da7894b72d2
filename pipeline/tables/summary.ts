/** summary.csv: one row per cell, metric and statistic. */
import type { Clock, Loop } from "../measurement.ts";
import type { Cell } from "../row.ts";
import { type Column, numberField, readCsv, requiredNumber, unguard, writeCsv } from "./csv.ts";

/**
 * `ok` of values that count; `lower bound` where the generator limited the result; `withheld` where no
 * trial's value may be shown as a result: the numbers then describe the withheld values.
 */
export type SummaryStatus = "ok" | "lower bound" | "withheld";

export interface Summary extends Cell {
  metric: string;
  statistic: string;
  unit: string;
  clock: Clock;
  loop: Loop;
  /** Trials that count: of a percentile those with samples enough for one of their own. */
  n: number;
  median: number;
  /** Null for percentiles: a mean of percentiles is no percentile. */
  mean: number | null;
  /** 95 % interval; null where there is none (n = 1, or too few trials for the method). */
  low: number | null;
  high: number | null;
  /** Standard deviation / mean; null at n = 1 or where the mean is 0. */
  cv: number | null;
  min: number;
  max: number;
  /** Rank interval among the implementations of the cell; null where the metric is not ranked. */
  rank_low: number | null;
  rank_high: number | null;
  status: SummaryStatus;
  findings: string[];
  /**
   * Of a percentile: its value in the histograms of all trials together, which `low` and `high` then bound.
   * Null where trials left no histogram, and of a single trial, where it would be the median.
   */
  merged: number | null;
}

export const SUMMARY_COLUMNS: readonly Column<Summary>[] = [
  { name: "scenario", type: "string", get: (row) => row.scenario },
  { name: "implementation", type: "string", get: (row) => row.implementation },
  { name: "case", type: "string", get: (row) => row.case },
  { name: "limits", type: "string", get: (row) => row.limits },
  { name: "load", type: "number", get: (row) => row.load },
  { name: "load_unit", type: "string", get: (row) => row.load_unit },
  { name: "metric", type: "string", get: (row) => row.metric },
  { name: "statistic", type: "string", get: (row) => row.statistic },
  { name: "unit", type: "string", get: (row) => row.unit },
  { name: "clock", type: "string", get: (row) => row.clock },
  { name: "loop", type: "string", get: (row) => row.loop },
  { name: "n", type: "integer", get: (row) => row.n },
  { name: "median", type: "number", get: (row) => row.median },
  { name: "mean", type: "number", get: (row) => row.mean },
  { name: "low", type: "number", get: (row) => row.low },
  { name: "high", type: "number", get: (row) => row.high },
  { name: "cv", type: "number", get: (row) => row.cv },
  { name: "min", type: "number", get: (row) => row.min },
  { name: "max", type: "number", get: (row) => row.max },
  { name: "rank_low", type: "integer", get: (row) => row.rank_low },
  { name: "rank_high", type: "integer", get: (row) => row.rank_high },
  { name: "status", type: "string", get: (row) => row.status },
  { name: "findings", type: "string", get: (row) => row.findings.join(";") },
  { name: "merged", type: "number", get: (row) => row.merged },
];

const HEADER = SUMMARY_COLUMNS.map((column) => column.name);

/** Summaries, in the order given, as summary.csv. */
export function writeSummary(rows: Iterable<Summary>): string {
  return writeCsv(SUMMARY_COLUMNS, rows);
}

/** Reads summary.csv. */
export function readSummary(text: string, file: string): Summary[] {
  const rows: Summary[] = [];
  for (const { fields, line } of readCsv(text, HEADER, file)) {
    const text = (index: number) => unguard(fields[index] as string);
    const number = (index: number) =>
      numberField(fields[index] as string, HEADER[index] as string, file, line);
    const required = (index: number) =>
      requiredNumber(fields[index] as string, HEADER[index] as string, file, line);
    const findings = text(22);
    rows.push({
      scenario: text(0),
      implementation: text(1),
      case: text(2),
      limits: text(3),
      load: number(4),
      load_unit: text(5),
      metric: text(6),
      statistic: text(7),
      unit: text(8),
      clock: text(9) as Clock,
      loop: text(10) as Loop,
      n: required(11),
      median: required(12),
      mean: number(13),
      low: number(14),
      high: number(15),
      cv: number(16),
      min: required(17),
      max: required(18),
      rank_low: number(19),
      rank_high: number(20),
      status: text(21) as SummaryStatus,
      findings: findings === "" ? [] : findings.split(";"),
      merged: number(23),
    });
  }
  return rows;
}
