import { deepEqual, equal } from "node:assert/strict";
import { compareAll } from "./comparison.ts";
import { falseDifferences, ratioCoverage } from "./simulated_rates.ts";
import { driftOf, simulatedTable } from "./simulation.ts";
import { seededRandom } from "../../common/random.ts";
import { assertClose } from "./testing.ts";

const PLAIN = { outliers: "none", drift: "none", order: "blocks", cvs: [0.02, 0.02] } as const;

Deno.test("a rate is the share of tables, with the standard error of so many", () => {
  let table = 0;
  const { withoutFloor } = falseDifferences({ ...PLAIN, trials: 3 }, 100, "rates", (samples) => {
    const pAdjusted = table++ % 2 === 0 ? 0 : 1;
    return compareAll(samples).map((each) => ({ ...each, ratio: 2, pAdjusted }));
  });
  equal(withoutFloor.share, 0.5);
  assertClose(withoutFloor.error, 0.05, 1e-12, "error");
});

Deno.test("a ratio without an interval excludes nothing: it counts as one that holds the truth", () => {
  deepEqual(ratioCoverage({ ...PLAIN, trials: 1 }, 4, "none"), { share: 1, error: 0 });
});

Deno.test("a host that drifts evenly does so by a tenth, from half of it below to half above", () => {
  const levels = driftOf("linear", 3, () => 1);
  [-0.05, 0, 0.05, 0.1, 0.15, 0.2].forEach((level, index) =>
    assertClose(levels[index] ?? NaN, level, 1e-12, `step ${index}`)
  );
  const walk = driftOf("walk", 2, () => 0.5);
  [0.01, 0.02, 0.03, 0.04].forEach((level, index) =>
    assertClose(walk[index] ?? NaN, level, 1e-12, `step ${index}`)
  );
});

Deno.test("a table knows the host's level while it ran, and after it", () => {
  const conditions = { ...PLAIN, drift: "linear", trials: 3 } as const;
  const { level, nextLevel } = simulatedTable(conditions, seededRandom("level"), () => 0);
  assertClose(level, 1, 1e-12, "level");
  assertClose(nextLevel, Math.exp(0.15), 1e-12, "level after it");
});
