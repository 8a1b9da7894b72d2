/** Waiting for a server, without ever waiting for good. */
import { delay } from "../../common/time.ts";
import type { RunningProcess } from "./process.ts";
import { calledService, type ServiceSpec, START_TIMEOUT_SECONDS, TrialFailure } from "./spec.ts";

type Endpoint = ServiceSpec["endpoint"];

/** Seconds between looks: a start-up time is known no better. */
const LOOK_INTERVAL_SECONDS = 0.005;

/** Throws a TrialFailure `port-taken` when something already listens there. */
export function requireFreePort(endpoint: Endpoint): void {
  try {
    const listener = Deno.listen({ hostname: endpoint.hostname, port: endpoint.port });
    listener.close();
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) {
      throw new TrialFailure(
        "port-taken",
        `port ${endpoint.port} is taken by another program; end it (\`ss -ltnp sport = :${endpoint.port}\` names it)`,
      );
    }
    throw error;
  }
}

/** Waits until a service is ready. Returns the seconds that took. */
export async function waitUntilReady(
  service: Pick<ServiceSpec, "role" | "name" | "endpoint" | "ready">,
  process: RunningProcess,
  signal: AbortSignal,
): Promise<number> {
  const { endpoint, ready } = service;
  const called = calledService(service);
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  let lastError = "it accepts no connection";
  while (seconds() < START_TIMEOUT_SECONDS) {
    signal.throwIfAborted();
    const status = process.status();
    if (status !== undefined) {
      throw new TrialFailure(
        "start",
        `${called} ended with ${howItEnded(status)} before it answered: ${lastLine(process.log())}`,
      );
    }
    if (await accepts(endpoint)) {
      if (ready === "tcp") return seconds();
      const left = Math.max(0.1, START_TIMEOUT_SECONDS - seconds());
      const answer = await tryAnswer(endpoint, Math.min(left, 3), signal);
      if (answer === undefined) return seconds();
      lastError = answer;
    }
    await delay(LOOK_INTERVAL_SECONDS);
  }
  throw new TrialFailure(
    "start",
    `${called} did not answer within ${START_TIMEOUT_SECONDS} s: ${lastError}`,
  );
}

async function accepts({ hostname, port }: Endpoint): Promise<boolean> {
  try {
    (await Deno.connect({ hostname, port })).close();
    return true;
  } catch {
    return false;
  }
}

async function tryAnswer(
  endpoint: Endpoint,
  timeoutSeconds: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  const timeout = AbortSignal.timeout(timeoutSeconds * 1000);
  try {
    const address = `http://${endpoint.hostname}:${endpoint.port}${endpoint.path}`;
    const response = await fetch(address, {
      signal: AbortSignal.any([signal, timeout]),
      redirect: "manual",
    });
    await response.body?.cancel();
    return undefined;
  } catch {
    signal.throwIfAborted();
    return timeout.aborted
      ? "it accepts connections but does not answer"
      : "it accepts no connection";
  }
}

/** `status 1`, `signal SIGSEGV`. */
export function howItEnded({ signal, code }: Deno.CommandStatus): string {
  return signal === null ? `status ${code}` : `signal ${signal}`;
}

/** The last line a process printed, for messages. */
export function lastLine(log: Uint8Array): string {
  const lines = new TextDecoder().decode(log).trim().split("\n");
  const last = (lines.at(-1) ?? "").trim();
  return last === "" ? "it printed nothing" : last.slice(0, 300);
}
