/** A bench that was begun is gone on with: the same programs, the same host, the same plan. */
import { Failure } from "../common/failure.ts";
import type { Progress } from "../common/progress.ts";
import {
  type FailureEntry,
  LOCAL_REPORT,
  type Manifest,
  readEnvironment,
  readManifest,
  readTrials,
  removeBenchLeftovers,
} from "../pipeline/report.ts";
import type { BenchOptions } from "./bench_run.ts";
import { askedFor } from "./fit.ts";
import { coresFor } from "./host/cores.ts";
import { readHostEnvironment } from "./host/environment.ts";
import { readCandidate, twinOf } from "./implementations.ts";
import { prepareLoadTool } from "./load/mod.ts";
import { writeEnd } from "./manifest.ts";
import { measure } from "./measure.ts";
import { ROOT } from "./paths.ts";
import { type Plan, remaining } from "./plan.ts";
import { prepare } from "./prepare.ts";
import { prepareSurroundings } from "./prepare_surroundings.ts";
import { scenarioNamed } from "./scenarios/mod.ts";
import type { Ready, Surroundings } from "./trial_spec.ts";

/** Runs what is left of a plan. */
export async function resume(
  plan: Plan,
  options: BenchOptions,
  folder: string,
  signal: AbortSignal,
  progress: Progress,
): Promise<FailureEntry[]> {
  const manifest = await readManifest(folder);
  requireSameRun(plan, options, manifest);
  if (manifest.state === "draft") await removeBenchLeftovers(folder);
  const finished = await readTrials(folder);
  const missing = remaining(plan, finished);
  if (missing.length === 0) {
    progress.say(
      `${options.report} is complete: ${finished.length} trials. ` +
        (options.report === LOCAL_REPORT
          ? "--fresh starts it over."
          : "A report is never rewritten; choose another --report."),
    );
    // A bench that was killed after its last trial has not said yet what came of them.
    return manifest.state === "draft" ? await writeEnd(folder, plan, finished) : manifest.failures;
  }
  const scenario = scenarioNamed(plan.scenario);
  const before = (await readEnvironment(folder)).fingerprint;
  const now = (await readHostEnvironment(coresFor(scenario))).fingerprint;
  const differing = Object.keys({ ...before, ...now }).filter((key) => before[key] !== now[key]);
  if (differing.length > 0) {
    throw new Failure(
      `${options.report} was begun on another host (${differing.join(", ")} differ); ` +
        "finish it there or choose another --report",
    );
  }
  progress.say(`resuming ${options.report}: ${missing.length} trials to go`);
  const cases = [...new Set(plan.cells.map((cell) => cell.case))];
  const { around } = await prepareSurroundings(scenario, cases, signal, progress);
  for (const { name, build } of plan.backends) {
    requireSameBuild(options.report, name, build, around.backends.get(name));
  }
  const servers = await prepareSame(plan, options.report, around, cases, signal, progress);
  const loadTool = await prepareLoadTool(scenario, plan.load_tool, signal);
  return await measure({ ...around, folder, plan, loadTool }, servers, signal, progress);
}

async function prepareSame(
  plan: Plan,
  report: string,
  around: Surroundings,
  cases: readonly string[],
  signal: AbortSignal,
  progress: Progress,
): Promise<Map<string, Ready>> {
  const servers = new Map<string, Ready>();
  for (const [index, { name, source, twin_of, build }] of plan.implementations.entries()) {
    const found = await readCandidate(source.startsWith("/") ? source : `${ROOT}/${source}`);
    const candidate = twin_of === undefined ? found : twinOf(found);
    const port = around.scenario.basePort + index;
    const { ready } = await prepare(candidate, port, around, cases, signal, progress);
    servers.set(name, requireSameBuild(report, name, build, ready));
  }
  return servers;
}

/** What was built anew must be what the first trials ran. */
export function requireSameBuild(
  report: string,
  name: string,
  build: string,
  ready: Ready | undefined,
): Ready {
  if (ready === undefined) {
    throw new Failure(`${name} could be run when ${report} was begun, and cannot now`);
  }
  if (ready.built.hash !== build) {
    throw new Failure(
      `${name} or its toolchain changed since ${report} was begun; ` +
        "put it back, or start over with --fresh or another --report",
    );
  }
  return ready;
}

/** A resumed run is the run that was begun; asking for another one in its place is a mistake worth a word. */
export function requireSameRun(
  plan: Plan,
  options: BenchOptions,
  manifest: Pick<Manifest, "implementations">,
): void {
  const differing: string[] = [];
  if (options.scenario !== plan.scenario) differing.push(`scenario ${plan.scenario}`);
  else differing.push(...differingCells(plan, options));
  const begun = manifest.implementations.filter((each) => each.twin_of === undefined)
    .map((each) => each.name);
  const asked = options.implementation.map((choice) =>
    choice.replace(/\/+$/, "").split("/").at(-1)
  );
  if (asked.length > 0 && asked.toSorted().join() !== begun.toSorted().join()) {
    differing.push(`implementations ${begun.join(", ")}`);
  }
  if (options.seed !== undefined && options.seed !== plan.seed) differing.push(`seed ${plan.seed}`);
  if (options.trials !== undefined && options.trials !== plan.trials) {
    differing.push(`${plan.trials} trials of each cell`);
  }
  const { measure_seconds: seconds } = plan;
  if (options.seconds !== undefined && seconds !== null && options.seconds !== seconds) {
    differing.push(`${seconds} seconds a trial`);
  }
  if (options.loadTool !== undefined && options.loadTool !== plan.load_tool) {
    differing.push(`load tool ${plan.load_tool}`);
  }
  if (differing.length === 0) return;
  throw new Failure(
    `${options.report} was begun with ${differing.join(" and ")}; ` +
      (options.report === LOCAL_REPORT ? "--fresh starts it over" : "choose another --report"),
  );
}

/** A case may have been asked for and left out, where a program for it was missing; loads are as they were asked for. */
function differingCells(plan: Plan, options: BenchOptions): string[] {
  // Names a case that there is not; the profile is that of the run, which need not be said again.
  askedFor(scenarioNamed(plan.scenario).profiles[plan.profile], options);
  const differing: string[] = [];
  const cases = [...new Set(plan.cells.map((cell) => cell.case))];
  if (options.case.length > 0 && cases.some((name) => !options.case.includes(name))) {
    differing.push(`cases ${cases.map((name) => `"${name}"`).join(", ")}`);
  }
  const loads = [...new Set(plan.cells.flatMap(({ load }) => load ?? []))].toSorted((a, b) =>
    a - b
  );
  const asked = [...new Set(options.load)].toSorted((a, b) => a - b);
  if (asked.length > 0 && loads.length > 0 && asked.join() !== loads.join()) {
    differing.push(`loads ${loads.join(", ")}`);
  }
  return differing;
}
