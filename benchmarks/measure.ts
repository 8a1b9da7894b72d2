/** Runs a program on one core and tells how long it took and how much memory it held at most. */
import { Failure } from "../common/failure.ts";

export interface Measured {
  /** What it printed. */
  output: string;
  wallSeconds: number;
  /** NaN where the system does not tell. */
  cpuSeconds: number;
  peakBytes: number;
}

/** Often enough to see a peak, seldom enough to cost nothing. */
const POLL_MILLISECONDS = 20;

/** Runs a program and waits for its end. Throws a Failure with what it wrote to stderr when it fails. */
export async function measure(command: string, args: readonly string[]): Promise<Measured> {
  const pinned = await pin(command, args);
  const started = performance.now();
  const child = new Deno.Command(pinned.command, {
    args: pinned.args,
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const usage = pollUsage(child.pid);
  const { success, stdout, stderr } = await child.output();
  const wallSeconds = (performance.now() - started) / 1000;
  const { cpuSeconds, peakBytes } = usage.end();
  if (!success) {
    const lines = new TextDecoder().decode(stderr).trim().split("\n");
    const message = lines.find((line) => line.startsWith("error: ")) ?? lines.at(-1);
    throw new Failure(
      message?.replace(/^error: (?:Uncaught \(in promise\) )?/, "") ?? `${command} failed`,
    );
  }
  return { output: new TextDecoder().decode(stdout), wallSeconds, cpuSeconds, peakBytes };
}

/** Reads /proc while a process lives; it stands still or is not there on other systems. */
function pollUsage(pid: number): { end(): { cpuSeconds: number; peakBytes: number } } {
  let cpuSeconds = NaN;
  let peakBytes = NaN;
  const timer = setInterval(() => {
    try {
      const status = Deno.readTextFileSync(`/proc/${pid}/status`);
      const peak = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
      if (peak !== undefined) peakBytes = Number(peak) * 1024;
      const stat = Deno.readTextFileSync(`/proc/${pid}/stat`);
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      // utime and stime, in the 100 ticks a second that Linux shows to every program.
      cpuSeconds = (Number(fields[11]) + Number(fields[12])) / 100;
    } catch {
      // It has ended, or there is no /proc.
    }
  }, POLL_MILLISECONDS);
  return {
    end() {
      clearInterval(timer);
      return { cpuSeconds, peakBytes };
    },
  };
}

let pinning: Promise<{ command: string; core: string } | undefined> | undefined;

/** The core that measured programs are pinned to; undefined where taskset is not to be had. */
export function pinnedCore(): Promise<{ command: string; core: string } | undefined> {
  return pinning ??= findPinning();
}

async function findPinning(): Promise<{ command: string; core: string } | undefined> {
  try {
    const { stdout } = await new Deno.Command("taskset", { args: ["-cp", String(Deno.pid)] })
      .output();
    const core = /(\d+)\s*$/.exec(new TextDecoder().decode(stdout))?.[1];
    return core === undefined ? undefined : { command: "taskset", core };
  } catch {
    return undefined;
  }
}

async function pin(
  command: string,
  args: readonly string[],
): Promise<{ command: string; args: string[] }> {
  const found = await pinnedCore();
  if (found === undefined) return { command, args: [...args] };
  return { command: found.command, args: ["-c", found.core, command, ...args] };
}

/** The middle of an odd number of figures, the mean of the middle two of an even one. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}
