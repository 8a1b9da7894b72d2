/** Checks the runs read from k6's CSV against the corpus. */
import type { Run } from "../../pipeline/formats/format.ts";
import { compareLabel, compareSamples, compareTime, whole } from "./k6.ts";

/** Lists what differs. */
export function check(expected: Record<string, unknown>, runs: Run[]): string[] {
  const [first] = runs;
  if (first === undefined || runs.length > 1) return [`runs: expected 1, got ${runs.length}`];
  const run = whole(first);
  return [
    ...compareLabel(run, "columns", "columns", expected.columns),
    ...compareLabel(run, "rows", "rows", expected.rows),
    ...compareTime(run, "t_min", "firstTime", Number(expected.t_min) * 1000),
    ...compareTime(run, "t_max", "lastTime", Number(expected.t_max) * 1000),
    ...compareSamples(run, expected),
  ];
}
