import { deepEqual, equal, match } from "node:assert/strict";
import type { Quantity } from "../quantity.ts";
import { evaluate } from "../evaluate.ts";
import { contextOf, figure, judgeOne } from "../testing.ts";

const of = (implementation: string, median: number, status: "ok" | "lower bound") =>
  figure({ implementation, median, low: median - 5, high: median + 5, status });

/** a >= 945, b >= 800, c 213, d >= 100, e 945. */
const context = contextOf([
  of("a", 945, "lower bound"),
  of("b", 800, "lower bound"),
  of("c", 213, "ok"),
  of("d", 100, "lower bound"),
  of("e", 945, "ok"),
]);

const all = (names: string) => [...names].map((name) => `throughput("${name}")`).join(", ");
const read = (text: string) => evaluate(text, context);
const parts = ({ bound, value, low, high }: Quantity) => [bound, value, low, high];

Deno.test("the least is exact where those that may be more are above it, the greatest is at least what it is", () => {
  deepEqual(parts(read(`min(${all("abc")})`)), ["", 213, 208, 218]);
  deepEqual(parts(read(`max(${all("abc")})`)), ["at least", 945, 940, 950]);
  deepEqual(parts(read(`max(${all("ce")})`)), ["", 945, 940, 950]);
  // Any of them may be the greatest in truth, and the least may be more.
  equal(read(`max(${all("be")})`).bound, "at least");
  deepEqual(parts(read(`min(${all("cd")})`)), ["at least", 100, 95, 218]);
});

Deno.test("the same holds turned round of what is at most so much", () => {
  deepEqual(parts(read(`max(-throughput("a"), -throughput("c"))`)), ["", -213, -218, -208]);
  deepEqual(parts(read(`min(-throughput("a"), -throughput("c"))`)), ["at most", -945, -950, -940]);
});

Deno.test("a spread is at least what it is where the least is certain, and not known where it is not", () => {
  const spread = read(`spread(${all("abc")})`);
  equal(spread.bound, "at least");
  deepEqual([spread.low, spread.high], [940 / 218, 950 / 208]);
  deepEqual(parts(read(`spread(${all("de")})`)), ["not known", 9.45, null, null]);
  equal(read(`spread(${all("ce")})`).bound, "");
});

Deno.test("a claim that a spread is small is refuted by one that is at least so much", () => {
  equal(judgeOne(context, `spread(${all("abc")}) < 1.1`).verdict, "refuted");
  equal(judgeOne(context, `spread(${all("abc")}) > 4`).verdict, "holds");
  equal(judgeOne(context, `spread(${all("abc")}) < 10`).verdict, "not established");
  const open = judgeOne(context, `spread(${all("de")}) < 1.1`);
  equal(open.verdict, "not established");
  match(open.reason, /^lower bound: .* so the left side is not known$/);
});

Deno.test("without its sign nothing is known of what may be as far on the other side", () => {
  equal(read('abs(throughput("a") / throughput("e") - 2)').bound, "not known");
  equal(read('abs(throughput("c") / throughput("a") - 1)').bound, "at least");
  equal(read('abs(throughput("a") / throughput("c") - 1)').bound, "at least");
});

Deno.test("a load at which the generator was the limit can be that of the peak", () => {
  const loads = contextOf([
    figure({ load: 1, median: 50, low: 48, high: 52, status: "lower bound" }),
    figure({ load: 8, median: 100, low: 98, high: 102 }),
    figure({ load: 16, median: 80, low: 78, high: 82 }),
  ]);
  const { low, high } = evaluate('peak_load("a", metric="throughput")', loads);
  deepEqual([low, high], [1, 8]);
  equal(evaluate('peak("a", metric="throughput")', loads).bound, "at least");
});
