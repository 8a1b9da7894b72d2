/** The noise floor: how far one program differs from itself when it runs under two names. */
import { type ComparisonRow, noiseFloorOf } from "../../pipeline/report.ts";
import type { Group, Ranked, Series } from "./scenario.ts";

export interface Noise {
  original: Series;
  twin: Series;
  /** Largest difference of the two over the loads they share, as a share of the smaller. */
  ratio: number;
  /** Where that was. */
  load: number | null;
  /** How many loads they share. */
  loads: number;
  /** Whether the load generator was the limit of one of the two there: then it is no floor of the program alone. */
  isLimited: boolean;
}

/** The two figures that a floor was found from. */
export function noiseFigures({ original, twin, load }: Noise, { metric, statistic }: Ranked) {
  return [original, twin].flatMap((series) => {
    const value = series.points.find(({ cell }) => cell.load === load)?.value(metric, statistic);
    return value === undefined ? [] : [{ series, value }];
  });
}

/**
 * The noise floor of a group, from the report's comparisons of twins with their originals; undefined where
 * there is none. `rows` are the comparisons of the group's scenario.
 */
export function noiseOf(
  rows: readonly ComparisonRow[],
  group: Group,
  ranked: Ranked,
): Noise | undefined {
  const own = rows.filter((row) =>
    row.case === group.case && row.limits === group.limits &&
    row.metric === ranked.metric && row.statistic === ranked.statistic
  );
  let noise: Noise | undefined;
  for (const twin of group.series) {
    const original = group.series.find((each) => each.name === twin.implementation.twin_of);
    if (original === undefined) continue;
    const names = new Set([twin.name, original.name]);
    const floor = noiseFloorOf(
      own.filter((row) => names.has(row.implementation_a) && names.has(row.implementation_b)),
    );
    if (floor === undefined || noise !== undefined && noise.ratio >= floor.floor) continue;
    const isLimited = [original, twin].some(({ points }) =>
      points.find(({ cell }) => cell.load === floor.load)
        ?.value(ranked.metric, ranked.statistic)?.summary.status === "lower bound"
    );
    noise = { original, twin, ratio: floor.floor, load: floor.load, loads: floor.loads, isLimited };
  }
  return noise;
}
