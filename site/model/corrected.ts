/** What corrections did to the values of a report: each pair of before and after, with what it was made from. */
import { cellKey, CORRECTIONS, type Row } from "../../pipeline/report.ts";
import type { Report } from "./report.ts";

/** One value that a correction made, and the one that it was made from. */
export interface Corrected {
  report: Report;
  correction: string;
  before: Row;
  after: Row;
  /** Other values that the correction took, each under the name that its formula has for it. */
  terms: { name: string; row: Row }[];
}

const BY_NAME = new Map(CORRECTIONS.map((correction) => [correction.name, correction]));

/** Where the values before a correction come from, in words that follow "values"; undefined where a tool printed them. */
export function takenFrom(correction: string): string | undefined {
  return BY_NAME.get(correction)?.takenFrom;
}

const known = new WeakMap<Report, Map<string, Corrected[]>>();

/**
 * Every value of a report that a correction made, by correction, in the order of the tables; found once, however
 * many pages ask.
 */
export function correctedOf(report: Report): ReadonlyMap<string, Corrected[]> {
  return known.get(report) ?? found(report);
}

function found(report: Report): Map<string, Corrected[]> {
  const order = ["", ...CORRECTIONS.map(({ name }) => name)];
  const trials = Map.groupBy(
    report.tables.measurements,
    (row) => `${cellKey(row)}\u0000${row.trial}`,
  );
  const made = [...trials.values()].flatMap((rows) =>
    rows.filter(({ correction }) => correction !== "").flatMap((after): Corrected[] => {
      const { correction, statistic } = after;
      const { madeFrom, terms: formula = [] } = BY_NAME.get(correction) ?? {};
      const metric = madeFrom ?? after.metric;
      const before = rows.filter((row) =>
        row.metric === metric && row.statistic === statistic && row.unit === after.unit &&
        order.indexOf(row.correction) < order.indexOf(correction)
      ).sort((a, b) =>
        order.indexOf(b.correction) - order.indexOf(a.correction)
      )[0];
      if (before === undefined) return [];
      const terms = formula.flatMap((term) => {
        const row = rows.find((each) =>
          each.metric === term.metric && each.statistic === (term.statistic ?? statistic) &&
          each.correction === "" && (term.clock ?? each.clock) === each.clock
        );
        return row === undefined ? [] : [{ name: term.name, row }];
      });
      return [{ report, correction, before, after, terms }];
    })
  );
  const corrected = Map.groupBy(made, ({ correction }) => correction);
  known.set(report, corrected);
  return corrected;
}

/** How many times larger the value before was; below 1 where the correction made it larger. */
export function inflation({ before, after }: Corrected): number {
  return before.value / after.value;
}

/** Those that can be shown before and after. */
function shownOf(corrected: readonly Corrected[]): Corrected[] {
  return corrected.filter(({ before, after }) =>
    after.status !== "withheld" && before.value > 0 && after.value > 0
  );
}

/** The factor by which a shown value was changed most, up or down; 1 where none was. */
export function mostChanged(corrected: readonly Corrected[]): number {
  return shownOf(corrected).map(inflation)
    .reduce((most, factor) => Math.max(most, factor, 1 / factor), 1);
}

/**
 * A correction's worked examples: of all values that it changed and that no rule withholds, the most, the
 * middle and the least changed, or one where all are changed alike. Where it changed none, one of those.
 */
export function examplesOf(corrected: readonly Corrected[]): Corrected[] {
  const valid = shownOf(corrected);
  const changed = valid.filter((each) => inflation(each) !== 1);
  const shown = changed.length > 0 ? changed : valid;
  const sorted = shown.map((each) => ({ each, size: Math.abs(Math.log(inflation(each))) }))
    .sort((a, b) => b.size - a.size);
  const picked = [sorted[0], sorted[Math.floor(sorted.length / 2)], sorted.at(-1)]
    .flatMap((entry) => entry?.each ?? []);
  const alike = sorted[0]?.size === sorted.at(-1)?.size;
  return alike ? picked.slice(0, 1) : [...new Set(picked)];
}
