/**
 * Google Benchmark's rows, whatever file they come from (JSON, console text, CSV), and how they
 * become measurements. A file is one run; every measurement says which row it belongs to by its labels:
 * `benchmark` (the full name), `repetition` (0-based), `threads`, `rowType`, `aggregate`, and `table`
 * where a file holds several tables.
 */

import type { InputFinding } from "../../finding.ts";
import { type Measurement, measurement } from "../../measurement.ts";
import { rateClock, realTimeClock, type ThreadTimes } from "./google_benchmark_names.ts";
import { addAll } from "../../../common/lists.ts";

/** A number and where it stands; `printed` is its text where the tool rounded it. */
export interface BenchmarkNumber {
  value: number;
  source: string;
  printed?: string;
}

export type RowKind = "iteration" | "aggregate" | "big-o" | "rms" | "error" | "skipped";

/** One row of a report: times in seconds, rates per second. */
export interface BenchmarkRow {
  /** The full name, without the suffix of an aggregate. */
  benchmark: string;
  kind: RowKind;
  /** `mean`, `median`, `cv`, or a name that the program gave; of aggregates only. */
  aggregate?: string;
  /** The times are ratios (a coefficient of variation), whatever unit stands beside them. */
  isRatio?: boolean;
  /** Why it was skipped or failed. */
  message?: string;
  /** 1-based place of the table that it stands in. */
  table: number;
  /** As the tool states it; counted where it does not. */
  repetition?: number;
  threads: number;
  /** What else is said of it: its `label`, the `executable` that printed it. */
  labels?: Record<string, string>;
  source: string;
  iterations?: BenchmarkNumber;
  realTime?: BenchmarkNumber;
  cpuTime?: BenchmarkNumber;
  itemsRate?: BenchmarkNumber;
  bytesRate?: BenchmarkNumber;
  counters: [name: string, number: BenchmarkNumber][];
}

/** What aggregates are statistics of; a cv is a ratio and others are the program's own. */
const STATISTIC_OF: Readonly<Record<string, string>> = {
  mean: "mean",
  median: "p50",
  stddev: "stdev",
  min: "min",
  max: "max",
};

/**
 * Measurements of all rows in file order. Aggregates are read only where a benchmark has no row per
 * repetition, and never as samples; BigO, RMS and ratios are not read at all.
 */
export function measureRows(
  rows: readonly BenchmarkRow[],
  threadTimes?: ThreadTimes,
): { measurements: Measurement[]; findings: InputFinding[] } {
  const measurements: Measurement[] = [];
  const findings: InputFinding[] = [];
  const place = (row: BenchmarkRow) => `${row.table}\u0000${row.benchmark}`;
  const repeated = new Set(rows.filter((row) => row.kind === "iteration").map(place));
  const tables = new Set(rows.map((row) => row.table)).size;
  const numberOf = numberRepetitions();
  for (const row of rows) {
    if (row.kind === "error" || row.kind === "skipped") findings.push(sayNothingMeasured(row));
    const isSample = row.kind === "iteration";
    const isSummary = row.kind === "aggregate" && row.isRatio !== true && !repeated.has(place(row));
    const statistic = isSample ? "mean" : STATISTIC_OF[row.aggregate ?? ""];
    if (!isSample && !isSummary || statistic === undefined) continue;
    const labels: Record<string, string> = { benchmark: row.benchmark };
    if (isSample) labels.repetition = String(numberOf(row));
    labels.threads = String(row.threads);
    labels.rowType = row.kind;
    if (row.aggregate !== undefined) labels.aggregate = row.aggregate;
    if (tables > 1) labels.table = String(row.table);
    Object.assign(labels, row.labels);
    addAll(measurements, measureRow(row, statistic, labels));
    if (threadTimes === "sum, rates per thread" && row.threads > 1 && hasRate(row)) {
      findings.push(sayPerThread(row));
    }
  }
  return { measurements, findings };
}

function measureRow(
  row: BenchmarkRow,
  statistic: string,
  labels: Record<string, string>,
): Measurement[] {
  const measured: Measurement[] = [];
  const add = (
    metric: string,
    number: BenchmarkNumber | undefined,
    more: Partial<Measurement> = {},
  ) => {
    if (number === undefined) return;
    const { value, source, printed } = number;
    const own = printed === undefined ? labels : { ...labels, printed };
    measured.push(measurement({ metric, statistic, value, source, labels: own, ...more }));
  };
  const rate = { clock: rateClock(row.benchmark) };
  // The iterations of an aggregate are the number of repetitions it was made from.
  if (row.kind === "iteration") add("iterations", row.iterations, { statistic: "total" });
  add("iteration_time", row.realTime, { clock: realTimeClock(row.benchmark) });
  add("iteration_time", row.cpuTime, { clock: "cpu" });
  add("items_rate", row.itemsRate, rate);
  add("bytes_rate", row.bytesRate, rate);
  for (const [name, number] of row.counters) {
    add(`counter:${name}`, number, { clock: "unknown" });
  }
  return measured;
}

function hasRate(row: BenchmarkRow): boolean {
  return row.itemsRate !== undefined || row.bytesRate !== undefined;
}

/**
 * The number of a repetition: the tool's own, or the next one where that is missing or taken (a program
 * may register a name twice, and every file written twice starts again at 0).
 */
function numberRepetitions(): (row: BenchmarkRow) => number {
  const taken = new Map<string, Set<number>>();
  return (row) => {
    const key = `${row.table}\u0000${row.benchmark}\u0000${row.threads}`;
    const numbers = taken.get(key) ?? new Set<number>();
    taken.set(key, numbers);
    const own = row.repetition;
    const number = own !== undefined && !numbers.has(own) ? own : numbers.size;
    numbers.add(number);
    return number;
  };
}

function sayNothingMeasured(row: BenchmarkRow): InputFinding {
  const what = row.kind === "error" ? "stopped with an error" : "was skipped";
  const why = row.message === undefined || row.message === "" ? "" : `: ${row.message}`;
  return findingOfRow(row, {
    rule: "no-samples",
    severity: "withhold",
    message: `${row.benchmark} ${what}${why}`,
  });
}

function sayPerThread(row: BenchmarkRow): InputFinding {
  return findingOfRow(row, {
    rule: "per-thread-rate",
    severity: "warn",
    message: `${row.benchmark}: releases 1.9.0 to 1.9.4 of the library give rates per thread; ` +
      `all ${row.threads} threads together did ${row.threads} times as much (google/benchmark issue 2080)`,
  });
}

/**
 * A finding about one row of many. It names a statistic that no benchmark has, for the row gave no
 * value that could be withheld and the other rows of the run are not meant.
 */
export function findingOfRow(
  row: Pick<BenchmarkRow, "benchmark" | "source">,
  finding: Pick<InputFinding, "rule" | "severity" | "message">,
): InputFinding {
  return {
    ...finding,
    source: row.source,
    metric: "iteration_time",
    statistic: "total",
    labels: { benchmark: row.benchmark },
  };
}

/** What the program calls a row besides its name, as far as it goes into a table. */
export function labelOfRow(text: string): Record<string, string> {
  return text === "" ? {} : { label: text.slice(0, 300) };
}

/** How many rows of which kind a run has, for its labels: `iteration 39, aggregate 34, error 2`. */
export function countRows(rows: readonly BenchmarkRow[]): string {
  const counts = new Map<RowKind, number>();
  for (const row of rows) counts.set(row.kind, (counts.get(row.kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => `${kind} ${count}`).join(", ");
}

/** Said of a run that holds no row at all. */
export function sayNoRows(source: string): InputFinding {
  return {
    rule: "no-samples",
    severity: "withhold",
    message: "no benchmark was run: the report holds no row",
    source,
  };
}
