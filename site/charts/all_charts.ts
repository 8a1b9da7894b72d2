/** Every chart of a scenario's page, under the id that it has there: for pictures that others embed. */
import { boardsOf } from "../model/boards.ts";
import type { ScenarioView } from "../model/scenario.ts";
import type { ReportStanding } from "../model/standing.ts";
import type { Slots } from "../palette.ts";
import { benchmarkCharts, CLOCK_CHARTS, COST_CHARTS, STAGE_CHARTS } from "./benchmarks/all.ts";
import { architectureChart } from "./capacity/architecture.ts";
import { codeSizeChart } from "./capacity/code_size.ts";
import { gateChart, gateLines } from "./capacity/gate_curves.ts";
import { searchLadderChart } from "./capacity/ladder.ts";
import { liftChart } from "./capacity/lift.ts";
import { perCoreChart } from "./capacity/per_core.ts";
import { capacityView } from "./capacity/view.ts";
import { caseChangeChart, type CaseChangeInput, casePairs } from "./case_change.ts";
import { caseLatencyChart } from "./case_latency.ts";
import type { Chart, ChartMaker } from "./chart.ts";
import { distributionChart } from "./distribution.ts";
import { drawnOnce } from "./drawn_once.ts";
import { efficiencyChart } from "./efficiency.ts";
import { highestLoadChart } from "./highest_load.ts";
import { latencyChart } from "./latency.ts";
import { memoryFrontChart } from "./memory_front.ts";
import { peaksChart } from "./peaks.ts";
import { resourceCurvesChart } from "./resource_curves.ts";
import { resourcesChart } from "./resources.ts";
import { scoresChart } from "./scores.ts";
import { streamChunksChart } from "./stream_chunks.ts";
import { streamTimesChart } from "./stream_times.ts";
import { throughputChart } from "./throughput.ts";
import { trendChart } from "./trend.ts";
import { trialsChart } from "./trials.ts";

/** Against load, at the highest load, as a distribution, and within an answer. */
export const LATENCY_CHARTS: readonly ChartMaker[] = [
  latencyChart,
  highestLoadChart,
  distributionChart,
  streamTimesChart,
  streamChunksChart,
];

/** What each takes, what it does with that, and who does most with least. */
export const RESOURCE_CHARTS: readonly ChartMaker[] = [
  resourcesChart,
  efficiencyChart,
  memoryFrontChart,
];

/** What became of the ranked figure and of latency from one case of a pair to the other. */
export const CASE_CHARTS: readonly ((input: CaseChangeInput) => Chart | undefined)[] = [
  caseChangeChart,
  caseLatencyChart,
];

/** Makers of charts that stand on a scenario's page once for each of its groups. */
export const MAKERS: readonly ChartMaker[] = [
  peaksChart,
  throughputChart,
  ...LATENCY_CHARTS,
  ...RESOURCE_CHARTS,
  scoresChart,
  trialsChart,
];

/** What a search found: the load that each sustains, what that says, and what bounded it. */
const CAPACITY_CHARTS = [
  searchLadderChart,
  perCoreChart,
  liftChart,
  codeSizeChart,
  architectureChart,
  gateChart,
];

/** A maker, whatever it draws from. */
export type AnyMaker = (...input: never[]) => Chart | undefined;

/** Every maker, those of trends and of a single trial too: the method page says of each how to read it. */
export const EVERY_CHART: readonly AnyMaker[] = [
  ...MAKERS,
  ...CASE_CHARTS,
  ...CLOCK_CHARTS,
  ...COST_CHARTS,
  ...STAGE_CHARTS,
  ...CAPACITY_CHARTS,
  resourceCurvesChart,
  trendChart,
];

export interface NamedChart {
  /** The chart's element id on its page, without "chart-": names the file. */
  id: string;
  chart: Chart;
  /** Which of the scenario's groups it is of: "64B/100, 2 cores"; empty where there is one, or it shows several. */
  of: string;
}

/**
 * The charts of a scenario; those whose data make none are left out. With the links of its page they are the very
 * drawings that stand there.
 */
export function allCharts(
  view: ScenarioView,
  standing: Pick<ReportStanding, "cells">,
  slots: Slots,
  hrefOf?: (name: string) => string,
): NamedChart[] {
  const input = { slots, ...(hrefOf === undefined ? {} : { hrefOf }) };
  const boards = boardsOf(view);
  const ofGroups = boards.flatMap(({ standings, label, suffix }) =>
    MAKERS.flatMap((maker) =>
      named(drawnOnce(maker, { ...input, board: standings }), suffix, label)
    )
  );
  const ofCases = casePairs(boards).flatMap((pair) =>
    CASE_CHARTS.flatMap((make) => named(make({ pair, slots })))
  );
  const ofBenchmarks = benchmarkCharts(view, slots).flatMap((chart) => named(chart));
  return [...ofGroups, ...ofCases, ...ofBenchmarks, ...capacityCharts(view, standing, slots)];
}

function capacityCharts(
  scenario: ScenarioView,
  standing: Pick<ReportStanding, "cells">,
  slots: Slots,
): NamedChart[] {
  const view = capacityView(scenario, standing);
  if (view === undefined) return [];
  const input = { view, slots };
  return [
    ...view.groups.map((group) => searchLadderChart(input, group)),
    perCoreChart(input),
    liftChart(input),
    codeSizeChart(input),
    architectureChart(view),
    ...view.groups.flatMap((group) => gateLines(view).map((line) => gateChart(input, group, line))),
  ].flatMap((chart) => named(chart));
}

function named(chart: Chart | undefined, suffix = "", of = ""): NamedChart[] {
  return chart === undefined ? [] : [{ id: `${chart.id}${suffix}`, chart, of }];
}
