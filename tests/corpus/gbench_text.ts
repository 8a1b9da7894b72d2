/** Checks Google Benchmark's console text against the corpus. */
import type { Run } from "../../pipeline/formats/format.ts";
import { checkRow, compareCount, countRows, sumRealTimes } from "./gbench_rows.ts";

/** Lists what differs. The expectations are of whole files, of which each execution is a run. */
export function check(expected: Record<string, unknown>, runs: Run[]): string[] {
  const [first] = runs;
  if (first === undefined) return ["runs: expected some, got none"];
  const run: Run = {
    ...first,
    labels: { rows: runs.map((each) => each.labels.rows).join(", ") },
    measurements: runs.flatMap((each) => each.measurements),
    findings: runs.flatMap((each) => each.findings),
  };
  const tablesOf = ({ measurements }: Run) =>
    Math.max(1, ...measurements.map((each) => Number(each.labels.table ?? 1)));
  const tables = runs.reduce((sum, each) => sum + tablesOf(each), 0);
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
