/** Before measuring: builds each implementation, starts it once and verifies its contract. */
import { messageOf } from "../common/failure.ts";
import { formatSeconds, type Progress } from "../common/progress.ts";
import type { FailureEntry, ImplementationEntry } from "../pipeline/report.ts";
import { build } from "./build.ts";
import { startProcess } from "./executor/process.ts";
import { requireFreePort, waitUntilReady } from "./executor/readiness.ts";
import { TrialFailure } from "./executor/spec.ts";
import { type Candidate, resolveCandidate } from "./implementations.ts";
import { fromRoot } from "./paths.ts";
import type { Scenario } from "./scenario.ts";
import { type Ready, serverSpec } from "./trial.ts";

/** Seconds all checks of a contract may take together. */
const CONTRACT_TIMEOUT_SECONDS = 20;

/** A server that answers 500 breaks every clause; the first few say so. */
const MOST_VIOLATIONS_SAID = 3;

/** What came of preparing one implementation. */
export interface Prepared {
  entry: ImplementationEntry;
  /** Absent when it is missing or failed. */
  ready?: Ready;
  /** Seconds from start to first answer. */
  startSeconds: number;
  failure?: FailureEntry;
}

/** Prepares one candidate; an abort is thrown, every other trouble is returned with its name. */
export async function prepare(
  candidate: Candidate,
  port: number,
  scenario: Scenario,
  cores: readonly number[],
  signal: AbortSignal,
  progress: Progress,
): Promise<Prepared> {
  const resolved = await resolveCandidate(candidate);
  if (resolved.lacks.length > 0) {
    const reason = resolved.lacks.map((lack) => lack.reason).join("; ");
    const remedy = resolved.lacks.map((lack) => lack.remedy).join("; ");
    progress.say(`  ${candidate.name}: skipped, ${reason}; get it: ${remedy}`);
    return { entry: entryOf(candidate, scenario, "missing", reason, remedy), startSeconds: 0 };
  }
  let kind = "build";
  try {
    progress.show(`  ${candidate.name}: building`);
    const began = performance.now();
    const built = await build(resolved, signal);
    const buildSeconds = (performance.now() - began) / 1000;
    progress.show(`  ${candidate.name}: verifying its contract`);
    const ready: Ready = { resolved, built, port };
    kind = "contract";
    const startSeconds = await verify(ready, scenario, cores, signal);
    const how = built.cached ? "build from the cache" : `built in ${formatSeconds(buildSeconds)}`;
    progress.say(`  ${candidate.name}: ready, ${how}`);
    const entry = entryOf(candidate, scenario, "measured", "", "");
    return { entry: { ...entry, versions: built.versions }, ready, startSeconds };
  } catch (error) {
    signal.throwIfAborted();
    const message = messageOf(error);
    if (error instanceof TrialFailure) kind = error.kind;
    progress.say(`  ${candidate.name}: failed, ${kind}: ${message}`);
    const failure = {
      scenario: scenario.name,
      implementation: candidate.name,
      trial: "",
      kind,
      message,
    };
    const entry = entryOf(candidate, scenario, "failed", `${kind}: ${message}`, "");
    return { entry, startSeconds: 0, failure };
  }
}

async function verify(
  ready: Ready,
  scenario: Scenario,
  cores: readonly number[],
  signal: AbortSignal,
): Promise<number> {
  const endpoint = { hostname: "127.0.0.1", port: ready.port, path: scenario.path };
  requireFreePort(endpoint);
  const server = startProcess(serverSpec(ready, cores), { separateStdout: false });
  try {
    const seconds = await waitUntilReady(endpoint, server, signal);
    const limit = AbortSignal.any([signal, AbortSignal.timeout(CONTRACT_TIMEOUT_SECONDS * 1000)]);
    const violations = await scenario.verify(endpoint, limit);
    signal.throwIfAborted();
    if (violations.length > 0) {
      const more = violations.length - MOST_VIOLATIONS_SAID;
      const said = violations.slice(0, MOST_VIOLATIONS_SAID).join("; ");
      throw new TrialFailure("contract", more > 0 ? `${said}; and ${more} more` : said);
    }
    return seconds;
  } finally {
    await server.stop();
  }
}

function entryOf(
  candidate: Candidate,
  scenario: Scenario,
  state: ImplementationEntry["state"],
  reason: string,
  remedy: string,
): ImplementationEntry {
  const { title, language, runtime, framework } = candidate.implementation;
  return {
    name: candidate.name,
    scenario: scenario.name,
    title,
    language,
    runtime,
    framework,
    state,
    reason,
    remedy,
    ...(candidate.twinOf === undefined ? {} : { twin_of: candidate.twinOf }),
    versions: [],
    source: fromRoot(candidate.folder),
  };
}
