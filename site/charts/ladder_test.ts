import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import { standingsOf } from "../model/standings.ts";
import { series, type SeriesOptions, type Trials } from "../model/testing.ts";
import type { Chart } from "./chart.ts";
import type { LadderLine } from "./ladder.ts";
import { ladderNotes, leftOutNotes } from "./ladder_notes.ts";
import { throughputChart } from "./throughput.ts";

const RANKED = {
  metric: "goodput",
  statistic: "mean",
  better: "higher",
  title: "goodput",
} as const;

/** Throughput of implementations by their trials at each load. */
function chartOf(implementations: Record<string, Trials>, options?: SeriesOptions): Chart {
  const group = {
    case: "",
    limits: "",
    loadUnit: "connections",
    loads: [8, 16, 32],
    series: Object.entries(implementations).map(([name, trials]) => series(name, trials, options)),
  };
  const chart = throughputChart({ board: standingsOf(group, RANKED, []), slots: new Map() });
  if (chart === undefined) throw new Error("two loads make a chart");
  return chart;
}

const WHOLE = { 8: [10, 11], 16: [20, 21], 32: [30, 31] };

/** How many strokes the line of an implementation has. */
function strokes({ wide }: Chart, name: string): number {
  const path = new RegExp(`class="series s-${name}"[^>]*fill="none"[^>]*><path d="([^"]*)"`)
    .exec(wide)?.[1] ?? "";
  return path.match(/M/g)?.length ?? 0;
}

Deno.test("a line is broken at a load that only others have a value at, and a note says so", () => {
  const chart = chartOf({ whole: WHOLE, broken: { 8: [5, 6], 32: [7, 8] } });
  equal(strokes(chart, "whole"), 1);
  equal(strokes(chart, "broken"), 2);
  match(chart.notes.join(" "), /broken: no value at 16 connections, so there is a gap\./);
  doesNotMatch(chart.notes.join(" "), /alone/);
});

Deno.test("a dot alone is no line that ends early", () => {
  const few = chartOf({ whole: WHOLE, lone: { 16: [9, 9] } });
  match(few.notes.join(" "), /Of 3.loads only one has a value for lone: a dot alone\./);
  match(few.notes.join(" "), /from a dot alone to its name/);
  const lone = { 16: [9, 9] };
  const many = chartOf({ whole: WHOLE, a: lone, b: lone, c: lone, d: { 16: [9, 9] } });
  match(many.notes.join(" "), /only one has a value for 4 of 5.implementations/);
  doesNotMatch(many.notes.join(" "), /so there is a gap/);
});

/** By load, whether the sign of a lower bound stands above the point of an implementation. */
function signsAbove({ wide }: Chart, name: string): boolean[] {
  const group = `class="series s-${name}"[^>]*`;
  const lifts = [
    ...wide.matchAll(
      new RegExp(`<g ${group}transform="translate\\(0,(-?10)\\)"[^>]*>(.*?)</g>`, "g"),
    ),
  ];
  return lifts.flatMap(([, lift, texts = ""]) =>
    [...texts.matchAll(/ x="([\d.]+)"/g)].map(([, x]) => ({
      x: Number(x),
      lift: Number(lift),
    }))
  ).sort((a, b) => a.x - b.x).map(({ lift }) => lift < 0);
}

Deno.test("the sign of a lower bound stands below its point where another point is in its way", () => {
  const chart = chartOf({
    upper: { 8: [30, 30], 16: [30, 30], 32: [30, 30] },
    lower: { 8: [29, 29], 16: [15, 15], 32: [30, 30] },
    under: { 8: [28, 28], 16: [2, 2], 32: [10, 10] },
  }, { status: "lower bound" });
  deepEqual(signsAbove(chart, "upper"), [true, true, true]);
  deepEqual(signsAbove(chart, "lower"), [true, true, true], "no room on either side at 8");
  deepEqual(signsAbove(chart, "under"), [false, true, true]);
});

Deno.test("loads of a thousand and more have their comma at the axis, in the title and in the notes", () => {
  const chart = chartOf({
    whole: { 1000: [10, 11], 2000: [20, 21], 4000: [20, 21] },
    broken: { 1000: [5, 6], 4000: [7, 8] },
  });
  match(chart.title, /from 2,000 to 4,000.connections$/);
  match(chart.notes.join(" "), /broken: no value at 2,000 connections/);
  for (const svg of [chart.wide, chart.narrow]) {
    match(svg, />4,000<\/text>/);
    doesNotMatch(svg, />\d{4,}<\/text>/);
  }
});

Deno.test("what is withheld of several lines is said in one sentence", () => {
  const line = (name: string, withheld: number[]): LadderLine => ({
    ...{ series: series(name, { 8: [1, 1] }), points: [], withheld, absent: [] },
  });
  const noteOf = (...lines: LadderLine[]) => ladderNotes(lines, "virtual-users", false)[0];
  equal(noteOf(line("a", [8])), "a: withheld at 8 virtual users, so there is a gap.");
  equal(
    noteOf(line("a", [8, 16]), line("b", []), line("c", [32])),
    "Withheld, so there are gaps: a at 8, 16; c at 32 virtual users.",
  );
});

Deno.test("who was measured and has no line is named, withheld or without a figure", () => {
  const group = {
    case: "",
    limits: "",
    loadUnit: "connections",
    loads: [8, 16],
    series: [
      series("a", { 8: [1, 2], 16: [1, 2] }),
      series("b", { 8: [1, 2] }, { status: "withheld" }),
      series("c", {}),
    ],
  };
  const notesOf = (names: readonly string[]) =>
    leftOutNotes(
      {
        board: standingsOf(
          { ...group, series: group.series.filter(({ name }) => names.includes(name)) },
          RANKED,
          [],
        ),
        slots: new Map(),
      },
      "goodput",
      "mean",
      "goodput",
    ).join(" ");
  equal(notesOf(["a", "b", "c"]), "Withheld wherever measured: b. Without a goodput: c.");
  equal(notesOf(["a"]), "");
});
