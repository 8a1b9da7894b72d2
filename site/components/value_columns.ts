/** Which figures a table of cells has columns for, where nothing ranks them. */
import { compareStatistics, type Summary } from "../../pipeline/report.ts";
import { RESOURCES } from "../charts/resources.ts";
import { type Scale, scaleFor } from "../format.ts";
import { compareMetrics, hasDirection, isKnown, titleOf } from "../model/metrics.ts";
import type { Point, ScenarioView } from "../model/scenario.ts";
import { tailsOf } from "../model/tail.ts";
import { centreOf, type Value } from "../model/values.ts";

/** Figures beyond these are in summary.csv. */
const MOST_COLUMNS = 12;
/** Of a metric, those that come first stand for it; the others only where there is room. */
const STATISTICS = ["p50", "mean", "total", "p95", "p99", "max"];

export interface ValueColumn {
  metric: string;
  statistic: string;
  title: string;
  scale: Scale;
  /** Most trials behind a figure of the column. */
  most: number;
  /** The figure of a cell; undefined where it has none, or one by another clock. */
  valueOf(point: Point): Value | undefined;
}

/** A column that could be shown. */
interface Candidate extends Pick<ValueColumn, "metric" | "statistic" | "valueOf"> {
  clock: Summary["clock"];
  summaries: readonly Summary[];
}

/**
 * The columns, in the order of the table of metrics: what tables of ranked cases have beside each other, then figures of
 * which more or less is better, then all others, as many as there is room for; of each cell at least one. Figures by
 * different clocks never share a column.
 */
export function valueColumns(view: ScenarioView, points: readonly Point[]): ValueColumn[] {
  const candidates = candidatesOf(view, points);
  const order = inOrder(candidates, firstOf(view, points));
  const shown = new Set(order.slice(0, MOST_COLUMNS));
  for (const point of points) {
    const own = order.filter(({ valueOf }) => valueOf(point) !== undefined);
    if (own[0] !== undefined && !own.some((each) => shown.has(each))) shown.add(own[0]);
  }
  return [...shown].sort((a, b) =>
    compareMetrics(a.metric, b.metric) || compareStatistics(a.statistic, b.statistic) ||
    Number(a.clock === "cpu") - Number(b.clock === "cpu")
  ).map(({ metric, statistic, clock, summaries, valueOf }, _, columns) => ({
    metric,
    statistic,
    title: columnTitle(
      { metric, statistic, clock },
      columns.some((other) => other.metric === metric && other.statistic !== statistic),
    ),
    scale: scaleFor(summaries[0]?.unit ?? "1", metric, summaries.map(centreOf)),
    most: Math.max(...summaries.map(({ n }) => n)),
    valueOf,
  }));
}

function candidatesOf(view: ScenarioView, points: readonly Point[]): Candidate[] {
  const names = new Map<string, { metric: string; statistic: string }>();
  for (const { scenario, metric, statistic } of view.report.tables.summary) {
    if (scenario === view.entry.name && STATISTICS.includes(statistic)) {
      names.set(`${metric} ${statistic}`, { metric, statistic });
    }
  }
  return [...names.values()].flatMap(({ metric, statistic }) => {
    const found = points.flatMap((point) => point.value(metric, statistic)?.summary ?? []);
    return [...Map.groupBy(found, ({ clock }) => clock)].map(([clock, summaries]): Candidate => ({
      metric,
      statistic,
      clock,
      summaries,
      valueOf: (point) => {
        const value = point.value(metric, statistic);
        return value?.summary.clock === clock ? value : undefined;
      },
    }));
  });
}

/** What the tables of ranked cases show: the ranked figure, the median and the tail of latency, CPU and memory. */
function firstOf({ ranked }: ScenarioView, points: readonly Point[]): Set<string> {
  const figures = [
    ...(ranked === undefined ? [] : [ranked]),
    ...["p50", ...tailsOf(points)].map((statistic) => ({ metric: "latency", statistic })),
    ...RESOURCES,
  ];
  return new Set(figures.map(({ metric, statistic }) => `${metric} ${statistic}`));
}

function inOrder(candidates: readonly Candidate[], first: ReadonlySet<string>): Candidate[] {
  const ranks = candidates.map((candidate) => {
    const { metric, statistic, summaries } = candidate;
    const others = candidates.filter((each) => each.metric === metric);
    return {
      candidate,
      // What decides comes first: each of these is smaller where the column is wanted more.
      wants: [
        first.has(`${metric} ${statistic}`) ? 0 : 1,
        isKnown(metric) ? 0 : 1,
        hasDirection(metric) && differs(summaries) ? 0 : 1,
        others.filter((each) => place(each) < place(candidate)).length,
        -summaries.length,
      ],
    };
  });
  return ranks.sort((a, b) =>
    a.wants.reduce((found, want, index) => found || want - (b.wants[index] ?? 0), 0) ||
    compareMetrics(a.candidate.metric, b.candidate.metric) ||
    compareStatistics(a.candidate.statistic, b.candidate.statistic)
  ).map(({ candidate }) => candidate);
}

function place({ statistic }: Candidate): number {
  return STATISTICS.indexOf(statistic);
}

/** Whether it tells any two cells apart: that all have no error needs no column of its own. */
function differs(summaries: readonly Summary[]): boolean {
  return summaries.length < 2 || new Set(summaries.map(centreOf)).size > 1;
}

const CLOCKS: Readonly<Record<string, string>> = {
  cpu: ", by CPU time",
  manual: ", by the program's own timing",
  unknown: ", by a clock that is not known",
};

/**
 * "latency, p95", "bytes per second, by CPU time"; of means and totals the word is left out where they are the only
 * column of their metric. Counters are a report's own and have their clock in their name.
 */
function columnTitle(
  { metric, statistic, clock }: Pick<Candidate, "metric" | "statistic" | "clock">,
  hasOthers: boolean,
): string {
  const isPlain = !hasOthers && (statistic === "mean" || statistic === "total");
  const title = isPlain ? titleOf(metric) : `${titleOf(metric)}, ${statistic}`;
  return title + (isKnown(metric) ? CLOCKS[clock] ?? "" : "");
}
