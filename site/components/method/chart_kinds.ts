/** How to read the charts: an entry for each maker of charts, or for several that are read alike. */
import type { AnyMaker } from "../../charts/all_charts.ts";
import { clockTwinsChart } from "../../charts/benchmarks/clock_twins.ts";
import { connectionsChart } from "../../charts/benchmarks/connections.ts";
import { cpuAndWallChart } from "../../charts/benchmarks/cpu_and_wall.ts";
import { inflationChart } from "../../charts/benchmarks/inflation.ts";
import { ioUringChart } from "../../charts/benchmarks/io_uring.ts";
import { marginalCostChart } from "../../charts/benchmarks/marginal_cost.ts";
import { reportedRatesChart } from "../../charts/benchmarks/reported_rates.ts";
import { stagesChart } from "../../charts/benchmarks/stages.ts";
import { architectureChart } from "../../charts/capacity/architecture.ts";
import { codeSizeChart } from "../../charts/capacity/code_size.ts";
import { gateChart } from "../../charts/capacity/gate_curves.ts";
import { searchLadderChart } from "../../charts/capacity/ladder.ts";
import { liftChart } from "../../charts/capacity/lift.ts";
import { perCoreChart } from "../../charts/capacity/per_core.ts";
import { caseChangeChart } from "../../charts/case_change.ts";
import { caseLatencyChart } from "../../charts/case_latency.ts";
import { distributionChart } from "../../charts/distribution.ts";
import { efficiencyChart } from "../../charts/efficiency.ts";
import { highestLoadChart } from "../../charts/highest_load.ts";
import { latencyChart } from "../../charts/latency.ts";
import { memoryFrontChart } from "../../charts/memory_front.ts";
import { peaksChart } from "../../charts/peaks.ts";
import { resourceCurvesChart } from "../../charts/resource_curves.ts";
import { resourcesChart } from "../../charts/resources.ts";
import { scoresChart } from "../../charts/scores.ts";
import { streamChunksChart } from "../../charts/stream_chunks.ts";
import { streamTimesChart } from "../../charts/stream_times.ts";
import { throughputChart } from "../../charts/throughput.ts";
import { trendChart } from "../../charts/trend.ts";
import { trialsChart } from "../../charts/trials.ts";

/** How to read a kind of chart. */
export interface ChartKind {
  name: string;
  /** What is drawn. */
  says: string;
  doesNotShow: string;
  /** The makers of such charts; none of what is said of all, or is drawn in tables. */
  of: readonly AnyMaker[];
}

export const CHART_KINDS: readonly ChartKind[] = [
  {
    name: "All charts",
    says:
      "The title is what the figures say, computed. Below it: metric, unit, which direction is better, trials a point. Up to six are in colour, the rest in grey with their names; marker and dash repeat the colour. Below each chart are a table with the same figures and the CSV.",
    doesNotShow: "why a figure is as it is.",
    of: [],
  },
  {
    name: "Peaks",
    says:
      "A row for each implementation at its best load: by rank where ranks were tested, then by name; else by median. A rule between two rows says that all above are shown to be better than all below; without a rule no order is claimed.",
    doesNotShow: "any other load, nor what a peak costs in latency.",
    of: [peaksChart],
  },
  {
    name: "Against load",
    says:
      "A line for each implementation; the bars on its points are 95 % intervals. Each step to the right doubles the load. On a logarithmic axis equal distances are equal factors. A gap is a withheld value, “≥” a lower bound.",
    doesNotShow: "what lies between two loads: the line only joins them.",
    of: [throughputChart, latencyChart],
  },
  {
    name: "At the highest load",
    says:
      "A dot for each implementation: a slow percentile at the highest load that most of them reach, with its 95 % interval.",
    doesNotShow: "latency at a load that all bear with ease.",
    of: [highestLoadChart],
  },
  {
    name: "Distributions",
    says:
      "How long the fast and the slow answers took, each further nine of the percentiles as wide as the one before. Where histograms were kept the line stops where no sample lies beyond; else at the last percentile that the tool states.",
    doesNotShow: "when the slow answers came: together in one stall, or one by one.",
    of: [distributionChart],
  },
  {
    name: "First event and whole answer",
    says:
      "Of answers that come in parts: when they begin and when they are whole, the median beside p95, at the highest load at which most tell when it begins; and once in each trial from the start of the process to its first answer.",
    doesNotShow: "the pace in between.",
    of: [streamTimesChart],
  },
  {
    name: "Chunks",
    says:
      "Into how many chunks a server frames an answer, and the longest time between two events of a stream.",
    doesNotShow:
      "that more chunks are better, or fewer: joining events saves work and makes a reader wait.",
    of: [streamChunksChart],
  },
  {
    name: "CPU and memory",
    says:
      "What the server used at its peak, read from the kernel, beside what it did. 1 is one core. A server below its limit with a slow answer waits for something.",
    doesNotShow: "what the kernel did on its behalf outside of its processes.",
    of: [resourcesChart],
  },
  {
    name: "CPU and memory over time",
    says:
      "Busy cores, or resident memory, of server, generator and backend through the measured time of one trial; where a tool tells no warm-up apart, through all of it.",
    doesNotShow: "other trials, nor what is shorter than the time between two samples.",
    of: [resourceCurvesChart],
  },
  {
    name: "Work for what it takes",
    says:
      "The ranked figure at each peak over the cores that were busy, and over the memory that was held; and each server’s part of the memory of all shown.",
    doesNotShow:
      "energy, nor an interval: they are quotients of medians, and each is at its own peak.",
    of: [efficiencyChart],
  },
  {
    name: "Scatter with a front",
    says:
      "Two figures of each implementation. Those on the front are surpassed by nobody: nobody is at least as good in both directions and better in one. Each of the others is surpassed so by one of these.",
    doesNotShow: "how sure the front is: it is of medians, and a tie may place one on it or off.",
    of: [memoryFrontChart, codeSizeChart],
  },
  {
    name: "Scores",
    says:
      "Several figures of the leaders in parts of the best of those shown, which is 100: where more is better the value over the best, where less is better the best over the value.",
    doesNotShow:
      "a sum: nothing weighs one figure against another. Another choice of programs gives other scores.",
    of: [scoresChart],
  },
  {
    name: "Trials",
    says:
      "Each mark is one trial, as its difference from the median of its row; the band is the noise floor. Rows that spread wider than the band are less steady than the host.",
    doesNotShow: "in which order the trials ran, or what disturbed one.",
    of: [trialsChart],
  },
  {
    name: "One case against another",
    says:
      "A ring where the figure is in the first case and a dot where it is in the second, each with its 95 % interval, the largest rise first. “≤” or “≥” stands where the generator was the limit of one of them.",
    doesNotShow:
      "a verdict: whether such a change is more than chance is not tested. Each case is at the load of its own peak where cases have several.",
    of: [caseChangeChart, caseLatencyChart],
  },
  {
    name: "Before and after a correction",
    says:
      "Two marks joined by a line, on a logarithmic axis: the ring is what was printed, the dot what it is. The length of the line is how far it was off.",
    doesNotShow: "the chance in either: both ends are of the same trials.",
    of: [reportedRatesChart],
  },
  {
    name: "CPU time and wall clock",
    says:
      "A round trip by the clock that all live by (dot), and what of it the measuring thread was on the CPU (ring). A rate by CPU time leaves out what lies between.",
    doesNotShow: "what the thread waited for.",
    of: [cpuAndWallChart],
  },
  {
    name: "Inflation and clock twins",
    says:
      "A dot for each benchmark of a program. Inflation: how many times too high its printed rate is; 1 is as it should be. Clock twins: how far the corrected rate lies from that of the same benchmark asked to use the wall clock; 0 is agreement.",
    doesNotShow:
      "which of two twins is right where they differ; within the band of a program that ran twice they may be the same.",
    of: [inflationChart, clockTwinsChart],
  },
  {
    name: "Marginal cost",
    says:
      "The dot is what one more round trip takes: the difference of the times of many and of few, over how many more they are, so that set-up falls out. The ring is the average of few, set-up and all.",
    doesNotShow: "an interval, nor that the cost is the same at every size: it is of two.",
    of: [marginalCostChart],
  },
  {
    name: "Connections of one client",
    says:
      "Round trips a second with one connection (ring) and with more (dots), all from one thread.",
    doesNotShow:
      "what the server could carry: the client’s one thread may be the limit. No interval is drawn.",
    of: [connectionsChart],
  },
  {
    name: "With and without io_uring",
    says:
      "The rate of one program with io_uring over its rate without, a dot for each benchmark with the worst case of both rates’ 95 % intervals; the band is what a twin shows against itself.",
    doesNotShow:
      "a difference by one line beside 1: of many benchmarks some lie there by chance. Nor another use of io_uring than this one.",
    of: [ioUringChart],
  },
  {
    name: "Stages",
    says:
      "A program before its optimisations, with one of them and with all, as a multiple of its speed before.",
    doesNotShow:
      "what each further optimisation gave by itself, nor what they give another program.",
    of: [stagesChart],
  },
  {
    name: "Pass and fail",
    says:
      "A row for each implementation, a mark for each load: passed, failed, or both. What limits it are the gates that fail at the first load that does not pass: the chart names the first of them, the table all.",
    doesNotShow: "by how much a load passed or failed.",
    of: [searchLadderChart],
  },
  {
    name: "Gate curves",
    says:
      "One percentile of the objective against load, a line for each implementation, and the most that the gate allows. Equal steps along the axis are equal numbers of sessions.",
    doesNotShow:
      "the other gates: a line below this one may fail by another. Loads are tried where the search goes, so lines have different ones.",
    of: [gateChart],
  },
  {
    name: "Per core, and lift",
    says:
      "The highest load that passes over the cores it was allowed, with fewest cores and with more; and capacity with more cores as a multiple of that with the fewest.",
    doesNotShow:
      "an interval: capacities are the loads that were tried, and the next one up may be far. Where every load passes, only a bound is known.",
    of: [perCoreChart, liftChart],
  },
  {
    name: "Architecture",
    says: "The parts of a run and what passes between them; what is under test has a thick frame.",
    doesNotShow: "any measurement.",
    of: [architectureChart],
  },
  {
    name: "Trends",
    says:
      "A point for each report, as a share of the first of its host; the band is the largest noise floor of its reports. A triangle marks the first report of a new level. A vertical rule is another host, tool or load: lines do not cross it.",
    doesNotShow: "values themselves: the table has those.",
    of: [trendChart],
  },
];
