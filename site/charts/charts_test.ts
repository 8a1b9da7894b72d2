import { equal, match, ok } from "node:assert/strict";
import { makeReport } from "../../tests/make_report.ts";
import { boardsOf } from "../model/boards.ts";
import { loadReports } from "../model/report.ts";
import { siteData } from "../page.ts";
import { MAKERS as REGISTERED } from "./all_charts.ts";
import type { Chart, ChartInput, ChartMaker } from "./chart.ts";
import { distributionChart } from "./distribution.ts";
import { efficiencyChart } from "./efficiency.ts";
import { highestLoadChart } from "./highest_load.ts";
import { logarithmicTicks } from "./ladder.ts";
import { latencyChart } from "./latency.ts";
import { memoryFrontChart } from "./memory_front.ts";
import { peaksChart } from "./peaks.ts";
import { fitText, NARROW, textWidth, WIDE } from "./plot.ts";
import { scoresChart } from "./scores.ts";
import { streamChunksChart } from "./stream_chunks.ts";
import { streamTimesChart } from "./stream_times.ts";
import { throughputChart } from "./throughput.ts";
import { trialsChart } from "./trials.ts";

/** They need histograms or streams, which the synthetic report has none of: tested beside their own files. */
const OF_OTHER_DATA: readonly ChartMaker[] = [
  distributionChart,
  streamTimesChart,
  streamChunksChart,
];

const MAKERS = Object.fromEntries(
  REGISTERED.filter((make) => !OF_OTHER_DATA.includes(make)).map((make) => [make.name, make]),
);

type Options = Omit<Parameters<typeof makeReport>[0], "dataFolder">;

async function makeInput(options: Options): Promise<ChartInput> {
  const dataFolder = await Deno.makeTempDir();
  try {
    await makeReport({ ...options, dataFolder });
    const { reports } = await loadReports(dataFolder);
    const data = siteData(reports);
    const view = data.reports[0]?.scenarios[0];
    const board = view === undefined ? undefined : boardsOf(view)[0];
    if (board === undefined) throw new Error("the synthetic report has no scenario");
    return { board: board.standings, slots: data.slots };
  } finally {
    await Deno.remove(dataFolder, { recursive: true });
  }
}

/** Made once for all tests that ask for the same: a chart changes nothing of its input. */
const inputs = new Map<string, Promise<ChartInput>>();

async function withInput(options: Options, body: (input: ChartInput) => void): Promise<void> {
  const key = JSON.stringify(options);
  const known = inputs.get(key) ?? makeInput(options);
  inputs.set(key, known);
  body(await known);
}

function texts(svg: string): { y: number; text: string }[] {
  const labels = svg.slice(svg.indexOf('class="end-labels"'));
  return [...labels.matchAll(/<text class="label[^"]*" x="[^"]*" y="([^"]*)"[^>]*>([^<]*)/g)]
    .map(([, y, text]) => ({ y: Number(y), text: text ?? "" }));
}

Deno.test("every chart says its finding, metric and direction, in two sizes", () =>
  withInput({}, (input) => {
    for (const [name, make] of Object.entries(MAKERS)) {
      const chart = make(input) as Chart;
      ok(chart.title.length > 10 && !chart.title.endsWith("."), name);
      match(chart.subtitle, /5.trials a point/, name);
      for (const [svg, size] of [[chart.wide, WIDE], [chart.narrow, NARROW]] as const) {
        match(svg, /^<svg [^>]*role="img"/, name);
        equal(svg.match(/aria-label=/g)?.length, 1, `${name}: one accessible name`);
        ok(!/ style=|<style|NaN|undefined|Infinity/.test(svg), name);
        ok(svg.includes(`font-size="${size.fontSize}"`), name);
        ok(!/font-size="(?!13\.5"|15")/.test(svg), `${name}: no text of another size`);
      }
    }
    match(throughputChart(input)?.notes.join(" ") ?? "", /95.% intervals/);
    match(throughputChart(input)?.subtitle ?? "", /higher is better/);
    match(latencyChart(input)?.subtitle ?? "", /logarithmic · lower is better/);
  }));

Deno.test("labels at the ends of lines never overlap, and none is missing", () =>
  withInput({ implementations: 20 }, (input) => {
    for (const make of [throughputChart, latencyChart]) {
      const chart = make(input) as Chart;
      for (const [svg, size] of [[chart.wide, WIDE], [chart.narrow, NARROW]] as const) {
        const labels = texts(svg).sort((a, b) => a.y - b.y);
        equal(labels.length, 20, "19 with values and a twin");
        const [, , , height] = (/viewBox="([^"]*)"/.exec(svg)?.[1] ?? "").split(" ").map(Number);
        for (const [index, label] of labels.entries()) {
          const above = labels[index - 1];
          ok(above === undefined || label.y - above.y >= size.fontSize, `${label.text} overlaps`);
          ok(label.y > 0 && label.y < (height ?? 0), `${label.text} lies outside`);
        }
      }
    }
  }));

Deno.test("a lower bound is marked, a withheld point breaks its line", () =>
  withInput({}, (input) => {
    const throughput = throughputChart(input) as Chart;
    match(throughput.wide, />≥<\/text>/);
    ok(throughput.notes.some((note) => note.includes("lower bound")));
    const latency = latencyChart(input) as Chart;
    ok(latency.notes.some((note) => /withheld at 16 connections/.test(note)));
    const broken = /class="series s-dogwood"[^>]*><path d="([^"]*)"/.exec(latency.wide)?.[1] ?? "";
    equal(broken.match(/M/g)?.length, 2);
    const limited = input.board.order.filter(({ bound }) => bound).map(({ series }) =>
      series.title
    );
    equal(limited.length, 1);
    for (const make of [efficiencyChart, memoryFrontChart, scoresChart]) {
      const notes = make(input)?.notes.join(" ") ?? "";
      match(notes, new RegExp(`was the limit of ${limited[0]}: the true goodput is at least what`));
    }
  }));

Deno.test("of efficiency each panel has its own direction, and single trials are not called medians", async () => {
  await withInput({}, (input) => {
    const { subtitle, notes } = efficiencyChart(input) as Chart;
    match(subtitle, /over resident memory: higher is better · Part of all memory: lower is better/);
    match(notes.join(" "), /^Quotients of medians, so without an interval/);
  });
  await withInput({ trials: 1 }, (input) => {
    match(efficiencyChart(input)?.notes.join(" ") ?? "", /^Quotients of single trials, so/);
  });
});

Deno.test("what nobody limited is drawn without a word on the load generator", () =>
  withInput({ troubled: false }, (input) => {
    for (const [name, make] of Object.entries(MAKERS)) {
      const { title, notes } = make(input) as Chart;
      ok(!`${title} ${notes.join(" ")}`.includes("generator"), name);
    }
  }));

Deno.test("a title of ordinary length is whole in the wide drawing of every chart", () =>
  withInput({ implementations: 9 }, (input) => {
    const [first] = input.board.standings;
    if (first === undefined) throw new Error("the synthetic report has a leader");
    const known = first.series.title;
    first.series.title = "Java HttpServer on virtual threads";
    try {
      for (const [name, make] of Object.entries(MAKERS)) {
        const { wide } = make(input) as Chart;
        ok(wide.includes(`>${first.series.title}</text>`), name);
      }
    } finally {
      first.series.title = known;
    }
  }));

Deno.test("intervals are a band for what is in colour, with a gap where a value is withheld", () =>
  withInput({}, (input) => {
    const bands = (svg: string, name: string) =>
      [...svg.matchAll(
        new RegExp(
          `class="series s-${name}" fill="[^"]*" fill-opacity="0.1"[^>]*><path d="([^"]*)"`,
          "g",
        ),
      )].map(([, d]) => d ?? "");
    const { wide } = throughputChart(input) as Chart;
    for (const name of ["alder", "birch"]) equal(bands(wide, name).length, 1, name);
    equal(bands(wide, "oak").length, 0, "grey lines have bars");
    match(throughputChart(input)?.notes.join(" ") ?? "", /bands and bars their 95/);
    const [broken = ""] = bands(latencyChart(input)?.wide ?? "", "dogwood");
    equal(broken.match(/M/g)?.length, 2);
  }));

Deno.test("one load gives no chart against load, one trial no chart of trials", () =>
  withInput({ loads: 1, trials: 1, troubled: false }, (input) => {
    equal(throughputChart(input), undefined);
    equal(latencyChart(input), undefined);
    equal(trialsChart(input), undefined);
    ok(peaksChart(input) !== undefined);
  }));

Deno.test("labels lead to the implementation, and a chart with links is no picture", () =>
  withInput({ implementations: 4 }, (input) => {
    const linked = { ...input, hrefOf: (name: string) => `${name}/` };
    for (const [name, make] of Object.entries(MAKERS)) {
      const svg = make(linked)?.wide ?? "";
      match(svg, /^<svg [^>]*role="group"/, name);
      for (const each of ["alder", "birch", "cedar"]) {
        ok(svg.includes(`href="${each}/"`), `${name}: ${each}`);
      }
      ok(!svg.includes("xlink:href"), name);
    }
  }));

Deno.test("who has no tail at the load that is shown is named below the chart", () =>
  withInput({}, (input) => {
    const { board } = input;
    const [first, ...others] = board.group.series;
    ok(first !== undefined);
    const shorter = { ...first, points: first.points.slice(0, -1) };
    const group = { ...board.group, series: [shorter, ...others] };
    const notes = highestLoadChart({ ...input, board: { ...board, group } })?.notes.join(" ") ?? "";
    match(notes, new RegExp(`Without a p99 there: ${first.title}\\.`));
    ok(!highestLoadChart(input)?.notes.join(" ").includes("Without a p99"));
  }));

Deno.test("at most six series are in colour, the same in every chart", () =>
  withInput({}, (input) => {
    const colours = (make: (input: ChartInput) => Chart | undefined) =>
      new Set(make(input)?.wide.match(/var\(--series-\d\)/g));
    const all = colours(throughputChart);
    equal(all.size, 6);
    for (const make of Object.values(MAKERS)) equal(colours(make).symmetricDifference(all).size, 0);
  }));

Deno.test("logarithmicTicks() names decades, or 1-2-5 steps where there are few, or even ones", () => {
  equal(logarithmicTicks(0.009, 130).join(" "), "0.01 0.1 1 10 100");
  equal(logarithmicTicks(1.2, 12).join(" "), "2 5 10");
  equal(logarithmicTicks(1.2, 8).join(" "), "2 4 6 8");
  equal(logarithmicTicks(1, 1.32).join(" "), "1 1.1 1.2 1.3");
  equal(logarithmicTicks(1.01, 1.82).join(" "), "1.2 1.4 1.6 1.8");
  equal(logarithmicTicks(90, 229).join(" "), "100 150 200");
});

Deno.test("fitText() cuts what is too wide and nothing else", () => {
  equal(fitText("Go", 100, 14), "Go");
  const cut = fitText("Java HttpServer on virtual threads", 100, 14);
  match(cut, /…$/);
  ok(textWidth(cut, 14) <= 100);
});
