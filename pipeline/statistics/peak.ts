import type { Summary } from "../tables/summary.ts";

/**
 * The best median of an implementation over its loads; the lowest load of equals. Values that are withheld are
 * passed over; undefined where all are.
 */
export function peakOf<T>(
  points: readonly T[],
  better: "higher" | "lower",
  summaryOf: (point: T) => Pick<Summary, "median" | "status" | "load">,
): T | undefined {
  const sign = better === "higher" ? 1 : -1;
  let best: T | undefined;
  for (const point of points) {
    const own = summaryOf(point);
    if (own.status === "withheld") continue;
    const most = best === undefined ? undefined : summaryOf(best);
    const lead = most === undefined ? 1 : sign * (own.median - most.median);
    if (lead > 0 || lead === 0 && (own.load ?? -1) < (most?.load ?? -1)) best = point;
  }
  return best;
}
