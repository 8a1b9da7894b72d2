/**
 * The text that wrk2 prints (github.com/giltene/wrk2, `src/wrk.c`; DeathStarBench's fork of it). wrk2 sends
 * at a set rate and counts latency from when a request was due, so the loop is `open`.
 */
import type { TextFormat } from "../format.ts";
import { isWrk2Text, isWrkText } from "./wrk_lines.ts";
import { readWrkRuns } from "./wrk_runs.ts";

export const wrk2Format: TextFormat = {
  kind: "text",
  name: "wrk2",
  looksFor: 'wrk2 ("Thread calibration", "HdrHistogram")',
  recognizes: (head) => isWrkText(head) && isWrk2Text(head),
  read: readWrkRuns,
};
