import assert from "node:assert/strict";
import fc from "fast-check";
import { compareAll, type Comparison, type Sample } from "./comparison.ts";
import scipy from "./testdata/scipy.json" with { type: "json" };
import { assertClose } from "./testing.ts";

function sample(name: string, values: readonly number[], blocks: "blocks" | "none"): Sample {
  return {
    name,
    trials: values.map((value, i) => ({ block: blocks === "blocks" ? i + 1 : null, value })),
    isLowerBound: false,
  };
}

function assertAgrees(actual: Comparison | undefined, expected: typeof scipy.welch[number]): void {
  assert.ok(actual);
  assertClose(actual.ratio, expected.ratio, 1e-10, "ratio");
  assertClose(actual.low ?? NaN, expected.low, 1e-9, "low");
  assertClose(actual.high ?? NaN, expected.high, 1e-9, "high");
  assertClose(actual.p ?? NaN, expected.p, 1e-8, "p");
  assert.equal(actual.pAdjusted, actual.p);
}

Deno.test("two samples without blocks are compared as SciPy's Welch test does", () => {
  assert.ok(scipy.welch.length > 2);
  for (const expected of scipy.welch) {
    const pair = [sample("a", expected.a, "none"), sample("b", expected.b, "none")];
    assertAgrees(compareAll(pair)[0], expected);
  }
});

Deno.test("two samples in common blocks are compared as SciPy's paired test does", () => {
  assert.ok(scipy.paired.length > 2);
  for (const expected of scipy.paired) {
    const pair = [sample("a", expected.a, "blocks"), sample("b", expected.b, "blocks")];
    assertAgrees(compareAll(pair)[0], expected);
  }
});

Deno.test("drift that a block's trials share is not in the comparison, whatever the order of trials", () => {
  const drift = [1, 3, 0.4, 7, 2];
  const noise = [1.01, 0.99, 1, 1.02, 0.98];
  const a = sample("a", drift.map((each) => 110 * each), "blocks");
  const b = sample("b", drift.map((each, i) => 100 * each * (noise[i] as number)), "blocks");
  const [within] = compareAll([a, { ...b, trials: b.trials.toReversed() }]);
  const still = compareAll([
    sample("a", drift.map(() => 110), "blocks"),
    sample("b", noise.map((each) => 100 * each), "blocks"),
  ])[0];
  assertClose(within?.low ?? NaN, still?.low ?? 0, 1e-12, "low");
  assert.ok((within?.p ?? 1) < 0.001);
  const withoutBlocks = [a, b].map(({ name, trials }) =>
    sample(name, trials.map(({ value }) => value), "none")
  );
  assert.ok((compareAll(withoutBlocks)[0]?.p ?? 0) > 0.8);
});

Deno.test("only common blocks count, and several trials of a block count as one", () => {
  const a = sample("a", [10, 12, 11, 500], "blocks");
  const b = sample("b", [9, 10, 10], "blocks");
  const second = [5, 20].map((value) => ({ block: 2, value }));
  const again = { ...b, trials: b.trials.flatMap((each) => each.block === 2 ? second : [each]) };
  const expected = compareAll([{ ...a, trials: a.trials.slice(0, 3) }, b]);
  const found = compareAll([a, again])[0];
  for (const key of ["ratio", "low", "high", "p"] as const) {
    assertClose(found?.[key] ?? NaN, expected[0]?.[key] ?? 0, 1e-9, key);
  }
});

Deno.test("one trial gives a ratio and no test; values that are not positive give nothing", () => {
  const others = [sample("a", [10, 11], "none"), sample("b", [20], "none")];
  const [only, ...rest] = compareAll([...others, sample("c", [0, 1], "none")]);
  assert.deepEqual(rest, []);
  assert.deepEqual([only?.low, only?.high, only?.p, only?.pAdjusted], [null, null, null, null]);
  assertClose(only?.ratio ?? NaN, Math.sqrt(110) / 20, 1e-12, "ratio");
});

Deno.test("trials without any spread give no test", () => {
  const steady = (name: string, value: number, kind: "blocks" | "none") =>
    sample(name, [value, value, value], kind);
  for (const kind of ["blocks", "none"] as const) {
    const [only] = compareAll([steady("a", 3.1, kind), steady("b", 4.7, kind)]);
    assertClose(only?.ratio ?? NaN, 3.1 / 4.7, 1e-12, "ratio");
    assert.deepEqual([only?.low, only?.high, only?.p, only?.pAdjusted], [null, null, null, null]);
  }
  const threefold = [sample("a", [0.3, 2.1, 21], "blocks"), sample("b", [0.1, 0.7, 7], "blocks")];
  assert.equal(compareAll(threefold)[0]?.p, null);
});

Deno.test("Holm's correction counts the tests of the table only", () => {
  const quiet = (name: string, centre: number) =>
    sample(name, [1, 1.001, 0.999, 1.002].map((each) => centre * each), "none");
  const one = sample("one", [50], "none");
  const comparisons = compareAll([quiet("a", 10), quiet("b", 10.001), one]);
  const [ab] = comparisons;
  assert.equal(comparisons.length, 3);
  assert.equal(ab?.pAdjusted, ab?.p);
  const three = compareAll([quiet("a", 10), quiet("b", 10.001), quiet("c", 20)]);
  const [first, second] = three.map((each) => each);
  assertClose(second?.pAdjusted ?? NaN, 3 * (second?.p ?? NaN), 1e-12, "smallest");
  assert.equal(first?.pAdjusted, first?.p);
});

Deno.test("turning a pair round turns its ratio and interval round, and keeps its p", () => {
  const value = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
  const values = fc.array(value, { minLength: 2, maxLength: 8 });
  const kind = fc.constantFrom("blocks" as const, "none" as const);
  fc.assert(fc.property(values, values, kind, (a, b, kind) => {
    const [there] = compareAll([sample("a", a, kind), sample("b", b, kind)]);
    const [back] = compareAll([sample("b", b, kind), sample("a", a, kind)]);
    assert.ok(there && back);
    assertClose(back.ratio, 1 / there.ratio, 1e-9, "ratio");
    if (there.low === null || there.high === null) return;
    assertClose((back.low ?? NaN) * there.high, 1, 1e-6, "interval");
    assertClose(back.p ?? NaN, there.p ?? NaN, 1e-6, "p");
    assert.equal((there.p ?? 0) < 0.05, there.low > 1 || there.high < 1);
  }));
});
