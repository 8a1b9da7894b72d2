import { deepEqual, equal, match } from "node:assert/strict";
import type { Cell, ImplementationEntry, Row, Summary } from "../../pipeline/report.ts";
import { noiseOf } from "./noise.ts";
import type { Group, Ranked, Series } from "./scenario.ts";
import { headline, noiseSentence, orderSentence } from "./sentences.ts";
import { leaders, standingsOf } from "./standings.ts";

const RANKED: Ranked = {
  metric: "goodput",
  statistic: "mean",
  better: "higher",
  title: "goodput",
};

interface Spec {
  /** Values of the trials at each load, by load. */
  [load: number]: number[];
}

interface Options {
  twin_of?: string;
  status?: Summary["status"];
  ranks?: [number, number];
}

function series(name: string, spec: Spec, options: Options = {}): Series {
  const implementation: ImplementationEntry = {
    name,
    scenario: "s",
    title: name,
    language: "",
    runtime: "",
    framework: "",
    state: "measured",
    reason: "",
    remedy: "",
    versions: [],
    source: "",
    ...(options.twin_of === undefined ? {} : { twin_of: options.twin_of }),
  };
  const points = Object.entries(spec).map(([load, values]) => {
    const cell: Cell = {
      scenario: "s",
      implementation: name,
      case: "",
      limits: "",
      load: Number(load),
      load_unit: "connections",
    };
    const value = { summary: summary(cell, values as number[], options), rows: [] as Row[] };
    return { cell, value: (metric: string) => metric === "goodput" ? value : undefined };
  });
  return { name, title: name, implementation, points };
}

function summary(cell: Cell, values: number[], { status, ranks }: Options): Summary {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    ...cell,
    metric: "goodput",
    statistic: "mean",
    unit: "1/s",
    clock: "wall",
    loop: "",
    n: sorted.length,
    median: sorted[sorted.length >> 1] as number,
    mean: null,
    low: null,
    high: null,
    cv: null,
    min: sorted[0] as number,
    max: sorted.at(-1) as number,
    rank_low: ranks?.[0] ?? null,
    rank_high: ranks?.[1] ?? null,
    status: status ?? "ok",
    findings: [],
    merged: null,
  };
}

function group(...members: Series[]): Group {
  return { case: "", limits: "", loadUnit: "connections", loads: [1, 8], series: members };
}

function plain(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, " ");
}

Deno.test("standingsOf() takes each implementation at its best load, best first", () => {
  const board = standingsOf(
    group(
      series("slow", { 1: [10, 11, 12], 8: [30, 31, 32] }),
      series("fast", { 1: [90, 91, 92], 8: [70, 71, 72] }),
    ),
    RANKED,
  );
  deepEqual(
    board.standings.map((each) => [each.series.name, each.point.cell.load]),
    [["fast", 1], ["slow", 8]],
  );
  equal(board.standings[0]?.lead?.verdict, "apart");
  match(
    plain(headline(board)),
    /^fast is ahead with 91\.0 req\/s at 1 connection, 194 % more than slow\.$/,
  );
});

Deno.test("standingsOf() ranks the lowest first where lower is better", () => {
  const board = standingsOf(
    group(series("a", { 1: [5, 6, 7], 8: [9, 9, 9] }), series("b", { 1: [3, 3, 3] })),
    { ...RANKED, better: "lower" },
  );
  deepEqual(board.standings.map((each) => each.series.name), ["b", "a"]);
  equal(board.standings[1]?.value.summary.median, 6);
});

Deno.test("a twin is not ranked, and its largest difference is the noise floor", () => {
  const members = group(
    series("a", { 1: [100, 100, 100], 8: [200, 200, 200] }),
    series("a-twin", { 1: [104, 104, 104], 8: [202, 202, 202] }, { twin_of: "a" }),
    series("b", { 8: [195, 195, 195] }),
  );
  const noise = noiseOf(members, RANKED);
  equal(noise?.ratio.toFixed(3), "0.040");
  equal(noise?.load, 1);
  const board = standingsOf(members, RANKED);
  deepEqual(board.standings.map((each) => each.series.name), ["a", "b"]);
  equal(board.twins.length, 1);
  equal(board.standings[0]?.lead?.verdict, "within noise");
  match(plain(headline(board)), /^a and b cannot be told apart: .*; the noise floor is 4\.0 %\.$/);
  match(plain(noiseSentence(board)), /differs by up to 4\.0 %, most at 1 connection/);
});

Deno.test("overlapping trials are not told apart, whatever their medians", () => {
  const board = standingsOf(
    group(series("a", { 8: [90, 100, 110] }), series("b", { 8: [80, 88, 95] })),
    RANKED,
  );
  equal(board.standings[0]?.lead?.verdict, "overlap");
  equal(leaders(board).length, 2);
  match(orderSentence(board), /No ranks are given/);
});

Deno.test("single trials without a noise floor establish no order", () => {
  const board = standingsOf(group(series("a", { 8: [400] }), series("b", { 8: [40] })), RANKED);
  equal(board.standings[0]?.lead?.verdict, "unknown");
  match(headline(board), /establish no order/);
});

Deno.test("a lead over a lower bound is not known", () => {
  const board = standingsOf(
    group(
      series("a", { 8: [90, 91, 92] }),
      series("b", { 8: [50, 51, 52] }, { status: "lower bound" }),
    ),
    RANKED,
  );
  equal(board.standings[0]?.lead?.verdict, "bound");
  match(headline(board), /the load generator was the limit/);
});

Deno.test("ranks of the report decide where there are any", () => {
  const board = standingsOf(
    group(
      series("a", { 8: [100, 101, 102] }, { ranks: [1, 2] }),
      series("b", { 8: [50, 51, 52] }, { ranks: [2, 2] }),
      series("c", { 8: [49, 49, 49] }, { ranks: [3, 3] }),
    ),
    RANKED,
  );
  deepEqual(board.standings.map((each) => each.lead?.verdict), ["overlap", "apart", undefined]);
  match(orderSentence(board), /^Ranks are groups/);
});

Deno.test("withheld values never lead and are never left out", () => {
  const board = standingsOf(
    group(
      series("a", { 8: [100, 101, 102] }, { status: "withheld" }),
      series("b", { 8: [50, 51, 52] }),
    ),
    RANKED,
  );
  deepEqual(board.standings.map((each) => each.series.name), ["b"]);
  deepEqual(board.withheld.map((each) => each.series.name), ["a"]);
  const none = standingsOf(group(series("a", { 8: [1] }, { status: "withheld" })), RANKED);
  match(headline(none), /every value is withheld/);
  match(headline(standingsOf(group(), RANKED)), /No goodput was measured/);
});
