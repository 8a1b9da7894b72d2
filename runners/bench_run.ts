/** What a bench does, from options to a complete report folder. */
import { Failure } from "../common/failure.ts";
import { formatSeconds, type Progress } from "../common/progress.ts";
import {
  type FailureEntry,
  LOCAL_REPORT,
  type Manifest,
  readEnvironment,
  readManifest,
  readTrials,
  reportFolder,
} from "../pipeline/report.ts";
import { type CorePlan, planCores } from "./host/cores.ts";
import { readHostEnvironment } from "./host/environment.ts";
import { type Candidate, findCandidates, readCandidate, twinOf } from "./implementations.ts";
import { prepareLoadTool } from "./load/mod.ts";
import { writeStart } from "./manifest.ts";
import { measure } from "./measure.ts";
import { ROOT } from "./paths.ts";
import { askedFor, fitStep, type Plan, readPlan, remaining } from "./plan.ts";
import { prepare, type Prepared } from "./prepare.ts";
import type { Scenario } from "./scenario.ts";
import { scenarioNamed } from "./scenarios/mod.ts";
import type { Ready } from "./trial.ts";

export interface BenchOptions {
  scenario: string;
  implementation: string[];
  profile: "quick" | "full";
  report: string;
  loadTool?: string;
  seed?: string;
  budget?: number;
  /** In place of what the profile has; none where the profile decides. */
  load: number[];
  trials?: number;
  seconds?: number;
  fresh: boolean;
}

/** Runs or resumes a bench. Throws a Failure when nothing can be run; failures that left the rest unharmed are returned. */
export async function runBench(
  options: BenchOptions,
  signal: AbortSignal,
  progress: Progress,
): Promise<FailureEntry[]> {
  const folder = reportFolder(options.report);
  if (options.fresh) await discard(options.report, folder);
  const plan = await readPlan(folder);
  if (plan !== undefined) return await resume(plan, options, folder, signal, progress);

  const scenario = scenarioNamed(options.scenario);
  const cores = planCores(scenario.serverCores);
  const loadTool = await prepareLoadTool(options.loadTool);
  const candidates = await findCandidates(scenario, options.implementation);
  const profile = askedFor(scenario.profiles[options.profile], options);
  progress.say(
    `${scenario.name}: ${candidates.length} implementations, ${loadTool.name} ${loadTool.version}; ` +
      "builds take a few minutes where none is cached" +
      (profile.budgetSeconds === Infinity
        ? "."
        : `, then ${formatSeconds(profile.budgetSeconds)} of measuring at most.`),
  );
  const prepared = await prepareAll(candidates, scenario, cores, signal, progress);
  const ready = prepared.filter((each) => each.ready !== undefined);
  if (ready.length === 0) {
    throw new Failure("no implementation can be run here; `deno task doctor` says what is missing");
  }
  const { step, seconds, leftOut } = fitStep(profile, ready.map((each) => each.startSeconds));
  const fresh: Plan = {
    scenario: scenario.name,
    profile: options.profile,
    seed: options.seed ?? crypto.randomUUID().slice(0, 8),
    load_tool: loadTool.name,
    loads: [...step.loads],
    trials: step.trials,
    measure_seconds: step.measureSeconds,
    warmup_seconds: profile.warmupSeconds,
    implementations: ready.map(({ entry, ready }) => ({
      name: entry.name,
      ...(entry.twin_of === undefined ? {} : { twin_of: entry.twin_of }),
      source: entry.source,
      build: (ready as Ready).built.hash,
    })),
    left_out: leftOut,
  };
  await writeStart(folder, fresh, scenario, loadTool, prepared, cores);
  for (const sentence of leftOut) progress.say(`left out: ${sentence}`);
  progress.say(
    `${ready.length * step.loads.length * step.trials} trials: ${step.loads.join(", ")} ` +
      `${scenario.load_unit}, ${step.trials} times, ${step.measureSeconds} s each; about ${
        formatSeconds(seconds)
      }`,
  );
  const servers = new Map(ready.map((each) => [each.entry.name, each.ready as Ready]));
  return await measure(
    { folder, scenario, plan: fresh, cores, loadTool },
    servers,
    signal,
    progress,
  );
}

async function resume(
  plan: Plan,
  options: BenchOptions,
  folder: string,
  signal: AbortSignal,
  progress: Progress,
): Promise<FailureEntry[]> {
  requireSameRun(plan, options, await readManifest(folder));
  const finished = new Set((await readTrials(folder)).map((trial) => trial.id));
  const missing = remaining(plan, await readTrials(folder));
  if (missing.length === 0) {
    progress.say(
      `${options.report} is complete: ${finished.size} trials. ` +
        (options.report === LOCAL_REPORT
          ? "--fresh starts it over."
          : "A report is never rewritten; choose another --report."),
    );
    return (await readManifest(folder)).failures;
  }
  const scenario = scenarioNamed(plan.scenario);
  const cores = planCores(scenario.serverCores);
  const before = (await readEnvironment(folder)).fingerprint;
  const now = (await readHostEnvironment(cores)).fingerprint;
  const differing = Object.keys({ ...before, ...now }).filter((key) => before[key] !== now[key]);
  if (differing.length > 0) {
    throw new Failure(
      `${options.report} was begun on another host (${differing.join(", ")} differ); ` +
        "finish it there or choose another --report",
    );
  }
  progress.say(`resuming ${options.report}: ${missing.length} trials to go`);
  const candidates = await Promise.all(plan.implementations.map(async ({ source, twin_of }) => {
    const candidate = await readCandidate(source.startsWith("/") ? source : `${ROOT}/${source}`);
    return twin_of === undefined ? candidate : twinOf(candidate);
  }));
  const servers = new Map<string, Ready>();
  for (const [index, candidate] of candidates.entries()) {
    const port = scenario.basePort + index;
    const { ready } = await prepare(candidate, port, scenario, cores.server, signal, progress);
    const planned = plan.implementations[index];
    if (ready === undefined) {
      throw new Failure(
        `${candidate.name} could be run when ${options.report} was begun, and cannot now`,
      );
    }
    if (ready.built.hash !== planned?.build) {
      throw new Failure(
        `${candidate.name} or its toolchain changed since ${options.report} was begun; ` +
          "put it back, or start over with --fresh or another --report",
      );
    }
    servers.set(candidate.name, ready);
  }
  const loadTool = await prepareLoadTool(plan.load_tool);
  return await measure({ folder, scenario, plan, cores, loadTool }, servers, signal, progress);
}

/** A resumed run is the run that was begun; asking for another one in its place is a mistake worth a word. */
function requireSameRun(plan: Plan, options: BenchOptions, manifest: Manifest): void {
  const differing: string[] = [];
  if (options.scenario !== plan.scenario) differing.push(`scenario ${plan.scenario}`);
  const begun = manifest.implementations.filter((each) => each.twin_of === undefined)
    .map((each) => each.name);
  const asked = options.implementation.map((choice) =>
    choice.replace(/\/+$/, "").split("/").at(-1)
  );
  if (asked.length > 0 && asked.toSorted().join() !== begun.toSorted().join()) {
    differing.push(`implementations ${begun.join(", ")}`);
  }
  if (options.seed !== undefined && options.seed !== plan.seed) differing.push(`seed ${plan.seed}`);
  if (options.loadTool !== undefined && options.loadTool !== plan.load_tool) {
    differing.push(`load tool ${plan.load_tool}`);
  }
  if (differing.length === 0) return;
  throw new Failure(
    `${options.report} was begun with ${differing.join(" and ")}; ` +
      (options.report === LOCAL_REPORT ? "--fresh starts it over" : "choose another --report"),
  );
}

async function prepareAll(
  candidates: readonly Candidate[],
  scenario: Scenario,
  cores: CorePlan,
  signal: AbortSignal,
  progress: Progress,
): Promise<Prepared[]> {
  const prepared: Prepared[] = [];
  for (const [index, candidate] of candidates.entries()) {
    const port = scenario.basePort + index;
    prepared.push(await prepare(candidate, port, scenario, cores.server, signal, progress));
  }
  const runnable = prepared.filter((each) => each.ready !== undefined);
  const chosen = scenario.twins
    .map((name) => runnable.find((each) => each.entry.name === name))
    .find((each) => each !== undefined) ?? runnable[0];
  if (chosen?.ready === undefined) return prepared;
  // The same build under another name and port: whatever differs between the two is noise.
  const twin = twinOf(chosen.ready.resolved.candidate);
  const port = scenario.basePort + candidates.length;
  prepared.push(await prepare(twin, port, scenario, cores.server, signal, progress));
  return prepared;
}

async function discard(report: string, folder: string): Promise<void> {
  if (report !== LOCAL_REPORT) {
    throw new Failure(
      `--fresh discards data/${LOCAL_REPORT} alone; other reports are never rewritten`,
      2,
    );
  }
  await Deno.remove(folder, { recursive: true }).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  });
}
