import { deepEqual, equal } from "node:assert/strict";
import type { ComparisonRow } from "../../pipeline/report.ts";
import { equivalenceOf, peakComparisons } from "./peak_comparisons.ts";
import type { Group, Ranked } from "./scenario.ts";

const RANKED: Ranked = {
  metric: "goodput",
  statistic: "mean",
  better: "higher",
  title: "goodput",
};
const GROUP: Group = { case: "", limits: "", loadUnit: "connections", loads: [1, 8], series: [] };

function row(a: string, b: string, load: number | null, about: Partial<ComparisonRow> = {}) {
  return {
    scenario: "s",
    case: "",
    limits: "",
    load,
    load_unit: "connections",
    metric: "goodput",
    statistic: "mean",
    implementation_a: a,
    implementation_b: b,
    ratio: 2,
    low: 1.6,
    high: 2.5,
    p_adjusted: 0.01,
    verdict: "faster",
    ...about,
  } satisfies ComparisonRow;
}

function between(rows: ComparisonRow[], loads: [string, number][], a: string, b: string) {
  return peakComparisons(rows, GROUP, RANKED, new Map(loads)).between(a, b);
}

Deno.test("peakComparisons() gives a pair either way round", () => {
  const rows = [row("a", "b", null)];
  equal(between(rows, [["a", 8], ["b", 1]], "a", "b")?.ratio, 2);
  deepEqual(between(rows, [["a", 8], ["b", 1]], "b", "a"), {
    ratio: 0.5,
    low: 0.4,
    high: 0.625,
    p_adjusted: 0.01,
    verdict: "slower",
  });
});

Deno.test("peakComparisons() turns a pair without an interval, one that is slower and one that is alike", () => {
  const turned = (about: Partial<ComparisonRow>) =>
    between([row("a", "b", null, about)], [["a", 8], ["b", 8]], "b", "a");
  const single = turned({ low: null, high: null, p_adjusted: null });
  deepEqual([single?.ratio, single?.low, single?.high], [0.5, null, null]);
  equal(turned({ verdict: "slower" })?.verdict, "faster");
  for (const verdict of ["equivalent within 3.2 %", "no difference shown"] as const) {
    equal(turned({ verdict })?.verdict, verdict);
  }
});

Deno.test("peakComparisons() takes the table of peaks, and that of a load only where it has the peaks", () => {
  const both = [row("a", "b", 8), row("a", "b", null, { ratio: 3 })];
  equal(between(both, [["a", 8], ["b", 8]], "a", "b")?.ratio, 3);
  const loadsOnly = [row("a", "b", 1), row("a", "b", 8)];
  equal(between(loadsOnly, [["a", 8], ["b", 8]], "a", "b"), undefined);
  const one = [row("a", "b", 8)];
  equal(between(one, [["a", 8], ["b", 8]], "a", "b")?.ratio, 2);
  equal(between(one, [["a", 8], ["b", 1]], "a", "b"), undefined);
});

Deno.test("peakComparisons() leaves out twins, other metrics and other groups", () => {
  const loads: [string, number][] = [["a", 8], ["b", 8]];
  equal(between([row("a", "a-twin", null)], loads, "a", "a-twin"), undefined);
  equal(between([row("a", "b", null, { metric: "latency" })], loads, "a", "b"), undefined);
  equal(between([row("a", "b", null, { case: "other" })], loads, "a", "b"), undefined);
});

Deno.test("equivalenceOf() reads the x of a verdict", () => {
  equal(equivalenceOf({ verdict: "equivalent within 3.2 %" }), "3.2");
  equal(equivalenceOf({ verdict: "no difference shown" }), undefined);
});
