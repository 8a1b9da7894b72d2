import { equal, match, ok } from "node:assert/strict";
import { makeReport } from "../../tests/make_report.ts";
import { boardsOf } from "../model/boards.ts";
import { loadReports } from "../model/report.ts";
import type { Point } from "../model/scenario.ts";
import { siteData } from "../page.ts";
import type { ChartInput } from "./chart.ts";
import { firstByteChart } from "./first_byte.ts";

/** The synthetic report's latencies as if they had been those of the first byte. */
async function withInput(
  as: (metric: string) => string,
  body: (input: ChartInput) => void,
): Promise<void> {
  const dataFolder = await Deno.makeTempDir();
  try {
    await makeReport({ dataFolder, implementations: 5, troubled: false });
    const { reports } = await loadReports(dataFolder);
    const data = siteData(reports);
    const view = data.reports[0]?.scenarios[0];
    const board = view === undefined ? undefined : boardsOf(view)[0]?.standings;
    if (board === undefined) throw new Error("the synthetic report has no scenario");
    const series = board.group.series.map((each) => ({
      ...each,
      points: each.points.map((point): Point => ({
        ...point,
        value: (metric, statistic) =>
          point.value(as(metric), metric === "start_time" ? "p99" : statistic),
      })),
    }));
    body({ board: { ...board, group: { ...board.group, series } }, slots: data.slots });
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
}

const bars = (svg: string) => svg.match(/<rect/g)?.length ?? 0;

Deno.test("the first byte is drawn at the highest load, with the start beside it", () =>
  withInput(
    (metric) => metric === "time_to_first_byte" || metric === "start_time" ? "latency" : metric,
    (input) => {
      const chart = firstByteChart(input);
      ok(chart !== undefined);
      match(chart.title, /^The first byte comes after .+ to .+ at \d+\sconnections, by median$/);
      match(chart.subtitle, /lower is better/);
      match(chart.notes.join(" "), /A start is from the start of the process/);
      for (const svg of [chart.wide, chart.narrow]) {
        match(svg, /Start to first answer/);
        match(svg, /role="img"/);
        ok(!/NaN|undefined|Infinity/.test(svg));
      }
    },
  ));

Deno.test("without a start there is no panel of it, without a first byte no chart", async () => {
  let both = 0;
  await withInput((metric) => metric === "time_to_first_byte" ? "latency" : metric, (input) => {
    const chart = firstByteChart(input);
    ok(chart !== undefined && !chart.wide.includes("Start to first answer"));
    equal(chart.notes.length, 1);
    both = bars(chart.wide);
  });
  ok(both > 0);
  await withInput((metric) => metric, (input) => equal(firstByteChart(input), undefined));
});
