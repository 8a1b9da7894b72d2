import { deepEqual, equal, match, ok } from "node:assert/strict";
import { loadReport } from "../../model/report.ts";
import { siteData } from "../../page.ts";
import { NARROW, WIDE } from "../plot.ts";
import { benchmarkInput } from "./all.ts";
import type { BenchmarkChartInput } from "./chart.ts";
import { gainsOf, stagesChart, stagesOf, stagesText } from "./stages.ts";

const FOLDER = decodeURIComponent(
  new URL("../../../data/published-echo", import.meta.url).pathname,
);

async function publishedInput(): Promise<BenchmarkChartInput> {
  const data = siteData([await loadReport("published-echo", FOLDER)]);
  const view = data.reports[0]?.scenarios[0];
  const input = view === undefined ? undefined : benchmarkInput(view, data.slots);
  if (input === undefined) throw new Error("the report has no benchmarks");
  return input;
}

const INPUT = await publishedInput();

/** The time that all optimisations save, in percent, as recomputed from the text's tables. */
const TIME_SAVED = {
  "64B × 10": 6.88259,
  "64B × 100": 11.4486,
  "64B × 1000": 21.6346,
  "1KB × 10": 10.3918,
  "1KB × 100": 18.8259,
  "1KB × 1000": 21.6327,
  "64KB × 10": 20.1613,
  "64KB × 100": 24.9541,
};
const RATE_GAINED = { "64B": 39.916, "1KB": 33.4361, "4KB": 29.1498, "64KB": 12.2449 };

Deno.test("the three stages of the published program, times first and rates below", () => {
  const all = stagesOf(INPUT);
  deepEqual(
    all.map(({ label }) => label),
    [...Object.keys(TIME_SAVED), ...Object.keys(RATE_GAINED)],
  );
  for (const each of all) {
    const { together } = gainsOf(each);
    if (each.metric === "bytes_rate") {
      const expected = RATE_GAINED[each.label as keyof typeof RATE_GAINED];
      ok(Math.abs(100 * (together - 1) - expected) < 0.01, `${each.label}: ${together}`);
    } else {
      // The tables of the text are rounded; the last stage here is that of the console.
      const expected = TIME_SAVED[each.label as keyof typeof TIME_SAVED];
      ok(Math.abs(100 * (1 - 1 / together) - expected) < 0.11, `${each.label}: ${together}`);
    }
  }
});

Deno.test("a step that makes a benchmark slower is not hidden by the sum of all", () => {
  const all = stagesOf(INPUT);
  const slower = all.filter((each) => gainsOf(each).lastStep < 1);
  deepEqual(slower.map(({ label }) => label), ["64B × 100"]);
  const [worse] = slower;
  ok(worse !== undefined);
  equal(stagesText(worse), "4.28 → 3.53 → 3.79\u00a0ms");
  const [, before, after] = worse.stages;
  const longer = 100 * ((after?.value ?? 0) / (before?.value ?? 1) - 1);
  ok(Math.abs(longer - 7.36544) < 0.05, `${longer} % longer`);
  match(
    stagesChart(INPUT)?.title ?? "",
    /^All optimisations together raise speed by 7\.5.% to 33.% by the wall clock, but the last step makes 64B × 100 slower: 4\.28 → 3\.53 → 3\.79.ms$/,
  );
});

Deno.test("the chart of stages says by which clock rates are, in two sizes", () => {
  const chart = stagesChart(INPUT);
  ok(chart !== undefined);
  match(chart.subtitle, /○ original, ◇ TCP_NODELAY alone, ● all optimisations · higher is better/);
  match(chart.notes.join(" "), /divided by CPU time.*last stage has 51.% to 68.% of what/);
  for (const [svg, size] of [[chart.wide, WIDE], [chart.narrow, NARROW]] as const) {
    match(svg, /^<svg [^>]*role="img"/);
    equal(svg.match(/<circle/g)?.length, 2 * 12, "a ring and a dot for each");
    ok(svg.includes("64KB, bytes a second"));
    ok(svg.includes(`font-size="${size.fontSize}"`));
    ok(!/NaN|undefined|Infinity/.test(svg));
  }
});

Deno.test("without one of its stages a program has no chart of them", () => {
  const benchmarks = INPUT.benchmarks.filter(({ part }) => !part.endsWith("-nodelay"));
  equal(stagesChart({ benchmarks, slots: INPUT.slots }), undefined);
});
