/** What a bench does, from options to a complete report folder. */
import { Failure } from "../common/failure.ts";
import { lockFolder } from "../common/lock.ts";
import { formatSeconds, type Progress } from "../common/progress.ts";
import { type FailureEntry, LOCAL_REPORT, reportFolder } from "../pipeline/report.ts";
import { caseNamed } from "./cells.ts";
import { endLeftBehind } from "./executor/process.ts";
import { type Asked, askedFor, fitStep } from "./fit.ts";
import { findCandidates } from "./implementations.ts";
import type { ReadyLoadTool } from "./load/load_tool.ts";
import { prepareLoadTool } from "./load/mod.ts";
import { lockMachine } from "./machine_lock.ts";
import { writeStart } from "./manifest.ts";
import { measure } from "./measure.ts";
import { CACHE } from "./paths.ts";
import { cellsOf, type Plan, readPlan } from "./plan.ts";
import { prepareAll } from "./prepare_all.ts";
import { prepareSurroundings } from "./prepare_surroundings.ts";
import { resume } from "./resume.ts";
import type { Profile, Scenario } from "./scenario.ts";
import { scenarioNamed } from "./scenarios/mod.ts";
import type { BenchContext } from "./trial.ts";
import type { Ready } from "./trial_spec.ts";

/** What was asked for; loads, cases, trials, seconds and budget in place of what the profile has. */
export interface BenchOptions extends Asked {
  scenario: string;
  implementation: string[];
  profile: "quick" | "full";
  report: string;
  loadTool?: string;
  seed?: string;
  fresh: boolean;
}

/** How long a bench waits for one before it, which may be putting an end to its programs. */
const PATIENCE_MILLISECONDS = 5_000;

const REFUSAL = "another bench is running, and two at once would measure each other; " +
  "end it, or wait for its end";

/** Runs or resumes a bench. Throws a Failure when nothing can be run; failures that left the rest unharmed are returned. */
export async function runBench(
  options: BenchOptions,
  signal: AbortSignal,
  progress: Progress,
): Promise<FailureEntry[]> {
  using _lock = await lockFolder(`${CACHE}/bench`, PATIENCE_MILLISECONDS, REFUSAL);
  using _machine = await lockMachine(PATIENCE_MILLISECONDS);
  const leftBehind = endLeftBehind();
  if (leftBehind.length > 0) {
    progress.say(`ended what a bench had left running as it was killed: ${leftBehind.join(", ")}`);
  }
  const folder = reportFolder(options.report);
  if (options.fresh) refuseToDiscardOthers(options.report);
  const plan = options.fresh ? undefined : await readPlan(folder);
  if (plan !== undefined) return await resume(plan, options, folder, signal, progress);
  const scenario = scenarioNamed(options.scenario);
  const loadTool = await prepareLoadTool(scenario, options.loadTool, signal);
  if (options.fresh) {
    // A wrong name must not cost the trials that are there.
    askedFor(scenario.profiles[options.profile], options);
    await findCandidates(scenario, options.implementation);
    await discard(folder);
  }
  return await begin(scenario, loadTool, options, folder, signal, progress);
}

/** Runs a bench from its beginning; `loadTool` is undefined where the programs measure themselves. */
export async function begin(
  scenario: Scenario,
  loadTool: ReadyLoadTool | undefined,
  options: Omit<BenchOptions, "scenario" | "report" | "loadTool" | "fresh">,
  folder: string,
  signal: AbortSignal,
  progress: Progress,
): Promise<FailureEntry[]> {
  const asked = askedFor(scenario.profiles[options.profile], options);
  const candidates = await findCandidates(scenario, options.implementation);
  progress.say(
    `${scenario.name}: ${candidates.length} implementation${candidates.length === 1 ? "" : "s"}, ` +
      (loadTool === undefined ? "" : `${loadTool.name} ${loadTool.version}; `) +
      "builds take a few minutes where none is cached" +
      (asked.budgetSeconds === Infinity
        ? "."
        : `, then ${formatSeconds(asked.budgetSeconds)} of measuring at most.`),
  );
  const { names, leftOut: notDriven } = drivenBy(loadTool, scenario, caseNames(asked));
  const { around, ...needed } = await prepareSurroundings(scenario, names, signal, progress);
  const profile = withCases(asked, needed.cases);
  const prepared = await prepareAll(candidates, around, needed.cases, signal, progress);
  const ready = prepared.filter((each) => each.ready !== undefined);
  if (ready.length === 0 || profile.steps.length === 0) {
    const why = [...notDriven, ...needed.leftOut].map((sentence) => ` ${sentence}`).join("");
    throw new Failure(
      "no implementation is left to measure: what is wrong with each is said above; where a program " +
        `is missing, \`deno task doctor\` says how to get it.${why}`,
    );
  }
  const { step, seconds, leftOut } = fitStep(profile, ready, scenario.cases);
  const plan: Plan = {
    scenario: scenario.name,
    profile: options.profile,
    seed: options.seed ?? crypto.randomUUID().slice(0, 8),
    load_tool: loadTool?.name ?? "",
    cells: step.cells.map(({ case: name, load }) => ({ case: name, load })),
    trials: step.trials,
    measure_seconds: step.measureSeconds,
    warmup_seconds: loadTool === undefined ? 0 : profile.warmupSeconds,
    implementations: ready.map(({ entry, ready, cases }) => ({
      name: entry.name,
      ...(entry.twin_of === undefined ? {} : { twin_of: entry.twin_of }),
      source: entry.source,
      build: (ready as Ready).built.hash,
      ...(cases === undefined ? {} : { cases: [...cases] }),
    })),
    backends: [...around.backends].map(([name, { built }]) => ({ name, build: built.hash })),
    left_out: [...notDriven, ...needed.leftOut, ...leftOut],
  };
  await writeStart(folder, plan, scenario, loadTool, prepared, around.cores);
  for (const sentence of plan.left_out) progress.say(`left out: ${sentence}`);
  const cells = plan.implementations.reduce((sum, each) => sum + cellsOf(plan, each).length, 0);
  progress.say(
    `${cells * plan.trials} trials: ${loadsInWords(plan, scenario.load_unit)}, ` +
      (plan.trials === 1 ? "once" : `${plan.trials} times`) +
      (plan.measure_seconds === null ? "" : `, ${plan.measure_seconds} s each`) +
      `; about ${formatSeconds(seconds)}`,
  );
  const servers = new Map(ready.map((each) => [each.entry.name, each.ready as Ready]));
  const context: BenchContext = { ...around, folder, plan, loadTool };
  return await measure(context, servers, signal, progress);
}

function caseNames(profile: Profile): string[] {
  return [...new Set(profile.steps.flatMap((step) => step.cells.map((cell) => cell.case)))];
}

/** The cases that the load tool can drive, and the others, a sentence each. A Failure where it can drive none. */
function drivenBy(
  loadTool: ReadyLoadTool | undefined,
  scenario: Scenario,
  names: readonly string[],
): { names: string[]; leftOut: string[] } {
  const leftOut: string[] = [];
  const kept = names.filter((name) => {
    const why = loadTool?.cannot?.(caseNamed(scenario, name));
    if (why !== undefined) leftOut.push(`Case ${name}: it ${why}.`);
    return why === undefined;
  });
  if (kept.length === 0 && leftOut.length > 0) {
    throw new Failure(
      `no case is left to measure: choose another --case or --load-tool. ${leftOut.join(" ")}`,
    );
  }
  return { names: kept, leftOut };
}

/** The profile without the cases that cannot be run. */
function withCases(profile: Profile, names: readonly string[]): Profile {
  const steps = profile.steps.map((step) => ({
    ...step,
    cells: step.cells.filter((cell) => names.includes(cell.case)),
  })).filter((step) => step.cells.length > 0);
  return { ...profile, steps };
}

/** `8, 64 connections`, `baseline at 10 virtual-users; stress`. */
function loadsInWords(plan: Plan, loadUnit: string): string {
  const byCase = Map.groupBy(plan.cells, (cell) => cell.case);
  return [...byCase].map(([name, own]) => {
    const loads = own.map((cell) => cell.load).filter((load) => load !== null);
    const words = loads.length === 0 ? "" : `${loads.join(", ")} ${loadUnit}`;
    return [name, words].filter((part) => part !== "").join(" at ");
  }).join("; ");
}

function refuseToDiscardOthers(report: string): void {
  if (report !== LOCAL_REPORT) {
    throw new Failure(
      `--fresh discards data/${LOCAL_REPORT} alone; other reports are never rewritten`,
      2,
    );
  }
}

/** Trials first: where this is cut short, none that lost its raw files must count as measured. */
async function discard(folder: string): Promise<void> {
  for (const path of [`${folder}/trials.ndjson`, folder]) {
    await Deno.remove(path, { recursive: true }).catch((error) => {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    });
  }
}
