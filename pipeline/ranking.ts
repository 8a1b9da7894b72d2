/**
 * Which cells of a report stand beside each other, and what the comparison of them shows: comparisons.csv, and
 * the rank intervals of summary.csv. Pure.
 */
import type { ScenarioEntry } from "./manifest.ts";
import { METRICS } from "./measurement.ts";
import { compareText, type Row } from "./row.ts";
import { compareAll, type Comparison, type Sample } from "./statistics/comparison.ts";
import { peakOf } from "./statistics/peak.ts";
import { type RankInterval, rankIntervals } from "./statistics/ranks.ts";
import { noiseFloorOf } from "./statistics/noise_floor.ts";
import { verdictOf } from "./statistics/verdict.ts";
import type { ComparisonRow } from "./tables/comparisons.ts";
import type { Summary } from "./tables/summary.ts";
import { addAll } from "../common/lists.ts";

/** A program that runs a second time under another name. */
export interface Twin {
  scenario: string;
  name: string;
  /** The implementation it is. */
  of: string;
}

/** Which metrics of which scenarios are compared, and what ran twice. */
export interface RankingFacts {
  scenarios: readonly Pick<ScenarioEntry, "name" | "ranked_by">[];
  twins: readonly Twin[];
}

/** A figure of one cell with the trials it was made from. */
export interface Figure {
  summary: Summary;
  /** Values that count, each with the random block of its trial, null where there was none. */
  trials: readonly { block: number | null; value: number }[];
}

/** What is compared beside the metric that ranks. */
const ALSO_COMPARED = [{ metric: "latency", statistic: "p99" }];

/** Clocks that may be compared between programs. */
const COMPARABLE_CLOCKS = new Set(["", "wall", "manual"]);

/** Whether a figure may stand beside others of its name, in a case that is ranked. */
function isComparable(
  summary: Summary,
  { cases }: NonNullable<ScenarioEntry["ranked_by"]>,
): boolean {
  return summary.status !== "withheld" && COMPARABLE_CLOCKS.has(summary.clock) &&
    (cases === undefined || cases.includes(summary.case));
}

/**
 * Compares the cells of each table: one scenario, case, set of limits, load, metric and statistic. Where a scenario
 * has several loads there is one more table of the metric that ranks, with each implementation at the load of
 * its best median; its rows have no load. The same trials choose that load and are compared, which flatters
 * every one of them alike. A twin is compared with its original alone; the largest such difference of a
 * metric over the loads where the load generator limited neither is the noise floor of its tables. Where there
 * is no such load the floor is as unknown as without a twin. Pairs with a single trial are left out, but for twins.
 */
export function comparisonsOf(figures: readonly Figure[], facts: RankingFacts): ComparisonRow[] {
  const rows: ComparisonRow[] = [];
  for (const { name, ranked_by } of facts.scenarios) {
    if (ranked_by === undefined) continue;
    const twins = facts.twins.filter((twin) => twin.scenario === name);
    for (const { metric, statistic } of [ranked_by, ...ALSO_COMPARED]) {
      const own = figures.filter(({ summary }) =>
        summary.scenario === name && summary.metric === metric &&
        summary.statistic === statistic && isComparable(summary, ranked_by)
      );
      const better = METRICS[metric]?.better === "lower" ? "lower" : "higher";
      const isRanking = metric === ranked_by.metric && statistic === ranked_by.statistic;
      for (const group of groupsOf(own, ({ summary }) => [summary.case, summary.limits])) {
        addAll(rows, compareGroup(group, twins, better, isRanking));
      }
    }
  }
  return rows.sort(compareComparisons);
}

function compareGroup(
  group: readonly Figure[],
  twins: readonly Twin[],
  better: "higher" | "lower",
  isRanking: boolean,
): ComparisonRow[] {
  const loads = groupsOf(group, ({ summary }) => [summary.load, summary.loop]);
  const pairsOfTwins = loads.flatMap((table) =>
    twins.flatMap((twin) => {
      const pair = table.filter(({ summary }) =>
        summary.implementation === twin.of || summary.implementation === twin.name
      );
      return compareAll(pair.map(sampleOf)).map((comparison) => ({ comparison, table }));
    })
  );
  // Of two figures that the load generator limited, as of one, nobody knows the ratio.
  const known = pairsOfTwins.filter(({ comparison }) =>
    !comparison.aIsLowerBound && !comparison.bIsLowerBound
  );
  const floor = noiseFloorOf(
    known.map(({ comparison, table }) => ({
      load: table[0]?.summary.load ?? null,
      ratio: comparison.ratio,
    })),
  );
  const context = { noiseFloor: floor?.floor, better };
  const rowOf = (comparison: Comparison, place: Summary, load: number | null): ComparisonRow => ({
    scenario: place.scenario,
    case: place.case,
    limits: place.limits,
    load,
    load_unit: place.load_unit,
    metric: place.metric,
    statistic: place.statistic,
    implementation_a: comparison.a,
    implementation_b: comparison.b,
    ratio: comparison.ratio,
    low: comparison.low,
    high: comparison.high,
    p_adjusted: comparison.pAdjusted,
    verdict: verdictOf(comparison, context),
  });
  const names = new Set(twins.map((twin) => twin.name));
  const originals = (table: readonly Figure[]) =>
    table.filter(({ summary }) => !names.has(summary.implementation));
  const tables = loads.map(originals);
  if (isRanking && loads.length > 1) tables.push(peaksOf(originals(group), better));
  const rows = pairsOfTwins.map(({ comparison, table }) => {
    const place = (table[0] as Figure).summary;
    return rowOf(comparison, place, place.load);
  });
  for (const [index, table] of tables.entries()) {
    const repeated = table.filter(({ trials }) => trials.length > 1);
    const place = repeated[0]?.summary;
    if (place === undefined) continue;
    const load = index < loads.length ? place.load : null;
    addAll(rows, compareAll(repeated.map(sampleOf)).map((each) => rowOf(each, place, load)));
  }
  return rows;
}

function sampleOf({ summary, trials }: Figure): Sample {
  return {
    name: summary.implementation,
    trials,
    isLowerBound: summary.status === "lower bound",
  };
}

/** Each implementation at the load of its best median. */
function peaksOf(figures: readonly Figure[], better: "higher" | "lower"): Figure[] {
  return groupsOf(figures, ({ summary }) => [summary.implementation]).flatMap((own) =>
    peakOf(own, better, ({ summary }) => summary) ?? []
  );
}

/** The summaries with the ranks that the comparisons leave open; ranks are of the metric that ranks. */
export function withRanks(
  summaries: readonly Summary[],
  comparisons: readonly ComparisonRow[],
  facts: RankingFacts,
): Summary[] {
  const twins = new Set(facts.twins.map(({ scenario, name }) => keyOf([scenario, name])));
  const ranks = new Map<Summary, RankInterval>();
  const ranked = summaries.filter((summary) =>
    facts.scenarios.some(({ name, ranked_by }) =>
      name === summary.scenario && ranked_by?.metric === summary.metric &&
      ranked_by.statistic === summary.statistic && isComparable(summary, ranked_by)
    ) && !twins.has(keyOf([summary.scenario, summary.implementation]))
  );
  const pairs = new Map<string, ComparisonRow[]>();
  for (const row of comparisons) {
    const key = keyOf([row.scenario, row.case, row.limits, row.load, row.metric, row.statistic]);
    pairs.set(key, [...pairs.get(key) ?? [], row]);
  }
  const tableOf = (row: Summary) => [
    row.scenario,
    row.case,
    row.limits,
    row.load,
    row.metric,
    row.statistic,
  ];
  for (const table of groupsOf(ranked, tableOf)) {
    const own = pairs.get(keyOf(tableOf(table[0] as Summary))) ?? [];
    const judged = own.map((row) => ({
      a: row.implementation_a,
      b: row.implementation_b,
      verdict: row.verdict,
    }));
    const found = rankIntervals(table.map((summary) => summary.implementation), judged);
    for (const summary of table) {
      const rank = found.get(summary.implementation);
      if (rank !== undefined && summary.n > 1) ranks.set(summary, rank);
    }
  }
  return summaries.map((summary) => {
    const rank = ranks.get(summary);
    return rank === undefined ? summary : { ...summary, rank_low: rank.low, rank_high: rank.high };
  });
}

/** Values that count of each figure: the rows behind the summaries, with their blocks. */
export function figuresOf(
  summaries: readonly Summary[],
  rows: readonly Row[],
  blockOf: (row: Row) => number | null,
): Figure[] {
  const key = (each: Summary | Row) =>
    keyOf([
      each.scenario,
      each.implementation,
      each.case,
      each.limits,
      each.load,
      each.load_unit,
      each.metric,
      each.statistic,
      each.unit,
      each.clock,
      each.loop,
    ]);
  const trials = Map.groupBy(rows.filter((row) => row.status === "ok"), key);
  return summaries.map((summary) => ({
    summary,
    trials: (trials.get(key(summary)) ?? []).map((row) => ({
      block: blockOf(row),
      value: row.value,
    })),
  }));
}

function groupsOf<T>(items: readonly T[], parts: (item: T) => readonly unknown[]): T[][] {
  return [...Map.groupBy(items, (item) => keyOf(parts(item))).values()];
}

function keyOf(parts: readonly unknown[]): string {
  return JSON.stringify(parts);
}

function compareComparisons(a: ComparisonRow, b: ComparisonRow): number {
  return compareText(a.scenario, b.scenario) || compareText(a.case, b.case) ||
    compareText(a.limits, b.limits) || (a.load ?? -1) - (b.load ?? -1) ||
    compareText(a.metric, b.metric) || compareText(a.statistic, b.statistic) ||
    compareText(a.implementation_a, b.implementation_a) ||
    compareText(a.implementation_b, b.implementation_b);
}
