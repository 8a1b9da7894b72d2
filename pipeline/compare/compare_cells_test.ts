import { deepEqual, equal, ok } from "node:assert/strict";
import { seededRandom } from "../../common/random.ts";
import { type LogDifference, logDifference, logSample } from "../statistics/difference.ts";
import { moderatedVariances, type VarianceEstimate } from "../statistics/moderation.ts";
import { type PairOfCells, ratiosOf, tested } from "./compare_cells.ts";

const random = seededRandom("cells");
function normal(): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** Five trials each of two cells whose true ratio is `ratio`. */
function pairOf(cv: number, ratio = 1): PairOfCells {
  const values = (level: number) =>
    Array.from({ length: 5 }, () => level * Math.exp(cv * normal()));
  return { a: values(1), b: values(ratio) };
}

Deno.test("tested() errs in about 5 % of families and intervals, though cells differ in noise", () => {
  let families = 0;
  let missed = 0;
  let found = 0;
  for (let run = 0; run < 200; run++) {
    const same = Array.from({ length: 30 }, () => pairOf(0.02 * Math.exp(0.5 * normal())));
    const ratios = tested(ratiosOf([...same, pairOf(0.02, 1.1)]));
    if ((ratios.pop()?.pAdjusted ?? 1) < 0.05) found++;
    if (ratios.some(({ pAdjusted }) => (pAdjusted ?? 1) < 0.05)) families++;
    missed += ratios.filter(({ low, high }) => (low ?? 0) > 1 || (high ?? 2) < 1).length;
  }
  ok(families <= 20, `${families} of 200 families`);
  ok(Math.abs(missed / 6000 - 0.05) < 0.015, `${missed} of 6000 intervals miss`);
  ok(found >= 190, `${found} of 200 differences of 10 %`);
});

Deno.test("tested() keeps the order of pairs of which some cannot be tested", () => {
  const ratios = tested(ratiosOf([
    pairOf(0.01, 2),
    { a: [1], b: [3] },
    { a: [1, 1, 1], b: [4, 4, 4] },
    pairOf(0.01, 5),
  ]));
  for (const [index, expected] of [2, 3, 4, 5].entries()) {
    ok(Math.abs((ratios[index]?.ratio ?? 0) / expected - 1) < 0.03, String(index));
  }
  deepEqual(ratios.map(({ low }) => low === null), [false, true, true, false]);
  deepEqual(ratios.map(({ pAdjusted }) => pAdjusted === null), [false, true, true, false]);
  deepEqual(ratiosOf([]), []);
  equal(ratiosOf([{ a: [2, 2], b: [2, 2] }])[0]?.ratio, 1);
});

Deno.test("ratiosOf() moderates pairs as those that have no sample in common", () => {
  const pairs = [0.01, 0.04, 0.02, 0.09, 0.03, 0.12].map((cv) => pairOf(cv));
  const unblocked = (values: readonly number[]) =>
    logSample(values.map((value) => ({ block: null, value })));
  const differences = pairs.map(({ a, b }) =>
    logDifference(unblocked(b), unblocked(a)) as LogDifference
  );
  const apart = differences.map((each, index) => ({ ...each, a: `${index} a`, b: `${index} b` }));
  const names = [...new Set(apart.flatMap(({ a, b }) => [a, b]))];
  const numbered = apart.map((each) => ({
    ...each,
    a: names.indexOf(each.a),
    b: names.indexOf(each.b),
  }));
  const expected = moderatedVariances(numbered, false);
  for (const [index, { log }] of ratiosOf(pairs).entries()) {
    const { variance, df } = expected[index] as VarianceEstimate;
    const { share } = differences[index] as LogDifference;
    ok(Math.abs((log?.error ?? NaN) - Math.sqrt(variance * share)) < 1e-12, String(index));
    equal(log?.df, df);
  }
});
