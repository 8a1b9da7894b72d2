import { deepEqual, equal, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import { seededRandom } from "../../common/random.ts";
import { bestSplit, changePoints } from "./change_points.ts";

interface Found {
  points: number[];
  /** Of the t test with the sample standard deviation, on the final segments. */
  p_sample: number[];
}

interface Case {
  name: string;
  values: number[];
  split: { index: number; energy: number };
  on_logs: Found;
}

const { cases } = JSON.parse(
  Deno.readTextFileSync(new URL("testdata/change_points.json", import.meta.url)),
) as { cases: Case[] };

/** Where Otava and this differ, what this finds, and which of the named differences is why. */
const DIFFERENT: Record<string, { points: number[]; why: string }> = {
  "two steps": { points: [15, 30], why: "Otava tests against the whole rest, where 15 is undone" },
  "up and back": { points: [10, 18], why: "the same" },
  "slow drift": { points: [5, 15, 22], why: "least segment and sample standard deviation" },
  "outlier at the end": { points: [7], why: "least segment" },
  "short series": { points: [], why: "shorter than two segments" },
};

const indicesOf = (values: readonly number[], minimumSegment = 3) =>
  changePoints(values, { minimumSegment }).map((point) => point.index);

Deno.test("bestSplit() has the place and the energy statistic that Otava computes", () => {
  for (const { name, values, split } of cases) {
    const found = bestSplit(values.map(Math.log), 1);
    equal(found?.index, split.index, name);
    ok(Math.abs((found?.energy ?? 0) - split.energy) < 1e-9 * split.energy, name);
  }
});

Deno.test("bestSplit() keeps both parts at the least length, which an outlier would undercut", () => {
  const values = [1, 1.01, 0.99, 1, 9, 1.01, 1, 0.99, 1.01, 1, 0.98, 9];
  const undercut = bestSplit(values, 1);
  ok((undercut?.end ?? 0) - (undercut?.index ?? 0) < 3);
  const kept = bestSplit(values, 3);
  ok((kept?.index ?? 0) >= 3 && (kept?.end ?? 0) - (kept?.index ?? 0) >= 3);
  equal(bestSplit(values.slice(0, 5), 3), undefined);
});

Deno.test("changePoints() finds what Otava finds, but for the differences it names", () => {
  for (const { name, values, on_logs } of cases) {
    const expected = DIFFERENT[name]?.points ?? on_logs.points;
    deepEqual(indicesOf(values), expected, name);
  }
  const really = cases.filter(({ name, values, on_logs }) =>
    name in DIFFERENT && String(indicesOf(values)) !== String(on_logs.points)
  );
  deepEqual(really.map(({ name }) => name), Object.keys(DIFFERENT), "a difference that is none");
});

Deno.test("changePoints() has SciPy's p of the t test between the segments", () => {
  let compared = 0;
  for (const { name, values, on_logs } of cases) {
    if (name in DIFFERENT) continue;
    for (const [place, { p }] of changePoints(values).entries()) {
      const exact = on_logs.p_sample[place] as number;
      ok(Math.abs(p / exact - 1) < 1e-6, `${name}: ${p}, SciPy has ${exact}`);
      compared++;
    }
  }
  ok(compared >= 7, String(compared));
});

/** Log-normal noise around levels. */
function series(seed: string, levels: readonly number[], cv: number): number[] {
  const random = seededRandom(seed);
  return levels.map((level) => {
    const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
    return level * Math.exp(cv * radius * Math.cos(2 * Math.PI * random.next()));
  });
}

const level = (value: number, count: number) => Array.from({ length: count }, () => value);

Deno.test("changePoints() says direction and size, and its interval holds the true ratio", () => {
  for (const factor of [1.1, 1 / 1.1]) {
    const [point, ...others] = changePoints(
      series(`size ${factor}`, [...level(500, 15), ...level(500 * factor, 15)], 0.01),
    );
    equal(others.length, 0);
    equal(point?.index, 15);
    const { ratio, low, high } = point as NonNullable<typeof point>;
    ok(low < factor && factor < high && low < ratio && ratio < high, `${low} ${ratio} ${high}`);
    ok(high / low < 1.03);
  }
});

Deno.test("changePoints() still shows a change when the level has just gone back", () => {
  for (const back of [0, 1, 2, 3]) {
    const levels = [...level(1, 6), ...level(0.9, 6), ...level(1, back)];
    const [point, ...others] = changePoints(series("back", levels, 0.005));
    equal(point?.index, 6, `${back} values back`);
    ok(Math.abs((point?.ratio ?? 0) - 0.9) < 0.01, `${back} values back: ${point?.ratio}`);
    deepEqual(others.map(({ index }) => index), back < 3 ? [] : [12]);
  }
});

Deno.test("changePoints() leaves out a change below the least one, and only such a one", () => {
  const values = series("least", [...level(1, 20), ...level(1.03, 20), ...level(1.2, 20)], 0.002);
  deepEqual(indicesOf(values), [20, 40]);
  deepEqual(changePoints(values, { minimumChange: 0.05 }).map(({ index }) => index), [40]);
  deepEqual(changePoints(values, { minimumChange: 0.25 }), []);
});

Deno.test("changePoints() finds a step at any place of a long series, windows or not", () => {
  let others = 0;
  for (let place = 6; place <= 114; place += 4) {
    const levels = [...level(1, place), ...level(1.2, 120 - place)];
    const found = indicesOf(series(`place ${place}`, levels, 0.01));
    ok(found.includes(place), `${place}: ${found}`);
    others += found.length - 1;
  }
  // Plain noise of 120 values, as in each of these 28 series, has 4 points; Otava finds 5 in them.
  ok(others <= 12, String(others));
});

Deno.test("changePoints() rarely finds a change in plain noise", () => {
  const noisy = Array.from({ length: 300 }, (_, run) => series(`noise ${run}`, level(1, 20), 0.05))
    .filter((values) => indicesOf(values).length > 0);
  ok(noisy.length <= 9, `${noisy.length} of 300`);
});

Deno.test("changePoints() of values that do not differ finds nothing, and all of a clean step", () => {
  deepEqual(changePoints(level(3, 20)), []);
  const [point] = changePoints([...level(2, 3), ...level(3, 3)]);
  equal(point?.index, 3);
  ok(Math.abs((point?.ratio ?? 0) - 1.5) < 1e-12);
  deepEqual(changePoints([2, 3]), []);
  deepEqual(changePoints([]), []);
});

const anySeries = fc.array(
  fc.record({
    count: fc.integer({ min: 1, max: 25 }),
    level: fc.double({ min: 0.5, max: 2, noNaN: true }),
  }),
  { minLength: 1, maxLength: 6 },
).chain((parts) =>
  fc.string({ minLength: 1, maxLength: 8 }).map((seed) =>
    series(seed, parts.flatMap(({ count, level: value }) => level(value, count)), 0.02)
  )
);

Deno.test("changePoints() is the same for values in another unit, and mirrored for inverses", () => {
  fc.assert(
    fc.property(anySeries, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (values, factor) => {
      const points = changePoints(values);
      const scaled = changePoints(values.map((value) => value * factor));
      deepEqual(scaled.map(({ index }) => index), points.map(({ index }) => index));
      const inverse = changePoints(values.map((value) => 1 / value));
      deepEqual(inverse.map(({ index }) => index), points.map(({ index }) => index));
      for (const [place, { ratio }] of points.entries()) {
        ok(Math.abs(ratio / (scaled[place]?.ratio ?? 0) - 1) < 1e-9);
        ok(Math.abs(ratio * (inverse[place]?.ratio ?? 0) - 1) < 1e-9);
      }
    }),
    { numRuns: 60 },
  );
});

Deno.test("changePoints() keeps every segment at its least length", () => {
  fc.assert(
    fc.property(anySeries, fc.integer({ min: 1, max: 8 }), (values, minimumSegment) => {
      const edges = [0, ...indicesOf(values, minimumSegment), values.length];
      for (const [place, edge] of edges.slice(1).entries()) {
        if (edges.length === 2) break;
        ok(edge - (edges[place] as number) >= minimumSegment, String(edges));
      }
    }),
    { numRuns: 60 },
  );
});

Deno.test("changePoints() refuses what has no logarithm and settings that make no sense", () => {
  for (const bad of [0, -1, NaN, Infinity]) {
    throws(() => changePoints([1, 2, bad]), RangeError, String(bad));
  }
  throws(() => changePoints([1], { minimumSegment: 0 }), /minimumSegment is 0/);
  throws(() => changePoints([1], { minimumSegment: 9 }), /windowLength is 50/);
});

/** The energy statistic of two parts, summed pair by pair. */
function energyOf(x: readonly number[], y: readonly number[]): number {
  const sum = (a: readonly number[], b: readonly number[]) =>
    a.reduce((all, one) => all + b.reduce((some, other) => some + Math.abs(one - other), 0), 0);
  const pairs = (n: number) => n * (n - 1) / 2;
  const within = (a: readonly number[]) => a.length < 2 ? 0 : sum(a, a) / 2 / pairs(a.length);
  const [n, m] = [x.length, y.length];
  return m * n / (m + n) * (2 / (m * n) * sum(x, y) - within(x) - within(y));
}

Deno.test("bestSplit() is the cut and the end that have the largest energy statistic of all", () => {
  const random = seededRandom("cuts");
  for (let round = 0; round < 40; round++) {
    const values = Array.from(
      { length: 2 + Math.floor(12 * random.next()) },
      (_, index) => random.next() + (index > 4 && index < 9 ? 0.8 : 0),
    );
    for (const minimum of [1, 2, 3]) {
      let best: { index: number; end: number; energy: number } | undefined;
      for (let index = minimum; index <= values.length - minimum; index++) {
        for (let end = index + minimum; end <= values.length; end++) {
          const energy = energyOf(values.slice(0, index), values.slice(index, end));
          if (best === undefined || energy > best.energy) best = { index, end, energy };
        }
      }
      const found = bestSplit(values, minimum);
      deepEqual([found?.index, found?.end], [best?.index, best?.end], `${values} ${minimum}`);
      if (found !== undefined && best !== undefined) {
        ok(Math.abs(found.energy - best.energy) < 1e-9);
      }
    }
  }
});
