import { caseKey } from "./cases.ts";
import { maxOf, minOf } from "./numbers.ts";
import { findingOf, type Rule } from "./rule.ts";
import { groupBy, loadTrialsOf, resultsOf, type TrialRows, valueOf } from "./trial_rows.ts";
import { formatCount, formatNumber } from "./words.ts";

/** A constant load may lose a user or two while it ends; a ramp starts far below its top. */
const SHARE = 0.5;

/** The average over a ramp is of no load in particular. */
export const rampAverage: Rule = {
  name: "ramp-average",
  severity: "note",
  scope: "file",
  speaks: `least virtual users < ${SHARE} x most`,
  why:
    'A figure of a run that ramps up and down belongs to the mean of its virtual users; it is not "at" the highest number of them.',
  example:
    'The SSE proxy benchmark runs k6 in stages up to 200 virtual users and calls the result "stress at 200"; rate x iteration time gives 70.9 to 71.1 on average.',
  check(evidence) {
    const ramps = loadTrialsOf(evidence).flatMap((trial) => {
      const least = valueOf(trial, "virtual_users", "min");
      const most = valueOf(trial, "virtual_users", "max");
      if (least === undefined || most === undefined || !(least < SHARE * most)) return [];
      return [{ trial, least, most, mean: meanUsers(trial) }];
    });
    return groupBy(ramps, ({ trial }) => caseKey(trial)).map((group) => {
      const users = range(
        minOf(group.map(({ least }) => least)),
        maxOf(group.map(({ most }) => most)),
      );
      const means = group.flatMap(({ mean }) => mean ?? []);
      const average = means.length === 0 ? "" : `, ${range(minOf(means), maxOf(means))} on average`;
      const count = group.length === 1 ? "" : ` (${formatCount(group.length, "trial")})`;
      return findingOf(
        rampAverage,
        group.flatMap(({ trial }) => resultsOf(trial)),
        `the figures average a ramp of ${users} virtual users${average}${count}`,
      );
    });
  },
};

/** `70.9 to 71.1`, or one number where three digits show no difference. */
function range(from: number, to: number): string {
  const texts = [formatNumber(from), formatNumber(to)];
  return texts[0] === texts[1] ? texts[0] as string : texts.join(" to ");
}

/** Little's law: users at work = iterations a second x time of an iteration. */
function meanUsers(trial: TrialRows): number | undefined {
  const own = valueOf(trial, "virtual_users", "mean");
  if (own !== undefined) return own;
  const iterations = valueOf(trial, "iterations", "total");
  const duration = valueOf(trial, "duration", "total");
  const rate = iterations !== undefined && duration !== undefined && duration > 0
    ? iterations / duration
    : valueOf(trial, "throughput", "mean");
  const time = valueOf(trial, "iteration_time", "mean") ?? valueOf(trial, "latency", "mean");
  return rate === undefined || time === undefined ? undefined : rate * time;
}
