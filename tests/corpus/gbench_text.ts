/** Checks Google Benchmark's console text against the corpus. */
import type { Run } from "../../pipeline/formats/format.ts";
import { checkRow, compareCount, countRows, sumRealTimes } from "./gbench_rows.ts";

/** Lists what differs. */
export function check(expected: Record<string, unknown>, runs: Run[]): string[] {
  const [run] = runs;
  if (run === undefined || runs.length !== 1) return [`runs: expected 1, got ${runs.length}`];
  const tables = Math.max(1, ...run.measurements.map((each) => Number(each.labels.table ?? 1)));
  const mismatches = [
    ...compareCount("rows", countRows(run), expected.rows),
    ...compareCount("tables", tables, expected.tables),
    ...compareCount("BigO rows", countRows(run, "big-o"), expected.bigo_rows ?? 0),
    ...compareCount("error rows", countRows(run, "error", "skipped"), expected.error_rows ?? 0),
    ...checkRow(run, "first", expected.first),
    ...checkRow(run, "last", expected.last),
  ];
  const hasBoth = countRows(run, "iteration") > 0 && countRows(run, "aggregate") > 0;
  // Aggregates beside repetitions are not read, and so are in the expected sums alone.
  if (hasBoth) return mismatches;
  mismatches.push(
    ...compareCount("sum of real times", sumRealTimes(run), expected.sum_real_time_ns),
  );
  if (countRows(run, "iteration") > 0) {
    const iterations = run.measurements.filter((each) => each.metric === "iterations");
    mismatches.push(
      ...compareCount("time rows", iterations.length, expected.time_rows),
      ...compareCount(
        "sum of iterations",
        iterations.reduce((sum, each) => sum + each.value, 0),
        expected.sum_iterations,
      ),
    );
  }
  return mismatches;
}
