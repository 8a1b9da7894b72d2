import { deepEqual, equal, throws } from "node:assert/strict";
import fc from "fast-check";
import {
  isResolved,
  percentileIndices,
  percentileRank,
  totalCount,
  weightedMean,
  weightedPercentiles,
} from "./weighted_percentile.ts";

Deno.test("percentileRank() is the smallest whole number of samples that covers the share", () => {
  equal(percentileRank(50, 10), 5);
  equal(percentileRank(50, 11), 6);
  equal(percentileRank(99, 100), 99);
  equal(percentileRank(99, 101), 100);
  equal(percentileRank(100, 7), 7);
  equal(percentileRank(0, 7), 1);
});

Deno.test("percentileRank() is not one too high where floating point is", () => {
  equal(99.9 / 100 * 1000, 999.0000000000001);
  equal(percentileRank(99.9, 1000), 999);
  equal(percentileRank(99.99, 1_000_000), 999_900);
  equal(percentileRank(99.999, 100_000), 99_999);
});

Deno.test("isResolved() wants a sample beyond the percentile", () => {
  equal(isResolved(99, 100), true);
  equal(isResolved(99, 99), false);
  equal(isResolved(99.99, 10_000), true);
  equal(isResolved(99.99, 50), false);
  equal(isResolved(50, 1), false);
  equal(isResolved(50, 2), true);
});

Deno.test("weightedPercentiles() takes percents in any order and gives measured values", () => {
  deepEqual(weightedPercentiles([1, 2, 5, 90], [50, 40, 9, 1], [99, 50, 90, 99.9, 100]), [
    5,
    1,
    2,
    90,
    90,
  ]);
});

Deno.test("percentileIndices() passes over values without samples", () => {
  deepEqual(percentileIndices([0, 3, 0, 1], [0, 50, 100]), [1, 1, 3]);
});

Deno.test("weightedPercentiles() of counted values is that of the values written out", () => {
  const samples = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 200 });
  const percent = fc.integer({ min: 0, max: 100_000 }).map((each) => each / 1000);
  fc.assert(fc.property(samples, percent, (given, percent) => {
    const sorted = [...given].sort((a, b) => a - b);
    const values = [...new Set(sorted)];
    const counts = values.map((value) => sorted.filter((each) => each === value).length);
    equal(totalCount(counts), given.length);
    // In thousandths, so that the rank is a whole number exactly.
    const rank = Math.max(1, Math.ceil(Math.round(percent * 1000) * given.length / 100_000));
    deepEqual(weightedPercentiles(values, counts, [percent]), [sorted[rank - 1]]);
    const mean = given.reduce((sum, each) => sum + each, 0) / given.length;
    equal(Math.abs(weightedMean(values, counts) - mean) < 1e-9, true);
  }));
});

Deno.test("percentiles and mean of nothing are no numbers", () => {
  throws(() => weightedPercentiles([], [], [50]), RangeError);
  throws(() => weightedPercentiles([1], [0], [50]), RangeError);
  throws(() => weightedMean([], []), RangeError);
});
