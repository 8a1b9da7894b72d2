import type { Row } from "../row.ts";
import { medianOf } from "./numbers.ts";
import { type Baseline, type Evidence, type Finding, findingOf, type Rule } from "./rule.ts";
import { find, groupBy, keyOf, trialsOf } from "./trial_rows.ts";
import { formatNumber } from "./words.ts";

/** As the regression gate that Ruchy's own specification asks for (8.5.6): above 5 % something changed. */
const MOST_DRIFT = 0.05;

interface Measured {
  name: string;
  median: number;
  rows: Row[];
}

/**
 * Only a report can say what its ratios divide by and which of its cases are one workload at different
 * times; without that a slower case is simply another workload, and nothing is said.
 */
export const driftedBaseline: Rule = {
  name: "drifted-baseline",
  severity: "warn",
  scope: "report",
  why:
    "A ratio changes when its denominator does: a speed-up over a baseline that became slower is partly the baseline's.",
  example:
    "Ruchy's gain from 9.10x to 12.13x over Python is +13.6 % of Ruchy (3,960 to 4,497 req/s) and -14.7 % of Python (435 to 371); on one baseline it is 10.34x.",
  check: (evidence) =>
    (evidence.baselines ?? []).flatMap((baseline) => ofBaseline(evidence, baseline)),
};

function ofBaseline(evidence: Evidence, baseline: Baseline): Finding[] {
  const { scenario, implementation, metric, statistic, cases } = baseline;
  const trials = trialsOf(evidence).filter(({ first }) =>
    first.scenario === scenario && first.implementation === implementation &&
    cases.includes(first.case)
  );
  const conditions = groupBy(
    trials,
    ({ first }) => keyOf(first.limits, first.load, first.load_unit),
  );
  return conditions.flatMap((group) => {
    const measured = cases.flatMap((name): Measured[] => {
      const rows = group.filter(({ first }) => first.case === name)
        .flatMap((trial) => find(trial, metric, statistic) ?? []);
      return rows.length === 0
        ? []
        : [{ name, rows, median: medianOf(rows.map((row) => row.value)) }];
    });
    const first = measured[0];
    const moved = measured.reduce<Measured | undefined>((most, each) => {
      const drift = driftOf(first, each);
      return drift > MOST_DRIFT && drift > driftOf(first, most) ? each : most;
    }, undefined);
    if (first === undefined || moved === undefined) return [];
    const change = (moved.median / first.median - 1) * 100;
    return [
      findingOf(
        driftedBaseline,
        measured.flatMap(({ rows }) => rows),
        `the baseline ${implementation} moved by ${change > 0 ? "+" : ""}${
          formatNumber(change)
        } %, ` +
          `from ${formatNumber(first.median)} (${first.name}) to ${formatNumber(moved.median)} ` +
          `(${moved.name}): a ratio to it changes by that alone`,
      ),
    ];
  });
}

function driftOf(from: Measured | undefined, to: Measured | undefined): number {
  if (from === undefined || to === undefined || !(from.median > 0)) return 0;
  return Math.abs(to.median / from.median - 1);
}
