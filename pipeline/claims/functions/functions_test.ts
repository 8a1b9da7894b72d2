import { deepEqual, equal, throws } from "node:assert/strict";
import { evaluate } from "../evaluate.ts";
import { contextOf, figure, once, scenarioOf } from "../testing.ts";
import { FUNCTIONS } from "./mod.ts";

const context = contextOf([
  figure({ load: 8 }),
  figure({ implementation: "b", load: 8, median: 101, low: 97, high: 105, n: 3 }),
]);
const value = (expression: string, where = context) => evaluate(expression, where).value;
const bounds = (expression: string, where = context) => {
  const { low, high } = evaluate(expression, where);
  return [low, high];
};

Deno.test("every function says how it is called, by its own name", () => {
  for (const [name, { signature }] of FUNCTIONS) {
    equal(signature.startsWith(`${name}(`), true, name);
  }
});

Deno.test("trials() counts those of one figure, refuses what rests on none, and takes no names", () => {
  equal(value('trials(throughput("b"))'), 3);
  throws(() => value("trials(5)"), /trials takes figures, as in/);
  throws(() => value('trials(throughput("b"), load=8)'), /trials knows no load=; it takes none/);
});

Deno.test("count() takes one list, and knows no bounds where a figure of it has none", () => {
  throws(
    () => value('count(throughput("*"), throughput("*"))'),
    /count takes 1 arguments? without/,
  );
  const mixed = contextOf([figure(), once({ implementation: "b", median: 120 })]);
  equal(value('count(throughput("*") > 90/s)', mixed), 2);
  deepEqual(bounds('count(throughput("*") > 90/s)', mixed), [null, null]);
});

Deno.test("abs() of a difference that may go either way is bounded by 0 and the farther side", () => {
  // 100 (98 to 102) - 101 (97 to 105).
  const [low, high] = bounds('throughput("a") - throughput("b")');
  equal((low ?? 0) < 0 && (high ?? 0) > 0, true);
  deepEqual(bounds('abs(throughput("a") - throughput("b"))'), [
    0,
    Math.max(-(low ?? 0), high ?? 0),
  ]);
});

Deno.test("peak_load() of single trials has a value and no bounds", () => {
  const single = contextOf([1, 8].map((load) => once({ load, median: 10 * load })));
  equal(value('peak_load("a", metric="throughput")', single), 8);
  deepEqual(bounds('peak_load("a", metric="throughput")', single), [null, null]);
});

Deno.test("peak() is of the scenario that has a ranking, though another has the implementation too", () => {
  const two = contextOf([figure({ load: 1 }), figure({ scenario: "files", load: 1, median: 7 })], {
    manifest: {
      scenarios: [
        scenarioOf("echo", { ranked_by: { metric: "throughput", statistic: "mean" } }),
        scenarioOf("files"),
      ],
      implementations: [],
    },
  });
  equal(value('peak("a")', two), 100);
});

Deno.test("a flag in quotes is refused by its name", () => {
  throws(() => value('throughput("a", shown="true")'), /shown is true or false, without quotes/);
});
