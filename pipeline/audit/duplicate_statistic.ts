import { percentOf } from "../measurement.ts";
import type { Row } from "../row.ts";
import { digitsOf } from "./numbers.ts";
import { findingOf, type Rule } from "./rule.ts";
import { find, groupBy, isLatency, keyOf, loadTrialsOf } from "./trial_rows.ts";
import { formatCount, formatShare, formatTime } from "./words.ts";

/** Once or twice is chance. */
const LEAST_TRIALS = 5;
const SHARE = 0.9;
/** A mean and a p90 of a narrow distribution do meet in two digits. */
const LEAST_DIGITS = 3;
/** Half of all answers lie around the mean, so a p50 may well equal it. */
const LEAST_PERCENT = 90;

interface Pair {
  percentile: Row;
  mean: Row;
}

/** A column that was filled from another one. */
export const duplicateStatistic: Rule = {
  name: "duplicate-statistic",
  severity: "warn",
  scope: "file",
  speaks: `p${LEAST_PERCENT} and above = mean, ${LEAST_DIGITS} digits, >= ${LEAST_TRIALS} trials, ${
    formatShare(SHARE)
  }`,
  why:
    "A high percentile that equals the mean to the last digit, row after row, was not measured but copied.",
  example:
    "Of the sites that took over when TechEmpower's benchmarks closed in March 2026, one publishes averages in its p99 column and another p95 as p99.",
  check(evidence) {
    const pairs = loadTrialsOf(evidence).flatMap((trial) =>
      trial.rows.flatMap((percentile): Pair[] => {
        if (!isLatency(percentile) || percentile.status !== "ok") return [];
        if ((percentOf(percentile.statistic) ?? 0) < LEAST_PERCENT) return [];
        if (digitsOf(percentile.value) < LEAST_DIGITS || percentile.labels.tags !== undefined) {
          return [];
        }
        const mean = find(trial, percentile.metric, "mean");
        return mean === undefined || mean.loop !== percentile.loop ? [] : [{ percentile, mean }];
      })
    );
    const groups = groupBy(
      pairs,
      ({ percentile: row }) => keyOf(row.scenario, row.metric, row.statistic),
    );
    return groups.flatMap((group) => {
      const equal = group.filter(({ percentile, mean }) => percentile.value === mean.value);
      if (equal.length < LEAST_TRIALS || equal.length < SHARE * group.length) return [];
      const { metric, statistic, value } = (equal[0] as Pair).percentile;
      return [
        findingOf(
          duplicateStatistic,
          equal.map(({ percentile }) => percentile),
          `${metric} ${statistic} equals the mean to the last digit in ${equal.length} of ${
            formatCount(group.length, "trial")
          } (${formatTime(value)} in the first)`,
        ),
      ];
    });
  },
};
