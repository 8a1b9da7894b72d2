/** Before measuring: builds each implementation, starts it once and verifies its contract. */
import { messageOf } from "../common/failure.ts";
import { formatSeconds, type Progress } from "../common/progress.ts";
import type { FailureEntry, ImplementationEntry } from "../pipeline/report.ts";
import { build } from "./build.ts";
import { caseNamed, setUpsOf, takesPart } from "./cells.ts";
import { executeTrial } from "./executor/execute.ts";
import type { RunningProcess } from "./executor/process.ts";
import { startServices, stopProcesses } from "./executor/services.ts";
import { TrialFailure } from "./executor/spec.ts";
import { type Candidate, resolveCandidate } from "./implementations.ts";
import { fromRoot } from "./paths.ts";
import type { Scenario, ScenarioCase, SetUp } from "./scenario.ts";
import { codeSizeOf } from "./source_files.ts";
import { briefSpecOf, type Ready, servicesOf, type Surroundings } from "./trial_spec.ts";

/** Seconds all checks of a contract may take together. */
const CONTRACT_TIMEOUT_SECONDS = 40;

/** A server that answers 500 breaks every clause; the first few say so. */
const MOST_VIOLATIONS_SAID = 3;

/** What came of preparing one implementation. */
export interface Prepared {
  entry: ImplementationEntry;
  /** Absent when it is missing or failed. */
  ready?: Ready;
  /** Seconds from start to first answer. */
  startSeconds: number;
  /** The cases it takes part in; all where absent. */
  cases?: readonly string[] | undefined;
  failure?: FailureEntry;
}

/**
 * Prepares one candidate for these cases; an abort is thrown, every other trouble is returned with its name.
 */
export async function prepare(
  candidate: Candidate,
  port: number,
  around: Surroundings,
  cases: readonly string[],
  signal: AbortSignal,
  progress: Progress,
): Promise<Prepared> {
  const { scenario } = around;
  const resolved = await resolveCandidate(candidate);
  if (resolved.lacks.length > 0) {
    const reason = resolved.lacks.map((lack) => lack.reason).join("; ");
    const remedy = resolved.lacks.map((lack) => lack.remedy).join("; ");
    progress.say(`  ${candidate.name}: skipped, ${reason}; get it: ${remedy}`);
    return { entry: entryOf(candidate, scenario, "missing", reason, remedy), startSeconds: 0 };
  }
  const own = candidate.implementation.cases;
  let kind = "build";
  try {
    for (const name of own ?? []) caseNamed(scenario, name);
    progress.show(`  ${candidate.name}: building`);
    const began = performance.now();
    const built = await build(resolved, signal);
    const buildSeconds = (performance.now() - began) / 1000;
    progress.show(`  ${candidate.name}: verifying its contract`);
    const ready: Ready = { resolved, built, port };
    kind = "contract";
    const taken = cases.filter((name) => takesPart(own, name));
    const startSeconds = await verify(ready, around, taken, signal);
    const how = built.cached ? "build from the cache" : `built in ${formatSeconds(buildSeconds)}`;
    progress.say(`  ${candidate.name}: ready, ${how}`);
    const entry: ImplementationEntry = {
      ...entryOf(candidate, scenario, "measured", "", ""),
      versions: built.versions,
      code: await codeSizeOf(candidate.folder),
    };
    return { entry, ready, startSeconds, cases: own };
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

/** Verifies every set-up that the cases have. Returns the seconds that the slowest took to start. */
async function verify(
  ready: Ready,
  around: Surroundings,
  names: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const cases = names.map((name) => caseNamed(around.scenario, name));
  if (around.scenario.harness !== undefined) {
    for (const each of cases) {
      const execution = await executeTrial(briefSpecOf(ready, each, around), signal);
      await execution.discard();
      const { failure } = execution;
      if (failure !== undefined) {
        throw new TrialFailure(failure.kind, inCase(each, failure.message));
      }
    }
    return 0;
  }
  let slowest = 0;
  for (const setUp of setUpsOf(cases, ready.resolved.candidate.name)) {
    slowest = Math.max(slowest, await verifySetUp(ready, around, setUp, signal));
  }
  return slowest;
}

async function verifySetUp(
  ready: Ready,
  around: Surroundings,
  setUp: SetUp,
  signal: AbortSignal,
): Promise<number> {
  const processes: RunningProcess[] = [];
  return await verifyAnswers(ready, around, setUp, signal, processes).finally(async () => {
    const background = await stopProcesses(processes);
    if (background !== undefined) throw background;
  });
}

/** Starts what the set-up needs, each into `processes`, and verifies what is answered. */
async function verifyAnswers(
  ready: Ready,
  around: Surroundings,
  setUp: SetUp,
  signal: AbortSignal,
  processes: RunningProcess[],
): Promise<number> {
  const services = servicesOf(ready, setUp.case, around);
  const running = await startServices(services, processes, signal);
  const endpoint = { hostname: "127.0.0.1", port: ready.port };
  const limit = AbortSignal.any([signal, AbortSignal.timeout(CONTRACT_TIMEOUT_SECONDS * 1000)]);
  const violations = await around.scenario.verify(endpoint, limit, setUp);
  signal.throwIfAborted();
  if (violations.length > 0) {
    const more = violations.length - MOST_VIOLATIONS_SAID;
    const said = violations.slice(0, MOST_VIOLATIONS_SAID).join("; ");
    const all = more > 0 ? `${said}; and ${more} more` : said;
    throw new TrialFailure("contract", inCase(setUp.case, all));
  }
  return running.reduce((sum, { start }) => sum + start.seconds, 0);
}

function inCase({ name }: ScenarioCase, message: string): string {
  return name === "" ? message : `case ${name}: ${message}`;
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
