/** Checks Google Benchmark's CSV against the corpus. */
import type { Run } from "../../pipeline/formats/format.ts";
import { checkRow, compareCount, countRows } from "./gbench_rows.ts";

/** Lists what differs. */
export function check(expected: Record<string, unknown>, runs: Run[]): string[] {
  const [run] = runs;
  if (run === undefined || runs.length !== 1) return [`runs: expected 1, got ${runs.length}`];
  return [
    ...compareCount("rows", countRows(run), expected.rows),
    ...compareCount("error rows", countRows(run, "error"), expected.error_rows),
    ...compareCount("BigO rows", countRows(run, "big-o"), expected.bigo_rows),
    ...compareCount("RMS rows", countRows(run, "rms"), expected.rms_rows),
    ...checkRow(run, "first", expected.first),
    ...checkRow(run, "last", expected.last),
  ];
}
