/**
 * The text that wrk prints (github.com/wg/wrk, `src/wrk.c` and `src/units.c` of 4.1 and 4.2), one or more
 * runs of it, with anything around them.
 *
 * Its latency is "corrected" by wrk's own rule (`stats_correct`): for each sample longer than the mean
 * interval between requests of a connection it adds samples for the requests held back, so the loop is
 * `closed-backfilled`. Times are rounded to two decimals of their unit.
 */
import type { TextFormat } from "../format.ts";
import { isWrk2Text, isWrkText } from "./wrk_lines.ts";
import { readWrkRuns } from "./wrk_runs.ts";

export const wrkFormat: TextFormat = {
  kind: "text",
  name: "wrk",
  looksFor: 'wrk ("Running ... test @", "Thread Stats")',
  recognizes: (head) => isWrkText(head) && !isWrk2Text(head),
  read: readWrkRuns,
};
