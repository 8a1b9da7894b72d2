import assert from "node:assert/strict";
import { reproduceCommand, writeStart } from "./manifest.ts";
import { type Plan, readPlan } from "./plan.ts";
import { cells, type Scenario } from "./scenario.ts";

const plan: Plan = {
  scenario: "s",
  profile: "full",
  seed: "a",
  load_tool: "wrk",
  cells: cells([""], [8, 64]),
  trials: 5,
  measure_seconds: 10,
  warmup_seconds: 3,
  implementations: [],
  backends: [],
  left_out: [],
};
const prepared = [{ entry: { name: "go" } }, { entry: { name: "go-twin", twin_of: "go" } }];

Deno.test("reproduceCommand() names all that was decided, and leaves the twin to the bench", () => {
  assert.equal(
    reproduceCommand(plan, { cases: [{ name: "" }] }, prepared),
    "deno task bench --scenario s --implementation go --profile full --load 8 --load 64 " +
      "--trials 5 --seconds 10 --load-tool wrk --seed a --report NAME",
  );
});

Deno.test("reproduceCommand() names cases that are not all, fit for a shell, and no loads that differ", () => {
  const cases = [{ name: "baseline, 20 ms" }, { name: "stress" }, { name: "it's" }];
  const part = { ...plan, measure_seconds: null, cells: cells(["baseline, 20 ms", "it's"], [10]) };
  const command = reproduceCommand(part, { cases }, prepared);
  assert.match(command, / --case 'baseline, 20 ms' --case 'it'\\''s' --load 10 --trials 5 --load-/);
  const all = { ...part, cells: [...cells(["baseline, 20 ms"], [10]), ...cells(["stress"], [20])] };
  assert.doesNotMatch(
    reproduceCommand(all, { cases: cases.slice(0, 2) }, prepared),
    /--case|--load /,
  );
});

Deno.test("reproduceCommand() has any seed as one word", () => {
  for (const [seed, word] of [["a b", "'a b'"], ["", "''"], ["$(x)", "'$(x)'"]]) {
    const command = reproduceCommand({ ...plan, seed: seed as string }, { cases: [] }, prepared);
    assert.ok(command.endsWith(` --seed ${word} --report NAME`), command);
  }
});

Deno.test("reproduceCommand() of a harness has no load, no seconds and no load tool", () => {
  const harness = { ...plan, load_tool: "", measure_seconds: null, cells: cells(["tcp"], [null]) };
  assert.equal(
    reproduceCommand(harness, { cases: [{ name: "tcp" }] }, prepared),
    "deno task bench --scenario s --implementation go --profile full --trials 5 --seed a " +
      "--report NAME",
  );
});

Deno.test("writeStart() that was cut short leaves nothing that cannot be begun anew", async () => {
  const folder = await Deno.makeTempDir();
  const profile = { about: "", steps: [], warmupSeconds: 0, budgetSeconds: 1, notes: [] };
  const scenario = {
    name: "s",
    title: "",
    about: "",
    kind: "ladder",
    load_unit: "",
    does_not_show: [],
    cases: [{ name: "" }],
    profiles: { quick: profile, full: profile },
  } as unknown as Scenario;
  const cores = { server: [], generator: [], notes: [] };
  const start = () => writeStart(folder, plan, scenario, undefined, [], cores);
  try {
    for (const name of ["environment.json", "plan.json", "report.json"]) {
      // No file can take the place of a folder that is not empty.
      await Deno.mkdir(`${folder}/${name}/a`, { recursive: true });
      await assert.rejects(start(), { name: "Failure" });
      await Deno.remove(`${folder}/${name}`, { recursive: true });
      assert.equal(await readPlan(folder), undefined, name);
    }
    await start();
    assert.deepEqual(await readPlan(folder), plan);
    await Deno.remove(`${folder}/report.json`);
    await Deno.writeTextFile(`${folder}/trials.ndjson`, "{}\n");
    await assert.rejects(readPlan(folder));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
