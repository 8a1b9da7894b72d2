/** What has to be true of every scenario in the registry, so that none of it fails in the middle of a bench. */
import assert from "node:assert/strict";
import { nameSchema } from "../../pipeline/report.ts";
import { caseNamed, secondsOfCase, slugOf, trialId } from "../cells.ts";
import { findCandidates, readCandidate } from "../implementations.ts";
import { LOAD_TOOLS } from "../load/mod.ts";
import { fromFileUrl } from "../paths.ts";
import { SCENARIOS } from "./mod.ts";

const MOST_TRIALS = 999;

Deno.test("every scenario has a name and a hundred ports of its own", () => {
  assert.equal(new Set(SCENARIOS.map(({ name }) => name)).size, SCENARIOS.length);
  const ports = SCENARIOS.map(({ basePort }) => basePort).sort((a, b) => a - b);
  for (const [index, port] of ports.entries()) {
    assert.ok(port - (ports[index - 1] ?? 0) >= 100, `port ${port}`);
  }
});

for (const scenario of SCENARIOS) {
  const { name, cases, backends = [], profiles } = scenario;

  Deno.test(`${name}: what drives it is there, a load tool or its programs`, () => {
    const isHarness = scenario.kind === "harness";
    assert.equal(scenario.harness !== undefined, isHarness);
    assert.equal(scenario.loadTools.length === 0, isHarness);
    const known = LOAD_TOOLS.map((tool) => tool.name);
    for (const tool of scenario.loadTools) assert.ok(known.includes(tool), tool);
  });

  Deno.test(`${name}: cases differ in the names that trials give them, and have their backends`, async () => {
    assert.equal(new Set(cases.map((each) => slugOf(each.name))).size, cases.length);
    for (const each of cases) {
      for (const wanted of each.backends ?? []) {
        assert.ok(backends.some((backend) => backend.name === wanted), `${each.name}: ${wanted}`);
      }
    }
    for (const { folder } of backends) await readCandidate(fromFileUrl(folder));
  });

  Deno.test(`${name}: every step is of cases there are, says how long, and has names that fit paths`, async () => {
    const candidates = await findCandidates(scenario);
    for (const { implementation } of candidates) {
      for (const own of implementation.cases ?? []) caseNamed(scenario, own);
    }
    const longest = candidates.map((each) => `${each.name}-twin`)
      .reduce((a, b) => a.length >= b.length ? a : b, "");
    for (const { steps } of Object.values(profiles)) {
      assert.ok(steps.length > 0);
      for (const { cells, measureSeconds, trials } of steps) {
        assert.ok(cells.length > 0 && trials > 0);
        for (const cell of cells) {
          assert.ok(secondsOfCase(caseNamed(scenario, cell.case), measureSeconds) > 0);
          nameSchema.parse(trialId(name, longest, cell, MOST_TRIALS));
        }
      }
    }
  });

  Deno.test(`${name}: twins are made of implementations it has`, async () => {
    const names = (await findCandidates(scenario)).map((each) => each.name);
    for (const twin of scenario.twins.flat()) assert.ok(names.includes(twin), twin);
  });
}
