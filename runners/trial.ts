/** One trial of a bench: its spec, its execution, its raw files and its line in trials.ndjson. */
import { sha256 } from "../common/files.ts";
import { appendTrial, type RawFile, type Trial, type Version } from "../pipeline/report.ts";
import type { Built } from "./build.ts";
import { executeTrial, type Execution } from "./executor/execute.ts";
import type { ProcessSpec, TrialSpec } from "./executor/spec.ts";
import type { CorePlan } from "./host/cores.ts";
import { resolveArgv, type Resolved } from "./implementations.ts";
import type { ReadyLoadTool } from "./load/load_tool.ts";
import type { Plan, PlannedTrial } from "./plan.ts";
import { gzip, GZIP_ABOVE_BYTES } from "./raw_files.ts";
import type { Scenario } from "./scenario.ts";

const HOSTNAME = "127.0.0.1";

/** An implementation that is ready to be started. */
export interface Ready {
  resolved: Resolved;
  built: Built;
  port: number;
}

/** What the trials of one bench share. */
export interface BenchContext {
  folder: string;
  scenario: Scenario;
  plan: Plan;
  cores: CorePlan;
  loadTool: ReadyLoadTool;
}

/** What the row says of the limit. */
export function limitsOf(cores: number): string {
  return `${cores} core${cores === 1 ? "" : "s"}`;
}

/** The server process of an implementation. */
export function serverSpec(ready: Ready, cores: readonly number[]): ProcessSpec {
  const { candidate, programs } = ready.resolved;
  const { start, environment } = candidate.implementation;
  return {
    role: "server",
    argv: start,
    command: resolveArgv(start, programs, ready.built.folder),
    environment: { ...environment, PORT: String(ready.port) },
    cwd: ready.built.folder,
    cores,
  };
}

/** The trial as data. */
export function specOf(planned: PlannedTrial, ready: Ready, context: BenchContext): TrialSpec {
  const { scenario, plan, cores, loadTool } = context;
  const request = {
    address: `http://${HOSTNAME}:${ready.port}${scenario.path}`,
    connections: planned.load,
    cores: cores.generator,
  };
  return {
    id: planned.id,
    servers: [serverSpec(ready, cores.server)],
    endpoint: { hostname: HOSTNAME, port: ready.port, path: scenario.path },
    warmup: loadTool.generator({ ...request, seconds: plan.warmup_seconds }),
    warmupSeconds: plan.warmup_seconds,
    generator: loadTool.generator({ ...request, seconds: plan.measure_seconds }),
  };
}

/** Runs a planned trial and files it: raw files first, then the line that makes them count. */
export async function runTrial(
  planned: PlannedTrial,
  ready: Ready,
  context: BenchContext,
  signal: AbortSignal,
): Promise<Trial> {
  const spec = specOf(planned, ready, context);
  const execution = await executeTrial(spec, signal);
  const raw = await fileRaw(context.folder, planned.id, execution);
  const { scenario, plan, loadTool } = context;
  const trial: Trial = {
    id: planned.id,
    scenario: scenario.name,
    implementation: planned.implementation,
    case: "",
    limits: limitsOf(scenario.serverCores),
    load: planned.load,
    load_unit: scenario.load_unit,
    trial: planned.trial,
    block: planned.block,
    seed: plan.seed,
    started: execution.started,
    ended: execution.ended,
    exit: execution.exit,
    state: execution.failure === undefined ? "finished" : "failed",
    ...(execution.failure === undefined
      ? {}
      : { failure: { kind: execution.failure.kind, message: execution.failure.message } }),
    warmup_seconds: plan.warmup_seconds,
    tools: [{ name: loadTool.name, version: loadTool.version }],
    programs: programsOf(ready.built.versions),
    processes: [...spec.servers, spec.generator].map(({ role, argv, environment, cores }) => ({
      role,
      argv: [...argv],
      environment: { ...environment },
      cores: [...cores],
    })),
    raw,
    host: execution.host,
  };
  await appendTrial(context.folder, trial);
  return trial;
}

function programsOf(versions: readonly Version[]): Version[] {
  return versions.map(({ name, version }) => ({ name, version }));
}

/**
 * Writes the raw files into a folder that gets its name when all are there, so that a trial without its
 * line in trials.ndjson never happened and its leftovers are replaced.
 */
async function fileRaw(folder: string, id: string, execution: Execution): Promise<RawFile[]> {
  const target = `${folder}/raw/${id}`;
  const partial = `${folder}/raw/.${id}.partial`;
  await Deno.remove(partial, { recursive: true }).catch(() => {});
  await Deno.remove(target, { recursive: true }).catch(() => {});
  await Deno.mkdir(partial, { recursive: true });
  const raw: RawFile[] = [];
  const names = [...execution.files.keys()].sort();
  for (const name of names) {
    const plain = execution.files.get(name) as Uint8Array<ArrayBuffer>;
    const packed = plain.length > GZIP_ABOVE_BYTES;
    const bytes = packed ? await gzip(plain) : plain;
    const file = packed ? `${name}.gz` : name;
    await Deno.writeFile(`${partial}/${file}`, bytes);
    raw.push({ path: `raw/${id}/${file}`, bytes: bytes.length, sha256: await sha256(bytes) });
  }
  await Deno.rename(partial, target);
  return raw;
}
