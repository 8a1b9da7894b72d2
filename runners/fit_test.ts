import assert from "node:assert/strict";
import { type Asked, askedFor, fitStep, secondsOf } from "./fit.ts";
import { cells, type Profile, type ScenarioCase } from "./scenario.ts";

const at = (loads: readonly number[]) => cells([""], loads);
const one: readonly ScenarioCase[] = [{ name: "" }];

const profile: Profile = {
  about: "",
  notes: [],
  warmupSeconds: 0.5,
  budgetSeconds: 240,
  steps: [
    { cells: at([1, 2, 4, 8, 16]), trials: 5, measureSeconds: 2 },
    { cells: at([1, 4, 16]), trials: 3, measureSeconds: 2 },
    { cells: at([16]), trials: 1, measureSeconds: 1 },
  ],
};

/** A profile of cases that last as long as they say. */
const staged: Profile = {
  ...profile,
  warmupSeconds: 0,
  steps: [
    {
      cells: [...cells(["baseline"], [10]), ...cells(["stress"], [null])],
      trials: 2,
      measureSeconds: null,
    },
    { cells: cells(["baseline"], [10]), trials: 1, measureSeconds: 6 },
  ],
};
const stages: readonly ScenarioCase[] = [
  { name: "baseline", seconds: 60 },
  { name: "stress", stages: [{ seconds: 15, target: 10 }, { seconds: 55, target: 0 }] },
];

const nothing: Asked = { load: [], case: [] };
const runners = (count: number, startSeconds: number) => Array(count).fill({ startSeconds });

Deno.test("fitStep() takes the richest step within the budget and names what it left out", () => {
  const alone = fitStep(profile, runners(1, 0.1), one);
  assert.equal(alone.step.trials, 5);
  assert.deepEqual(alone.leftOut, []);
  const nine = fitStep(profile, runners(9, 0.1), one);
  assert.deepEqual(nine.step.cells, at([1, 4, 16]));
  assert.ok(nine.seconds <= 240);
  assert.match(nine.leftOut.join(" "), /Load points 2, 8: they do not fit .*Trials 4 to 5/);
});

Deno.test("fitStep() names cases that it left out, and takes the poorest step where none fits", () => {
  const { step, leftOut } = fitStep({ ...profile, budgetSeconds: 1 }, runners(9, 1), one);
  assert.deepEqual(step.cells, at([16]));
  assert.match(leftOut.join(" "), /1 of 2 s of each trial/);
  const poor = fitStep({ ...staged, budgetSeconds: 20 }, runners(1, 0), stages);
  assert.match(poor.leftOut.join(" "), /^Case stress: it does not fit the 20 s .*54 of 60 s/);
});

Deno.test("askedFor() puts what somebody asked for in place of the profile's steps and budget", () => {
  assert.deepEqual(askedFor(profile, nothing), profile);
  assert.deepEqual(askedFor(profile, { ...nothing, budget: 9 }), { ...profile, budgetSeconds: 9 });
  const asked = askedFor(profile, { ...nothing, load: [64, 8, 64], trials: 10 });
  assert.deepEqual(asked.steps, [{ cells: at([8, 64]), trials: 10, measureSeconds: 2 }]);
  assert.equal(asked.budgetSeconds, Infinity);
  const [own] = askedFor(profile, { ...nothing, seconds: 7 }).steps;
  assert.deepEqual(own, { cells: at([1, 2, 4, 8, 16]), trials: 5, measureSeconds: 7 });
});

Deno.test("askedFor() keeps the cases that were asked for, and leaves one without load points so", () => {
  const stress = askedFor(staged, { ...nothing, case: ["stress"] });
  assert.deepEqual(stress.steps.map((step) => step.cells), [cells(["stress"], [null])]);
  assert.equal(stress.budgetSeconds, staged.budgetSeconds);
  const loaded = askedFor(staged, { ...nothing, load: [20] });
  assert.deepEqual(loaded.steps[0]?.cells, [
    ...cells(["baseline"], [20]),
    ...cells(["stress"], [null]),
  ]);
  assert.throws(
    () => askedFor(staged, { ...nothing, case: ["soak"] }),
    /no case "soak"; it has "baseline", "stress"/,
  );
  assert.throws(
    () => askedFor(profile, { ...nothing, case: ["soak"] }),
    /there is no case "soak", nor any other; leave --case out/,
  );
});

Deno.test("secondsOf() counts starting, warm-up, measuring and ending of each trial", () => {
  const step = { cells: at([1, 2]), trials: 3, measureSeconds: 2 };
  const two = [{ startSeconds: 0.1 }, { startSeconds: 0.2 }];
  assert.ok(Math.abs(secondsOf(step, 0.5, two, one) - 6 * (2 * 2.8 + 0.3)) < 1e-9);
});

Deno.test("secondsOf() counts each case's own length, of those that take part in it", () => {
  const [step] = staged.steps;
  assert.ok(step);
  const both = secondsOf(step, 0, [{ startSeconds: 0 }], stages);
  assert.ok(Math.abs(both - 2 * (60.3 + 70.3)) < 1e-9);
  const some = secondsOf(step, 0, [{ startSeconds: 0, cases: ["stress"] }], stages);
  assert.ok(Math.abs(some - 2 * 70.3) < 1e-9);
});
