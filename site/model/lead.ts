/** How far one implementation is ahead of another, and whether that can be believed. */
import type { Noise } from "./noise.ts";
import { equivalenceOf, type PeakComparisons } from "./peak_comparisons.ts";
import type { Ranked } from "./scenario.ts";
import type { Standing } from "./standings.ts";
import { centreOf, type Interval } from "./values.ts";

/**
 * A lead. `apart`: shown by the report's comparison. `equivalent`: shown to differ by less than the noise
 * floor. `within noise`: more than chance, but no more than the noise floor. `bound`: the one behind was
 * limited by the load generator. `open`: no difference shown. `unknown`: not compared, because one of the
 * two is a single trial.
 */
export interface Lead {
  verdict: "apart" | "equivalent" | "within noise" | "bound" | "open" | "unknown";
  /** 0.12 where the larger value is 12 % larger. */
  ratio: number;
  /** 95 % interval of `ratio`; a lower end below 0 says that the other may be ahead. */
  interval?: Interval;
  /** The x of "equivalent within x %". */
  within?: string;
}

export interface LeadContext {
  comparisons: PeakComparisons;
  noise: Noise | undefined;
  better: Ranked["better"];
}

/** How far `better`, by its median, is ahead of `worse`. */
export function leadOf(better: Standing, worse: Standing, context: LeadContext): Lead {
  const { comparisons, noise } = context;
  const [large, small] = context.better === "higher" ? [better, worse] : [worse, better];
  const pair = comparisons.between(large.series.name, small.series.name);
  if (pair === undefined) {
    const below = centreOf(small.value.summary);
    const ratio = below === 0 ? 0 : centreOf(large.value.summary) / below - 1;
    return { verdict: "unknown", ratio };
  }
  const { ratio, low, high, p_adjusted } = pair;
  const lead = {
    ratio: ratio - 1,
    ...(low === null || high === null ? {} : { interval: { low: low - 1, high: high - 1 } }),
  };
  const expected = context.better === "higher" ? "faster" : "slower";
  if (pair.verdict === expected) return { ...lead, verdict: "apart" };
  const within = equivalenceOf(pair);
  if (within !== undefined) return { ...lead, verdict: "equivalent", within };
  if (worse.bound) return { ...lead, verdict: "bound" };
  const isTooSmall = noise !== undefined && Math.abs(ratio - 1) <= noise.ratio;
  const isMoreThanChance = p_adjusted !== null && p_adjusted < 0.05;
  return { ...lead, verdict: isMoreThanChance && isTooSmall ? "within noise" : "open" };
}
