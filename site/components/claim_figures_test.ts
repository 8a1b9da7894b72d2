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
