import { equal, match, ok } from "node:assert/strict";
import type { Summary } from "../../pipeline/report.ts";
import { type Board, boardsOf } from "../model/boards.ts";
import { loadReport, type Report } from "../model/report.ts";
import { scenarioViews } from "../model/scenario.ts";
import type { Slots } from "../palette.ts";
import { siteData } from "../page.ts";
import type { Chart, ChartMaker } from "./chart.ts";
import { streamChunksChart } from "./stream_chunks.ts";
import { streamTimesChart } from "./stream_times.ts";

const PUBLISHED = "published-token-stream";
const FOLDER = decodeURIComponent(new URL(`../../data/${PUBLISHED}`, import.meta.url).pathname);

/** The first case of a report, and how its implementations are drawn. */
function firstBoard(report: Report): { board: Board; slots: Slots } {
  const [view] = scenarioViews(report);
  const board = view === undefined ? undefined : boardsOf(view)[0];
  if (board === undefined) throw new Error("the report has no scenario with a ranking");
  return { board, slots: siteData([report]).slots };
}

function chartOf(report: Report, maker: ChartMaker): Chart | undefined {
  const { board: { standings }, slots } = firstBoard(report);
  return maker({ board: standings, slots });
}

/** The report as if a probe had run beside its load: for each figure of latency, one of each metric. */
function withProbe(report: Report): Report {
  const probed = report.tables.summary.filter(({ metric, statistic }) =>
    metric === "latency" && ["p50", "p95", "max", "mean"].includes(statistic)
  ).flatMap((row): Summary[] => [
    { ...row, metric: "time_to_first_event", median: row.median / 2, loop: "" },
    { ...row, metric: "longest_event_gap", median: row.median / 100, loop: "" },
    { ...row, metric: "chunks_per_response", unit: "1", median: 126, clock: "", loop: "" },
  ]);
  const summary = [...report.tables.summary, ...probed];
  return { ...report, tables: { ...report.tables, summary } };
}

function checkDrawn(chart: Chart | undefined, titles: readonly string[]): void {
  ok(chart !== undefined);
  for (const svg of [chart.wide, chart.narrow]) {
    ok(!/ style=|<style|NaN|undefined|Infinity/.test(svg));
    const text = svg.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
    for (const title of titles) ok(text.includes(title), `${title} is not in the chart`);
  }
}

Deno.test("the chart of stream times has the first event beside the whole answer, p50 beside p95", async () => {
  const report = withProbe(await loadReport(PUBLISHED, FOLDER));
  const chart = chartOf(report, streamTimesChart);
  checkDrawn(chart, ["First event,", "Whole answer,", "p50", "p95"]);
  match(
    chart?.title ?? "",
    /^At 10\svirtual users the median answer begins after .+ to .+, and is whole after .+ to .+\)$/,
  );
  match(chart?.notes.join(" ") ?? "", /probe/);
});

Deno.test("without a probe the chart of stream times tells the first byte and says so", async () => {
  const chart = chartOf(await loadReport(PUBLISHED, FOLDER), streamTimesChart);
  checkDrawn(chart, ["First byte,", "Whole answer,"]);
  match(chart?.notes.join(" ") ?? "", /not when the first event/);
});

Deno.test("the chart of chunks stands where a probe counted them, and nowhere else", async () => {
  const report = await loadReport(PUBLISHED, FOLDER);
  equal(chartOf(report, streamChunksChart), undefined);
  const chart = chartOf(withProbe(report), streamChunksChart);
  checkDrawn(chart, ["Chunks per response", "Longest gap,"]);
  match(chart?.title ?? "", /chunks on average$/);
});

Deno.test("the title of stream times has the figures as they stand beside the bars", async () => {
  const name = "static-files-2026-11";
  const folder = new URL(`../../data/${name}`, import.meta.url).pathname;
  const chart = chartOf(await loadReport(name, decodeURIComponent(folder)), streamTimesChart);
  const said = [...chart?.title.matchAll(/([\d.]+)\s(\S+) \(/g) ?? []];
  equal(said.length, 4);
  for (const [, figure, unit] of said) {
    equal(unit, "ms");
    ok(chart?.wide.includes(`>${figure}<`), figure);
  }
});
