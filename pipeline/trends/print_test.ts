import { deepEqual, equal } from "node:assert/strict";
import type { DifferingKey } from "../fingerprint.ts";
import { formatTrends, trendsCsv, trendsJson } from "./print.ts";
import type { Trend, TrendPoint } from "./series.ts";
import type { TrendLine, Trends, TrendTable } from "./trends_of.ts";

const CREATED = ["2026-03-01T00:00:00Z", "2026-03-02T00:00:00Z"];

const point = (index: number, value: number, more: Partial<TrendPoint> = {}): TrendPoint => ({
  report: `day-${index + 1}`,
  created: CREATED[index] ?? "",
  value,
  low: null,
  high: null,
  status: "ok",
  programs: [],
  ...more,
});

const CELL = {
  scenario: "counter",
  implementation: "birch",
  case: "",
  limits: "1 core",
  load: 8,
  load_unit: "connections",
};

const SLOWED: Trend = {
  ...CELL,
  points: [point(0, 2000), point(1, 1800, { programs: ["gcc 14.2.0 -> 15.1.0"] })],
  changes: [{
    index: 1,
    ratio: 0.9,
    low: 0.88,
    high: 0.915,
    p: 1e-6,
    report: "day-2",
    created: CREATED[1] ?? "",
    direction: "down",
    effect: "slower",
  }],
  note: "withheld in 1 report",
};

const table = (trends: Trend[], more: Partial<TrendTable> = {}): TrendTable => ({
  metric: "throughput",
  statistic: "mean",
  unit: "1/s",
  better: "higher",
  floor: 0.031,
  trends,
  ...more,
});

const line = (tables: TrendTable[], more: Partial<TrendLine> = {}): TrendLine => ({
  hash: "abc",
  reports: CREATED.map((created, index) => ({ name: `day-${index + 1}`, created })),
  after: "",
  differing: [],
  tables,
  ...more,
});

const DIFFERING: DifferingKey = {
  ...{ name: "kernel", scope: "host", scenario: "", implementation: "" },
  ...{ a: "6.1.0", b: undefined },
};

/** Its lines, with one blank where a column is wider than its text. */
function textOf(lines: TrendLine[], notes: string[] = []): string[] {
  return formatTrends({ scenario: "counter", lines, notes }).replace(/(?<=\S) +/g, " ").split("\n");
}

Deno.test("a change is told with its size, both ends of its interval, its report and what was new there", () => {
  deepEqual(textOf([line([table([SLOWED])])]), [
    "counter on abc: 2 reports, day-1 (2026-03-01) to day-2 (2026-03-02)",
    "  throughput mean in k req/s, higher is better, changes above 3.1 % (the largest noise floor)",
    "    implementation limits load reports first last changes",
    "    birch 1 core 8 connections 2 2.00 1.80 down 10 % (8.5 to 12 %), slower, at day-2 " +
    "(2026-03-02), with gcc 14.2.0 -> 15.1.0; withheld in 1 report",
    "",
  ]);
});

Deno.test("bounds have their sign, by what is better; a rise has its size too", () => {
  const bounded: TrendPoint[] = [point(0, 0.001, { status: "lower bound" }), point(1, 0.0012)];
  const change = {
    ...{ index: 1, ratio: 1.2, low: 1.1, high: 1.31, p: 1e-6, report: "day-2" },
    ...{ created: CREATED[1] ?? "", direction: "up" as const, effect: "" as const },
  };
  const rows = (better: TrendTable["better"], changes: Trend["changes"]) =>
    textOf([line([table([{ ...CELL, load: null, points: bounded, changes, note: "" }], {
      ...{ metric: "latency", statistic: "p99", unit: "s", better },
      floor: undefined,
    })])]).slice(1, 4);
  deepEqual(rows("lower", [change]), [
    "  latency p99 in ms, lower is better, noise floor not known",
    "    implementation limits reports first last changes",
    "    birch 1 core connections 2 <= 1.00 1.20 up 20 % (10 to 31 %), at day-2 (2026-03-02)",
  ]);
  equal(rows("higher", [])[2], "    birch 1 core connections 2 >= 1.00 1.20 none");
  equal(rows("", [])[0], "  latency p99 in ms, noise floor not known");
});

Deno.test("columns of figures stand at the right, and a metric of no unit has none", () => {
  const small: Trend = { ...CELL, load: 128, points: [point(0, 5)], changes: [], note: "" };
  const text = formatTrends({
    scenario: "counter",
    lines: [line([table([SLOWED, small], { metric: "requests", statistic: "total", unit: "1" })])],
    notes: [],
  });
  const [about, , first, second] = text.split("\n").slice(1);
  equal(about, "  requests total, higher is better, changes above 3.1 % (the largest noise floor)");
  const endOf = (row: string | undefined, figure: RegExp) =>
    figure.exec(row ?? "")?.indices?.[0]?.[1];
  equal(endOf(first, /8(?= connections)/d), endOf(second, /128(?= connections)/d));
  equal(endOf(first, /\b2(?= +2,000)/d), endOf(second, /\b1(?= +5\b)/d));
  equal(endOf(first, /2,000/d), endOf(second, / 5\b/d));
  equal(endOf(first, /1,800/d), endOf(second, /5(?= +none)/d));
  equal(first?.indexOf("connections"), second?.indexOf("connections"));
});

Deno.test("a line of its own says which keys differ; without a value there is a remedy", () => {
  const differing = [DIFFERING];
  const [only] = [line([], { reports: [{ name: "day-2", created: CREATED[1] ?? "" }] })];
  deepEqual(
    textOf([{ ...only, after: "day-1", differing } as TrendLine], [
      "No figure of day-2 is followed.",
    ]),
    [
      "counter on abc: 1 report, day-2 (2026-03-02)",
      "  a line of its own: not what day-1 was measured on or with (A), but (B)",
      "    key in A in B",
      "    kernel 6.1.0 -",
      "",
      "No figure of day-2 is followed.",
      "Choose others with --metric and --statistic, as their summary.csv has them.",
      "",
    ],
  );
  deepEqual(textOf([]), ["", ""]);
});

Deno.test("CSV and JSON have the same values, with nulls where nothing is known", () => {
  const differing = [DIFFERING];
  const trends: Trends = {
    scenario: "counter",
    lines: [line([table([SLOWED], { floor: undefined })], { differing }), line([table([SLOWED])])],
    notes: [],
  };
  const [header, first, second] = trendsCsv(trends).split("\n").map((each) => each.split(","));
  const valueOf = (row: string[] | undefined, name: string) => row?.[header?.indexOf(name) ?? -1];
  deepEqual(["value", "change", "change_ratio"].map((name) => valueOf(first, name)), [
    "2000",
    "",
    "",
  ]);
  deepEqual(
    ["value", "change", "effect", "change_ratio", "change_low", "change_high", "change_p"]
      .map((name) => valueOf(second, name)),
    ["1800", "down", "slower", "0.9", "0.88", "0.915", "0.000001"],
  );
  const { lines } = JSON.parse(trendsJson(trends));
  deepEqual(lines[0].differing, [{ ...DIFFERING, b: null }]);
  deepEqual([lines[0].tables[0].floor, lines[1].tables[0].floor], [null, 0.031]);
});
