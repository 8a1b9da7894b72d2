/** Files of other tools: samples of layout without facts, which only must not break the reader. */
import type { Run } from "../../pipeline/formats/format.ts";

/** Lists what differs. */
export function check(_expected: Record<string, unknown>, runs: Run[]): string[] {
  return runs.flatMap((run) => run.measurements)
    .filter((each) => !Number.isFinite(each.value))
    .map((each) => `${each.metric} ${each.statistic} is ${each.value}`);
}
