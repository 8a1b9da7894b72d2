import { deepEqual, ok } from "node:assert/strict";
import { readPassages } from "./passages.ts";
import { summaryOf } from "./testing.ts";
import { figureGiven, typedNumbers } from "./typed_numbers.ts";

const SUMMARIES = [2033.4, 12_033, 20_334].map((median) => summaryOf({ median }));

const found = (markdown: string) =>
  readPassages(markdown).passages.flatMap((passage) => typedNumbers(passage, SUMMARIES));

Deno.test("what frees one number frees no other beside it", () => {
  const cases: [markdown: string, typed: string[]][] = [
    ["Port 80 reached 2033.", ["2033"]],
    ["In one run it reached 2033.", ["2033"]],
    ["The main 2033, a report 2033", ["2033", "2033"]],
    ["in 12033 and in 20334", ["12033", "20334"]],
    ["# It reached 2033", ["2033"]],
    ["# 2033: a figure", ["2033"]],
    ["# 2033 heads", []],
    ["2033things, the 2030sign", ["2033", "2030"]],
    ["Each ran 40 ms, 3 cores.", ["40 ms", "3 cores"]],
    ["It ran 3 Times.", []],
    ["It ran 3 times faster.", ["3 times"]],
    ["It ran 3 times, and 2 times as fast.", ["2 times"]],
    ["2.0334e3, 203.34e+1, 20334e-1", ["2.0334e3", "203.34e+1", "20334e-1"]],
  ];
  for (const [markdown, typed] of cases) {
    deepEqual(found(markdown).map(({ text }) => text), typed, markdown);
  }
});

Deno.test("a digit of two units leaves the place of what follows as it is", () => {
  deepEqual(found("\u{1d7d2} 40 ms").map(({ offset }) => offset), [3]);
});

Deno.test("a given of several numbers is refused for any of them", () => {
  ok(figureGiven("40.00 ms and 2033 req/s", SUMMARIES) !== undefined);
  ok(figureGiven("40.00 ms and 2035 req/s", SUMMARIES) === undefined);
});
