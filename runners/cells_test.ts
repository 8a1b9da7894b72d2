import assert from "node:assert/strict";
import { caseNamed, nameOfCell, secondsOfCase, setUpsOf, slugOf, trialId } from "./cells.ts";

Deno.test("trialId() has parts for case and load where a cell has them", () => {
  assert.equal(trialId("s", "i", { case: "", load: 64 }, 2), "s.i.64.2");
  assert.equal(trialId("s", "i", { case: "stress", load: null }, 1), "s.i.stress.1");
  assert.equal(trialId("s", "i", { case: "1 KB", load: 50 }, 1), "s.i.1-kb.50.1");
});

Deno.test("slugOf() leaves letters, digits and single hyphens", () => {
  assert.equal(slugOf("1,000 x 1 KB (listing)"), "1-000-x-1-kb-listing");
  assert.equal(slugOf("../Up"), "up");
});

Deno.test("nameOfCell() says what there is to say", () => {
  assert.equal(nameOfCell({ case: "", load: 64 }, "connections"), "64 connections");
  assert.equal(nameOfCell({ case: "1 KB", load: 50 }, "workers"), "1 KB at 50 workers");
  assert.equal(nameOfCell({ case: "stress", load: null }, "virtual-users"), "stress");
});

Deno.test("caseNamed() lists the cases there are", () => {
  const scenario = { name: "s", cases: [{ name: "a" }, { name: "b" }] };
  assert.equal(caseNamed(scenario, "b"), scenario.cases[1]);
  assert.throws(() => caseNamed(scenario, "c"), /s has no case "c"; it has "a", "b"/);
});

Deno.test("secondsOfCase() is what was asked for, else the case's stages, else what it says", () => {
  const stages = [{ seconds: 15, target: 10 }, { seconds: 5, target: 0 }];
  assert.equal(secondsOfCase({ name: "a", stages, seconds: 99 }, 3), 3);
  assert.equal(secondsOfCase({ name: "a", stages, seconds: 99 }, null), 20);
  assert.equal(secondsOfCase({ name: "a", seconds: 99 }, null), 99);
  assert.throws(() => secondsOfCase({ name: "a" }, null), /"a" says how long/);
});

Deno.test("setUpsOf() puts cases together that start the same processes with the same environment", () => {
  const environment = { server: { NODELAY: "1" } };
  const groups = setUpsOf([
    { name: "small", path: "/1" },
    { name: "large", path: "/2", environment: { generator: { X: "1" } } },
    { name: "no delay", environment },
    { name: "with a stub", environment, backends: ["stub"] },
    { name: "no delay, large", environment, path: "/2" },
  ], "node");
  assert.deepEqual(groups.map((group) => group.cases.map((each) => each.name)), [
    ["small", "large"],
    ["no delay", "no delay, large"],
    ["with a stub"],
  ]);
  assert.deepEqual(groups.map((group) => group.case.name), ["small", "no delay", "with a stub"]);
});
