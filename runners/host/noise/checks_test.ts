import assert from "node:assert/strict";
import { stateOf } from "./check.ts";
import { matching } from "./files.ts";
import { NOISE_CHECKS } from "./mod.ts";
import { coreResult, fixtureFiles, hostWith, resultOf } from "./testing.ts";
import { CASES } from "./testing_cases.ts";
import { noiseLines } from "./text.ts";

const golden = (name: string) =>
  Deno.readTextFileSync(new URL(`./testdata/${name}`, import.meta.url));

Deno.test("every check has a seeded fault here", () => {
  assert.deepEqual(Object.keys(CASES), NOISE_CHECKS.map(({ name }) => name));
});

Deno.test("quiet hosts, seeded faults and a real machine are described to the last word and value", () => {
  const real = {
    ...hostWith({ virtual: true }),
    before: fixtureFiles("virtual_machine_before.txt"),
    after: fixtureFiles("virtual_machine_after.txt"),
  };
  const lines = NOISE_CHECKS.flatMap((check) => [
    resultOf(check, CASES[check.name]?.good ?? {}),
    resultOf(check, CASES[check.name]?.bad ?? {}),
    { name: check.name, ...check.check(real) },
  ]).map((result) => JSON.stringify(result));
  assert.deepEqual(lines, golden("results.ndjson").trimEnd().split("\n"));
});

Deno.test("the text of the seeded faults has its columns, and every remedy below what it mends", () => {
  const results = NOISE_CHECKS.map((check) => resultOf(check, CASES[check.name]?.bad ?? {}));
  assert.deepEqual(noiseLines(results), golden("faults.txt").trimEnd().split("\n"));
});

for (const check of NOISE_CHECKS) {
  const each = CASES[check.name];
  Deno.test(`${check.name}: a quiet host is good and asks for nothing`, () => {
    const said = check.check(hostWith(each?.good));
    assert.equal(said.state, "good", said.measured);
    assert.equal(said.remedy, "");
    assert.notEqual(said.measured, "");
  });

  Deno.test(`${check.name}: a seeded fault is told, with its effect and remedy`, () => {
    const said = check.check(hostWith(each?.bad));
    assert.equal(said.state, each?.state ?? "bad", said.measured);
    assert.match(said.remedy, each?.remedy as RegExp);
    assert.notEqual(said.effect, null);
    const share = said.effect?.share ?? null;
    if (share === null) assert.equal(share, each?.share);
    else assert.ok(Math.abs(share - (each?.share as number)) < 1e-9, `${share}`);
    assert.notEqual(said.effect?.basis, "");
  });

  Deno.test(`${check.name}: it asks for every file that it judges by`, () => {
    const { before = {}, after = {}, ...rest } = each?.bad ?? {};
    const asked = check.files((path) => before[path] ?? "");
    const among = (files: Record<string, string>) => {
      const all = new Map(Object.entries(files));
      const found = asked.flatMap((pattern) => matching(all, pattern));
      return Object.fromEntries(found.map(({ path, text }) => [path, text]));
    };
    assert.deepEqual(
      resultOf(check, { before: among(before), after: among(after), ...rest }),
      resultOf(check, each?.bad ?? {}),
    );
  });

  Deno.test(`${check.name}: a host that shows nothing is unknown, not good`, () => {
    const blind = { clock: undefined, cores: [] };
    const said = check.check(hostWith({ probe: blind, virtual: true }));
    assert.equal(said.state, "unknown", said.measured);
    assert.equal(said.effect, null);
    assert.deepEqual(said.values, []);
  });
}

Deno.test("shared-units: where lone work is uneven nothing is said of sharing", () => {
  const check = NOISE_CHECKS.find(({ name }) => name === "shared-units");
  const uneven = coreResult(0, "server", {
    work: { quartileSeconds: 1.2e-3 },
    alone: [1e-3, 1.6e-3, 1.1e-3, 1.5e-3],
  });
  const cores = [uneven, coreResult(1, "generator")];
  const said = check?.check(hostWith({ probe: { clock: undefined, cores } }));
  assert.equal(said?.state, "unknown");
  assert.match(said?.measured ?? "", /too uneven to tell/);
  assert.equal(said?.effect, null);
});

Deno.test("a share is good below 0.5 % and bad from 2 %", () => {
  assert.deepEqual([0, 0.00499, 0.005, 0.0199, 0.02, 1].map(stateOf), [
    "good",
    "good",
    "acceptable",
    "acceptable",
    "bad",
    "bad",
  ]);
});
