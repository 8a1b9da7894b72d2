import { deepEqual, doesNotMatch, equal, match, ok } from "node:assert/strict";
import { renderToString } from "preact-render-to-string";
import type { Summary } from "../../pipeline/report.ts";
import { ScoresTable } from "../components/scores_table.tsx";
import type { Point, Ranked, Series } from "../model/scenario.ts";
import { standingsOf } from "../model/standings.ts";
import { series, type SeriesOptions } from "../model/testing.ts";
import type { ChartInput } from "./chart.ts";
import { efficiencyChart } from "./efficiency.ts";
import { memoryFrontChart } from "./memory_front.ts";
import { resourcesChart } from "./resources.ts";
import { scoresChart, scoresOf } from "./scores.ts";

/** Goodput (1/s), p50 (s), memory (B) and busy cores at a load; a negative one is withheld. */
type Figures = [goodput: number, p50: number, memory: number, cpu?: number];

function program(
  name: string,
  loads: Readonly<Record<number, Figures>>,
  options: SeriesOptions = {},
): Series {
  const trials = Object.entries(loads).map(([load, [goodput]]) => [load, [goodput, goodput]]);
  const own = series(name, Object.fromEntries(trials), options);
  const points = own.points.map((point): Point => {
    const goodput = point.value("goodput", "mean");
    const [, p50, memory, cpu = 1] = loads[point.cell.load ?? 0] as Figures;
    const sizes: Readonly<Record<string, number>> = {
      "latency p50": p50,
      "memory_rss max": memory,
      "cpu mean": cpu,
    };
    return {
      ...point,
      value: (metric, statistic) => {
        const size = sizes[`${metric} ${statistic}`];
        if (metric === "goodput" || goodput === undefined) return goodput;
        if (size === undefined) return undefined;
        const status: Summary["status"] = size < 0 ? "withheld" : "ok";
        const summary = { ...goodput.summary, metric, statistic, median: Math.abs(size), status };
        return { ...goodput, summary };
      },
    };
  });
  return { ...own, points };
}

function inputOf(...programs: readonly Series[]): ChartInput {
  const loads = new Set(programs.flatMap(({ points }) => points.map(({ cell }) => cell.load)));
  const group = {
    case: "",
    limits: "",
    loadUnit: "connections",
    loads: [...loads].sort((a, b) => (a ?? 0) - (b ?? 0)),
    series: [...programs],
  };
  const ranked: Ranked = {
    metric: "goodput",
    statistic: "mean",
    better: "higher",
    title: "goodput",
  };
  return { board: standingsOf(group, ranked, []), slots: new Map() };
}

/** Peaks at 4 connections, where it waits less than others do at their own peaks, though more at the same load. */
const EARLY = program("early", { 4: [90, 2, 20], 64: [80, 9, 50] });
const LATE = program("late", { 4: [50, 1, 10], 64: [100, 5, 30] });
const LARGE = program("large", { 4: [40, 3, 30], 64: [70, 6, 90] });

Deno.test("with peaks at several loads, all but the ranked figure are scored at the highest load that most have", () => {
  const input = inputOf(EARLY, LATE, LARGE);
  const chart = scoresChart(input);
  match(
    chart?.title ?? "",
    /^By median late leads in goodput and work per CPU second; at 64.connections late in p50 and memory$/,
  );
  match(
    chart?.subtitle ?? "",
    /^Scores: goodput and work per CPU second at each .* peak, all else at 64.connections · /,
  );
  const [goodput, , p50] = scoresOf(input).scores;
  deepEqual([...goodput?.scores ?? []], [["late", 100], ["early", 90], ["large", 70]]);
  equal(p50?.scores.get("early")?.toFixed(1), "55.6");
  const html = renderToString(
    <ScoresTable
      input={input}
      board={input.board}
      report="r"
      to={(target) => target}
      styleOf={() => ({ colour: "", marker: "circle", dash: "", coloured: true })}
      reasons={() => []}
      correctionOf={() => undefined}
      suffix=""
      label=""
    />,
  );
  ok(html.includes(">work per CPU second<"));
  match(
    html,
    /<caption[^>]*>(?:<span[^>]*>)?Scores: goodput and work per CPU second at each .* peak, all else at 64.connections\. The best/,
  );
  equal(html.match(/>at 64.connections</g)?.length, 2, "in the heads of p50 and memory");
});

Deno.test("what most have withheld at the highest load is scored with all others at a lower one", () => {
  const withheld = (name: string, goodput: number) =>
    program(name, { 4: [50, 2, 20], 64: [goodput, -5, 30] });
  const found = scoresOf(inputOf(EARLY, withheld("a", 100), withheld("b", 95)));
  equal(found.at, "4\u00a0connections");
  deepEqual(found.scores.map(({ title }) => title), [
    "goodput",
    "work per CPU second",
    "p50",
    "memory",
  ]);
  const [, , p50] = found.scores;
  deepEqual(p50?.scores.get("early"), 100);
});

Deno.test("a figure that most do not have anywhere is left out, and the others are at the highest load", () => {
  const withheld = (name: string, goodput: number) =>
    program(name, { 4: [50, -2, 20], 64: [goodput, -5, 30] });
  const found = scoresOf(inputOf(EARLY, withheld("a", 100), withheld("b", 95)));
  equal(found.at, "64\u00a0connections");
  deepEqual(found.scores.map(({ title }) => title), ["goodput", "work per CPU second", "memory"]);
});

Deno.test("with all peaks at one load nothing is said of another", () => {
  const chart = scoresChart(inputOf(LATE, LARGE));
  match(
    chart?.title ?? "",
    /^By median late leads in goodput, work per CPU second, p50 and memory$/,
  );
  match(chart?.subtitle ?? "", /^Scores at each implementation's peak · /);
});

Deno.test("work per CPU second is scored where the CPU is known, in chart and table", () => {
  const found = scoresOf(inputOf(
    program("busy", { 8: [100, 1, 10, 4] }),
    program("idle", { 8: [50, 1, 10, 1] }),
    program("unknown", { 8: [40, 1, 10, -1] }),
  ));
  const [, work] = found.scores;
  equal(work?.title, "work per CPU second");
  deepEqual([...work?.scores ?? []], [["busy", 50], ["idle", 100]]);
  const input = inputOf(LATE, LARGE);
  ok(scoresChart(input)?.wide.includes(">work per CPU second<"));
  const none = scoresOf(
    inputOf(program("a", { 8: [9, 1, 1, -1] }), program("b", { 8: [8, 1, 1] })),
  );
  deepEqual(none.scores.map(({ title }) => title), ["goodput", "p50", "memory"]);
});

Deno.test("the title of scores says of how many they are, and names all who read as the best", () => {
  const tied = (count: number) =>
    Array.from({ length: count }, (_, index) => {
      const p50 = index < 2 ? 1.000 + index / 1000 : 2;
      return program(`p${index}`, { 8: [100 - 5 * index, p50, 10] });
    });
  const title = (count: number) => scoresChart(inputOf(...tied(count)))?.title ?? "";
  equal(
    title(3),
    "By median p0 leads in goodput and work per CPU second, p0 and p1 in p50, 3 of them in memory",
  );
  equal(
    title(8),
    "Of the first 6, by median, p0 leads in goodput and work per CPU second, p0 and p1 in p50, " +
      "6 of them in memory",
  );
});

Deno.test("memory at peaks of several loads is not said to be compared at one", () => {
  for (const make of [efficiencyChart, memoryFrontChart, resourcesChart]) {
    const several = make(inputOf(EARLY, LATE, LARGE));
    const one = make(inputOf(LATE, LARGE, program("third", { 64: [60, 5, 20] })));
    ok(several !== undefined && one !== undefined, make.name);
    match(several.notes.join(" "), /Peaks stand at 4 to 64.connections; memory grows/, make.name);
    match(several.title, /each at its own peak|At their peaks/, make.name);
    doesNotMatch(one.notes.join(" "), /Peaks stand/, make.name);
    doesNotMatch(one.title, /own peak/, make.name);
  }
});

Deno.test("who may be surpassed by what the load generator limited is not called unsurpassed", () => {
  const title = (status: Summary["status"]) => {
    const chart = memoryFrontChart(inputOf(
      program("small", { 8: [50, 1, 10] }),
      program("middle", { 8: [60, 1, 20] }, { status }),
      program("large", { 8: [100, 1, 30] }),
    ));
    return [chart?.title ?? "", chart?.notes.join(" ") ?? ""];
  };
  const [known = "", certain = ""] = title("ok");
  match(known, /both more goodput and less memory than small, middle and large$/);
  doesNotMatch(certain, /not known|limit/);
  const [open = "", why = ""] = title("lower bound");
  match(open, /less memory than small and middle; of 1 more it is not known$/);
  match(why, /Of large it is not known: the load generator was their limit, or that of one with/);
});
