import { deepEqual, equal } from "node:assert/strict";
import { logDifference, logSample } from "./difference.ts";
import { assertClose } from "./testing.ts";

const sample = (...logs: number[]) =>
  logSample(logs.map((log) => ({ block: null, value: Math.exp(log) })));

Deno.test("logDifference() gives the variance of one trial of each, however many trials either has", () => {
  // Both have a variance of 0.01: of the difference of two trials that is 0.02.
  const [two, three] = [sample(1, 1 + Math.sqrt(0.02)), sample(2, 2.1, 2.2)];
  for (const [a, b] of [[two, three], [three, two], [three, three]] as const) {
    const found = logDifference(a, b);
    assertClose(found?.variance ?? NaN, 0.02, 1e-12, "variance");
    assertClose(
      (found?.variance ?? NaN) * (found?.share ?? NaN),
      0.01 / a.logs.length + 0.01 / b.logs.length,
      1e-12,
      "squared standard error",
    );
  }
});

Deno.test("logDifference() counts the degrees of freedom of trials that do not differ by trials alone", () => {
  const found = logDifference(sample(1, 1), sample(2, 2, 2));
  deepEqual([found?.paired, found?.variance, found?.df], [false, 0, 3]);
});

Deno.test("logDifference() knows nothing of a single trial", () => {
  equal(logDifference(sample(1), sample(1, 2)), undefined);
  equal(logDifference(sample(1, 2), sample(1)), undefined);
});
