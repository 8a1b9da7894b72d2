import { equal } from "node:assert/strict";
import { asPublished, type CorrectedPlace } from "./corrections.ts";

const taken = (place: string, report = "later"): CorrectedPlace => ({
  state: "retracted",
  report,
  place,
});
const replaced = (place: string, report = "later"): CorrectedPlace => ({
  state: "superseded",
  report,
  place,
});

Deno.test("a sentence on results that were taken back or replaced says so, whom of how many", () => {
  equal(asPublished("Go is ahead.", []), "Go is ahead.");
  equal(
    asPublished("Go is ahead.", [taken("Go")]),
    "Go is ahead, as published; a later report takes back Go.",
  );
  equal(
    asPublished("Go and Bun are 1.2 % apart", [replaced("Bun"), taken("Go")]),
    "Go and Bun are 1.2 % apart, as published; a later report takes back Go and replaces Bun",
  );
  equal(
    asPublished("a", [taken("Go"), taken("Bun", "another")]),
    "a, as published; later reports take back Go and Bun",
  );
  equal(
    asPublished("a", ["A", "B", "C", "D"].map((place) => taken(place))),
    "a, as published; a later report takes back A, B and 2 more",
  );
});
