import assert from "node:assert/strict";
import { seededRandom } from "../../common/random.ts";
import { compareAll, type Comparison, type Sample } from "./comparison.ts";
import { normalQuantile, normalTwoSided } from "./distributions.ts";
import { holmAdjusted } from "./holm.ts";
import { meanOf, varianceOf } from "./moments.ts";
import {
  cellCoverage,
  type FalseDifferences,
  falseDifferences,
  foundDifferences,
  type Rate,
  ratioCoverage,
} from "./simulated_rates.ts";
import { type Conditions, mixedCvs, normalValues, simulatedTable } from "./simulation.ts";

// A small benchmarks/statistics.ts with loose bounds: what it says is there, that nothing broke is here.

const PLAIN = { outliers: "none", drift: "none", order: "blocks" } as const;
const DRIFTING = { ...PLAIN, drift: "walk" } as const;
const ALIKE = Array<number>(15).fill(0.02);

function isBetween(rate: Rate, least: number, most: number): boolean {
  return least <= rate.share && rate.share <= most;
}

function assertBetween(rate: Rate, least: number, most: number, of: string): void {
  assert.ok(isBetween(rate, least, most), `${of}: ${rate.share}, not ${least} to ${most}`);
}

/** One cell of so many trials. */
const cell = (trials: number, outliers: Conditions["outliers"]) => ({
  ...PLAIN,
  cvs: [0.05],
  trials,
  outliers,
});

Deno.test("the interval of a cell holds the truth in about 95 %, at small n and with outliers", () => {
  for (const trials of [2, 5, 10, 20]) {
    for (const outliers of ["none", "slow"] as const) {
      const rate = cellCoverage(cell(trials, outliers), 1500, "cell");
      assertBetween(rate, 0.93, 0.98, `${trials} trials, outliers: ${outliers}`);
    }
  }
});

Deno.test("seeded fault: a normal quantile in place of Student's is found out by coverage", () => {
  const normalInterval = (values: readonly number[]) => {
    const logs = values.map(Math.log);
    const reach = normalQuantile(0.05) * Math.sqrt(varianceOf(logs) / logs.length);
    const mean = meanOf(logs);
    return { low: Math.exp(mean - reach), high: Math.exp(mean + reach) };
  };
  const truth = () => 1;
  for (const trials of [2, 5]) {
    const rate = cellCoverage(cell(trials, "none"), 1500, "cell", truth, normalInterval);
    assert.ok(!isBetween(rate, 0.93, 0.98), `${trials}: ${rate.share}`);
  }
});

Deno.test("the interval of a ratio holds the truth under drift that blocks share, not without blocks", () => {
  const pair = { cvs: [0.02, 0.02], trials: 5 };
  assertBetween(ratioCoverage({ ...DRIFTING, ...pair }, 1000, "ratio"), 0.93, 0.97, "blocks");
  const apart = { ...DRIFTING, ...pair, order: "one after another" } as const;
  assert.ok(ratioCoverage(apart, 300, "ratio").share < 0.8);
});

/** Tables of equal implementations that show a difference: alike and unlike in their noise. */
function falseRates(compare: (samples: readonly Sample[]) => Comparison[] = compareAll): Rate[] {
  return falseOf(compare).map((each) => each.withoutFloor);
}

function falseOf(compare: (samples: readonly Sample[]) => Comparison[]): FalseDifferences[] {
  return [ALIKE, mixedCvs(15)].map((cvs) =>
    falseDifferences({ ...PLAIN, cvs, trials: 5 }, 150, "A/A", compare)
  );
}

Deno.test("few tables of equal implementations show a difference", () => {
  for (const rate of falseRates()) assertBetween(rate, 0, 0.07, "alike, unlike");
});

Deno.test("seeded fault: without Holm's correction most tables show a difference", () => {
  const uncorrected = (samples: readonly Sample[]) =>
    compareAll(samples).map((each) => ({ ...each, pAdjusted: each.p }));
  for (const { withoutFloor, withFloor } of falseOf(uncorrected)) {
    assert.ok(withoutFloor.share > 0.3, `${withoutFloor.share}`);
    assert.ok(withFloor.share < withoutFloor.share, "the noise floor is a second condition");
  }
});

Deno.test("seeded fault: one variance for all pairs is found out where their noise differs", () => {
  const pooled = (samples: readonly Sample[]) => {
    const comparisons = compareAll(samples);
    const reaches = comparisons.map(({ low, high }) =>
      Math.log((high ?? 1) / (low ?? 1)) / 2 / 2.1
    );
    const error = Math.sqrt(meanOf(reaches.map((each) => each * each)));
    const ps = comparisons.map(({ ratio }) => normalTwoSided(Math.log(ratio) / error));
    const adjusted = holmAdjusted(ps);
    return comparisons.map((each, i) => ({ ...each, pAdjusted: adjusted[i] ?? null }));
  };
  const [, unlike] = falseRates(pooled);
  assert.ok((unlike?.share ?? 0) > 0.15, `${unlike?.share}`);
});

/** A better first implementation, and the noise floor of the last two. */
function withDifference(size: number): Conditions {
  const cvs = ALIKE.slice(0, Math.max(size, 4));
  return { ...DRIFTING, cvs, trials: 10, centres: cvs.map((_, i) => i === 0 ? 1.05 : 1) };
}

Deno.test("a true difference of 5 % is found, between two and inside a table of 15", () => {
  assertBetween(foundDifferences(withDifference(2), 300, "two", 2), 0.95, 1, "two");
  assertBetween(foundDifferences(withDifference(15), 120, "15", 15), 0.85, 1, "15");
});

Deno.test("seeded fault: without its blocks a pair's difference drowns in the drift", () => {
  const withoutBlocks = (samples: readonly Sample[]) =>
    compareAll(samples.map((each) => ({
      ...each,
      trials: each.trials.map(({ value }) => ({ block: null, value })),
    })));
  const drifting = { ...withDifference(2), drift: "linear" } as const;
  assertBetween(foundDifferences(drifting, 300, "two", 2), 0.95, 1, "with blocks");
  const rate = foundDifferences(drifting, 300, "two", 2, withoutBlocks);
  assert.ok(rate.share < 0.93, `${rate.share}`);
});

Deno.test("seeded fault: pairs without each other's variance miss differences in a table of 15", () => {
  const each = (samples: readonly Sample[]) => {
    const alone = samples.flatMap((a, i) =>
      samples.slice(i + 1).flatMap((b) => compareAll([a, b]))
    );
    const adjusted = holmAdjusted(alone.map(({ p }) => p ?? 1));
    return alone.map((comparison, i) => ({ ...comparison, pAdjusted: adjusted[i] ?? null }));
  };
  const rate = foundDifferences(withDifference(15), 120, "15", 15, each);
  assert.ok(rate.share < 0.75, `${rate.share}`);
});

Deno.test("the same seed gives the same simulation", () => {
  const conditions = { ...DRIFTING, cvs: ALIKE, trials: 3, outliers: "slow" as const };
  const [first, again, other] = ["a", "a", "b"].map((seed) => ratioCoverage(conditions, 20, seed));
  assert.deepEqual(first, again);
  assert.notDeepEqual(first, other);
});

Deno.test("simulated trials are disturbed as their conditions say", () => {
  const table = (extra: Partial<Conditions>) => {
    const random = seededRandom("conditions");
    const conditions = { ...PLAIN, cvs: [1e-6, 1e-6], trials: 1000, ...extra };
    const { samples, level } = simulatedTable(conditions, random, normalValues(random));
    return { values: samples.map(({ trials }) => trials.map(({ value }) => value)), level };
  };
  const shareOf = (values: readonly number[], counts: (value: number) => boolean) =>
    values.filter(counts).length / values.length;
  const slow = table({ outliers: "slow" }).values.flat();
  assertBetween({ share: shareOf(slow, (each) => each < 0.801), error: 0 }, 0.01, 0.03, "slow");
  assert.ok(Math.max(...slow) < 1.001 && Math.min(...slow) > 0.499);
  const both = table({ outliers: "both" }).values.flat();
  assertBetween({ share: shareOf(both, (each) => each < 0.801), error: 0 }, 0.004, 0.02, "losses");
  assertBetween({ share: shareOf(both, (each) => each > 1.249), error: 0 }, 0.004, 0.02, "gains");
  const [first = [], second = []] = table({ drift: "linear" }).values;
  assert.ok(Math.abs((first[999] ?? 0) / (first[0] ?? 0) - Math.exp(0.1)) < 1e-4);
  assert.ok(Math.abs((first[500] ?? 0) / (second[500] ?? 0) - 1) < 1e-4);
  const apart = table({ drift: "linear", order: "one after another" }).values;
  assert.ok(Math.abs((apart[1]?.[0] ?? 0) / (apart[0]?.[999] ?? 0) - 1) < 1e-3);
  assert.equal(table({}).level, 1);
});
