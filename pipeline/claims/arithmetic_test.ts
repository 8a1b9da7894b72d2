import { deepEqual, equal, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import type { ComparisonRow } from "../tables/comparisons.ts";
import { operate } from "./arithmetic.ts";
import { exactly, isList, type Item, type Quantity } from "./quantity.ts";
import type { Operator } from "./syntax.ts";
import { figure } from "./testing.ts";

function quantity(
  value: number,
  low: number,
  high: number,
  more: Partial<Quantity> = {},
): Quantity {
  const operands = [figure({ median: value })];
  return { value, low, high, certainty: "sampled", unit: "1/s", bound: "", operands, ...more };
}

function one(operator: Operator, a: Quantity, b: Quantity, comparisons: ComparisonRow[] = []) {
  return operate(operator, a, b, comparisons, 1) as Quantity;
}

const close = (a: number | null, b: number) =>
  ok(a !== null && Math.abs(a - b) < 1e-9, `${a} ${b}`);

Deno.test("sums and differences of independent intervals recover each side's variance", () => {
  // Zou & Donner 2008: 10 - 4 +- with reaches 3, 2 below and 4, 1 above.
  const difference = one("-", quantity(10, 7, 14), quantity(4, 3, 6));
  deepEqual([difference.value, difference.low, difference.high], [
    6,
    6 - Math.hypot(3, 2),
    6 + Math.hypot(4, 1),
  ]);
  const sum = one("+", quantity(10, 7, 14), quantity(4, 3, 6));
  deepEqual([sum.low, sum.high], [14 - Math.hypot(3, 1), 14 + Math.hypot(4, 2)]);
});

Deno.test("of two normal means with known errors MOVER gives the exact interval of the sum", () => {
  const z = 1.959963984540054;
  fc.assert(fc.property(
    fc.double({ min: 1, max: 1e3, noNaN: true }),
    fc.double({ min: 1, max: 1e3, noNaN: true }),
    fc.double({ min: 0.01, max: 10, noNaN: true }),
    fc.double({ min: 0.01, max: 10, noNaN: true }),
    (a, b, errorA, errorB) => {
      const sum = one(
        "+",
        quantity(a, a - z * errorA, a + z * errorA),
        quantity(b, b - z * errorB, b + z * errorB),
      );
      close(sum.high, a + b + z * Math.sqrt(errorA ** 2 + errorB ** 2));
    },
  ));
});

Deno.test("ratios are taken on logarithms: turned over, the interval turns over", () => {
  const [a, b] = [quantity(10, 8, 12), quantity(4, 3, 5)];
  const [there, back] = [one("/", a, b), one("/", b, a)];
  close(there.low, Math.exp(Math.log(2.5) - Math.hypot(Math.log(10 / 8), Math.log(5 / 4))));
  close(there.low, 1 / (back.high as number));
  close(there.high, 1 / (back.low as number));
  equal(there.unit, "1");
});

const bounded = fc.tuple(
  fc.double({ min: 0.5, max: 100, noNaN: true }),
  fc.double({ min: 0, max: 60, noNaN: true }),
  fc.double({ min: 0, max: 60, noNaN: true }),
).map(([value, down, up]) => [value - down, value, value + up] as const);

Deno.test("the bounds of a result hold the result, and of rounded figures every result there can be", () => {
  fc.assert(fc.property(
    bounded,
    bounded,
    fc.constantFrom<Operator>("+", "-", "*", "/"),
    fc.constantFrom("rounded", "sampled") as fc.Arbitrary<"rounded" | "sampled">,
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    ([lowA, a, highA], [lowB, b, highB], operator, certainty, shareA, shareB) => {
      const result = one(
        operator,
        quantity(a, lowA, highA, { certainty }),
        quantity(b, lowB, highB, { certainty }),
      );
      if (result.low === null || result.high === null) {
        ok(operator === "/" && lowB <= 0);
        return;
      }
      ok(result.low <= result.value && result.value <= result.high);
      if (certainty !== "rounded") return;
      const truth = one(
        operator,
        exactly(lowA + shareA * (highA - lowA), "1/s"),
        exactly(lowB + shareB * (highB - lowB), "1/s"),
      ).value;
      const slack = 1e-9 * Math.max(1, Math.abs(truth));
      ok(result.low - slack <= truth && truth <= result.high + slack);
    },
  ));
});

Deno.test("what shares a figure moves together: its bounds are the worst case", () => {
  const shared = quantity(10, 8, 12);
  const twice = one("+", shared, shared);
  deepEqual([twice.low, twice.high], [16, 24]);
  equal(twice.operands.length, 1);
});

Deno.test("of rounded and sampled bounds together the worst case is taken", () => {
  const mixed = one("+", quantity(10, 8, 12), quantity(4, 3, 6, { certainty: "rounded" }));
  deepEqual([mixed.low, mixed.high, mixed.certainty], [11, 18, "sampled"]);
});

Deno.test("one figure without bounds leaves the result without", () => {
  const single = quantity(4, 0, 0, { low: null, high: null, certainty: "single" });
  const ratio = one("/", quantity(10, 8, 12), single);
  deepEqual([ratio.value, ratio.low, ratio.certainty], [2.5, null, "single"]);
});

Deno.test("units multiply, cancel, and refuse to add up", () => {
  const seconds = quantity(2, 1, 3, { unit: "s" });
  equal(one("*", quantity(10, 8, 12), seconds).unit, "1");
  equal(one("/", quantity(10, 8, 12), seconds).unit, "1/s/s");
  equal(one("/", exactly(8), quantity(10, 8, 12)).unit, "s");
  throws(() => one("+", quantity(10, 8, 12), seconds), /column 1: 1\/s and s do not add up/);
  throws(() => one("/", seconds, exactly(0)), /nothing can be divided by it/);
});

Deno.test("a lower bound keeps its direction, turns in a denominator, and is lost between two", () => {
  const [atLeast, free] = [quantity(10, 8, 12, { bound: "at least" }), quantity(4, 3, 5)];
  equal(one("/", atLeast, free).bound, "at least");
  equal(one("/", free, atLeast).bound, "at most");
  equal(one("-", exactly(1, "1/s"), atLeast).bound, "at most");
  const both = one("/", atLeast, quantity(4, 3, 5, { bound: "at least" }));
  deepEqual([both.bound, both.low, both.high], ["not known", null, null]);
  equal(one("*", exactly(2), both).bound, "not known");
});

Deno.test("a ratio that comparisons.csv has is that row's, either way round", () => {
  const [a, b] = [figure(), figure({ implementation: "b" })];
  const row: ComparisonRow = {
    scenario: "echo",
    case: "",
    limits: "",
    load: null,
    load_unit: "",
    metric: "throughput",
    statistic: "mean",
    implementation_a: "a",
    implementation_b: "b",
    ratio: 2,
    low: 1.9,
    high: 2.1,
    p_adjusted: 0.01,
    verdict: "faster",
  };
  const [one_, other] = [
    quantity(100, 98, 102, { figure: a, operands: [a] }),
    quantity(51, 50, 52, { figure: b, operands: [b] }),
  ];
  const ratio = one("/", one_, other, [row]);
  deepEqual([ratio.value, ratio.low, ratio.high], [2, 1.9, 2.1]);
  close(one("/", other, one_, [row]).high, 1 / 1.9);
  // Computed figures are no figures of the table.
  const twice = one("/", one("*", exactly(1), one_), other, [row]);
  close(twice.value, 100 / 51);
  close(one("/", one_, other, [{ ...row, load: 8 }]).value, 100 / 51);
});

const items = (labels: string[]): Item[] =>
  labels.map((label, index) => ({ label, quantity: exactly(index + 1) }));

Deno.test("lists pair by what their asterisks stood for, and one value goes with all", () => {
  const ratio = operate("/", items(["a", "b"]), items(["b", "a"]), [], 1);
  ok(isList(ratio));
  deepEqual(ratio.map(({ label, quantity: { value } }) => [label, value]), [["a", 0.5], ["b", 2]]);
  const doubled = operate("*", exactly(2), items(["a", "b"]), [], 1);
  ok(isList(doubled));
  deepEqual(doubled.map((item) => item.quantity.value), [2, 4]);
  throws(
    () => operate("/", items(["a", "b"]), items(["a", "c"]), [], 7),
    /column 7: the lists left \(2\) and right \(2\) do not match: "b" is in one alone/,
  );
});
