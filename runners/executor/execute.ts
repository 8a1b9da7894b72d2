/** Executes one trial on this host: starts what its spec names, measures, ends everything. */
import type { SampledRole } from "../../pipeline/report.ts";
import { readHostCounters } from "../host/environment.ts";
import { withinSeconds } from "../../common/time.ts";
import { type RunningProcess, startProcess } from "./process.ts";
import { lastLine, requireFreePort, waitUntilReady } from "./readiness.ts";
import { type Sampler, startSampler } from "./sampler.ts";
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
  /** Exit status of the load tool; null where it never ran or was ended by a signal. */
  exit: number | null;
  failure: TrialFailure | undefined;
  /** Raw files by name. */
  files: Map<string, Uint8Array<ArrayBuffer>>;
  host: { stealSeconds: number; loadAverage: number; swapPages: number };
}

const encoder = new TextEncoder();

/** Runs a trial. Failures of the trial are returned; an abort is thrown, with every process ended. */
export async function executeTrial(spec: TrialSpec, signal: AbortSignal): Promise<Execution> {
  const files: Execution["files"] = new Map();
  const processes: RunningProcess[] = [];
  const samplers: { role: SampledRole; sampler: Sampler }[] = [];
  const before = readHostCounters();
  const started = new Date();
  const loadAverage = Deno.loadavg()[0] ?? 0;
  let exit: number | null = null;
  let failure: TrialFailure | undefined;
  try {
    requireFreePort(spec.endpoint);
    for (const server of spec.servers) {
      processes.push(startProcess(server, { separateStdout: false }));
    }
    const server = processes.find((process) => process.role === "server") as RunningProcess;
    await waitUntilReady(spec.endpoint, server, signal);
    await warmUp(spec, signal);
    requireAlive(server, "while it was warmed up");

    const outputs = await openOutputs(spec.generator);
    const sampled = processes.filter((process) => process.role !== "program");
    for (const process of sampled) {
      const role = process.role as SampledRole;
      samplers.push({ role, sampler: startSampler(role, process.pid) });
    }
    const generator = startProcess(spec.generator, {
      separateStdout: true,
      environment: outputs.environment,
    });
    processes.push(generator);
    samplers.push({ role: "generator", sampler: startSampler("generator", generator.pid) });
    const from = samplers.map(({ sampler }) => sampler.now());
    const limit = spec.generator.seconds + GENERATOR_GRACE_SECONDS;
    const status = await withinSeconds(generator.ended, limit, signal);
    const to = samplers.map(({ sampler }, index) =>
      // The tool writes its summary after the load has ended; that time is no part of the trial.
      Math.min(sampler.now(), (from[index] as number) + spec.generator.seconds)
    );
    for (const [index, { role, sampler }] of samplers.entries()) {
      const measured = { from: from[index] as number, to: to[index] as number };
      files.set(`${role}.samples.ndjson`, encoder.encode(sampler.stop(measured)));
    }
    samplers.length = 0;
    signal.throwIfAborted();
    const stdout = generator.stdout();
    files.set(spec.generator.stdout, stdout);
    if (generator.log().length > 0) files.set("generator.log", generator.log());
    for (const [name, bytes] of await outputs.collect()) files.set(name, bytes);
    if (status === undefined) {
      throw new TrialFailure(
        "timeout",
        `the load tool did not end within ${GENERATOR_GRACE_SECONDS} s after its ${spec.generator.seconds} s of load`,
      );
    }
    exit = status.signal === null ? status.code : null;
    requireAlive(server, "under load");
    if (exit !== 0) {
      throw new TrialFailure(
        "load-tool",
        `the load tool ended with status ${status.code}: ${lastLine(generator.log())}`,
      );
    }
    const fault = spec.generator.faultOf(new TextDecoder().decode(stdout));
    if (fault !== undefined) throw new TrialFailure("load-tool", fault);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    failure = error instanceof TrialFailure
      ? error
      : new TrialFailure("start", error instanceof Error ? error.message : String(error));
  } finally {
    for (const { sampler } of samplers) sampler.stop({ from: 0, to: 0 });
    for (const process of processes.reverse()) await process.stop();
  }
  for (const process of processes) {
    if (process.role === "generator" || process.log().length === 0) continue;
    files.set(`${process.role}.log`, process.log());
  }
  const after = readHostCounters();
  return {
    started: started.toISOString(),
    ended: new Date().toISOString(),
    exit,
    failure,
    files,
    host: {
      stealSeconds: Math.max(0, Number((after.stealSeconds - before.stealSeconds).toFixed(2))),
      loadAverage: Number(loadAverage.toFixed(2)),
      swapPages: Math.max(0, after.swapPages - before.swapPages),
    },
  };
}

async function warmUp(spec: TrialSpec, signal: AbortSignal): Promise<void> {
  if (spec.warmupSeconds <= 0) return;
  const outputs = await openOutputs(spec.warmup);
  const generator = startProcess(spec.warmup, {
    separateStdout: true,
    environment: outputs.environment,
  });
  await withinSeconds(generator.ended, spec.warmupSeconds, signal);
  // Load tools stop early on an interrupt, so a warm-up need not last whole seconds.
  generator.signal("SIGINT");
  await withinSeconds(generator.ended, 2, signal);
  await generator.stop();
  await outputs.collect();
  signal.throwIfAborted();
}

function requireAlive(server: RunningProcess, when: string): void {
  const status = server.status();
  if (status === undefined) return;
  const how = status.signal === null ? `status ${status.code}` : `signal ${status.signal}`;
  throw new TrialFailure(
    "crash",
    `the server ended with ${how} ${when}: ${lastLine(server.log())}`,
  );
}

/** Temporary files for what the load tool writes itself, named to it through its environment. */
async function openOutputs(generator: GeneratorSpec) {
  const paths = new Map<string, string>();
  const environment: Record<string, string> = {};
  for (const [variable, name] of Object.entries(generator.writes)) {
    const path = await Deno.makeTempFile({ prefix: "wallclock-" });
    paths.set(name, path);
    environment[variable] = path;
  }
  return {
    environment,
    async collect(): Promise<Map<string, Uint8Array<ArrayBuffer>>> {
      const files = new Map<string, Uint8Array<ArrayBuffer>>();
      for (const [name, path] of paths) {
        const bytes = await Deno.readFile(path);
        if (bytes.length > 0) files.set(name, bytes);
        await Deno.remove(path);
      }
      return files;
    },
  };
}
