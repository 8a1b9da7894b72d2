import { fold } from "./cases.ts";
import type { Rule } from "./rule.ts";
import { loadTrialsOf, valueOf } from "./trial_rows.ts";
import { formatNumber, formatTime } from "./words.ts";

/**
 * In the letloop figures 8 of 51 points lie above ten (13.6 to 33, seven of them on Vert.x), the nearest
 * below at 9.1: those are ordinary tails, these are stalls of milliseconds in a server of microseconds.
 */
const TIMES = 10;

/** A mean says little where one request in a hundred takes ten times as long. */
export const heavyTail: Rule = {
  name: "heavy-tail",
  severity: "note",
  scope: "file",
  speaks: `p99 > ${TIMES} x mean`,
  why:
    `Where p99 is more than ${TIMES} times the mean, most answers are much faster than the mean and a few much slower: neither is what a user meets.`,
  example:
    "hyper.dev/letloop: C (h2o) at 16 connections has a mean of 79 µs and a p99 of 1.81 ms, 22.9 times as much; at 8 connections it is 1.6 times.",
  check: (evidence) =>
    fold(
      heavyTail,
      loadTrialsOf(evidence).flatMap((trial) => {
        const mean = valueOf(trial, "latency", "mean");
        const p99 = valueOf(trial, "latency", "p99");
        if (mean === undefined || p99 === undefined || !(p99 > TIMES * mean)) return [];
        const rows = trial.rows.filter((row) =>
          row.metric === "latency" && row.status === "ok" &&
          (row.statistic === "mean" || row.statistic === "p99")
        );
        const text = `p99 ${formatTime(p99)} is ${formatNumber(p99 / mean)} times the mean of ${
          formatTime(mean)
        }`;
        return [{ trial, rows, weight: p99 / mean, text }];
      }),
    ),
};
