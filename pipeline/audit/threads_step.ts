import { laddersOf, type Level, medianAt } from "./ladders.ts";
import { findingOf, type Rule } from "./rule.ts";
import { groupBy, keyOf, resultsOf } from "./trial_rows.ts";
import { formatCount, formatInteger, formatList } from "./words.ts";

/** Two runs of one file are not a ladder; where levels of load are declared, two are. */
const LEAST_LEVELS = 3;

/** A generator that grows with the load changes two things at once. */
export const threadsStep: Rule = {
  name: "threads-step",
  severity: "warn",
  scope: "file",
  speaks: `threads differ between levels (${LEAST_LEVELS} of them where no load is declared)`,
  why:
    "Where the generator gets more threads on the way up, a dip or a peak may be the generator's and not the server's.",
  example:
    "hyper.dev/letloop runs wrk on one thread up to 8 connections and on two at 16: h2o, axum, Vert.x and Bun all drop by 1.9 to 5.5 % exactly there, and 9 of 15 servers peak at 8.",
  check(evidence) {
    const stepped = laddersOf(evidence).flatMap((levels) => {
      const known = levels.flatMap((level) => {
        const threads = medianAt(level, "threads", "total");
        return threads === undefined ? [] : [{ level, threads }];
      });
      const declared = known[0]?.level.trials[0]?.first.load !== null;
      if (known.length < (declared ? 2 : LEAST_LEVELS)) return [];
      const steps = known.filter(({ threads }, index) => threads !== known[index - 1]?.threads);
      return steps.length > 1 ? [{ known, steps }] : [];
    });
    const nameOf = ({ threads, level }: { threads: number; level: Level }) =>
      `${formatInteger(threads)} from ${formatInteger(level.load)}`;
    // The same steps for every implementation of a scenario are one fault of its plan.
    const groups = groupBy(stepped, ({ known, steps }) => {
      const { first } = (known[0] as typeof known[number]).level
        .trials[0] as Level["trials"][number];
      return keyOf(first.scenario, first.load_unit, steps.map(nameOf).join());
    });
    return groups.map((group) => {
      const { steps } = group[0] as typeof stepped[number];
      const trials = group.flatMap(({ known }) => known.flatMap(({ level }) => level.trials));
      const rows = trials.flatMap((trial) => [
        ...trial.rows.filter((row) => row.metric === "threads"),
        ...resultsOf(trial),
      ]);
      const count = group.length === 1 ? "" : `, in each of ${formatCount(group.length, "ladder")}`;
      return findingOf(
        threadsStep,
        rows,
        `the generator's threads change inside the ladder: ${
          formatList(steps.map(nameOf), 8)
        } connections on${count}`,
      );
    });
  },
};
