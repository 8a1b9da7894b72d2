import { equal } from "node:assert/strict";
import { series } from "../model/testing.ts";
import { type FigureRow, spanText } from "./figure_panels.ts";

/** A row with a latency of so many seconds, in an interval so wide. */
function row(title: string, median: number, width = 0): FigureRow {
  const own = series(title, { 8: [1] });
  const [point] = own.points;
  const goodput = point?.value("goodput", "mean");
  if (point === undefined || goodput === undefined) throw new Error("the load has a goodput");
  const summary = {
    ...goodput.summary,
    ...{ metric: "latency", statistic: "p50", unit: "s", median, merged: null },
    ...{ low: median - width / 2, high: median + width / 2 },
  };
  return { series: own, point: { ...point, value: () => ({ ...goodput, summary }) } };
}

const span = (...rows: FigureRow[]) =>
  spanText({ metric: "latency", statistic: "p50", title: "" }, rows)?.replaceAll("\u00a0", " ");

Deno.test("a span ends at what reads least, and names together who reads alike there", () => {
  const two = [row("c", 0.0438), row("d", 0.0438)];
  equal(
    span(row("a", 0.01151, 0.004), row("b", 0.01154, 0.0014), ...two),
    "11.5 ms (b) to 43.8 ms (c and d)",
  );
});

Deno.test("of many who read alike at an end of a span it says how many", () => {
  const many = ["c", "d", "e", "f"].map((name) => row(name, 0.0438));
  equal(span(row("a", 0.012), ...many), "12.0 ms (a) to 43.8 ms (4 implementations)");
  equal(span(...many), "43.8 ms");
});
