import { deepEqual, equal } from "node:assert/strict";
import type { Value } from "../model/values.ts";
import { trialsOfValues, withheldTrialsNotes } from "./withheld_trials.ts";

/** A figure of `n` trials, and of how many more it is withheld. */
function valueOf(title: string, n: number, withheldTrials = 0, load = 256) {
  const value = { summary: { n, load, load_unit: "connections" }, withheldTrials, rows: [] };
  return { title, value: value as unknown as Value };
}

Deno.test("trials are counted by the figures that are drawn", () => {
  equal(trialsOfValues([valueOf("Go", 3), valueOf("Node.js", 2)]), "2 to 3\u00a0trials a point");
  equal(trialsOfValues([valueOf("Go", 1)]), "1\u00a0trial a point");
  equal(trialsOfValues([]), "no trials");
});

Deno.test("a point that lacks withheld trials is named, with its load where loads differ", () => {
  deepEqual(withheldTrialsNotes([valueOf("Go", 3)]), []);
  deepEqual(withheldTrialsNotes([valueOf("Go", 3), valueOf("Node.js", 2, 1)]), [
    "Without trials of which it is withheld: Node.js (1 of 3); those may have been the slowest.",
  ]);
  deepEqual(withheldTrialsNotes([valueOf("Node.js", 2, 1, 128), valueOf("Node.js", 1, 2)]), [
    "Without trials of which it is withheld: Node.js at 128\u00a0connections (1 of 3) and " +
    "Node.js at 256\u00a0connections (2 of 3); those may have been the slowest.",
  ]);
  deepEqual(withheldTrialsNotes([1, 2, 4, 8, 16].map((load) => valueOf("Go", 2, 1, load))), [
    "Without trials of which it is withheld: 5\u00a0points; those may have been the slowest.",
  ]);
});
