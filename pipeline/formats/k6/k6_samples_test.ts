import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { BUCKET_ERROR, createBuckets, PERCENTS } from "./k6_buckets.ts";
import { valuesAtRanks } from "./k6_ranks.ts";
import { createSampleBudget, createSamples, type Samples } from "./k6_samples.ts";

/** TrendSink.P of k6's metrics/sink.go. */
function k6Percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const i = share * (sorted.length - 1);
  const j = sorted[Math.floor(i)] as number;
  const k = sorted[Math.ceil(i)] as number;
  return j + (k - j) * (i - Math.floor(i));
}

function filled(values: readonly number[], mostExact?: number): Samples {
  const samples = createSamples(createSampleBudget(), mostExact);
  values.forEach((value, index) => samples.add(value, index % 3));
  return samples;
}

/** From the nanosecond that k6 tells apart to a few hours. */
const milliseconds = fc.double({ min: 1e-6, max: 1e7, noNaN: true });

Deno.test("samples: percentiles of kept values are k6's, to the last digit", () => {
  fc.assert(fc.property(fc.array(milliseconds, { minLength: 1, maxLength: 3000 }), (values) => {
    const { overall, groups, isExact } = filled(values).summarize();
    ok(isExact);
    PERCENTS.forEach((percent, i) => {
      equal(overall[i], k6Percentile(values, percent / 100));
      const group = values.filter((_, index) => index % 3 === 0);
      equal(groups?.get(0)?.[i], k6Percentile(group, percent / 100));
    });
  }));
});

Deno.test("samples: percentiles of many values are as exact as those of few", () => {
  const values = Array.from({ length: 70_000 }, (_, i) => ((i * 7919) % 70_001) ** 2 / 1e3);
  const { overall, isExact, histogram } = filled(values).summarize();
  ok(isExact);
  PERCENTS.forEach((percent, i) => equal(overall[i], k6Percentile(values, percent / 100)));
  equal(histogram.counts.reduce((sum, count) => sum + count, 0), values.length);
});

Deno.test("samples: beyond the bound percentiles stay within the stated error", () => {
  fc.assert(
    fc.property(fc.array(milliseconds, { minLength: 1100, maxLength: 3000 }), (values) => {
      const { overall, groups, isExact } = filled(values, 1024).summarize();
      ok(!isExact);
      const check = (found: number | undefined, exact: number) =>
        ok(
          Math.abs((found ?? NaN) - exact) <= BUCKET_ERROR * exact + 1e-300,
          `${found} for ${exact}`,
        );
      PERCENTS.forEach((percent, i) => {
        check(overall[i], k6Percentile(values, percent / 100));
        const group = values.filter((_, index) => index % 3 === 1);
        check(groups?.get(1)?.[i], k6Percentile(group, percent / 100));
      });
    }),
    { numRuns: 40 },
  );
});

Deno.test("samples: the histogram has each value with its count, ascending", () => {
  const { histogram } = filled([5, 1, 5, 3, 5]).summarize();
  deepEqual([[...histogram.values], [...histogram.counts]], [[1, 3, 5], [1, 1, 3]]);
});

Deno.test("samples: trends share a budget and give back what they no longer need", () => {
  const budget = { left: 3000 };
  const first = createSamples(budget);
  for (let i = 0; i < 1024; i++) first.add(i, 0);
  equal(budget.left, 3000 - 1024);
  for (let i = 0; i < 5000; i++) first.add(i, 0);
  equal(budget.left, 3000);
  ok(!first.summarize().isExact);
});

Deno.test("buckets: negative numbers and zero keep their order", () => {
  const buckets = createBuckets();
  for (const value of [-1000, -1, 0, 0, 1, 1000]) buckets.add(value, 0, 1);
  const { values, counts } = buckets.summarize().histogram;
  deepEqual([...counts], [1, 1, 2, 1, 1]);
  ok(values.every((value, i) => i === 0 || value > (values[i - 1] as number)));
  equal(values[2], 0);
});

Deno.test("buckets: too many groups are given up, the whole is kept", () => {
  const buckets = createBuckets();
  for (let group = 0; group < 1000; group++) {
    for (let power = 0; power < 10; power++) buckets.add(2 ** power, group, 1);
  }
  const { groups, histogram } = buckets.summarize();
  equal(groups, undefined);
  equal(histogram.counts.reduce((sum, count) => sum + count, 0), 10_000);
  equal(histogram.values.length, 10);
});

Deno.test("valuesAtRanks() finds what sorting finds, of few and of many values", () => {
  const double = fc.double({ noNaN: true });
  fc.assert(
    fc.property(
      fc.array(double, { minLength: 1, maxLength: 200 }),
      fc.boolean(),
      (some, isMany) => {
        const values = isMany
          ? Array.from({ length: 17_000 }, (_, i) => some[i % some.length] as number)
          : some;
        const ranks = [0, Math.floor(values.length / 2), values.length - 1];
        const sorted = Float64Array.from(values).sort();
        deepEqual(
          valuesAtRanks(Float64Array.from(values), ranks),
          ranks.map((rank) => sorted[rank]),
        );
      },
    ),
  );
});
