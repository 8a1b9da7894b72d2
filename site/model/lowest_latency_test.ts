import { deepEqual, equal } from "node:assert/strict";
import type { ComparisonRow, Summary } from "../../pipeline/report.ts";
import { lowestLatency } from "./lowest_latency.ts";
import type { Ranked, Series } from "./scenario.ts";
import { type Standings, standingsOf } from "./standings.ts";
import { series } from "./testing.ts";
import type { Value } from "./values.ts";

const RANKED: Ranked = {
  metric: "goodput",
  statistic: "mean",
  better: "higher",
  title: "goodput",
};

/** Latency at a load, by statistic, in seconds. */
type Latency = Readonly<Record<string, number>>;

/** An implementation of three trials at 1 and 8 connections, with these latencies at the two. */
function withLatency(name: string, low: Latency, high: Latency): Series {
  const own = series(name, { 1: [1, 1, 1], 8: [5, 5, 5] });
  const points = own.points.map((point) => ({
    ...point,
    value: (metric: string, statistic: string): Value | undefined => {
      const value = point.value(metric, statistic);
      if (metric !== "latency") return value;
      const median = (point.cell.load === 1 ? low : high)[statistic];
      if (median === undefined) return undefined;
      const summary = {
        ...point.cell,
        metric,
        statistic,
        median,
        n: 3,
        merged: null,
        status: "ok",
      };
      return { summary: summary as Summary, rows: [] };
    },
  }));
  return { ...own, points };
}

function boardOf(...all: Series[]): Standings {
  const group = { case: "", limits: "", loadUnit: "connections", loads: [1, 8], series: all };
  return standingsOf(group, RANKED, []);
}

function row(a: string, b: string, load: number, verdict: ComparisonRow["verdict"]): ComparisonRow {
  return {
    ...{ scenario: "s", case: "", limits: "", load, load_unit: "connections" },
    ...{ metric: "latency", statistic: "p99", implementation_a: a, implementation_b: b },
    ...{ ratio: 0.5, low: 0.4, high: 0.6, p_adjusted: 0.01, verdict },
  };
}

Deno.test("the lowest p99 is that at the highest load, told apart by the comparisons of that load alone", () => {
  const board = boardOf(
    withLatency("a", { p99: 3 }, { p99: 10 }),
    withLatency("b", { p99: 2 }, { p99: 20 }),
    withLatency("c", { p99: 4 }, { p99: 30 }),
    withLatency("d", { p99: 5 }, { p99: 40 }),
  );
  const found = lowestLatency(board, [
    row("a", "b", 1, "faster"),
    row("a", "b", 8, "no difference shown"),
    row("c", "a", 8, "slower"),
  ]);
  equal(found?.lowest.series.name, "a");
  equal(found?.load, 8);
  deepEqual(found?.others.map(({ standing, behind }) => [standing.series.title, behind.verdict]), [
    ["b", "open"],
    ["c", "apart"],
    ["d", "unknown"],
  ]);
  equal(found?.anywhere?.series.name, "b");
  equal(found?.anywhere?.point.cell.load, 1);
});

Deno.test("p95 stands in for p99 only where no load of any implementation has one", () => {
  const only = boardOf(withLatency("a", {}, { p95: 4 }), withLatency("b", {}, { p95: 3 }));
  const found = lowestLatency(only, []);
  deepEqual([found?.tail, found?.lowest.series.name], ["p95", "b"]);
  const both = boardOf(withLatency("a", {}, { p95: 4 }), withLatency("b", { p99: 9 }, { p95: 3 }));
  equal(lowestLatency(both, [])?.tail, "p99");
  equal(lowestLatency(boardOf(withLatency("a", {}, {})), []), undefined);
});
