import { cellKey, type Row } from "../row.ts";
import { type Case, fold } from "./cases.ts";
import { digitsOf, maxOf, minOf } from "./numbers.ts";
import type { Rule } from "./rule.ts";
import { groupBy, keyOf, type TrialRows, trialsOf } from "./trial_rows.ts";
import { formatCount, formatNumber, formatRate, formatShare, formatTime } from "./words.ts";

/** Two outputs of one run round differently; beyond this they are of two runs. */
const SAME_WITHIN = 0.01;

/** A value that stands more than once in what one trial left. */
interface Doubled {
  rows: readonly Row[];
  /** How far the values are apart, as a share of the greatest. */
  apart: number;
}

/**
 * A trial has one value of a metric and statistic. Of several that agree the one with the most digits counts; of
 * several that do not, none: they are of different runs, or the program under test gave two things one name.
 */
export const doubledValue: Rule = {
  name: "doubled-value",
  severity: "withhold",
  scope: "report",
  speaks: `more than one value in a trial; > ${formatShare(SAME_WITHIN)} apart withholds all`,
  why:
    "Two outputs of one run, or two runs filed as one trial, would count as two trials: the interval is then too narrow, and n is a lie.",
  example:
    "k6 run with --summary-export leaves each figure in summary.json and in what it prints; filed together as one trial they made n = 2.",
  check: (evidence) => {
    // Rows of one file may be several trials to other rules; what counts together is the cell's own trial.
    const trials = groupBy(
      trialsOf(evidence),
      ({ first }) => keyOf(cellKey(first), first.trial),
    ).map(joined);
    return fold(doubledValue, trials.flatMap(casesOf));
  },
};

function joined(parts: readonly TrialRows[]): TrialRows {
  const [one] = parts as [TrialRows];
  return parts.length === 1 ? one : { ...one, rows: parts.flatMap(({ rows }) => rows) };
}

function casesOf(trial: TrialRows): Case[] {
  const doubled = doubledOf(trial);
  const [alike, apart] = [
    doubled.filter((each) => each.apart <= SAME_WITHIN),
    doubled.filter((each) => each.apart > SAME_WITHIN),
  ];
  const cases: Case[] = [];
  if (alike.length > 0) {
    const values = alike.length === 1
      ? "1 value stands"
      : `${formatCount(alike.length, "value")} stand`;
    cases.push({
      trial,
      rows: alike.flatMap(({ rows }) => rows.slice(1)),
      weight: 0,
      text:
        `${values} more than once in what the trial left, and agree: one of each counts, that with the most digits`,
    });
  }
  if (apart.length > 0) {
    const { rows, apart: weight } = worstOf(apart);
    const ascending = rows.toSorted((a, b) => a.value - b.value);
    const [least, most] = [ascending[0], ascending.at(-1)] as [Row, Row];
    const others = apart.length === 1 ? "" : ` (and ${formatCount(apart.length - 1, "other")})`;
    cases.push({
      trial,
      rows: [rows, ...apart.map((each) => each.rows).filter((each) => each !== rows)].flat(),
      weight,
      text: `${least.metric} ${least.statistic} is ${said(least)} at ${least.source} and ${
        said(most)
      } at ${most.source}${others}: which is of this trial is not known`,
    });
  }
  return cases;
}

/** Values that count more than once, the one with the most digits first. */
function doubledOf({ rows }: TrialRows): Doubled[] {
  const counted = rows.filter(({ status }) => status === "ok");
  const keyOfRow = ({ metric, statistic, unit, clock, loop }: Row) =>
    keyOf(metric, statistic, unit, clock, loop);
  if (new Set(counted.map(keyOfRow)).size === counted.length) return [];
  return groupBy(counted, keyOfRow).filter((group) => group.length > 1).map((group) => {
    const values = group.map(({ value }) => value);
    const [least, most] = [minOf(values), maxOf(values)];
    const size = Math.max(Math.abs(least), Math.abs(most));
    return {
      rows: group.toSorted((a, b) => digitsOf(b.value) - digitsOf(a.value)),
      apart: size === 0 ? 0 : (most - least) / size,
    };
  });
}

function worstOf(doubled: readonly Doubled[]): Doubled {
  return doubled.reduce((worst, each) => each.apart > worst.apart ? each : worst);
}

function said({ value, unit }: Row): string {
  if (unit === "s") return formatTime(value);
  if (unit === "1/s") return formatRate(value);
  return unit === "1" ? formatNumber(value) : `${formatNumber(value)} ${unit}`;
}
