import type { Row } from "../row.ts";
import { logDifference, logSample, type SampleTrial } from "../statistics/difference.ts";
import { studentQuantile } from "../statistics/distributions.ts";
import { type Interval, MISS } from "../statistics/interval.ts";
import { medianOf } from "./numbers.ts";
import { type Baseline, type Evidence, type Finding, findingOf, type Rule } from "./rule.ts";
import { find, groupBy, keyOf, rowsOfFacts, type TrialRows, trialsOf } from "./trial_rows.ts";
import { formatNumber, formatShare } from "./words.ts";

/** As the regression gate that Ruchy's own specification asks for (8.5.6): above 5 % something changed. */
const MOST_DRIFT = 0.05;

interface Measured {
  name: string;
  median: number;
  rows: Row[];
  trials: SampleTrial[];
}

/** A case whose median is another than that of the first one. */
interface Moved extends Measured {
  /** As a share: -0.147 of a median that is 14.7 % lower. */
  change: number;
  /** 95 % interval of the ratio to the first, as {@linkcode intervalOf} has it. */
  interval: Interval | undefined;
}

/**
 * Only a report can say what its ratios divide by and which of its cases are one workload at different
 * times; without that a slower case is simply another workload, and nothing is said. Of one trial a move is what
 * it is. Where both sides have several, their interval tells a baseline that moved from trials that scatter.
 */
export const driftedBaseline: Rule = {
  name: "drifted-baseline",
  severity: "warn",
  scope: "report",
  speaks: `> ${formatShare(MOST_DRIFT)} between cases of one workload; of n > 1 trials a shown one`,
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
  const blocks = blocksOf(evidence, baseline);
  const conditions = groupBy(
    trials,
    ({ first }) => keyOf(first.limits, first.load, first.load_unit),
  );
  return conditions.flatMap((group) => {
    const measured = cases.flatMap((name): Measured[] => {
      const found = group.filter(({ first }) => first.case === name).flatMap((trial) => {
        const row = find(trial, metric, statistic);
        return row === undefined ? [] : [{ row, block: blocks.get(trial) ?? null }];
      });
      if (found.length === 0) return [];
      const rows = found.map(({ row }) => row);
      return [{
        name,
        rows,
        median: medianOf(rows.map((row) => row.value)),
        trials: found.map(({ row, block }) => ({ block, value: row.value })),
      }];
    });
    const [first, ...others] = measured;
    if (first === undefined || !(first.median > 0)) return [];
    const [most] = others.flatMap((each) => movedFrom(first, each) ?? [])
      .sort((a, b) => Math.abs(b.change) - Math.abs(a.change));
    return most === undefined ? [] : [
      findingOf(
        driftedBaseline,
        measured.flatMap(({ rows }) => rows),
        messageOf(implementation, first, most),
      ),
    ];
  });
}

function messageOf(implementation: string, first: Measured, moved: Moved): string {
  const { change, interval, median, name } = moved;
  const sure = interval === undefined
    ? ""
    : ` (95 %: ${signed(interval.low - 1)} to ${signed(interval.high - 1)})`;
  return `the baseline ${implementation} moved by ${signed(change)}${sure}, ` +
    `from ${formatNumber(first.median)} (${first.name}) to ${formatNumber(median)} ` +
    `(${name}): a ratio to it changes by that alone`;
}

/** `-14.7 %`. */
function signed(share: number): string {
  return `${share > 0 ? "+" : ""}${formatShare(share)}`;
}

/** The random blocks of the baseline's trials; null where they were not interleaved. */
function blocksOf(
  evidence: Evidence,
  { scenario, implementation }: Baseline,
): ReadonlyMap<TrialRows, number | null> {
  const own = evidence.trials.filter((facts) =>
    facts.scenario === scenario && facts.implementation === implementation
  );
  return new Map(
    own.flatMap((facts) => rowsOfFacts(evidence, facts).map((trial) => [trial, facts.block])),
  );
}

/** How far the baseline moved; undefined where it did not by enough, or where its trials scatter as far. */
function movedFrom(from: Measured, to: Measured): Moved | undefined {
  const change = to.median / from.median - 1;
  if (!(Math.abs(change) > MOST_DRIFT)) return undefined;
  const interval = intervalOf(from, to);
  if (interval !== undefined && !(change > 0 ? interval.low > 1 : interval.high < 1)) {
    return undefined;
  }
  return { ...to, change, interval };
}

/**
 * 95 % interval of the ratio of the second to the first, within random blocks where they ran in such. Undefined
 * where there is none: of a single trial, of trials that all differ alike, and of a rate of 0, which has no
 * logarithm.
 */
function intervalOf(from: Measured, to: Measured): Interval | undefined {
  if ([...from.trials, ...to.trials].some(({ value }) => !(value > 0))) return undefined;
  const difference = logDifference(logSample(to.trials), logSample(from.trials));
  if (difference === undefined || difference.variance === 0) return undefined;
  const { mean, variance, share, df } = difference;
  const reach = studentQuantile(MISS, df) * Math.sqrt(variance * share);
  return { low: Math.exp(mean - reach), high: Math.exp(mean + reach) };
}
