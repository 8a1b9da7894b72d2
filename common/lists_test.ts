import { deepEqual, equal } from "node:assert/strict";
import { addAll, greatestOf, leastOf } from "./lists.ts";

const LONG = Array.from({ length: 1_000_000 }, (_, index) => index - 5);

Deno.test("addAll() puts a list of any length behind another", () => {
  const list = [-7, -6];
  addAll(list, LONG);
  equal(list.length, LONG.length + 2);
  deepEqual(list.slice(0, 4), [-7, -6, -5, -4]);
});

Deno.test("leastOf() and greatestOf() are Math.min() and Math.max() of a list of any length", () => {
  equal(leastOf(LONG), -5);
  equal(greatestOf(LONG), 999_994);
  for (const list of [[], [3, 1, 2], [1, NaN]]) {
    equal(leastOf(list), Math.min(...list));
    equal(greatestOf(list), Math.max(...list));
  }
});
