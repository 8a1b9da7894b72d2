/** Cells that the same trials measured, as one: they share each trial's luck, and are no evidence of their own. */
import { geometricMean, meanOf } from "../statistics/moments.ts";
import { type LogRatio, ratiosOf } from "./compare_cells.ts";
import type { MeasuredCell } from "./cells.ts";

/** The ratio of some cells of one program that no other ratio of it shares a trial with. */
export interface SeriesRatio {
  log: LogRatio;
  /** How many cells it is the mean of. */
  cells: number;
}

/** What a cell needs to be taken together with others. */
export interface PairInSeries {
  cell: { implementation: string };
  a: MeasuredCell;
  b: MeasuredCell;
}

/** Pairs of one implementation that the same trials measured, and their ratio. */
export interface PairsOfSeries<T> {
  pairs: readonly T[];
  ratio: SeriesRatio;
}

/**
 * Takes the pairs together that the same trials measured, and estimates the ratio of each such series as of
 * one cell, whose value of a trial is the geometric mean of the trial's values. Leaves out what cannot be
 * tested, and what the load generator limits: that says what the generator does.
 */
export function seriesOf<T extends PairInSeries>(pairs: readonly T[]): PairsOfSeries<T>[] {
  const groups = [
    ...Map.groupBy(
      pairs,
      ({ cell, a, b }) =>
        [cell.implementation, a.series, b.series, isLimited(a), isLimited(b)].join("\u0001"),
    )
      .values(),
  ];
  const ratios = ratiosOf(groups.map((own) => ({
    a: valuesTogether(own.map(({ a }) => a)),
    b: valuesTogether(own.map(({ b }) => b)),
  })));
  return groups.flatMap((own, index) => {
    const log = ratios[index]?.log;
    const [first] = own as [T, ...T[]];
    if (log === undefined || isLimited(first.a) || isLimited(first.b)) return [];
    return [{ pairs: own, ratio: { log, cells: own.length } }];
  });
}

/**
 * One value a trial: the geometric mean over the cells, of positive values. A trial that some cells lack
 * counts by how far it is from the others in the cells that have it.
 */
export function valuesTogether(
  cells: readonly Pick<MeasuredCell, "values" | "trials">[],
): number[] {
  if (cells.length === 1) return [...cells[0]?.values ?? []];
  const distances = new Map<number, number[]>();
  const centres = cells.map(({ values, trials }) => {
    const centre = Math.log(geometricMean(values));
    for (const [index, trial] of trials.entries()) {
      const distance = Math.log(values[index] as number) - centre;
      const own = distances.get(trial);
      if (own === undefined) distances.set(trial, [distance]);
      else own.push(distance);
    }
    return centre;
  });
  const centre = meanOf(centres);
  return [...distances.values()].map((own) => Math.exp(centre + meanOf(own)));
}

function isLimited({ status }: MeasuredCell): boolean {
  return status !== "ok";
}
