/** Checks the runs read from k6's NDJSON against the corpus. */
import type { Run } from "../../pipeline/formats/format.ts";
import { compareLabel, compareSamples, compareTime, whole } from "./k6.ts";

/** Lists what differs. */
export function check(expected: Record<string, unknown>, runs: Run[]): string[] {
  const [first] = runs;
  if (first === undefined || runs.length > 1) return [`runs: expected 1, got ${runs.length}`];
  const run = whole(first);
  return [
    ...compareLabel(run, "lines", "lines", expected.lines),
    ...compareLabel(run, "bad_lines", "brokenLines", expected.bad_lines),
    ...compareLabel(run, "metric_defs", "definitions", expected.metric_defs),
    ...compareLabel(run, "points", "points", expected.points),
    ...compareTime(run, "first_time", "firstTime", Date.parse(String(expected.first_time))),
    ...compareTime(run, "last_time", "lastTime", Date.parse(String(expected.last_time))),
    ...compareSamples(run, expected),
  ];
}
