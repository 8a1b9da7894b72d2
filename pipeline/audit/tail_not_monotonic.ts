import type { Row } from "../row.ts";
import { fold } from "./cases.ts";
import { laddersOf, type Level } from "./ladders.ts";
import { medianOf } from "./numbers.ts";
import type { Rule } from "./rule.ts";
import { find, groupBy, type TrialRows } from "./trial_rows.ts";
import { formatNumber, formatTime } from "./words.ts";

/**
 * p99 falls to less than this share although the load rises. In the letloop figures the one point marked
 * so falls to 0.09; falls to 0.93 and more (Vert.x, Bun) are the spread of single runs.
 */
const SHARE = 0.5;

/** The trials of a level whose latency was sampled in one way. */
interface Tail {
  load: number;
  trials: { trial: TrialRows; row: Row }[];
  /** Median over the trials, in seconds. */
  p99: number;
}

/**
 * The tail grows with the load, so one that shrinks says that the level below met with something else. Held
 * against each other are levels sampled in one way (`loop`): of a trial that wrk backfilled p99 is another
 * quantity than of one without the samples that wrk added. A level that Little's law withholds does count:
 * that it met with something else is what the rule says of it.
 */
export const tailNotMonotonic: Rule = {
  name: "tail-not-monotonic",
  severity: "note",
  scope: "report",
  speaks: `p99 < ${SHARE} x p99 of the level below`,
  why:
    "More load does not halve a tail: the level below was disturbed, or the generator changed between the two.",
  example:
    "hyper.dev/letloop: p99 of C (h2o) is 1.81 ms at 16 connections and 0.163 ms at 32, while wrk went from one thread to two at 16.",
  check(evidence) {
    const cases = laddersOf(evidence).flatMap(tailsOf).flatMap((tails) =>
      tails.flatMap(({ load, trials, p99 }, index) => {
        const before = tails[index - 1];
        const [first] = trials;
        if (before === undefined || first === undefined) return [];
        if (!(p99 < SHARE * before.p99)) return [];
        return [{
          trial: first.trial,
          rows: trials.map(({ row }) => row),
          weight: before.p99 / p99,
          text: `p99 falls from ${formatTime(before.p99)} at ${before.load} to ${
            formatTime(p99)
          } at ${load}: 1/${formatNumber(before.p99 / p99)} under more load`,
        }];
      })
    );
    return fold(tailNotMonotonic, cases);
  },
};

/** The tails of a ladder, apart by the way they were sampled. */
function tailsOf(levels: readonly Level[]): Tail[][] {
  const tails = levels.flatMap(({ load, trials }) => {
    const known = trials.flatMap((trial) => {
      const row = find(trial, "latency", "p99");
      return row === undefined ? [] : [{ trial, row }];
    });
    return groupBy(known, ({ row }) => row.loop).map((same): Tail => ({
      load,
      trials: same,
      p99: medianOf(same.map(({ row }) => row.value)),
    }));
  });
  return groupBy(tails, ({ trials }) => trials[0]?.row.loop ?? "");
}
