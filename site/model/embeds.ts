/** The charts of a scenario that others may embed: those of its page, each as a picture of its own. */
import type { ChartMaker } from "../charts/chart.ts";
import type { Chart } from "../charts/chart.ts";
import { latencyChart } from "../charts/latency.ts";
import { peaksChart } from "../charts/peaks.ts";
import { resourcesChart } from "../charts/resources.ts";
import { throughputChart } from "../charts/throughput.ts";
import { trialsChart } from "../charts/trials.ts";
import type { Slots } from "../palette.ts";
import { boardsOf } from "./boards.ts";
import type { ScenarioView } from "./scenario.ts";

/** Makers of charts that stand on a scenario's page, once for each of its boards. */
const MAKERS: readonly ChartMaker[] = [
  peaksChart,
  throughputChart,
  latencyChart,
  resourcesChart,
  trialsChart,
];

export interface Embed {
  /** The chart's element id on its page, without "chart-": names the file. */
  id: string;
  chart: Chart;
}

/** The charts of a scenario, in the order of its boards; those whose data make none are left out. */
export function embedsOf(view: ScenarioView, slots: Slots): Embed[] {
  return boardsOf(view).flatMap(({ standings, suffix }) =>
    MAKERS.flatMap((maker) => {
      const chart = maker({ board: standings, slots });
      return chart === undefined ? [] : [{ id: `${chart.id}${suffix}`, chart }];
    })
  );
}
