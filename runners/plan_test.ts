import assert from "node:assert/strict";
import type { Trial } from "../pipeline/report.ts";
import { orderTrials, type Plan, readPlan, remaining, writePlan } from "./plan.ts";
import { cells } from "./scenario.ts";

const plan: Plan = {
  scenario: "s",
  profile: "quick",
  seed: "a",
  load_tool: "wrk",
  cells: cells([""], [1, 8]),
  trials: 3,
  measure_seconds: 1,
  warmup_seconds: 0,
  implementations: ["a", "b", "c"].map((name) => ({ name, source: name, build: "" })),
  backends: [],
  left_out: [],
};

function trialOf(id: string, implementation: string, state: "finished" | "failed"): Trial {
  return { id, implementation, case: "", state } as Trial;
}

Deno.test("orderTrials() puts each cell once into each block, in an order that the seed decides", () => {
  const order = orderTrials(plan);
  assert.equal(order.length, 18);
  assert.equal(new Set(order.map((each) => each.id)).size, 18);
  for (const block of [1, 2, 3]) {
    const own = order.slice((block - 1) * 6, block * 6);
    assert.ok(own.every((each) => each.block === block && each.trial === block));
    assert.equal(new Set(own.map((each) => `${each.implementation} ${each.load}`)).size, 6);
  }
  assert.deepEqual(orderTrials(plan), order);
  assert.notDeepEqual(orderTrials({ ...plan, seed: "b" }), order);
  const [first, second] = [1, 2].map((block) =>
    order.filter((each) => each.block === block).map((each) =>
      `${each.implementation} ${each.load}`
    )
  );
  assert.notDeepEqual(first, second);
});

Deno.test("orderTrials() names trials by case and load, and gives an implementation its own cases", () => {
  const [a, b] = ["a", "b"].map((name) => ({ name, source: name, build: "" }));
  assert.ok(a && b);
  const order = orderTrials({
    ...plan,
    cells: [...cells(["1 KB"], [1, 50]), ...cells(["stress, 20 ms"], [null])],
    trials: 1,
    implementations: [a, { ...b, cases: ["1 KB"] }],
  });
  assert.deepEqual(order.map((each) => each.id).sort(), [
    "s.a.1-kb.1.1",
    "s.a.1-kb.50.1",
    "s.a.stress-20-ms.1",
    "s.b.1-kb.1.1",
    "s.b.1-kb.50.1",
  ]);
});

Deno.test("remaining() leaves out what is done and cases that failed twice", () => {
  const order = orderTrials(plan);
  const [first] = order;
  assert.ok(first);
  const after = remaining(plan, [trialOf(first.id, first.implementation, "finished")]);
  assert.deepEqual(after, order.slice(1));
  const failed = order.filter((each) => each.implementation === "b").slice(0, 2)
    .map((each) => trialOf(each.id, "b", "failed"));
  assert.ok(remaining(plan, failed).every((each) => each.implementation !== "b"));
  assert.equal(remaining(plan, failed.slice(0, 1)).length, 17);
  const elsewhere = failed.map((trial) => ({ ...trial, case: "another" }));
  assert.equal(remaining(plan, elsewhere).length, 16);
});

Deno.test("remaining() keeps what is left of a cell however many of its trials are done", () => {
  const order = orderTrials(plan);
  for (const count of [6, 12, 17]) {
    const done = order.slice(0, count).map(({ id, implementation }) =>
      trialOf(id, implementation, "finished")
    );
    assert.deepEqual(remaining(plan, done), order.slice(count));
  }
});

Deno.test("readPlan() reads what writePlan() wrote, and plans from before there were cases", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await writePlan(folder, plan);
    // A bench that ended here had not begun: its report.json comes last.
    assert.equal(await readPlan(folder), undefined);
    await Deno.writeTextFile(`${folder}/report.json`, "{}");
    assert.deepEqual(await readPlan(folder), plan);
    const { cells: _cells, backends: _backends, ...older } = plan;
    const text = JSON.stringify({ ...older, loads: [1, 8] });
    await Deno.writeTextFile(`${folder}/plan.json`, text);
    assert.deepEqual(await readPlan(folder), plan);
    await Deno.writeTextFile(`${folder}/plan.json`, JSON.stringify({ ...older, loads: "all" }));
    await assert.rejects(readPlan(folder), /plan\.json: [^]*start over with --fresh/);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
