/** The charts of a scenario whose programs time themselves, in the order of its page. */
import { benchmarksOf } from "../../model/benchmarks.ts";
import type { ScenarioView } from "../../model/scenario.ts";
import type { Slots } from "../../palette.ts";
import type { Chart } from "../chart.ts";
import type { BenchmarkChartMaker } from "./chart.ts";
import { clockTwinsChart } from "./clock_twins.ts";
import { connectionsChart } from "./connections.ts";
import { cpuAndWallChart } from "./cpu_and_wall.ts";
import { inflationChart } from "./inflation.ts";
import { ioUringChart } from "./io_uring.ts";
import { marginalCostChart } from "./marginal_cost.ts";
import { reportedRatesChart } from "./reported_rates.ts";

/** What the clocks make of a rate. */
export const CLOCK_CHARTS: readonly BenchmarkChartMaker[] = [
  reportedRatesChart,
  inflationChart,
  cpuAndWallChart,
  clockTwinsChart,
];

/** What the programs can do. */
export const COST_CHARTS: readonly BenchmarkChartMaker[] = [
  marginalCostChart,
  connectionsChart,
  ioUringChart,
];

/** Those of the makers whose data make a chart; none of a scenario without benchmarks. */
export function benchmarkCharts(
  { report, entry }: ScenarioView,
  slots: Slots,
  makers: readonly BenchmarkChartMaker[] = [...CLOCK_CHARTS, ...COST_CHARTS],
): Chart[] {
  const benchmarks = benchmarksOf(report, entry.name);
  if (benchmarks.length === 0) return [];
  return makers.flatMap((make) => make({ benchmarks, slots }) ?? []);
}
