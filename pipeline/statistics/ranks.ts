/** Ranks as intervals: what the verdicts of a table leave open. */
import type { ComparisonVerdict } from "../tables/comparisons.ts";

/** One pair of a table, judged. */
export interface JudgedPair {
  a: string;
  b: string;
  /** Of a against b. */
  verdict: ComparisonVerdict;
}

/** The ranks that an implementation can have, 1 the best. */
export interface RankInterval {
  low: number;
  high: number;
}

/**
 * For each name the ranks it can have: 1 + those shown better than it, up to all but those it is shown better
 * than (Mogstad, Romano, Shaikh & Wilhelm 2024, "Inference for ranks with applications to mobility across
 * neighbourhoods and academic achievement across countries", Review of Economic Studies 91). Since verdicts
 * are corrected over the table, all intervals hold at once with 95 %. A name in no pair can have any rank.
 *
 * Intervals overlap without being groups: a may tie with b and b with c where a is shown better than c.
 */
export function rankIntervals(
  names: readonly string[],
  pairs: readonly JudgedPair[],
): Map<string, RankInterval> {
  const ranks = new Map(names.map((name) => [name, { low: 1, high: names.length }]));
  for (const { a, b, verdict } of pairs) {
    if (verdict !== "faster" && verdict !== "slower") continue;
    const [better, worse] = verdict === "faster" ? [a, b] : [b, a];
    const [best, last] = [ranks.get(better), ranks.get(worse)];
    if (best === undefined || last === undefined) continue;
    best.high--;
    last.low++;
  }
  return ranks;
}
