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

Deno.test("of few samples each percentile is the one of its rank, ceil(p / 100 x N)", () => {
  const percents = [1, 10, 25, 33.3, 50, 66.7, 75, 90, 95, 99, 99.9, 100];
  for (const count of [...Array.from({ length: 60 }, (_, index) => index + 1), 500]) {
    const histogram = histogramOf(
      Object.fromEntries(Array.from({ length: count }, (_, index) => [(index + 1) * 1e-9, 1])),
    );
    for (const percent of percents) {
      // In whole thousandths of a percent, so that nothing is rounded.
      const rank = Math.ceil(Math.round(percent * 1000) * count / 100_000);
      const nanoseconds = Math.round(histogram.percentile(percent) * 1e9);
      assert.equal(nanoseconds, rank, `p${percent} of ${count}`);
    }
    assert.deepEqual([histogram.min, Math.round(histogram.max * 1e9)], [1e-9, count]);
  }
});

Deno.test("values at the edge of what fits are kept whole: powers of two, and halves of nanoseconds", () => {
  for (const nanoseconds of [1, 69, 1023, 1024, 2047, 2048, 4096]) {
    const { max, count } = histogramOf({ [nanoseconds * 1e-9]: 1 });
    assert.ok(Math.abs(max * 1e9 / nanoseconds - 1) < 0.001, `${nanoseconds}: ${max}`);
    assert.equal(count, 1);
  }
  // 69 ns is 68.99999999999999 in floating point.
  assert.equal(histogramOf({ [0.000000069]: 1 }).max, 69e-9);
  assert.equal(histogramOf({ [0.0000000416]: 1 }).max, 42e-9);
});

Deno.test("a count of two to the 31 and just below it is no negative one", () => {
  for (const count of [2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1]) {
    const histogram = histogramOf({ 0.001: count, 0.002: 1 });
    assert.equal(histogram.count, count + 1);
    assert.ok(Math.abs(histogram.percentile(50) / 0.001 - 1) < 0.001);
    const merged = LatencyHistogram.merge([histogram, histogramOf({ 0.001: 1 })]);
    assert.equal(merged.count, count + 2);
    assert.ok(Math.abs(merged.percentile(99) / 0.001 - 1) < 0.001);
  }
});

Deno.test("single samples are neighbours, and samples of 0 s count in every share", () => {
  const histogram = histogramOf({ 1e-9: 1, 2e-9: 1, 3e-9: 1 });
  assert.deepEqual(histogram.neighbours(50), { below: 1e-9, above: 3e-9 });
  assert.deepEqual(histogram.neighbours(100), { below: 2e-9, above: 3e-9 });
  const zeros = histogramOf({ 0: 3, 1e-9: 1 });
  assert.deepEqual([zeros.shareUpTo(0), zeros.shareUpTo(1e-9)], [0.75, 1]);
});

Deno.test("eleven days are a latency, more are none; a value without a count is no sample", () => {
  assert.ok(LatencyHistogram.of({ valuesSeconds: [1e6], counts: [1] }));
  assert.equal(LatencyHistogram.of({ valuesSeconds: [1e6 + 0.5], counts: [1] }), undefined);
  assert.equal(LatencyHistogram.of({ valuesSeconds: [0.001, 0.002], counts: [2, -1] }), undefined);
  const withEmpty = LatencyHistogram.of({ valuesSeconds: [0.001, 5], counts: [1, 0] });
  assert.equal(withEmpty?.encode(), histogramOf({ 0.001: 1 }).encode());
});
