/** Who stands where at its peak, and which of them cannot be told apart. */
import { compareText, type ComparisonRow, rankIntervals } from "../../pipeline/report.ts";
import { type Lead, leadOf } from "./lead.ts";
import { type Noise, noiseOf } from "./noise.ts";
import { type PeakComparisons, peakComparisons } from "./peak_comparisons.ts";
import type { Group, Point, Ranked, Series } from "./scenario.ts";
import type { Interval, Value } from "./values.ts";

/** An implementation's best load point. */
export interface Standing {
  series: Series;
  point: Point;
  value: Value;
  /** The true value is this or better: the load generator was the limit. */
  bound: boolean;
  /** Load points of it whose ranked value is withheld. */
  withheldLoads: number;
  /** The ranks that it can have; undefined where it was compared with none. */
  rank?: Interval;
  /** How far the best median is ahead of this one; undefined of the best, and of twins. */
  behind?: Lead;
}

export interface Standings {
  ranked: Ranked;
  group: Group;
  /** Best median first; twins are not among them. */
  standings: Standing[];
  /** As tables and charts show them: by rank, and within a rank by title; by median where nothing was compared. */
  order: Standing[];
  /** Last rows of `order` before a gap that is certain: all above are shown to be better than all below. */
  ends: ReadonlySet<Standing>;
  /** Series that run another one's program a second time, with their own peak. */
  twins: Standing[];
  /** Series whose ranked value is withheld, or absent, at every load. */
  withheld: { series: Series; value: Value | undefined }[];
  noise: Noise | undefined;
  comparisons: PeakComparisons;
  /** Whether the report compared these and so gives ranks. */
  hasRanks: boolean;
  /** Fewest and most trials behind a peak. */
  trials: { fewest: number; most: number };
}

/** The standings of a group by the metric that ranks its scenario; `rows` are its scenario's comparisons. */
export function standingsOf(
  group: Group,
  ranked: Ranked,
  rows: readonly ComparisonRow[],
): Standings {
  const noise = noiseOf(rows, group, ranked);
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
  const peakLoads = new Map(standings.map(({ series, point }) => [series.name, point.cell.load]));
  const comparisons = peakComparisons(rows, group, ranked, peakLoads);
  const context = { comparisons, noise, better: ranked.better };
  const [first, ...rest] = standings;
  for (const each of rest) each.behind = leadOf(first as Standing, each, context);
  giveRanks(standings, comparisons);
  const order = inOrder(standings);
  const counts = standings.map((standing) => standing.value.summary.n);
  return {
    ranked,
    group,
    standings,
    order,
    ends: endsOf(order),
    twins,
    withheld,
    noise,
    comparisons,
    hasRanks: standings.some((standing) => standing.rank !== undefined),
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

/** A single trial has no rank, but those beside it may rank above or below it. */
function giveRanks(standings: readonly Standing[], comparisons: PeakComparisons): void {
  if (comparisons.count === 0) return;
  const names = standings.map(({ series }) => series.name);
  const pairs = names.flatMap((a, index) =>
    names.slice(index + 1).flatMap((b) => {
      const pair = comparisons.between(a, b);
      return pair === undefined ? [] : [{ a, b, verdict: pair.verdict }];
    })
  );
  const ranks = rankIntervals(names, pairs);
  for (const standing of standings) {
    const rank = ranks.get(standing.series.name);
    if (rank !== undefined && standing.value.summary.n > 1) standing.rank = rank;
  }
}

function inOrder(standings: readonly Standing[]): Standing[] {
  if (standings.every(({ rank }) => rank === undefined)) return [...standings];
  const open = { low: 1, high: standings.length };
  return [...standings].sort((a, b) => {
    const [x, y] = [a.rank ?? open, b.rank ?? open];
    return x.low - y.low || x.high - y.high || compareText(a.series.title, b.series.title);
  });
}

function endsOf(order: readonly Standing[]): Set<Standing> {
  const ends = new Set<Standing>();
  let last = 0;
  for (const [index, standing] of order.entries()) {
    last = Math.max(last, standing.rank?.high ?? order.length);
    const below = order.slice(index + 1);
    if (below.length > 0 && below.every(({ rank }) => (rank?.low ?? 1) > last)) ends.add(standing);
  }
  return ends;
}

/** The best median and those that are not shown to be behind it. */
export function leaders({ standings }: Standings): Standing[] {
  return standings.filter(({ behind }) => behind?.verdict !== "apart");
}
