import { deepEqual, equal, ok } from "node:assert/strict";
import * as Plot from "@observablehq/plot";
import { draw, formatTick, NARROW, textWidth, tickRoom, WIDE } from "./plot.ts";

/** Numbers beside an axis, in the order in which they are drawn. */
function labelsOf(svg: string): number[] {
  return [...svg.matchAll(/>([\d.e-]+)<\/text>/g)].map(([, text]) => Number(text));
}

Deno.test("a logarithmic axis labels every place that it is told to name", () => {
  for (const ticks of [[2, 5, 10, 20, 50, 100, 200], [0.002, 0.005, 0.01, 5], [1e6, 2e6, 5e9]]) {
    const [low, high] = [Math.min(...ticks) / 2, Math.max(...ticks) * 2];
    for (const axis of ["x", "y"] as const) {
      const scale = { type: "log", domain: [low, high], ticks, tickFormat: String } as const;
      const svg = draw({ [axis]: scale, marks: [Plot.dot([{}], { [axis]: low })] }, WIDE, "label");
      deepEqual(labelsOf(svg), ticks, `${axis} ${ticks}`);
    }
  }
});

Deno.test("an axis has room for its widest tick, and no less than other axes have", () => {
  equal(tickRoom([1, 10, 100], NARROW), tickRoom([1], NARROW));
  for (const size of [NARROW, WIDE]) {
    ok(tickRoom([1, 20_000], size) > textWidth(formatTick(20_000), size.fontSize) + 9);
  }
});

Deno.test("signs that are as wide as capitals are taken to be: a name of them is not cut at the edge", () => {
  for (const sign of "+=<>~") ok(textWidth(sign, 100) >= textWidth("C", 100), sign);
});
