import { deepEqual, equal, throws } from "node:assert/strict";
import { evaluate } from "../evaluate.ts";
import { contextOf, figure } from "../testing.ts";

const counted = { n: 2, low: null, high: null, statistic: "total", unit: "1" } as const;
const lines = (implementation: string, median: number) =>
  figure({ ...counted, implementation, metric: "counter:lines", median, min: median, max: median });
const served = (implementation: string, median: number) =>
  figure({ ...counted, implementation, metric: "sessions", median, min: median, max: median });

const context = contextOf([
  ...[lines("a", 10), lines("b", 20), lines("c", 30), lines("d", 20)],
  ...[served("a", 100), served("b", 200), served("c", 150), served("d", 200), served("e", 999)],
]);
const FRONT = 'on_front(counter("lines", "*"), sessions("*")';
const value = (expression: string) => evaluate(expression, context).value;

Deno.test("on the front is what no other surpasses; equals do not surpass one another", () => {
  deepEqual(["a", "b", "c", "d"].map((name) => value(`${FRONT}, "${name}")`)), [1, 1, 0, 1]);
  equal(value(`sum(${FRONT}))`), 3);
  equal(evaluate(`${FRONT}, "c")`, context).certainty, "exact");
});

Deno.test("what is measured has no bounds on the front", () => {
  const measured = contextOf([
    lines("a", 1),
    lines("b", 2),
    figure(),
    figure({ implementation: "b" }),
  ]);
  const place = evaluate('on_front(counter("lines", "*"), throughput("*"), "a")', measured);
  deepEqual([place.value, place.low, place.high], [1, null, null]);
});

Deno.test("a place on the front is open where one of them may be more", () => {
  const limited = contextOf([
    ...[lines("a", 10), lines("b", 20), served("a", 100)],
    { ...served("b", 90), status: "lower bound" },
  ]);
  const place = evaluate(`${FRONT}, "b")`, limited);
  deepEqual([place.value, place.low, place.high], [0, null, null]);
});

Deno.test("a name that one list lacks, and what is no list, is refused", () => {
  throws(() => value(`${FRONT}, "e")`), /on_front has no "e"; there are "a", "b"/);
  throws(() => value('on_front(sessions("*"), 3)'), /column 25: on_front takes two lists/);
});

Deno.test("what costs as much and gains less is surpassed, and what gains as much and costs more", () => {
  const alike = contextOf([
    ...[lines("a", 10), lines("b", 10), lines("c", 20)],
    ...[served("a", 100), served("b", 90), served("c", 100)],
  ]);
  const places = ["a", "b", "c"].map((name) => evaluate(`${FRONT}, "${name}")`, alike).value);
  deepEqual(places, [1, 0, 0]);
});
