/**
 * Every program under test that this host can run, of every scenario, is built and keeps its contract; one that
 * measures itself runs briefly. What the host cannot run is named, and no test of it passes.
 */
import assert from "node:assert/strict";
import { messageOf } from "../common/failure.ts";
import { silentProgress } from "../common/progress.ts";
import { build } from "../runners/build.ts";
import {
  type Candidate,
  findCandidates,
  readCandidate,
  resolveCandidate,
} from "../runners/implementations.ts";
import { fromFileUrl } from "../runners/paths.ts";
import { prepare } from "../runners/prepare.ts";
import { prepareSurroundings } from "../runners/prepare_surroundings.ts";
import type { Scenario } from "../runners/scenario.ts";
import { SCENARIOS } from "../runners/scenarios/mod.ts";

/** Compilers that use one core, of which a host has two at least. */
const BUILDS_AT_A_TIME = 2;

const { signal } = new AbortController();

/** What can be run here, with the port it gets; the rest is named. */
const runnable: { scenario: Scenario; candidate: Candidate; port: number }[] = [];
for (const scenario of SCENARIOS) {
  for (const [index, candidate] of (await findCandidates(scenario)).entries()) {
    const { lacks } = await resolveCandidate(candidate);
    if (lacks.length === 0) {
      runnable.push({ scenario, candidate, port: scenario.basePort + index });
      continue;
    }
    const reasons = lacks.map(({ reason }) => reason).join("; ");
    console.log(`not run here: ${scenario.name}: ${candidate.name}: ${reasons}`);
  }
}

/** Builds one program and says what failed; a backend that lacks something is named by its cases. */
async function failureOf(name: string, candidate: Candidate): Promise<string | undefined> {
  const resolved = await resolveCandidate(candidate);
  if (resolved.lacks.length > 0) return undefined;
  const began = performance.now();
  try {
    const { cached } = await build(resolved, signal);
    const seconds = ((performance.now() - began) / 1000).toFixed(0);
    if (!cached) console.log(`${name}: built in ${seconds} s`);
    return undefined;
  } catch (error) {
    return `${name}: ${messageOf(error)}`;
  }
}

Deno.test("every program that this host can run is built, and every backend", async () => {
  const queue = runnable.map(({ scenario, candidate }) => ({ scenario, candidate }));
  for (const scenario of SCENARIOS) {
    for (const { folder } of scenario.backends ?? []) {
      queue.push({ scenario, candidate: await readCandidate(fromFileUrl(folder)) });
    }
  }
  const failures: string[] = [];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { scenario, candidate } = next;
      const failure = await failureOf(`${scenario.name}: ${candidate.name}`, candidate);
      if (failure !== undefined) failures.push(failure);
    }
  };
  await Promise.all(Array.from({ length: BUILDS_AT_A_TIME }, worker));
  assert.deepEqual(failures, []);
});

/** Prepared when the first of its programs is. */
const surroundings = new Map<string, ReturnType<typeof prepareSurroundings>>();

function around(scenario: Scenario): ReturnType<typeof prepareSurroundings> {
  const cases = scenario.cases.map((each) => each.name);
  const prepared = surroundings.get(scenario.name) ??
    prepareSurroundings(scenario, cases, signal, silentProgress);
  surroundings.set(scenario.name, prepared);
  return prepared;
}

for (const { scenario, candidate, port } of runnable) {
  Deno.test(`${scenario.name}: ${candidate.name} keeps its contract`, async () => {
    const { around: ready, cases } = await around(scenario);
    const { failure } = await prepare(candidate, port, ready, cases, signal, silentProgress);
    assert.equal(failure, undefined, `${candidate.name}: ${failure?.kind}: ${failure?.message}`);
  });
}

Deno.test("cases that lack a backend here are named, and every scenario has one that does not", async () => {
  for (const scenario of SCENARIOS) {
    const { cases, leftOut } = await around(scenario);
    for (const sentence of leftOut) console.log(`not run here: ${scenario.name}: ${sentence}`);
    assert.equal(cases.length + leftOut.length, scenario.cases.length);
    assert.ok(cases.length > 0, `${scenario.name} has no case that this host can run`);
  }
});
