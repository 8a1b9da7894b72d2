import type { Summary } from "../tables/summary.ts";
import type { ComparisonRow } from "../tables/comparisons.ts";
import { type Estimate, inverse } from "./intervals.ts";
import type { Quantity } from "./quantity.ts";

/**
 * The ratio of two figures as comparisons.csv has it. Trials of one block share what the host did, and the
 * comparison takes them in pairs: its interval is tighter than that of two intervals. Undefined where the two
 * are no figures of one table, or where the table does not compare them.
 */
export function pairedRatio(
  a: Quantity,
  b: Quantity,
  comparisons: readonly ComparisonRow[],
): Estimate | undefined {
  const [one, other] = [a.figure, b.figure];
  if (one === undefined || other === undefined) return undefined;
  if (a.certainty !== "sampled" || b.certainty !== "sampled") return undefined;
  if (one.clock !== other.clock || one.loop !== other.loop) return undefined;
  for (const row of comparisons) {
    if (!sameTable(row, one) || !sameTable(row, other) || row.low === null || row.high === null) {
      continue;
    }
    const ratio = { value: row.ratio, low: row.low, high: row.high };
    const { implementation_a: first, implementation_b: second } = row;
    if (first === one.implementation && second === other.implementation) return ratio;
    if (first === other.implementation && second === one.implementation) return inverse(ratio);
  }
  return undefined;
}

function sameTable(row: ComparisonRow, figure: Summary): boolean {
  return row.scenario === figure.scenario && row.case === figure.case &&
    row.limits === figure.limits && row.load === figure.load &&
    row.load_unit === figure.load_unit && row.metric === figure.metric &&
    row.statistic === figure.statistic;
}
