/** The comparisons of a peak table: every implementation at its best load against every other. */
import { type ComparisonRow, peakPairs } from "../../pipeline/report.ts";
import type { Group, Ranked } from "./scenario.ts";

/** One pair, as seen from its first. */
export type Pair = Pick<ComparisonRow, "ratio" | "low" | "high" | "p_adjusted" | "verdict">;

export interface PeakComparisons {
  /** How many pairs there are; a pair needs two trials on each side. */
  count: number;
  /** `a` against `b`, whichever way round the table has it; undefined where it has no such pair. */
  between(a: string, b: string): Pair | undefined;
}

/** The comparisons of a group's peaks, where the report has them; `peakLoads` has the load of each peak. */
export function peakComparisons(
  rows: readonly ComparisonRow[],
  group: Group,
  ranked: Ranked,
  peakLoads: ReadonlyMap<string, number | null>,
): PeakComparisons {
  const { metric, statistic } = ranked;
  const own = peakPairs(rows, { ...group, metric, statistic }, peakLoads);
  const pairs = new Map(
    own.map((row) => [keyOf(row.implementation_a, row.implementation_b), row]),
  );
  return {
    count: pairs.size,
    between(a, b) {
      const turned = pairs.get(keyOf(b, a));
      return pairs.get(keyOf(a, b)) ?? (turned === undefined ? undefined : turn(turned));
    },
  };
}

/** The same pair as seen from its second. */
function turn({ ratio, low, high, p_adjusted, verdict }: Pair): Pair {
  return {
    ratio: 1 / ratio,
    low: high === null ? null : 1 / high,
    high: low === null ? null : 1 / low,
    p_adjusted,
    verdict: verdict === "faster" ? "slower" : verdict === "slower" ? "faster" : verdict,
  };
}

/** The x of `equivalent within x %`, as the table prints it; undefined of other verdicts. */
export function equivalenceOf({ verdict }: Pick<Pair, "verdict">): string | undefined {
  return /^equivalent within (\S+) %$/.exec(verdict)?.[1];
}

function keyOf(a: string, b: string): string {
  return `${a}\u0000${b}`;
}
