import assert from "node:assert/strict";
import fc from "fast-check";
import { centreInterval } from "./interval.ts";
import { geometricMean, median } from "./moments.ts";
import scipy from "./testdata/scipy.json" with { type: "json" };
import { assertClose } from "./testing.ts";

Deno.test("centreInterval() agrees with SciPy's t interval on logarithms", () => {
  assert.ok(scipy.interval.length > 3);
  for (const { values, low, high } of scipy.interval) {
    const interval = centreInterval(values);
    assertClose(interval?.low ?? NaN, low, 1e-10, `low of ${values.length}`);
    assertClose(interval?.high ?? NaN, high, 1e-10, `high of ${values.length}`);
  }
});

Deno.test("centreInterval() knows nothing of one value, and nothing of values all the same", () => {
  assert.equal(centreInterval([]), undefined);
  assert.equal(centreInterval([3]), undefined);
  assert.equal(centreInterval([3, 3, 3]), undefined);
  assert.equal(centreInterval([0, 0]), undefined);
});

Deno.test("centreInterval() of values with a 0 is Student's own, cut at 0", () => {
  // Mean 1, standard error 0.5774, t 4.3027 (Student's table, two degrees of freedom).
  const interval = centreInterval([0, 1, 2]);
  assert.equal(interval?.low, 0);
  assertClose(interval?.high ?? NaN, 1 + 4.302652729911275 / Math.sqrt(3), 1e-10, "high");
});

Deno.test("centreInterval() of values below 0 is not cut", () => {
  const interval = centreInterval([-1, 0, 1]);
  assertClose(interval?.low ?? NaN, -4.302652729911275 / Math.sqrt(3), 1e-10, "low");
});

Deno.test("centreInterval() is widened to hold the sample median", () => {
  // Two clusters: the geometric mean's interval ends far below the median.
  const values = [1, ...Array<number>(30).fill(1000), 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1];
  const interval = centreInterval(values);
  assert.equal(interval?.high, 1000);
  assert.ok((interval?.low ?? 0) < geometricMean(values));
});

Deno.test("centreInterval() holds centre and median, and follows the unit", () => {
  const value = fc.double({ min: 1e-6, max: 1e6, noNaN: true });
  fc.assert(fc.property(fc.array(value, { minLength: 2, maxLength: 20 }), (values) => {
    const interval = centreInterval(values);
    if (interval === undefined) return new Set(values).size === 1;
    const centre = geometricMean(values);
    const middle = median(values.toSorted((a, b) => a - b));
    const thousandfold = centreInterval(values.map((each) => 1024 * each));
    const { low, high } = interval;
    return low <= centre * (1 + 1e-12) && centre <= high * (1 + 1e-12) &&
      low <= middle && middle <= high &&
      Math.abs((thousandfold?.low ?? NaN) / low / 1024 - 1) < 1e-6 &&
      Math.abs((thousandfold?.high ?? NaN) / high / 1024 - 1) < 1e-6;
  }));
});

Deno.test("centreInterval() takes a list of any length", () => {
  const values = Array.from({ length: 200_000 }, (_, index) => 10 + index % 7);
  const { low, high } = centreInterval(values) ?? { low: NaN, high: NaN };
  assert.ok(low > 12 && low < high && high < 14, `${low} to ${high}`);
});
