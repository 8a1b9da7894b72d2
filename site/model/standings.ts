/** Who stands where at its peak, and which neighbours cannot be told apart. */
import type { Summary } from "../../pipeline/report.ts";
import { type Noise, noiseOf } from "./noise.ts";
import type { Group, Point, Ranked, Series } from "./scenario.ts";
import { spreadOf, type Value } from "./values.ts";

/** An implementation's best load point. */
export interface Standing {
  series: Series;
  point: Point;
  value: Value;
  /** The true value is this or better: the load generator was the limit. */
  bound: boolean;
  /** Load points of it whose ranked value is withheld. */
  withheldLoads: number;
  /** Against the standing below it; undefined for the last. */
  lead?: Lead;
}

/**
 * A lead over the next: `apart` where nothing speaks against it; `within noise` where the difference is
 * no larger than the noise floor; `overlap` where the spreads of their trials (or intervals, or
 * rank groups) overlap; `bound` where the lower one was limited by the load generator; `unknown`
 * where one of the two is a single trial: nothing says how far the next would differ.
 */
export interface Lead {
  /** 0.12 where the value is 12 % better. */
  ratio: number;
  verdict: "apart" | "within noise" | "overlap" | "bound" | "unknown";
}

export interface Standings {
  ranked: Ranked;
  group: Group;
  /** Best first; twins are not among them. */
  standings: Standing[];
  /** Series that run another one's program a second time, with their own peak. */
  twins: Standing[];
  /** Series whose ranked value is withheld, or absent, at every load. */
  withheld: { series: Series; value: Value | undefined }[];
  noise: Noise | undefined;
  /** Whether the report tested the differences and gives ranks. */
  hasRanks: boolean;
  /** Fewest and most trials behind a peak. */
  trials: { fewest: number; most: number };
}

/** The standings of a group by the metric that ranks its scenario. */
export function standingsOf(group: Group, ranked: Ranked): Standings {
  const noise = noiseOf(group, ranked);
  const standings: Standing[] = [];
  const twins: Standing[] = [];
  const withheld: Standings["withheld"] = [];
  for (const series of group.series) {
    const peak = peakOf(series, ranked);
    if (peak === undefined) {
      const value = series.points.map((point) => point.value(ranked.metric, ranked.statistic))
        .find((each) => each !== undefined);
      withheld.push({ series, value });
    } else if (series.implementation.twin_of === undefined) standings.push(peak);
    else twins.push(peak);
  }
  const sign = ranked.better === "higher" ? -1 : 1;
  const compare = (a: Standing, b: Standing) =>
    sign * (a.value.summary.median - b.value.summary.median);
  standings.sort(compare);
  twins.sort(compare);
  for (const [index, standing] of standings.entries()) {
    const next = standings[index + 1];
    if (next !== undefined) standing.lead = leadOf(standing, next, noise);
  }
  const counts = standings.map((standing) => standing.value.summary.n);
  return {
    ranked,
    group,
    standings,
    twins,
    withheld,
    noise,
    hasRanks: standings.some((standing) => standing.value.summary.rank_low !== null),
    trials: { fewest: Math.min(...counts, Infinity), most: Math.max(...counts, 0) },
  };
}

function peakOf(series: Series, ranked: Ranked): Standing | undefined {
  let best: { point: Point; value: Value } | undefined;
  let withheldLoads = 0;
  for (const point of series.points) {
    const value = point.value(ranked.metric, ranked.statistic);
    if (value === undefined) continue;
    if (value.summary.status === "withheld") {
      withheldLoads++;
      continue;
    }
    const difference = best === undefined
      ? 1
      : (value.summary.median - best.value.summary.median) * (ranked.better === "higher" ? 1 : -1);
    if (difference > 0) best = { point, value };
  }
  if (best === undefined) return undefined;
  return { series, ...best, bound: best.value.summary.status === "lower bound", withheldLoads };
}

/** How far the better of two stands ahead, and whether that can be believed. */
export function leadOf(better: Standing, worse: Standing, noise: Noise | undefined): Lead {
  const a = better.value.summary;
  const b = worse.value.summary;
  const [small, large] = [a.median, b.median].sort((x, y) => x - y) as [number, number];
  const ratio = small === 0 ? 0 : large / small - 1;
  return { ratio, verdict: verdictOf(a, b, worse.bound, ratio, noise) };
}

function verdictOf(
  better: Summary,
  worse: Summary,
  worseIsBound: boolean,
  ratio: number,
  noise: Noise | undefined,
): Lead["verdict"] {
  if (worseIsBound) return "bound";
  if (better.rank_high !== null && worse.rank_low !== null) {
    return better.rank_high < worse.rank_low ? "apart" : "overlap";
  }
  if (noise !== undefined && ratio <= noise.ratio) return "within noise";
  if (better.n < 2 || worse.n < 2) return "unknown";
  const [a, b] = [spreadOf(better), spreadOf(worse)];
  return a.low <= b.high && b.low <= a.high ? "overlap" : "apart";
}

/** The first of the standings and those below that cannot be told apart from it. */
export function leaders({ standings, noise }: Standings): Standing[] {
  const [first, ...rest] = standings;
  if (first === undefined) return [];
  const end = rest.findIndex((each) => leadOf(first, each, noise).verdict === "apart");
  return [first, ...rest.slice(0, end < 0 ? rest.length : end)];
}
