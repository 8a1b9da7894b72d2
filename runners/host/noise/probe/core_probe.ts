/** A probe process pinned to one core: started, given orders, ended. */
import { sendSignal } from "../../../../common/signals.ts";
import { withinSeconds } from "../../../../common/time.ts";
import { allowedCores } from "../../cores.ts";
import { wrapCommand } from "../../../executor/process.ts";

/** Seconds beyond an order's own that its answer may take: a starved core must not hold up the rest. */
const GRACE_SECONDS = 5;

export interface CoreProbe {
  /** Undefined where it is not pinned. */
  core: number | undefined;
  pid: number;
  /** Gives an order and resolves to its answer; undefined when none came in time. */
  order<T>(kind: "gaps" | "work" | "clock", seconds: number): Promise<T | undefined>;
  /** Ends it, by its id. */
  stop(): Promise<void>;
}

/** Starts a probe and waits until it is ready; undefined when it cannot be started or pinned. */
export async function startCoreProbe(core: number | undefined): Promise<CoreProbe | undefined> {
  const program = decodeURIComponent(new URL("./child.ts", import.meta.url).pathname);
  const [command, ...args] = wrapCommand(
    [Deno.execPath(), "run", "--quiet", "--no-prompt", "--no-config", "--allow-all", program],
    core === undefined ? [] : [core],
  );
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command(command, {
      args,
      env: { DENO_NO_UPDATE_CHECK: "1" },
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
  } catch {
    return undefined;
  }
  const writer = child.stdin.getWriter();
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).pipeThrough(lineSplitter())
    .getReader();
  const nextLine = async (seconds: number) => {
    const read = lines.read().catch(() => undefined);
    return (await withinSeconds(read, seconds))?.value;
  };
  const stop = async () => {
    await writer.close().catch(() => {});
    if (await withinSeconds(child.status, 0.5) === undefined) sendSignal(child, "SIGKILL");
    await child.status;
    await lines.cancel().catch(() => {});
  };
  if (await nextLine(GRACE_SECONDS) !== "ready" || !isPinned(child.pid, core)) {
    await stop();
    return undefined;
  }
  // An answer that comes after its time would be taken for the next one's.
  let late = false;
  return {
    core,
    pid: child.pid,
    async order<T>(kind: string, seconds: number) {
      if (late) return undefined;
      await writer.write(new TextEncoder().encode(`${kind} ${seconds}\n`)).catch(() => {});
      const line = await nextLine(seconds + GRACE_SECONDS);
      late = line === undefined;
      return line === undefined ? undefined : JSON.parse(line) as T;
    },
    stop,
  };
}

/**
 * Whether a process may run on this core alone, where one is asked for. Where no taskset is installed it runs
 * anywhere, and its result would bear a wrong core.
 */
export function isPinned(pid: number, core: number | undefined): boolean {
  if (core === undefined) return true;
  const cores = allowedCores(pid);
  return cores.length === 1 && cores[0] === core;
}

function lineSplitter(): TransformStream<string, string> {
  let rest = "";
  return new TransformStream({
    transform(chunk, controller) {
      const lines = (rest + chunk).split("\n");
      rest = lines.pop() as string;
      for (const line of lines) controller.enqueue(line);
    },
  });
}
