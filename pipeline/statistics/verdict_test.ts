import assert from "node:assert/strict";
import type { Comparison } from "./comparison.ts";
import { distanceOf, verdictOf } from "./verdict.ts";

function comparison(ratio: number, reach: number, pAdjusted: number | null): Comparison {
  return {
    a: "a",
    b: "b",
    ratio,
    low: ratio / reach,
    high: ratio * reach,
    p: pAdjusted,
    pAdjusted,
    aIsLowerBound: false,
    bIsLowerBound: false,
  };
}

const throughput = { noiseFloor: 0.02, better: "higher" } as const;
const latency = { noiseFloor: 0.02, better: "lower" } as const;

Deno.test("distanceOf() is the same on both sides of 1", () => {
  assert.equal(distanceOf(1.25), 0.25);
  assert.equal(distanceOf(0.8), 0.25);
  assert.equal(distanceOf(1), 0);
});

Deno.test("a difference is shown where it is no chance and above the noise floor", () => {
  const shown = comparison(1.1, 1.03, 0.001);
  assert.equal(verdictOf(shown, throughput), "faster");
  assert.equal(verdictOf(shown, latency), "slower");
  assert.equal(verdictOf({ ...shown, ratio: 0.9 }, throughput), "slower");
  assert.equal(verdictOf({ ...shown, ratio: 0.9 }, latency), "faster");
  assert.equal(verdictOf({ ...shown, pAdjusted: 0.05 }, throughput), "no difference shown");
  assert.equal(verdictOf({ ...shown, pAdjusted: null }, throughput), "no difference shown");
  assert.equal(verdictOf(shown, { ...throughput, noiseFloor: 0.11 }), "no difference shown");
});

Deno.test("without a noise floor a small difference is one, and nothing is equivalent", () => {
  const none = { noiseFloor: undefined, better: "higher" } as const;
  assert.equal(verdictOf(comparison(1.001, 1.0005, 0.001), none), "faster");
  assert.equal(verdictOf(comparison(1.001, 1.0005, 0.6), none), "no difference shown");
});

Deno.test("an interval within the noise floor is equivalence, whatever the p", () => {
  assert.equal(verdictOf(comparison(1, 1.0123, 0.9), throughput), "equivalent within 1.3 %");
  assert.equal(verdictOf(comparison(1.01, 1.002, 1e-9), throughput), "equivalent within 1.3 %");
  assert.equal(verdictOf(comparison(1.01, 1.02, 0.9), throughput), "no difference shown");
  assert.equal(
    verdictOf({ ...comparison(1, 1, 0.9), low: null }, throughput),
    "no difference shown",
  );
});

Deno.test("the bound of an equivalence is never rounded down", () => {
  const within = (high: number) =>
    verdictOf({ ...comparison(1, 1, 0.9), low: 1, high }, { noiseFloor: 0.5, better: "higher" });
  assert.equal(within(1.0002), "equivalent within 0.02 %");
  assert.equal(within(1.000201), "equivalent within 0.021 %");
  assert.equal(within(1.0991), "equivalent within 10 %");
  assert.equal(within(1.0721), "equivalent within 7.3 %");
  // However noisy the host is, such a difference is not one that nobody would mind.
  assert.equal(within(1.1201), "no difference shown");
});

Deno.test("nothing is better than a lower bound, nor equivalent to it", () => {
  const faster = comparison(1.1, 1.03, 0.001);
  const b = { bIsLowerBound: true };
  assert.equal(verdictOf({ ...faster, ...b }, throughput), "no difference shown");
  assert.equal(verdictOf({ ...faster, aIsLowerBound: true }, throughput), "faster");
  const slower = { ...faster, ratio: 0.9 };
  assert.equal(verdictOf({ ...slower, ...b }, throughput), "slower");
  assert.equal(verdictOf({ ...slower, aIsLowerBound: true }, throughput), "no difference shown");
  assert.equal(verdictOf({ ...slower, ...b }, latency), "no difference shown");
  const same = comparison(1, 1.01, 0.9);
  assert.equal(verdictOf({ ...same, ...b }, throughput), "no difference shown");
});
