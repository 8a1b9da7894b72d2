import { equal } from "node:assert/strict";
import type { ClaimRow } from "../../pipeline/report.ts";
import { claimFigures } from "./claim_figures.ts";

const CLAIM = {
  id: "H16",
  expression: 'goodput("a") / goodput("b") > 1',
  ...{ value: 2.787, low: 2.32, high: 3.34, unit: "1" },
  ...{ relation: ">", threshold: 1, verdict: "holds" },
} as ClaimRow;

Deno.test("a ratio behind a bound is rounded so that the bound stays true, a figure as the tables have it", () => {
  const valueOf = (...[bound, more = {}]: [Parameters<typeof claimFigures>[1], object?]) =>
    claimFigures({ ...CLAIM, ...more }, bound).value.replaceAll("\u00a0", " ");
  equal(valueOf(""), "2.8");
  equal(valueOf("at least"), "≥ 2.7");
  equal(valueOf("at most", { value: 2.72 }), "≤ 2.8");
  const rate = { unit: "1/s", value: 106_610, low: 95_000, high: 123_000, threshold: 48_000 };
  equal(valueOf("at least", { ...rate, expression: 'peak("a") > 48k/s' }), "≥ 107 k/s");
});

Deno.test("a count is no percentage because what it counts is within some per cent", () => {
  const counted = {
    expression: 'count(abs(items_rate("a (b", "*/10") / 10 - 1) <= 2 %) + 1 states 40',
    ...{ value: 40, low: null, high: null, threshold: 40, relation: "states" as const },
  };
  const { value, against } = claimFigures({ ...CLAIM, ...counted });
  equal(`${value}, ${against}`, "40, states\u00a040");
});

Deno.test("a threshold has the digits that it was written with, and few where it was worked out", () => {
  const againstOf = (unit: string, value: number, threshold: number) =>
    claimFigures({ ...CLAIM, unit, value, threshold, low: null, high: null, relation: "<" })
      .against.replaceAll("\u00a0", " ");
  equal(againstOf("B", 16 * 2 ** 20, 10e6), "< 9.54 MiB");
  equal(againstOf("s", 0.00818, 0.008293694), "< 8.29 ms");
  equal(againstOf("s", 0.00818, 0.231655), "< 231.655 ms");
  // Rounded it would be below a value that it is above.
  equal(againstOf("s", 0.008292, 0.0082936944), "< 8.29369 ms");
});

Deno.test("bounds that differ read differently", () => {
  const rate = { unit: "1/s", value: 4497, low: 4496.5, high: 4497.5, threshold: 4497 };
  equal(claimFigures({ ...CLAIM, ...rate, expression: 'peak("a") > 1' }).bounds, "4.4965–4.4975");
});

Deno.test("a threshold stands on the line of its sign, and of its word unless it is long", () => {
  const againstOf = (relation: "<" | "states", threshold: number) =>
    claimFigures({ ...CLAIM, unit: "B/s", value: threshold, threshold, relation }).against;
  equal(againstOf("<", 512), "<\u00a0512\u00a0B/s");
  equal(againstOf("states", 512), "states\u00a0512\u00a0B/s");
  equal(againstOf("states", 6.66 * 2 ** 20), "states 6.66\u00a0MiB/s");
});
