import { deepEqual } from "node:assert/strict";
import { boundOfRatio, boundWords } from "./bounds.ts";

Deno.test("a ratio of what the load generator limited is at least what it says, and one over it at most", () => {
  deepEqual([boundOfRatio(true, false, "higher"), boundOfRatio(false, true, "higher")], ["≥", "≤"]);
  deepEqual([boundOfRatio(true, false, ""), boundOfRatio(false, true, "")], ["≥", "≤"]);
});

Deno.test("where less is better the true value is lower, and so the bounds are the other way round", () => {
  deepEqual([boundOfRatio(true, false, "lower"), boundOfRatio(false, true, "lower")], ["≤", "≥"]);
});

Deno.test("nothing bounds a ratio of two that had room, and nothing is known of one of two that had none", () => {
  for (const better of ["higher", "lower", ""] as const) {
    deepEqual([boundOfRatio(false, false, better), boundOfRatio(true, true, better)], ["", "?"]);
  }
});

Deno.test("in a sentence a bound is words, and what is not known has none", () => {
  deepEqual((["≥", "≤", "?", ""] as const).map(boundWords), ["at least ", "at most ", "", ""]);
});
