import assert from "node:assert/strict";
import { trialFactsOf } from "./report_facts.ts";
import type { Trial } from "./trial.ts";

/** A trial whose processes were given these cores. */
function trialOf(cores: Readonly<Record<string, number[]>>): Trial {
  return {
    id: "s.a.1",
    scenario: "s",
    implementation: "a",
    case: "",
    limits: "",
    load: 10,
    load_unit: "virtual-users",
    trial: 1,
    block: 1,
    seed: "",
    started: "",
    ended: "",
    exit: 0,
    state: "finished",
    warmup_seconds: 0,
    tools: [],
    programs: [],
    processes: Object.entries(cores).map(([role, own]) => ({
      role: role as Trial["processes"][number]["role"],
      argv: [],
      environment: {},
      cores: own,
    })),
    raw: [],
    host: null,
  };
}

Deno.test("a backend beside the generator is known by the cores that both were pinned to", () => {
  const facts = trialFactsOf(trialOf({ backend: [1], server: [0], generator: [1] }));
  assert.deepEqual(
    [facts.generatorCores, facts.coresGiven, facts.backendBesideGenerator],
    [1, 2, true],
  );
  const apart = trialFactsOf(trialOf({ backend: [2], server: [0], generator: [1] }));
  assert.equal(apart.backendBesideGenerator, undefined);
  assert.equal(
    trialFactsOf(trialOf({ server: [0], generator: [0] })).backendBesideGenerator,
    undefined,
  );
});

Deno.test("a program without a load tool measures itself", () => {
  const ofRoles = (cores: Readonly<Record<string, number[]>>) =>
    trialFactsOf(trialOf(cores)).measuresItself;
  assert.deepEqual(
    [ofRoles({ program: [0, 1] }), ofRoles({ server: [0], generator: [1] })],
    [true, undefined],
  );
});

Deno.test("a trial lasted from its first process to its last, where that is known", () => {
  const trial = trialOf({ server: [0] });
  assert.equal(trialFactsOf(trial).span, undefined);
  const { span } = trialFactsOf({
    ...trial,
    started: "2026-11-21T10:00:00.500Z",
    ended: "2026-11-21T10:00:14.000Z",
  });
  assert.equal((span?.ended ?? 0) - (span?.began ?? 0), 13.5);
});
