import { percentOf } from "../measurement.ts";
import type { Row } from "../row.ts";
import { type Case, fold } from "./cases.ts";
import type { Rule } from "./rule.ts";
import { groupBy, isLatency, keyOf, loadTrialsOf, type TrialRows } from "./trial_rows.ts";
import { formatShare, formatTime } from "./words.ts";

/** Tools print latency with as few as two decimals of a unit (`0.87ms`, `26.34ms` beside `26.35ms`). */
const ROUNDING = 1.02;

/**
 * min <= percentiles, ascending <= max, and min <= mean <= max. A p99 below the mean is possible only where
 * the last hundredth is far out, mean <= 0.99 p99 + 0.01 max: then it is told, otherwise withheld.
 */
export const percentileOrder: Rule = {
  name: "percentile-order",
  severity: "withhold",
  scope: "file",
  speaks: `descends by > ${formatShare(ROUNDING - 1)}; mean > 0.99 p99 + 0.01 max`,
  saidBy: "formats",
  why:
    "Percentiles ascend by definition; where they do not, columns were mixed up or a tool lost samples, and no value of the row can be trusted.",
  example:
    "wrk under pipelining prints 75 % as 0.00us below a p50 above it; deno's own fixture of wrk has a maximum of 1.25us below the mean.",
  check: (evidence) =>
    fold(percentileOrder, loadTrialsOf(evidence).flatMap((trial) => casesOf(trial))),
};

function casesOf(trial: TrialRows): Case[] {
  const rows = trial.rows.filter((row) => isLatency(row) && row.status === "ok");
  if (rows.length < 2) return [];
  const first = rows[0] as Row;
  // Nearly always there is one set alone.
  const sets = rows.every((row) => isSameSet(row, first)) ? [rows] : groupBy(rows, setKey);
  return sets.flatMap((set) => {
    const broken = firstBroken(set);
    return broken === undefined ? [] : [{ trial, rows: set, ...broken }];
  });
}

function isSameSet(a: Row, b: Row): boolean {
  return a.metric === b.metric && a.loop === b.loop && a.labels.tags === b.labels.tags;
}

function setKey(row: Row): string {
  return keyOf(row.metric, row.loop, row.labels.tags ?? "");
}

interface Broken {
  weight: number;
  text: string;
  severity: "withhold" | "warn";
}

function firstBroken(set: readonly Row[]): Broken | undefined {
  const order = set.flatMap((row) => {
    const percent = rankOf(row.statistic);
    return percent === undefined ? [] : [{ row, percent }];
  }).sort((a, b) => a.percent - b.percent);
  for (const [index, { row }] of order.entries()) {
    const before = order[index - 1]?.row;
    if (before !== undefined && exceeds(before.value, row.value)) return disorder(before, row);
  }
  const find = (statistic: string) => set.find((row) => row.statistic === statistic);
  const mean = find("mean");
  const min = find("min");
  const max = find("max");
  const p99 = find("p99");
  if (mean === undefined) return undefined;
  if (min !== undefined && exceeds(min.value, mean.value)) return disorder(min, mean);
  if (max !== undefined && exceeds(mean.value, max.value)) return disorder(mean, max);
  if (p99 === undefined || !exceeds(mean.value, p99.value)) return undefined;
  const bound = max === undefined ? p99.value : 0.99 * p99.value + 0.01 * max.value;
  if (exceeds(mean.value, bound)) return disorder(mean, p99);
  const text = `the mean of ${formatTime(mean.value)} is above p99 (${formatTime(p99.value)}): ` +
    `one answer in a hundred, up to ${formatTime((max as Row).value)}, makes most of it`;
  return { weight: mean.value / p99.value, text, severity: "warn" };
}

function rankOf(statistic: string): number | undefined {
  if (statistic === "min") return -1;
  return statistic === "max" ? 101 : percentOf(statistic);
}

function exceeds(a: number, b: number): boolean {
  return a > b * ROUNDING;
}

function disorder(lower: Row, upper: Row): Broken {
  return {
    weight: lower.value / upper.value,
    text: `${lower.metric} ${lower.statistic} (${formatTime(lower.value)}) is above ` +
      `${upper.statistic} (${formatTime(upper.value)})`,
    severity: "withhold",
  };
}
