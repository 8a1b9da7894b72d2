/** Percentiles of a cell read from the histograms of all its trials together. Pure. */
import { type MeasuredHistogram } from "./histograms/trial_histograms.ts";
import { cellPercentiles, type MergedPercentile } from "./histograms/merge.ts";
import { percentOf } from "./measurement.ts";
import { type Cell, cellKey, type Row } from "./row.ts";
import type { Summary } from "./tables/summary.ts";

/** A histogram of one trial, and the cell it belongs to. */
export interface CellHistogram extends Pick<MeasuredHistogram, "metric" | "loop" | "histogram"> {
  /** Id of the trial. */
  id: string;
  /** With the part of the workload that the tool names in its case. */
  cell: Cell;
  trial: number;
}

/**
 * The summaries, those of percentiles with the value of the merge and its interval, wherever every trial that
 * counts left a histogram. A trial whose own percentile is withheld or superseded is not in the merge; one that had
 * too few samples for a percentile of its own is: its slow answers are the cell's too, and without those of the
 * trials that answered least the tail would come out short.
 */
export function withMergedPercentiles(
  summaries: readonly Summary[],
  rows: readonly Row[],
  histograms: readonly CellHistogram[],
): Summary[] {
  const byCell = Map.groupBy(histograms, ({ cell, metric, loop }) => keyOf(cell, metric, loop));
  const counted = Map.groupBy(
    rows.filter((row) => row.status === "ok" && percentOf(row.statistic) !== undefined),
    (row) => `${keyOf(row, row.metric, row.loop)}\u0000${row.statistic}`,
  );
  const judged = Map.groupBy(
    rows.filter((row) => percentOf(row.statistic) !== undefined),
    (row) => keyOf(row, row.metric, row.loop),
  );
  // Statistics of a cell are mostly counted in the same trials: merged once for all of them.
  const merges = new Map<string, Map<string, MergedPercentile>>();
  const statistics = [...new Set(summaries.map((each) => each.statistic))];
  return summaries.map((summary) => {
    const key = keyOf(summary, summary.metric, summary.loop);
    const own = byCell.get(key);
    if (own === undefined) return summary;
    const trials = new Set(
      (counted.get(`${key}\u0000${summary.statistic}`) ?? []).map((row) => row.trial),
    );
    const ofCell = judged.get(key) ?? [];
    const hasTooFew = ({ trial }: CellHistogram) => {
      const percentiles = ofCell.filter((row) => row.trial === trial);
      return percentiles.some(({ status }) => status === "ok") &&
        percentiles.every(({ status, statistic }) =>
          status !== "withheld" && statistic !== summary.statistic
        );
    };
    const counting = own.filter(({ trial }) => trials.has(trial));
    if (counting.length < summary.n || trials.size !== summary.n) return summary;
    const used = [...counting, ...own.filter(hasTooFew)];
    // Of a single trial the percentile is what its tool says.
    if (new Set(used.map(({ trial }) => trial)).size < 2) return summary;
    const mergeKey = `${key}\u0000${used.map(({ trial }) => trial).join()}`;
    const merge = merges.get(mergeKey) ??
      cellPercentiles(used.map(({ id, histogram }) => ({ trial: id, histogram })), statistics);
    merges.set(mergeKey, merge);
    const percentile = merge.get(summary.statistic);
    if (percentile === undefined) return summary;
    const { value, low, high } = percentile;
    // What one trial alone has samples enough for has no interval between trials.
    return summary.n < 2 ? { ...summary, merged: value } : { ...summary, merged: value, low, high };
  });
}

function keyOf(cell: Cell, metric: string, loop: string): string {
  return [cellKey(cell), metric, loop].join("\u0000");
}
