/** Which rows of comparisons.csv are those of a table of peaks. */
import type { ComparisonRow } from "./tables/comparisons.ts";

/** What the peaks of one table have in common. */
export type PeakTable = Pick<ComparisonRow, "case" | "limits" | "metric" | "statistic">;

/**
 * The pairs of the peaks of one scenario, whose comparisons `rows` are: those without a load. Where only one load
 * was compared there are none, and those of that load are taken. Twins are compared with their originals
 * alone and are not among them. `peakLoads` has the load of each peak.
 */
export function peakPairs(
  rows: readonly ComparisonRow[],
  { case: name, limits, metric, statistic }: PeakTable,
  peakLoads: ReadonlyMap<string, number | null>,
): ComparisonRow[] {
  const own = rows.filter((row) =>
    row.case === name && row.limits === limits && row.metric === metric &&
    row.statistic === statistic && peakLoads.has(row.implementation_a) &&
    peakLoads.has(row.implementation_b)
  );
  const [load = null, ...more] = new Set(own.map((row) => row.load));
  if (more.length > 0) return own.filter((row) => row.load === null);
  return own.filter(({ implementation_a, implementation_b }) =>
    load === null ||
    peakLoads.get(implementation_a) === load && peakLoads.get(implementation_b) === load
  );
}
