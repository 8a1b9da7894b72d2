/** Starts a process pinned, with its output in a bounded log, and ends it with all its descendants. */
import { sendSignal } from "../../common/signals.ts";
import { delay, withinSeconds } from "../../common/time.ts";
import { findExecutables } from "../host/programs.ts";
import { beginningOf, descendantsOf, groupOf, nameOf, processesWith } from "./descendants.ts";
import type { ProcessSpec } from "./spec.ts";

/** Most bytes kept of what a process prints: a server that logs each request must not fill the disk. */
const MOST_LOG_BYTES = 1024 * 1024;

/** Seconds a process has to end after it was asked to. */
const STOP_GRACE_SECONDS = 2;

/** Seconds that what a process printed may come after its end; a descendant may hold the pipe open for good. */
const OUTPUT_GRACE_SECONDS = 1;

export interface RunningProcess {
  pid: number;
  role: ProcessSpec["role"];
  /** Resolves when it has ended. */
  ended: Promise<Deno.CommandStatus>;
  /** Whether and how it has ended. */
  status(): Deno.CommandStatus | undefined;
  /** What it printed so far on stdout, within the bound. */
  stdout(): Uint8Array<ArrayBuffer>;
  /** What it printed so far on stderr (servers: both), within the bound. */
  log(): Uint8Array<ArrayBuffer>;
  /** Sends a signal to it alone. */
  signal(signal: Deno.Signal): void;
  /**
   * Ends it and everything it started: asks first, then kills. Returns the names of what it had left in the
   * background, where no sampler finds it; none of a process that crashed, which leaves what it must.
   */
  stop(): Promise<string[]>;
}

/** A variable of what is started: which process of which bench it belongs to. */
const MARK = "WALLCLOCK_PROCESS";

/** This bench; its id alone may be another's later. */
const OWNER = `${Deno.pid}.${beginningOf(Deno.pid)}`;

/** Looks for what is left at the end of a process, and seconds between them: each ends what it finds. */
const MOST_LOOKS = 50;
const LOOK_INTERVAL_SECONDS = 0.02;

const running = new Set<RunningProcess>();

/** Ends every process that is still running; for interrupts. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map((process) => process.stop()));
}

/**
 * Ends what benches that are gone had started, and returns the names: of one that is killed the kernel ends what it
 * started itself, but nothing that those started.
 */
export function endLeftBehind(): string[] {
  return processesWith(MARK).flatMap(({ pid, value }) => {
    const [owner, beginning = ""] = value.split(".");
    if (beginning === "" || beginningOf(Number(owner)) === beginning) return [];
    const name = nameOf(pid);
    sendSignal(pid, "SIGKILL");
    return [name];
  });
}

let wrappers: { setpriv: boolean; taskset: boolean } | undefined;

/** The command with its pinning; the kernel ends it when this process dies, however that happens. */
export function wrapCommand(
  command: readonly string[],
  cores: readonly number[],
): [string, ...string[]] {
  wrappers ??= {
    setpriv: findExecutables("setpriv").length > 0,
    taskset: findExecutables("taskset").length > 0,
  };
  return [
    ...(wrappers.setpriv ? ["setpriv", "--pdeathsig", "KILL", "--"] : []),
    ...(wrappers.taskset && cores.length > 0 ? ["taskset", "-c", cores.join(",")] : []),
    ...command,
  ] as [string, ...string[]];
}

/** Starts a process in a process group of its own. Throws where the program cannot be started. */
export function startProcess(
  spec: ProcessSpec,
  options: { separateStdout: boolean },
): RunningProcess {
  const [program, ...args] = wrapCommand(spec.command, spec.cores);
  const inherited = Object.fromEntries(
    ["PATH", "HOME", "LANG"].map((name) => [name, Deno.env.get(name)])
      .filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  const mark = `${OWNER}.${crypto.randomUUID()}`;
  const child = new Deno.Command(program, {
    args,
    cwd: spec.cwd,
    clearEnv: true,
    env: { ...inherited, ...spec.environment, [MARK]: mark },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    detached: true,
  }).spawn();
  const errors = collector();
  const output = options.separateStdout ? collector() : errors;
  const copied = Promise.all([
    child.stdout.pipeTo(output.sink).catch(() => {}),
    child.stderr.pipeTo(errors.sink).catch(() => {}),
  ]);
  let status: Deno.CommandStatus | undefined;
  let isThere = true;
  let isCrashed = false;
  const ended = child.status.then(async (final) => {
    isThere = false;
    isCrashed = !final.success;
    await withinSeconds(copied, OUTPUT_GRACE_SECONDS);
    status = final;
    running.delete(process);
    return final;
  });
  const process: RunningProcess = {
    pid: child.pid,
    role: spec.role,
    ended,
    status: () => status,
    stdout: output.bytes,
    log: errors.bytes,
    signal: (signal) => sendSignal(child.pid, signal),
    async stop() {
      const hasCrashed = isCrashed;
      const own = processesOf(mark);
      // What has left the group (setsid) is known by its parents, which are about to end; an id may be another's then.
      const below = (isThere ? descendantsOf(child.pid) : []).map((pid) => ({
        pid,
        beginning: beginningOf(pid),
      }));
      // What has lost its parent and stayed in the group may be about to end as that did.
      const left = own.filter((pid) =>
        pid !== child.pid && !below.some((each) => each.pid === pid) &&
        (isThere || groupOf(pid) !== child.pid)
      ).map(nameOf).filter((name) => name !== "");
      sendSignal(-child.pid, "SIGTERM");
      const gone = await withinSeconds(ended, STOP_GRACE_SECONDS);
      // Also after a clean end: a descendant may have outlived its parent.
      sendSignal(-child.pid, "SIGKILL");
      for (const { pid, beginning } of below) {
        if (beginning !== "" && beginningOf(pid) === beginning) sendSignal(pid, "SIGKILL");
      }
      await endAll(mark);
      if (gone === undefined) await ended;
      return hasCrashed ? [] : left;
    },
  };
  running.add(process);
  return process;
}

function processesOf(mark: string): number[] {
  return processesWith(MARK).filter(({ value }) => value === mark).map(({ pid }) => pid);
}

/** Ends what still has this mark: it left both the group and its parents, as daemons do by forking twice. */
async function endAll(mark: string): Promise<void> {
  for (let look = 0; look < MOST_LOOKS; look++) {
    const left = processesOf(mark);
    if (left.length === 0) return;
    for (const pid of left) sendSignal(pid, "SIGKILL");
    await delay(LOOK_INTERVAL_SECONDS);
  }
}

function collector() {
  const chunks: Uint8Array[] = [];
  let length = 0;
  return {
    // Each pipe gets a sink of its own; both write to the same chunks.
    get sink() {
      return new WritableStream<Uint8Array>({
        write(chunk) {
          if (length >= MOST_LOG_BYTES) return;
          const kept = chunk.slice(0, MOST_LOG_BYTES - length);
          chunks.push(kept);
          length += kept.length;
        },
      });
    },
    bytes(): Uint8Array<ArrayBuffer> {
      const whole = new Uint8Array(length);
      let at = 0;
      for (const chunk of chunks) {
        whole.set(chunk, at);
        at += chunk.length;
      }
      return whole;
    },
  };
}
