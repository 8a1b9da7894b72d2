/** Mean latency in one case of a scenario beside another, of a report that has no percentiles of it. */
import type { Point } from "../model/scenario.ts";
import type { Standing } from "../model/standings.ts";
import type { Value } from "../model/values.ts";
import { type CaseChangeInput, type CasePair, changeChart, changesOf } from "./case_change.ts";
import type { Chart } from "./chart.ts";
import { type Change, changeOf } from "./dumbbells.ts";

const METRIC = "latency";
/** Where a report has any of these, they say more than a mean, and other charts show them. */
const PERCENTILES = ["p50", "p75", "p90", "p95", "p99", "p99.9"] as const;

/** What became of each mean latency, the largest rise first; none where there are percentiles. */
export function latencyChangesOf(pair: CasePair): Change[] {
  const both = changesOf(pair);
  if (both.some(({ from, to }) => hasPercentiles(from.point) || hasPercentiles(to.point))) {
    return [];
  }
  return both.flatMap(({ from, to }): Change[] => {
    const [before, after] = [meanOf(from), meanOf(to)];
    if (before === undefined || after === undefined) return [];
    const [was, is] = [
      { series: from.series, value: before },
      { series: to.series, value: after },
    ];
    const change = changeOf(was, is, "lower");
    return change === undefined ? [] : [change];
  }).sort((a, b) => b.change - a.change);
}

function hasPercentiles(point: Point): boolean {
  return PERCENTILES.some((statistic) => point.value(METRIC, statistic) !== undefined);
}

function meanOf({ point }: Standing): Value | undefined {
  const value = point.value(METRIC, "mean");
  return value === undefined || value.summary.status === "withheld" ? undefined : value;
}

/** Undefined where either case has no mean latency, and where percentiles say more. */
export function caseLatencyChart(input: CaseChangeInput): Chart | undefined {
  return changeChart(input, {
    id: "mean-latency",
    changes: latencyChangesOf(input.pair),
    metric: METRIC,
    figure: "mean latency",
    better: "lower",
    notes: [
      "Means, as the report has no percentiles: how slow the slow answers were is not known.",
    ],
  });
}
