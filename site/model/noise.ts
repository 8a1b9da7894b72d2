/** The noise floor: how far one program differs from itself when it runs under two names. */
import type { Group, Ranked, Series } from "./scenario.ts";

export interface Noise {
  original: Series;
  twin: Series;
  /** Largest difference of the two medians over the loads they share, as a share of the smaller. */
  ratio: number;
  /** Where that was. */
  load: number | null;
  /** How many loads they share. */
  loads: number;
}

/**
 * The noise floor of a group; undefined where no twin has a value at a load of its original. The largest
 * difference is taken, not the mean: a difference between two programs is believed only where it exceeds
 * everything that one program showed against itself.
 */
export function noiseOf(group: Group, ranked: Ranked): Noise | undefined {
  let noise: Noise | undefined;
  for (const twin of group.series) {
    const original = group.series.find((each) => each.name === twin.implementation.twin_of);
    if (original === undefined) continue;
    const own = differences(original, twin, ranked);
    for (const { ratio, load } of own) {
      if (noise === undefined || ratio > noise.ratio) {
        noise = { original, twin, ratio, load, loads: own.length };
      }
    }
  }
  return noise;
}

function differences(original: Series, twin: Series, ranked: Ranked) {
  const found: { ratio: number; load: number | null }[] = [];
  for (const point of twin.points) {
    const mate = original.points.find((each) => each.cell.load === point.cell.load);
    const values = [point, mate].map((each) =>
      each?.value(ranked.metric, ranked.statistic)?.summary
    );
    if (values.some((summary) => summary?.status !== "ok")) continue;
    const medians = values.map((summary) => summary?.median ?? 0);
    const least = Math.min(...medians);
    if (least <= 0) continue;
    found.push({ ratio: Math.max(...medians) / least - 1, load: point.cell.load });
  }
  return found;
}
