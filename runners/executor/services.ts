/** The processes that answer on a port while a trial runs: backends and the server. */
import { type RunningProcess, startProcess } from "./process.ts";
import { howItEnded, lastLine, requireFreePort, waitUntilReady } from "./readiness.ts";
import { pagesOf, type StartUp } from "./sampler.ts";
import { calledService, type ServiceSpec, TrialFailure } from "./spec.ts";

/** A service that has answered. */
export interface RunningService {
  spec: ServiceSpec;
  process: RunningProcess;
  /** From its start to its first answer, and its resident memory then. */
  start: StartUp;
}

/** Starts services one after another. Whatever fails, those that were started are in `started`. */
export async function startServices(
  services: readonly ServiceSpec[],
  started: RunningProcess[],
  signal: AbortSignal,
): Promise<RunningService[]> {
  for (const { endpoint } of services) requireFreePort(endpoint);
  const running: RunningService[] = [];
  for (const spec of services) {
    const process = startProcess(spec, { separateStdout: false });
    started.push(process);
    const seconds = await waitUntilReady(spec, process, signal);
    running.push({ spec, process, start: { seconds, rssPages: pagesOf([process.pid]) } });
  }
  return running;
}

/** Throws a TrialFailure `crash` naming a service that has ended. */
export function requireAlive(services: readonly RunningService[], when: string): void {
  for (const { spec, process } of services) {
    const status = process.status();
    if (status === undefined) continue;
    throw new TrialFailure(
      "crash",
      `${calledService(spec)} ended with ${howItEnded(status)} ${when}: ${lastLine(process.log())}`,
    );
  }
}

/**
 * Ends processes, the last first. A TrialFailure is returned where one of them had left something in the background:
 * what that took was not sampled.
 */
export async function stopProcesses(
  processes: readonly RunningProcess[],
): Promise<TrialFailure | undefined> {
  let failure: TrialFailure | undefined;
  for (const process of processes.toReversed()) {
    const left = await process.stop();
    if (left.length === 0) continue;
    const called = process.role === "generator" ? "the load tool" : `the ${process.role}`;
    failure = new TrialFailure(
      "background",
      `${called} left ${
        [...new Set(left)].join(", ")
      } in the background, where its CPU time and memory are not ` +
        "measured; that was ended: have it stay in the foreground",
    );
  }
  return failure;
}
