import { findingOf, type Rule } from "./rule.ts";
import { groupBy } from "./trial_rows.ts";
import { formatCount } from "./words.ts";

/**
 * wrk does not wait for a schedule: it guesses the interval between requests from the throughput and, after
 * a slow answer, adds samples for those it held back (`stats_correct` in `src/stats.c`).
 */
export const backfilledLatency: Rule = {
  name: "backfilled-latency",
  severity: "note",
  scope: "file",
  why:
    "wrk corrects its mean and percentiles for coordinated omission in a way of its own; they compare with other latencies of wrk and with nothing else.",
  example:
    "hyper.dev/letloop: 277,621 req/s and a mean of 99 µs on 8 connections of Vert.x are possible only because wrk added samples that no request had.",
  check(evidence) {
    const rows = evidence.rows.filter((row) =>
      row.loop === "closed-backfilled" && row.status === "ok"
    );
    return groupBy(rows, (row) => row.scenario).map((group) =>
      findingOf(
        backfilledLatency,
        group,
        `${formatCount(group.length, "latency value")} of wrk: samples were added for requests ` +
          `that it held back (coordinated omission), so they compare only with others of wrk`,
      )
    );
  },
};
