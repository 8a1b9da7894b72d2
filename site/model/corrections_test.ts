import { equal } from "node:assert/strict";
import type { Correction, Result } from "../../pipeline/report.ts";
import {
  asPublished,
  type CorrectedPlace,
  correctionOf,
  correctionOfFigure,
} from "./corrections.ts";

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
    asPublished("a", ["A", "B", "C"].map((place) => taken(place))),
    "a, as published; a later report takes back A, B and C",
  );
  equal(
    asPublished("One. Two\nthree.", [taken("Go")]),
    "One. Two\nthree, as published; a later report takes back Go.",
  );
  equal(
    asPublished("a", ["A", "B", "C", "D"].map((place) => taken(place))),
    "a, as published; a later report takes back A, B and 2 more",
  );
});

const CELL = {
  ...{ scenario: "s", implementation: "a", case: "", limits: "" },
  ...{ load: 1, load_unit: "connections" },
};
const LATER: Correction = { state: "retracted", report: "later", reason: "", source: "" };

Deno.test("correctionOf() tells of single results, and of none where the whole report was corrected", () => {
  const cells = () => LATER;
  equal(correctionOf({ by: [], cells })(CELL), LATER);
  equal(correctionOf({ by: [LATER], cells })(CELL), undefined);
});

Deno.test("correctionOfFigure() tells of a figure of a cell that stands, and leaves a cell to itself", () => {
  const figure = { metric: "latency", statistic: "p99" };
  const one = (result: Result) =>
    result.implementation === "a" && result.metric === "latency" && result.statistic === "p99"
      ? LATER
      : undefined;
  equal(correctionOfFigure({ cells: one }, CELL, figure), LATER);
  equal(correctionOfFigure({ cells: one }, CELL, { ...figure, statistic: "p50" }), undefined);
  equal(correctionOfFigure({ cells: () => LATER }, CELL, figure), undefined);
});
