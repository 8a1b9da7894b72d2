/** Waiting for a server, without ever waiting for good. */
import { delay } from "../../common/time.ts";
import type { RunningProcess } from "./process.ts";
import { START_TIMEOUT_SECONDS, TrialFailure, type TrialSpec } from "./spec.ts";

type Endpoint = TrialSpec["endpoint"];

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

/** Waits until the server answers GET with any whole response. Returns the seconds that took. */
export async function waitUntilReady(
  endpoint: Endpoint,
  server: RunningProcess,
  signal: AbortSignal,
): Promise<number> {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  let lastError = "it accepts no connection";
  while (seconds() < START_TIMEOUT_SECONDS) {
    signal.throwIfAborted();
    const status = server.status();
    if (status !== undefined) {
      const how = status.signal === null ? `status ${status.code}` : `signal ${status.signal}`;
      throw new TrialFailure(
        "start",
        `the server ended with ${how} before it answered: ${lastLine(server.log())}`,
      );
    }
    const left = Math.max(0.1, START_TIMEOUT_SECONDS - seconds());
    const answer = await tryAnswer(endpoint, Math.min(left, 3), signal);
    if (answer === undefined) return seconds();
    lastError = answer;
    await delay(0.02);
  }
  throw new TrialFailure(
    "start",
    `the server did not answer within ${START_TIMEOUT_SECONDS} s: ${lastError}`,
  );
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

/** The last line a process printed, for messages. */
export function lastLine(log: Uint8Array): string {
  const lines = new TextDecoder().decode(log).trim().split("\n");
  const last = (lines.at(-1) ?? "").trim();
  return last === "" ? "it printed nothing" : last.slice(0, 300);
}
