import { equal, match, ok } from "node:assert/strict";
import { makeReport } from "../../tests/make_report.ts";
import { boardsOf } from "../model/boards.ts";
import { loadReports } from "../model/report.ts";
import type { Point } from "../model/scenario.ts";
import { siteData } from "../page.ts";
import type { ChartInput } from "./chart.ts";
import { streamTimesChart } from "./stream_times.ts";

/** The synthetic report with its latencies under other names too. */
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

Deno.test("when an answer begins is drawn at one load for all, with the start beside it", () =>
  withInput(
    (metric) => metric === "time_to_first_byte" || metric === "start_time" ? "latency" : metric,
    (input) => {
      const chart = streamTimesChart(input);
      ok(chart !== undefined);
      match(chart.title, /^At \d+\sconnections the median answer begins after .+ to /);
      match(chart.title, /, and is whole after /);
      match(chart.subtitle, /^First byte and whole answer at \d+\sconnections · lower is better/);
      match(chart.notes.join(" "), /A start is from the start of the process/);
      for (const svg of [chart.wide, chart.narrow]) {
        const text = svg.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
        match(text, /Start to first answer/);
        match(svg, /role="img"/);
        ok(!/NaN|undefined|Infinity/.test(svg));
      }
    },
  ));

Deno.test("without a start there is no panel of it, without a beginning no chart", async () => {
  let both = 0;
  await withInput((metric) => metric === "time_to_first_byte" ? "latency" : metric, (input) => {
    const chart = streamTimesChart(input);
    ok(chart !== undefined && !chart.notes.join(" ").includes("A start is"));
    equal(chart.notes.length, 1);
    both = bars(chart.wide);
  });
  ok(both > 0);
  await withInput((metric) => metric, (input) => equal(streamTimesChart(input), undefined));
});

Deno.test("what a probe says of the first event goes before what the load tool says of bytes", () =>
  withInput(
    (metric) => /^time_to_first_(byte|event)$/.test(metric) ? "latency" : metric,
    (input) => {
      const chart = streamTimesChart(input);
      match(chart?.subtitle ?? "", /^First event/);
      match(chart?.notes[0] ?? "", /probe/);
    },
  ));
