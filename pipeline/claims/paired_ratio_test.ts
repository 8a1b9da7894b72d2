import { deepEqual, equal } from "node:assert/strict";
import type { ComparisonRow } from "../tables/comparisons.ts";
import { evaluate } from "./evaluate.ts";
import { pairedRatio } from "./paired_ratio.ts";
import { contextOf, figure } from "./testing.ts";

const FIGURES = ["a", "b", "c"].map((implementation) => figure({ implementation }));
const compared = (one: string, other: string, ratio: number): ComparisonRow => ({
  ...figure(),
  implementation_a: one,
  implementation_b: other,
  ratio,
  low: ratio * 0.99,
  high: ratio * 1.01,
  p_adjusted: 0.01,
  verdict: "faster",
});
const ROWS = [compared("a", "b", 2), compared("a", "c", 4), compared("b", "c", 8)];

const context = contextOf(FIGURES);
const of = (name: string) => evaluate(`throughput("${name}")`, context);
const ratioOf = (one: string, other: string) => pairedRatio(of(one), of(other), ROWS);

Deno.test("the ratio of two is that of their own comparison, not of one with a third", () => {
  const ratios = [["a", "b"], ["a", "c"], ["b", "c"]].map(([one = "", other = ""]) =>
    ratioOf(one, other)?.value
  );
  deepEqual(ratios, [2, 4, 8]);
});

Deno.test("the ratio of two the other way round is the inverse, bounds too", () => {
  deepEqual(ratioOf("c", "a"), { value: 0.25, low: 1 / (4 * 1.01), high: 1 / (4 * 0.99) });
  equal(ratioOf("a", "a"), undefined);
});
