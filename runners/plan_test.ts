import assert from "node:assert/strict";
import type { Trial } from "../pipeline/report.ts";
import { askedFor, fitStep, orderTrials, type Plan, remaining, secondsOf } from "./plan.ts";
import type { Profile } from "./scenario.ts";

const profile: Profile = {
  about: "",
  notes: [],
  warmupSeconds: 0.5,
  budgetSeconds: 240,
  steps: [
    { loads: [1, 2, 4, 8, 16], trials: 5, measureSeconds: 2 },
    { loads: [1, 4, 16], trials: 3, measureSeconds: 2 },
    { loads: [16], trials: 1, measureSeconds: 1 },
  ],
};

const plan: Plan = {
  scenario: "s",
  profile: "quick",
  seed: "a",
  load_tool: "wrk",
  loads: [1, 8],
  trials: 3,
  measure_seconds: 1,
  warmup_seconds: 0,
  implementations: ["a", "b", "c"].map((name) => ({ name, source: name, build: "" })),
  left_out: [],
};

function trialOf(id: string, implementation: string, state: "finished" | "failed"): Trial {
  return { id, implementation, state } as Trial;
}

Deno.test("fitStep() takes the richest step within the budget and names what it left out", () => {
  const one = fitStep(profile, [0.1]);
  assert.equal(one.step.trials, 5);
  assert.deepEqual(one.leftOut, []);
  const nine = fitStep(profile, Array(9).fill(0.1));
  assert.deepEqual(nine.step.loads, [1, 4, 16]);
  assert.ok(nine.seconds <= 240);
  assert.match(nine.leftOut.join(" "), /Load points 2, 8: .*Trials 4 to 5/);
});

Deno.test("askedFor() puts what somebody asked for in place of the profile's steps and budget", () => {
  assert.deepEqual(askedFor(profile, { load: [] }), profile);
  assert.deepEqual(askedFor(profile, { load: [], budget: 9 }), { ...profile, budgetSeconds: 9 });
  const { steps, budgetSeconds } = askedFor(profile, { load: [64, 8, 64], trials: 10 });
  assert.deepEqual(steps, [{ loads: [8, 64], trials: 10, measureSeconds: 2 }]);
  assert.equal(budgetSeconds, Infinity);
  const [own] = askedFor(profile, { load: [], seconds: 7 }).steps;
  assert.deepEqual(own, { loads: [1, 2, 4, 8, 16], trials: 5, measureSeconds: 7 });
});

Deno.test("fitStep() takes the poorest step where none fits", () => {
  const { step, leftOut } = fitStep({ ...profile, budgetSeconds: 1 }, Array(9).fill(1));
  assert.deepEqual(step.loads, [16]);
  assert.match(leftOut.join(" "), /1 of 2 s of each trial/);
});

Deno.test("secondsOf() counts starting, warm-up, measuring and ending of each trial", () => {
  const step = { loads: [1, 2], trials: 3, measureSeconds: 2 };
  assert.ok(Math.abs(secondsOf(step, 0.5, [0.1, 0.2]) - 6 * (2 * 2.8 + 0.3)) < 1e-9);
});

Deno.test("orderTrials() puts each cell once into each block, in an order that the seed decides", () => {
  const order = orderTrials(plan);
  assert.equal(order.length, 18);
  assert.equal(new Set(order.map((each) => each.id)).size, 18);
  for (const block of [1, 2, 3]) {
    const cells = order.slice((block - 1) * 6, block * 6);
    assert.ok(cells.every((each) => each.block === block && each.trial === block));
    assert.equal(new Set(cells.map((each) => `${each.implementation} ${each.load}`)).size, 6);
  }
  assert.deepEqual(orderTrials(plan), order);
  assert.notDeepEqual(orderTrials({ ...plan, seed: "b" }), order);
  const first = order.slice(0, 6).map((each) => `${each.implementation} ${each.load}`);
  const second = order.slice(6, 12).map((each) => `${each.implementation} ${each.load}`);
  assert.notDeepEqual(first, second);
});

Deno.test("remaining() leaves out what is done and implementations that failed twice", () => {
  const order = orderTrials(plan);
  const [first] = order;
  assert.ok(first);
  const after = remaining(plan, [trialOf(first.id, first.implementation, "finished")]);
  assert.deepEqual(after, order.slice(1));
  const failed = order.filter((each) => each.implementation === "b").slice(0, 2)
    .map((each) => trialOf(each.id, "b", "failed"));
  assert.ok(remaining(plan, failed).every((each) => each.implementation !== "b"));
  assert.equal(remaining(plan, failed.slice(0, 1)).length, 17);
});
