import assert from "node:assert/strict";
import { trigamma } from "./gamma.ts";
import { fitPrior, moderatedVariances, posterior } from "./moderation.ts";
import { varianceOf } from "./moments.ts";
import r from "./testdata/r.json" with { type: "json" };
import { assertClose } from "./testing.ts";

/** All pairs of so many samples, with these variances. */
function pairsOf(samples: number, variance: (a: number, b: number) => number, df = 9) {
  const pairs = [];
  for (let a = 0; a < samples; a++) {
    for (let b = a + 1; b < samples; b++) pairs.push({ a, b, variance: variance(a, b), df });
  }
  return pairs;
}

Deno.test("fitPrior() of independent variances and posterior() agree with limma", () => {
  assert.ok(r.moderation.length > 3);
  for (const { variances, df, d0, s0, posterior: expected } of r.moderation) {
    const estimates = variances.map((variance, i) => ({ variance, df: df[i] as number }));
    const prior = fitPrior(estimates);
    assert.ok(prior);
    if (d0 === null) assert.equal(prior.df, Infinity);
    else assertClose(prior.df, d0, 1e-8, "d0");
    assertClose(prior.variance, s0, 1e-8, "s0");
    estimates.forEach((own, i) =>
      assertClose(posterior(own, prior).variance, expected[i] as number, 1e-8, `variance ${i}`)
    );
  }
});

Deno.test("fitPrior() needs two variances", () => {
  assert.equal(fitPrior([{ variance: 1, df: 9 }]), undefined);
});

Deno.test("fitPrior() accounts for all of the spread: the prior's share and the errors' share", () => {
  const estimates = [1, 2, 3, 5, 8, 13].map((variance) => ({ variance, df: 9 }));
  const spread = varianceOf(estimates.map(({ variance }) => Math.log(variance)));
  for (
    const alike of [{ truth: 0, error: 0 }, { truth: 0.1, error: 0 }, { truth: 0, error: 0.3 }]
  ) {
    const { df = NaN } = fitPrior(estimates, alike) ?? {};
    const explained = trigamma(df / 2) * (1 - alike.truth) + trigamma(4.5) * (1 - alike.error);
    assertClose(explained, spread, 1e-10, JSON.stringify(alike));
  }
});

Deno.test("pairs that share a sample are corrected for, more so where not taken within blocks", () => {
  const pairs = pairsOf(15, (a, b) => 3 ** ((a + b) % 3));
  // Of the other 104 pairs, 26 share a sample with a pair.
  for (const [paired, error] of [[true, 1 / 16], [false, 1 / 8]] as const) {
    const prior = fitPrior(pairs, { truth: 1 / 8, error });
    assertClose(
      moderatedVariances(pairs, paired)[0]?.df ?? NaN,
      9 + (prior?.df ?? NaN),
      1e-9,
      "df",
    );
  }
});

Deno.test("equal variances are moderated up to the limit, and keep their value", () => {
  for (const { variance, df } of moderatedVariances(pairsOf(15, () => 4e-4), true)) {
    assertClose(variance, 4e-4, 1e-12, "variance");
    assert.equal(df, 9 + 1.5 * 9);
  }
});

Deno.test("a noisy sample among quiet ones keeps most of its own variance", () => {
  const pairs = pairsOf(15, (a) => a === 0 ? 0.02 : 8e-4);
  const moderated = moderatedVariances(pairs, true);
  pairs.forEach((own, index) => {
    const ratio = (moderated[index]?.variance ?? NaN) / own.variance;
    assert.ok(own.a === 0 ? ratio > 0.7 && ratio < 1 : ratio > 1 && ratio < 1.2, `${ratio}`);
  });
});

Deno.test("pairs of two or three samples keep their own variance", () => {
  assert.deepEqual(moderatedVariances(pairsOf(2, () => 5), true)[0]?.df, 9);
  const pairs = pairsOf(3, (a, b) => a + b);
  moderatedVariances(pairs, true).forEach((each, index) => {
    assert.deepEqual([each.variance, each.df], [pairs[index]?.variance, 9]);
  });
});

Deno.test("a variance of 0 is not moderated and moderates none", () => {
  const some = moderatedVariances(pairsOf(10, (a) => a === 0 ? 0 : 4), true);
  assert.deepEqual([some[0]?.variance, some[0]?.df], [0, 9]);
  assertClose(some.at(-1)?.variance ?? NaN, 4, 1e-12, "others");
});

Deno.test("three pairs that share a sample are corrected for as any are", () => {
  const pairs = [1, 2, 3].map((b) => ({ a: 0, b, variance: 10 ** b, df: 9 }));
  const prior = fitPrior(pairs, { truth: 1 / 2, error: 1 / 2 });
  assert.ok(prior && prior.df < Infinity);
  // Of four samples a prior counts a third of what a pair has itself.
  const expected = posterior(pairs[0] as typeof pairs[number], {
    ...prior,
    df: Math.min(prior.df, 3),
  });
  assertClose(
    moderatedVariances(pairs, false)[0]?.variance ?? NaN,
    expected.variance,
    1e-12,
    "of 3",
  );
});
