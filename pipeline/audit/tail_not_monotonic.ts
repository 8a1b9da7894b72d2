import { fold } from "./cases.ts";
import { laddersOf, type Level, medianAt } from "./ladders.ts";
import type { Rule } from "./rule.ts";
import { find } from "./trial_rows.ts";
import { formatNumber, formatTime } from "./words.ts";

/**
 * p99 falls to less than this share although the load rises. In the letloop figures the one point marked
 * so falls to 0.09; falls to 0.93 and more (Vert.x, Bun) are the spread of single runs.
 */
const SHARE = 0.5;

/** The tail grows with the load, so one that shrinks says that the level below met with something else. */
export const tailNotMonotonic: Rule = {
  name: "tail-not-monotonic",
  severity: "note",
  scope: "report",
  why:
    "More load does not halve a tail: the level below was disturbed, or the generator changed between the two.",
  example:
    "hyper.dev/letloop: p99 of C (h2o) is 1.81 ms at 16 connections and 0.163 ms at 32, while wrk went from one thread to two at 16.",
  check(evidence) {
    const cases = laddersOf(evidence).flatMap((levels) => {
      const known = levels.flatMap((level) => {
        const p99 = medianAt(level, "latency", "p99");
        return p99 === undefined ? [] : [{ level, p99 }];
      });
      return known.flatMap(({ level, p99 }, index) => {
        const before = known[index - 1];
        if (before === undefined || !(p99 < SHARE * before.p99)) return [];
        return [{
          trial: level.trials[0] as Level["trials"][number],
          rows: level.trials.flatMap((trial) => find(trial, "latency", "p99") ?? []),
          weight: before.p99 / p99,
          text: `p99 falls from ${formatTime(before.p99)} at ${before.level.load} to ${
            formatTime(p99)
          } at ${level.load}: 1/${formatNumber(before.p99 / p99)} under more load`,
        }];
      });
    });
    return fold(tailNotMonotonic, cases);
  },
};
