/** The charts of a scenario whose programs time themselves, in the order of its page. */
import { benchmarksOf } from "../../model/benchmarks.ts";
import type { ScenarioView } from "../../model/scenario.ts";
import type { Slots } from "../../palette.ts";
import type { Chart } from "../chart.ts";
import type { BenchmarkChartInput, BenchmarkChartMaker } from "./chart.ts";
import { clockTwinsChart } from "./clock_twins.ts";
import { connectionsChart } from "./connections.ts";
import { cpuAndWallChart } from "./cpu_and_wall.ts";
import { inflationChart } from "./inflation.ts";
import { ioUringChart } from "./io_uring.ts";
import { marginalCostChart } from "./marginal_cost.ts";
import { reportedRatesChart } from "./reported_rates.ts";
import { stagesChart } from "./stages.ts";

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

/** What a program gained from one version to the next. */
export const STAGE_CHARTS: readonly BenchmarkChartMaker[] = [stagesChart];

/** Those of the makers whose data make a chart; none of a scenario without benchmarks. */
export function benchmarkCharts(
  view: ScenarioView,
  slots: Slots,
  makers: readonly BenchmarkChartMaker[] = [
    ...CLOCK_CHARTS,
    ...COST_CHARTS,
    ...STAGE_CHARTS,
  ],
): Chart[] {
  const input = benchmarkInput(view, slots);
  if (input === undefined) return [];
  return makers.flatMap((make) => make(input) ?? []);
}

/** The chart that answers for a scenario in which nothing is ranked: the first of its page. */
export function leadingChart(view: ScenarioView, slots: Slots): Chart | undefined {
  const input = benchmarkInput(view, slots);
  if (input === undefined) return undefined;
  for (const make of [...CLOCK_CHARTS, ...COST_CHARTS, ...STAGE_CHARTS]) {
    const chart = make(input);
    if (chart !== undefined) return chart;
  }
  return undefined;
}

/** What the charts are drawn from; undefined of a scenario without benchmarks. */
export function benchmarkInput(
  { report, entry }: ScenarioView,
  slots: Slots,
): BenchmarkChartInput | undefined {
  const benchmarks = benchmarksOf(report, entry.name);
  if (benchmarks.length === 0) return undefined;
  const byteRates = report.tables.measurements.filter((row) =>
    row.scenario === entry.name && row.metric === "bytes_rate" && row.statistic === "mean"
  );
  return { benchmarks, byteRates, slots };
}
