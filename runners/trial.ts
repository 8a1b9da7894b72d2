/** One trial of a bench: its execution, its raw files and its line in trials.ndjson. */
import { appendTrial, type RawFile, type Trial, type Version } from "../pipeline/report.ts";
import { executeTrial } from "./executor/execute.ts";
import type { CorePlan } from "./host/cores.ts";
import type { ReadyLoadTool } from "./load/load_tool.ts";
import { ROOT } from "./paths.ts";
import type { Plan, PlannedTrial } from "./plan.ts";
import { fileRaw } from "./raw_files.ts";
import type { ProcessEnvironment, Scenario } from "./scenario.ts";
import { type Ready, specOf, type Surroundings } from "./trial_spec.ts";

/** What the trials of one bench share. */
export interface BenchContext extends Surroundings {
  folder: string;
  plan: Plan;
  /** Undefined where the programs measure themselves. */
  loadTool: ReadyLoadTool | undefined;
}

/** What the row says of the limit: nothing where nothing was pinned, and no more cores than there were. */
export function limitsOf(
  { limits, serverCores }: Pick<Scenario, "limits" | "serverCores">,
  { server }: Pick<CorePlan, "server">,
): string {
  if (server.length === 0) return "";
  if (limits !== undefined && server.length >= serverCores) return limits;
  return `${server.length} core${server.length === 1 ? "" : "s"}`;
}

/** Runs a planned trial and files it: raw files first, then the line that makes them count. */
export async function runTrial(
  planned: PlannedTrial,
  ready: Ready,
  context: BenchContext,
  signal: AbortSignal,
): Promise<Trial> {
  const { folder, scenario, plan, loadTool } = context;
  const spec = specOf(planned, ready, context, plan, loadTool);
  const execution = await executeTrial(spec, signal);
  let raw: RawFile[];
  try {
    raw = await fileRaw(folder, planned.id, execution.files);
  } finally {
    await execution.discard();
  }
  const { failure } = execution;
  const trial: Trial = {
    id: planned.id,
    scenario: scenario.name,
    implementation: planned.implementation,
    case: planned.case,
    limits: limitsOf(scenario, context.cores),
    load: planned.load,
    load_unit: planned.load === null ? "" : scenario.load_unit,
    trial: planned.trial,
    block: planned.block,
    seed: plan.seed,
    started: execution.started,
    ended: execution.ended,
    exit: execution.exit,
    state: failure === undefined ? "finished" : "failed",
    ...(failure === undefined ? {} : { failure: { kind: failure.kind, message: failure.message } }),
    warmup_seconds: spec.warmupSeconds,
    tools: loadTool === undefined ? [] : [{ name: loadTool.name, version: loadTool.version }],
    programs: programsOf(ready, context),
    processes: [...spec.services, spec.generator].map(({ role, argv, environment, cores }) => ({
      role,
      argv: [...argv],
      environment: portable(environment),
      cores: [...cores],
    })),
    raw,
    host: execution.host,
  };
  await appendTrial(folder, trial);
  return trial;
}

/** Paths within the project as seen from its root: a report is not about where it was cloned to. */
function portable(environment: ProcessEnvironment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [name, value.replaceAll(`${ROOT}/`, "")]),
  );
}

/** The programs under test, then those of the backends by the backend's name. */
function programsOf(ready: Ready, { backends, scenario, plan }: BenchContext): Version[] {
  const own = ready.built.versions.map(({ name, version }) => ({ name, version }));
  const used = (scenario.backends ?? []).filter(({ name }) =>
    plan.backends.some((each) => each.name === name)
  );
  const theirs = used.flatMap(({ name }) =>
    (backends.get(name)?.built.versions ?? []).map((each) => ({
      name: `${name} ${each.name}`,
      version: each.version,
    }))
  );
  return [...own, ...theirs];
}
