/** Checks Google Benchmark's JSON against the corpus. */
import type { Run } from "../../pipeline/formats/format.ts";
import { record } from "./facts.ts";
import { checkRow, compareCount, countRows, sumRealTimes } from "./gbench_rows.ts";

/** Lists what differs. */
export function check(expected: Record<string, unknown>, runs: Run[]): string[] {
  const [run] = runs;
  if (run === undefined || runs.length !== 1) return [`runs: expected 1, got ${runs.length}`];
  const counts = record(expected.counts);
  const count = (isKind: (kind: string) => boolean): number =>
    Object.entries(counts).reduce(
      (sum, [kind, number]) => sum + (isKind(kind) ? Number(number) : 0),
      0,
    );
  const isAggregate = (kind: string) => kind.startsWith("aggregate:");
  const mismatches = [
    ...compareCount("rows", countRows(run), expected.rows),
    // Rows that failed are counted as iterations as well.
    ...compareCount(
      "iteration rows",
      countRows(run, "iteration", "error"),
      count((kind) => kind === "iteration"),
    ),
    ...compareCount("error rows", countRows(run, "error"), count((kind) => kind === "error")),
    ...compareCount("BigO rows", countRows(run, "big-o"), count((kind) => kind === "bigo")),
    ...compareCount("RMS rows", countRows(run, "rms"), count((kind) => kind === "rms")),
    ...compareCount("aggregate rows", countRows(run, "aggregate"), count(isAggregate)),
    ...checkRow(run, "first", expected.first),
    ...checkRow(run, "last", expected.last),
    ...checkRow(run, "first", expected.first_error),
  ];
  // Aggregates beside repetitions are not read, and so are in the expected sum alone.
  const own = Object.keys(counts).filter(isAggregate);
  const readable = /^aggregate:(?:mean|median|stddev|cv|min|max)$/;
  const isOneKind = own.length === 0 || count((kind) => kind === "iteration") === 0;
  if (isOneKind && own.every((kind) => readable.test(kind))) {
    mismatches.push(
      ...compareCount("sum of real times", sumRealTimes(run), expected.sum_real_time_ns),
    );
  }
  if (expected.num_cpus !== undefined && run.labels.num_cpus !== String(expected.num_cpus)) {
    mismatches.push(`num_cpus: expected ${expected.num_cpus}, got ${run.labels.num_cpus}`);
  }
  return mismatches;
}
