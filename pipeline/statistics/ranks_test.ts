import assert from "node:assert/strict";
import fc from "fast-check";
import { type JudgedPair, rankIntervals } from "./ranks.ts";

Deno.test("rankIntervals() counts those shown better and those shown worse", () => {
  const pairs: JudgedPair[] = [
    { a: "a", b: "b", verdict: "no difference shown" },
    { a: "a", b: "c", verdict: "faster" },
    { a: "c", b: "b", verdict: "equivalent within 2 %" },
    { a: "d", b: "a", verdict: "slower" },
    { a: "b", b: "d", verdict: "faster" },
    { a: "c", b: "d", verdict: "faster" },
  ];
  assert.deepEqual(Object.fromEntries(rankIntervals(["a", "b", "c", "d", "one trial"], pairs)), {
    a: { low: 1, high: 3 },
    b: { low: 1, high: 4 },
    c: { low: 2, high: 4 },
    d: { low: 4, high: 5 },
    "one trial": { low: 1, high: 5 },
  });
});

Deno.test("a full order has one rank each", () => {
  const pair = (a: string, b: string): JudgedPair => ({ a, b, verdict: "faster" });
  const ranks = rankIntervals(["x", "y", "z"], [pair("x", "y"), pair("x", "z"), pair("y", "z")]);
  assert.deepEqual([...ranks.values()].map(({ low, high }) => [low, high]), [[1, 1], [2, 2], [
    3,
    3,
  ]]);
});

Deno.test("a pair of names that are not ranked counts for nothing", () => {
  const ranks = rankIntervals(["a"], [{ a: "a", b: "stranger", verdict: "slower" }]);
  assert.deepEqual(ranks.get("a"), { low: 1, high: 1 });
});

Deno.test("rank intervals are never empty and stay within the table", () => {
  const verdict = fc.constantFrom("faster", "slower", "no difference shown");
  fc.assert(fc.property(fc.array(verdict, { minLength: 15, maxLength: 15 }), (verdicts) => {
    const names = ["a", "b", "c", "d", "e", "f"];
    const pairs = names.flatMap((a, i) => names.slice(i + 1).map((b) => ({ a, b })));
    const judged = pairs.map((pair, i) => ({
      ...pair,
      verdict: verdicts[i] as JudgedPair["verdict"],
    }));
    return [...rankIntervals(names, judged).values()]
      .every(({ low, high }) => 1 <= low && low <= high && high <= names.length);
  }));
});
