import { deepEqual } from "node:assert/strict";
import type { Row } from "../row.ts";
import { figuresOfRows } from "./select_rows.ts";
import { contextOf, figure, rowOf } from "./testing.ts";

const of = (...trials: [value: number, status: Row["status"]][]) => {
  const rows = trials.map(([value, status], index) =>
    rowOf(figure(), { value, status, trial: index + 1, correction: "cpu-to-wall" })
  );
  return figuresOfRows(contextOf([], { rows }), "throughput", { correction: "cpu-to-wall" })
    .map(({ n, median, status }) => [n, median, status]);
};

Deno.test("a figure of rows counts those that are not withheld, and is withheld where all are", () => {
  deepEqual(of([100, "ok"], [900, "withheld"], [110, "ok"]), [[2, 105, "ok"]]);
  deepEqual(of([900, "withheld"], [700, "withheld"]), [[2, 800, "withheld"]]);
});

Deno.test("a figure of one trial stands for the others' status where that is a bound", () => {
  const summary = [figure({ status: "lower bound" })];
  const rows = [1, 2].map((trial) => rowOf(figure(), { value: 100 + trial, trial }));
  const found = figuresOfRows(contextOf(summary, { rows }), "throughput", { trial: 2 });
  deepEqual(found.map(({ n, median, status }) => [n, median, status]), [[1, 102, "lower bound"]]);
});
