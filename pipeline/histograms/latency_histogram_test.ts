import assert from "node:assert/strict";
import fc from "fast-check";
import * as hdr from "hdr-histogram-js";
import { HdrEncodingError } from "../formats/hdr/hdr_histogram.ts";
import { weightedPercentiles } from "../statistics/weighted_percentile.ts";
import { LatencyHistogram } from "./latency_histogram.ts";

function histogramOf(values: Record<number, number>): LatencyHistogram {
  const valuesSeconds = Object.keys(values).map(Number);
  const histogram = LatencyHistogram.of({ valuesSeconds, counts: Object.values(values) });
  assert.ok(histogram);
  return histogram;
}

/** Latencies from a nanosecond to a thousand seconds, as counted samples. */
const samples = fc.array(
  fc.record({
    value: fc.double({ min: -9, max: 3, noNaN: true }).map((power) => 10 ** power),
    count: fc.integer({ min: 1, max: 1_000_000 }),
  }),
  { minLength: 1, maxLength: 60 },
).map((list) => [...list].sort((a, b) => a.value - b.value));

Deno.test("percentiles are those of the exact values, at most 0.1 % higher and never lower", () => {
  fc.assert(
    fc.property(samples, fc.double({ min: 0.1, max: 100, noNaN: true }), (list, percent) => {
      const valuesSeconds = list.map((each) => Math.round(each.value * 1e9) / 1e9);
      const counts = list.map((each) => each.count);
      const [exact = NaN] = weightedPercentiles(valuesSeconds, counts, [percent]);
      const value = LatencyHistogram.of({ valuesSeconds, counts })?.percentile(percent) ?? NaN;
      assert.ok(value >= exact - 1e-15 && value <= exact * 1.001, `${value} for ${exact}`);
    }),
  );
});

Deno.test("percentiles are those of hdr-histogram-js, to the last digit", () => {
  const percents = fc.array(
    fc.oneof(
      fc.double({ min: 0, max: 100, noNaN: true }),
      fc.constantFrom(0, 25, 50, 99, 99.9, 100, 120),
    ),
    { minLength: 1, maxLength: 20 },
  );
  fc.assert(
    fc.property(samples, percents, (list, percents) => {
      const histogram = LatencyHistogram.of({
        valuesSeconds: list.map((each) => each.value),
        counts: list.map((each) => each.count),
      }) as LatencyHistogram;
      const theirs = hdr.decodeFromCompressedBase64(histogram.encode());
      for (const percent of percents) {
        const expected = theirs.getValueAtPercentile(percent);
        assert.equal(Math.round(histogram.percentile(percent) * 1e9), expected, `p${percent}`);
      }
    }),
  );
});

Deno.test("a merge is the histogram of all samples, to the byte, in any order", () => {
  fc.assert(fc.property(fc.array(samples, { minLength: 1, maxLength: 5 }), (lists) => {
    const of = (list: { value: number; count: number }[]) =>
      LatencyHistogram.of({
        valuesSeconds: list.map((each) => each.value),
        counts: list.map((each) => each.count),
      }) as LatencyHistogram;
    const whole = of(lists.flat());
    const parts = lists.map(of);
    for (const each of [LatencyHistogram.merge(parts), LatencyHistogram.merge(parts.reverse())]) {
      assert.equal(each.encode(), whole.encode());
      assert.deepEqual([each.count, each.min, each.max], [whole.count, whole.min, whole.max]);
    }
  }));
});

Deno.test("what is encoded is decoded again, by us and by hdr-histogram-js", async () => {
  await fc.assert(
    fc.asyncProperty(samples, async (list) => {
      const histogram = LatencyHistogram.of({
        valuesSeconds: list.map((each) => each.value),
        counts: list.map((each) => each.count),
      }) as LatencyHistogram;
      const text = histogram.encode();
      const decoded = await LatencyHistogram.decode(text);
      assert.equal(decoded?.encode(), text);
      const library = hdr.decodeFromCompressedBase64(text, 64);
      for (const percent of [50, 99, 99.9]) {
        const nanoseconds = Math.round(histogram.percentile(percent) * 1e9);
        assert.equal(nanoseconds, library.getValueAtPercentile(percent));
        assert.equal(decoded?.percentile(percent), histogram.percentile(percent));
      }
    }),
    { numRuns: 50 },
  );
});

Deno.test("counts beyond 32 bits are kept, one by one and merged", () => {
  const many = 3e9;
  const one = histogramOf({ 0.001: many, 0.002: 1 });
  assert.equal(one.count, many + 1);
  const merged = LatencyHistogram.merge([one, histogramOf({ 0.001: 2e9 })]);
  assert.equal(merged.count, 5e9 + 1);
  assert.ok(merged.percentile(50) < 0.0011);
  assert.equal(histogramOf({ 0.001: 2 ** 31 - 1 }).shareUpTo(0.001), 1);
});

Deno.test("what is no latency makes no histogram", () => {
  const of = (value: number, count: number) =>
    LatencyHistogram.of({ valuesSeconds: [value], counts: [count] });
  for (const value of [-1, NaN, Infinity, 1e7]) assert.equal(of(value, 1), undefined, `${value}`);
  for (const count of [0, -1, 0.5, NaN, 2 ** 60]) assert.equal(of(1, count), undefined, `${count}`);
  assert.equal(LatencyHistogram.of({ valuesSeconds: [], counts: [] }), undefined);
  assert.equal(LatencyHistogram.of({ valuesSeconds: [1], counts: [1, 1] }), undefined);
  assert.throws(() => LatencyHistogram.merge([]), RangeError);
});

Deno.test("a hostile text is refused and not decoded", async () => {
  await assert.rejects(() => LatencyHistogram.decode("HISTnothing"), HdrEncodingError);
  const empty = hdr.encodeIntoCompressedBase64(hdr.build());
  assert.equal(await LatencyHistogram.decode(empty), undefined);
});

Deno.test("neighbours are the nearest values that samples have; shares count up to a value", () => {
  const coarse = histogramOf({ 0.001: 10, 0.002: 80, 0.003: 10 });
  const { below, above } = coarse.neighbours(50);
  assert.ok(Math.abs(below / 0.001 - 1) < 0.001 && Math.abs(above / 0.003 - 1) < 0.001);
  const lowest = coarse.neighbours(1);
  assert.equal(lowest.below, coarse.percentile(1));
  assert.equal(coarse.neighbours(100).above, coarse.percentile(100));
  assert.deepEqual(
    [0.0001, 0.001, 0.002, 1000].map((value) => coarse.shareUpTo(value)),
    [0, 0.1, 0.9, 1],
  );
});
