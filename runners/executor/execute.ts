/** Executes one trial on this host: starts what its spec names, measures, ends everything. */
import { withinSeconds } from "../../common/time.ts";
import { type HostCounters, readHostCounters } from "../host/environment.ts";
import { clockFailure, type Clocks, readClocks } from "./clocks.ts";
import { openOutputs, type Outputs, type RawOutput } from "./outputs.ts";
import { type RunningProcess, startProcess } from "./process.ts";
import { howItEnded, lastLine } from "./readiness.ts";
import { type Sampler, startSampler } from "./sampler.ts";
import { requireAlive, type RunningService, startServices, stopProcesses } from "./services.ts";
import {
  GENERATOR_GRACE_SECONDS,
  type GeneratorSpec,
  TrialFailure,
  type TrialSpec,
} from "./spec.ts";

/** What an execution left. */
export interface Execution {
  /** RFC 3339. */
  started: string;
  ended: string;
  /** Exit status of the generator; null where it never ran or was ended by a signal. */
  exit: number | null;
  failure: TrialFailure | undefined;
  /** Raw files by name. */
  files: Map<string, RawOutput>;
  host: { stealSeconds: number; loadAverage: number; swapPages: number };
  /** Removes the raw files that lie on disk; to be called when they are filed. */
  discard(): Promise<void>;
}

const encoder = new TextEncoder();

/** Runs a trial. Failures of the trial are returned; an abort is thrown, with every process ended. */
export async function executeTrial(
  spec: TrialSpec,
  signal: AbortSignal,
  clocks: () => Clocks = readClocks,
): Promise<Execution> {
  const files: Execution["files"] = new Map();
  const processes: RunningProcess[] = [];
  const outputs = await openOutputs(spec.generator);
  const before = readHostCounters();
  const started = new Date();
  const began = clocks();
  const loadAverage = Deno.loadavg()[0] ?? 0;
  let services: RunningService[] = [];
  let exit: number | null = null;
  let failure: TrialFailure | undefined;
  let isAborted = false;
  try {
    services = await startServices(spec.services, processes, signal);
    await warmUp(spec, signal);
    requireAlive(services, "while it was warmed up");
    const ended = await generate(outputs, services, processes, files, signal);
    exit = ended.signal === null ? ended.code : null;
    requireAlive(services, "under load");
    requireGood(spec.generator, ended, processes.at(-1) as RunningProcess, outputs);
    failure = clockFailure(began, clocks());
  } catch (error) {
    isAborted = signal.aborted;
    failure = error instanceof TrialFailure
      ? error
      : new TrialFailure("start", error instanceof Error ? error.message : String(error));
  } finally {
    // Whatever failed besides came of that.
    failure = await stopProcesses(processes) ?? failure;
  }
  if (isAborted) {
    // Not before, since a generator may still be writing. What cannot be removed matters less than the reason.
    await outputs.discard().catch(() => {});
    throw signal.reason;
  }
  for (const { spec: { name }, process } of services) {
    if (process.log().length > 0) files.set(`${name}.log`, process.log());
  }
  return {
    started: started.toISOString(),
    ended: new Date().toISOString(),
    exit,
    failure,
    files,
    host: noiseSince(before, loadAverage),
    discard: outputs.discard,
  };
}

/** Runs the generator to its end and samples every role meanwhile. Throws where it does not end. */
async function generate(
  outputs: Outputs,
  services: readonly RunningService[],
  processes: RunningProcess[],
  files: Execution["files"],
  signal: AbortSignal,
): Promise<Deno.CommandStatus> {
  const { generator } = outputs;
  const samplers: { role: string; sampler: Sampler; from: number }[] = [];
  try {
    const byRole = Map.groupBy(services, ({ spec }) => spec.role);
    for (const [role, own] of byRole) {
      const pids = own.map(({ process }) => process.pid);
      const start = role === "server" ? own[0]?.start : undefined;
      samplers.push({ role, sampler: startSampler(role, pids, start), from: 0 });
    }
    const process = startProcess(generator, { separateStdout: true });
    processes.push(process);
    const { role } = generator;
    samplers.push({ role, sampler: startSampler(role, [process.pid]), from: 0 });
    for (const each of samplers) each.from = each.sampler.now();
    const most = generator.mostSeconds ?? generator.seconds + GENERATOR_GRACE_SECONDS;
    // Work that is fixed would never end on a server that has.
    const ends = [process, ...services.map((each) => each.process)].map((each) => each.ended);
    await withinSeconds(Promise.race(ends), most, signal);
    const ended = process.status();
    for (const { role, sampler, from } of samplers.splice(0)) {
      // A load tool writes its summary after the load has ended; that time is no part of the trial.
      const last = generator.endsItself === true ? Infinity : from + generator.seconds;
      const measured = { from, to: Math.min(sampler.now(), last) };
      files.set(`${role}.samples.ndjson`, encoder.encode(sampler.stop(measured)));
    }
    signal.throwIfAborted();
    files.set(generator.stdout, process.stdout());
    if (process.log().length > 0) files.set(`${role}.log`, process.log());
    for (const [name, file] of outputs.files()) files.set(name, file);
    if (ended !== undefined) return ended;
    requireAlive(services, "under load");
    const late = generator.mostSeconds === undefined
      ? `${GENERATOR_GRACE_SECONDS} s after its ${generator.seconds} s of load`
      : `${generator.mostSeconds} s`;
    throw new TrialFailure("timeout", `${calledBy(generator)} did not end within ${late}`);
  } finally {
    for (const { sampler } of samplers) sampler.stop({ from: 0, to: 0 });
  }
}

/** Throws a TrialFailure where the generator ended badly or its output means that nothing was measured. */
function requireGood(
  generator: GeneratorSpec,
  ended: Deno.CommandStatus,
  process: RunningProcess,
  outputs: Outputs,
): void {
  const kind = generator.role === "program" ? "program" : "load-tool";
  if (!ended.success) {
    const how = howItEnded(ended);
    const last = lastLine(process.log());
    throw new TrialFailure(kind, `${calledBy(generator)} ended with ${how}: ${last}`);
  }
  const fault = generator.faultOf(new TextDecoder().decode(process.stdout()), outputs.read);
  if (fault !== undefined) throw new TrialFailure(kind, fault);
}

function calledBy({ role }: GeneratorSpec): string {
  return role === "program" ? "the program" : "the load tool";
}

async function warmUp({ warmup, warmupSeconds }: TrialSpec, signal: AbortSignal): Promise<void> {
  if (warmup === undefined) return;
  const outputs = await openOutputs(warmup);
  const process = startProcess(outputs.generator, { separateStdout: true });
  try {
    await withinSeconds(process.ended, warmupSeconds, signal);
    // Load tools stop early on an interrupt, so a warm-up need not last whole seconds.
    process.signal("SIGINT");
    await withinSeconds(process.ended, 2, signal);
  } finally {
    await process.stop();
    await outputs.discard();
  }
  signal.throwIfAborted();
}

function noiseSince(before: HostCounters, loadAverage: number): Execution["host"] {
  const after = readHostCounters();
  return {
    stealSeconds: Math.max(0, Number((after.stealSeconds - before.stealSeconds).toFixed(2))),
    loadAverage: Number(loadAverage.toFixed(2)),
    swapPages: Math.max(0, after.swapPages - before.swapPages),
  };
}
