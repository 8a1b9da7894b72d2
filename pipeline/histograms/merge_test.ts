import assert from "node:assert/strict";
import { weightedPercentiles } from "../statistics/weighted_percentile.ts";
import { LatencyHistogram } from "./latency_histogram.ts";
import { cellPercentiles, type TrialHistogram } from "./merge.ts";

function trial(name: string, valuesSeconds: number[], counts: number[]): TrialHistogram {
  const histogram = LatencyHistogram.of({ valuesSeconds, counts });
  assert.ok(histogram);
  return { trial: name, histogram };
}

/** Values from `scale` to 2 x `scale`. */
function ramp(name: string, scale: number, count = 1000): TrialHistogram {
  const values = Array.from({ length: count }, (_, index) => scale * (1 + index / count));
  return trial(name, values, values.map(() => 1));
}

Deno.test("a percentile is that of all samples and no mean of percentiles", () => {
  // The p99 of the two are 1 ms and 100 ms; of all 2,000 samples 15 are 100 ms.
  const cells = cellPercentiles([
    trial("a", [0.001], [1000]),
    trial("b", [0.001, 0.1], [985, 15]),
  ], ["p99", "p99.5"]);
  const [p99] = weightedPercentiles([0.001, 0.1], [1985, 15], [99]);
  assert.ok(Math.abs((cells.get("p99")?.value ?? NaN) / (p99 as number) - 1) < 0.001);
  assert.ok((cells.get("p99.5")?.value ?? NaN) > 0.09);
  assert.equal(cells.get("p99")?.n, 2);
});

Deno.test("one trial has no interval, and two have one around the value", () => {
  const one = cellPercentiles([ramp("a", 0.001)], ["p50"]).get("p50");
  assert.deepEqual([one?.low, one?.high, one?.n], [null, null, 1]);
  const two = cellPercentiles([ramp("a", 0.001), ramp("b", 0.0011)], ["p50"]).get("p50");
  assert.ok(two && two.low !== null && two.high !== null);
  assert.ok(two.low < two.value && two.value < two.high);
});

Deno.test("sectioning is Student's t of the logarithms of the trials' percentiles", () => {
  const scales = [0.001, 0.00102, 0.00099];
  const p50 = cellPercentiles(scales.map((scale, index) => ramp(`${index}`, scale)), ["p50"])
    .get("p50");
  assert.ok(p50 && p50.high !== null);
  const deviations = scales.map((scale) => Math.log(scale * 1.5 / p50.value) ** 2);
  const error = Math.sqrt(deviations.reduce((sum, each) => sum + each, 0) / (3 * 2));
  assert.ok(Math.abs(Math.log(p50.high / p50.value) - 4.302652729911275 * error) < 0.004);
});

Deno.test("a trial of few samples weighs little in the interval, as in the value", () => {
  const equal = cellPercentiles([ramp("a", 0.001), ramp("b", 0.001), ramp("c", 0.002)], ["p50"]);
  const small = cellPercentiles(
    [ramp("a", 0.001), ramp("b", 0.001), ramp("c", 0.002, 10)],
    ["p50"],
  );
  const width = (cells: typeof equal) => {
    const { low, high } = cells.get("p50") ?? { low: null, high: null };
    return Math.log((high ?? NaN) / (low ?? NaN));
  };
  assert.ok(width(small) < width(equal) / 10, `${width(small)} ${width(equal)}`);
});

Deno.test("from ten trials on the interval is read where the share of samples is bounded", () => {
  // Half of the trials have a stall in 2 % of their samples: p99 is among those of stalls, p90 is not.
  const trials = Array.from({ length: 10 }, (_, index) => {
    const { histogram } = ramp("", 0.001, 980);
    const stall = ramp("", index % 2 === 0 ? 0.1 : 0.0015, 20).histogram;
    return { trial: `${index}`, histogram: LatencyHistogram.merge([histogram, stall]) };
  });
  const cells = cellPercentiles(trials, ["p90", "p99"]);
  assert.ok((cells.get("p90")?.high ?? Infinity) < 0.002);
  const p99 = cells.get("p99");
  assert.ok(p99 && p99.high !== null && p99.low !== null);
  assert.ok(p99.low < 0.003 && p99.high > 0.1 && p99.high < 0.2, JSON.stringify(p99));
});

Deno.test("percentiles that few samples do not have are left out, and so are other statistics", () => {
  const trials = [ramp("a", 0.001, 60), ramp("b", 0.001, 60)];
  const cells = cellPercentiles(trials, ["mean", "p50", "p99", "p99.9", "max"]);
  assert.deepEqual([...cells.keys()], ["p50", "p99"]);
  // The cell has a p99; a trial of 60 samples has none, so that nothing is known of how trials differ.
  assert.deepEqual([cells.get("p99")?.low, cells.get("p99")?.high], [null, null]);
  assert.equal(cellPercentiles([], ["p50"]).size, 0);
});

Deno.test("histograms of one trial are one cluster", () => {
  const cells = cellPercentiles([ramp("a", 0.001), ramp("a", 0.002)], ["p50"]);
  assert.deepEqual([cells.get("p50")?.n, cells.get("p50")?.low], [1, null]);
});

Deno.test("whole milliseconds bound nothing finer than themselves, and 0 is no latency", () => {
  for (const n of [3, 12]) {
    const trials = Array.from(
      { length: n },
      (_, index) => trial(`${index}`, [0, 0.001, 0.002], [500, 480, 20]),
    );
    const cells = cellPercentiles(trials, ["p50", "p90"]);
    assert.deepEqual([...cells.keys()], ["p90"]);
    const { low = NaN, high = NaN } = cells.get("p90") ?? {};
    assert.ok(low === 0 && Math.abs((high ?? NaN) / 0.002 - 1) < 0.001, `${n}: ${low} ${high}`);
  }
});

/** The share of samples up to a value, and the value of a rank, of samples as they are. */
function exactly(samples: readonly number[]) {
  const sorted = samples.toSorted((a, b) => a - b);
  return {
    share: (value: number) => sorted.filter((each) => each <= value).length / sorted.length,
    at: (percent: number) => sorted[Math.ceil(percent * sorted.length / 100) - 1] as number,
  };
}

Deno.test("Woodruff's bounds are the merge at the share less and plus Student's t of the trials' shares", () => {
  const count = 1000;
  const scales = [1, 1.04, 0.97, 1.01, 1.02, 0.99, 1.03, 0.96, 1, 0.98];
  const samples = scales.map((scale) =>
    Array.from({ length: count }, (_, index) => Math.round(1e6 * scale * (1 + index / count)) / 1e9)
  );
  const cells = cellPercentiles(
    samples.map((values, index) => trial(`${index}`, values, values.map(() => 1))),
    ["p75"],
  );
  const all = exactly(samples.flat());
  const value = all.at(75);
  const squares = samples.map((each) => (exactly(each).share(value) - all.share(value)) ** 2)
    .reduce((sum, each) => sum + each, 0);
  // Student's t of nine degrees of freedom; ten trials of the same weight.
  const width = 100 * 2.2621571627409915 * Math.sqrt(squares / 100 * 10 / 9);
  assert.ok(width > 2, `${width}`);
  const { low, high } = cells.get("p75") ?? {};
  assert.ok(Math.abs((low ?? NaN) / all.at(75 - width) - 1) < 0.002, `${low}`);
  assert.ok(Math.abs((high ?? NaN) / all.at(75 + width) - 1) < 0.002, `${high}`);
});

Deno.test("nine trials are too few for shares, and where a bound is beyond the samples so are ten", () => {
  const scales = [1, 1.04, 0.97, 1.01, 1.02, 0.99, 1.03, 0.96, 1, 0.98];
  const intervalOf = (statistic: string, count: number) => {
    const trials = scales.slice(0, count).map((scale, index) => ramp(`${index}`, 0.001 * scale));
    const found = cellPercentiles(trials, [statistic]).get(statistic);
    assert.ok(found && found.low !== null && found.high !== null);
    // Sectioning is symmetric about the value on logarithms, shares of a ramp are not.
    return Math.abs(Math.log(found.high / found.value) - Math.log(found.value / found.low));
  };
  assert.ok(intervalOf("p50", 9) < 1e-6);
  assert.ok(intervalOf("p50", 10) > 1e-5);
  assert.ok(intervalOf("p99", 10) < 1e-6);
});

Deno.test("a trial that is below the tool's resolution at a percentile has no interval of ratios", () => {
  const cells = cellPercentiles([
    trial("a", [0, 0.001], [900, 100]),
    trial("b", [0.001, 0.002], [500, 500]),
  ], ["p75"]);
  const { value, low, high } = cells.get("p75") ?? {};
  assert.ok((value ?? 0) > 0.0009 && low === null && high === null, `${value} ${low} ${high}`);
});

Deno.test("of trials that have too few samples for a percentile, the others tell its interval", () => {
  const [a, b] = [ramp("a", 0.001, 2000), ramp("b", 0.0012, 2000)];
  const cells = cellPercentiles([a, b, ramp("c", 0.001, 50)], ["p99.9"]);
  const { value = NaN, low, high, n } = cells.get("p99.9") ?? {};
  assert.equal(n, 3);
  assert.ok((low ?? NaN) < value && value < (high ?? NaN));
  const one = cellPercentiles([a, ramp("c", 0.001, 50)], ["p99.9"]).get("p99.9");
  assert.deepEqual([one?.low, one?.high, one?.n], [null, null, 2]);
});
