/** Samples CPU time and memory of processes from /proc at a fixed rate, into the raw file's text. */
import type { TrialProcess } from "../../pipeline/report.ts";
import { descendantsOf } from "./descendants.ts";
import { tickCount, type Usage } from "./tick_count.ts";

/** Ten samples a second. */
export const SAMPLE_INTERVAL_SECONDS = 0.1;

/** Samples from one look for children of every thread to the next: a server of many threads would feel each. */
const SAMPLES_A_LOOK = 10;

/** Kernel clock ticks a second in /proc/<pid>/stat: 100 on every Linux that user programs see. */
const CLOCK_TICKS_PER_SECOND = 100;

/** Bytes of a page of memory: 4096, but 16 or 64 KiB on some machines, such as those with an ARM processor. */
const PAGE_BYTES = pageBytesIn(readAuxiliaryVector());

/** What the kernel told this process of the machine when it began: getauxval(3). */
function readAuxiliaryVector(): Uint8Array<ArrayBuffer> {
  try {
    return Deno.readFileSync("/proc/self/auxv");
  } catch {
    return new Uint8Array();
  }
}

/** The page size (AT_PAGESZ, key 6) among pairs of words; the usual one where there is none. */
export function pageBytesIn(vector: Uint8Array<ArrayBuffer>): number {
  const words = new BigUint64Array(vector.buffer, 0, Math.floor(vector.length / 8));
  const key = words.findIndex((word, index) => index % 2 === 0 && word === 6n);
  return key < 0 ? 4096 : Number(words[key + 1] ?? 4096n);
}

interface ProcessUsage extends Usage {
  rssPages: number;
}

/** Usage of one process; undefined when it is gone. */
export function readUsage(pid: number): ProcessUsage | undefined {
  let text: string;
  try {
    text = Deno.readTextFileSync(`/proc/${pid}/stat`);
  } catch {
    return undefined;
  }
  return parseStat(text);
}

/**
 * Fields 14-17 and 24 of proc(5) stat: utime, stime, cutime, cstime, rss. The second field is the program's
 * name in parentheses and may hold blanks and parentheses itself.
 */
export function parseStat(text: string): ProcessUsage | undefined {
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ").map(Number);
  const [utime, stime, cutime, cstime] = fields.slice(11, 15);
  const rssPages = fields[21];
  if (
    utime === undefined || stime === undefined || cutime === undefined || cstime === undefined ||
    rssPages === undefined
  ) return undefined;
  const reapedTicks = cutime + cstime;
  return { ticks: utime + stime + reapedTicks, reapedTicks, rssPages };
}

/** How a process began. */
export interface StartUp {
  /** From its start to its first answer. */
  seconds: number;
  /** Resident memory at that moment. */
  rssPages: number;
}

/** Resident memory of processes with their living descendants. */
export function pagesOf(pids: readonly number[]): number {
  return withDescendants(pids, "all").reduce(
    (sum, pid) => sum + (readUsage(pid)?.rssPages ?? 0),
    0,
  );
}

export interface Sampler {
  /** Stops sampling and returns the raw file; times are seconds since the sampler was made. */
  stop(measured: { from: number; to: number }): string;
  /** Seconds since the sampler was made. */
  now(): number;
}

/** Starts sampling the processes of a role, summed, with their living descendants. `clock` is in milliseconds. */
export function startSampler(
  role: TrialProcess["role"],
  pids: readonly number[],
  start?: StartUp,
  clock: () => number = () => performance.now(),
): Sampler {
  const began = clock();
  const now = () => (clock() - began) / 1000;
  const samples: [seconds: number, ticks: number, rssPages: number][] = [];
  const count = tickCount();
  let known: number[] = [];
  let taken = 0;
  const sample = () => {
    const usages = new Map<number, ProcessUsage>();
    known = taken++ % SAMPLES_A_LOOK === 0
      ? withDescendants(pids, "all")
      : [...new Set([...known, ...withDescendants(pids, "first")])];
    for (const each of known) {
      const usage = readUsage(each);
      if (usage !== undefined) usages.set(each, usage);
    }
    const ticks = count(usages);
    const rssPages = usages.values().reduce((sum, usage) => sum + usage.rssPages, 0);
    if (rssPages === 0) return;
    const seconds = Number(now().toFixed(4));
    // Due and stopped in one turn: times ascend in the raw file, so the later usage takes the place of the first.
    if (samples.at(-1)?.[0] === seconds) samples.pop();
    samples.push([seconds, ticks, rssPages]);
  };
  sample();
  const timer = setInterval(sample, SAMPLE_INTERVAL_SECONDS * 1000);
  return {
    now,
    stop(measured) {
      clearInterval(timer);
      sample();
      const head = {
        format: "wallclock-process-samples",
        version: 1,
        role,
        ...(pids.length === 1 ? { pid: pids[0] } : {}),
        clockTicksPerSecond: CLOCK_TICKS_PER_SECOND,
        pageBytes: PAGE_BYTES,
        intervalSeconds: SAMPLE_INTERVAL_SECONDS,
        measuredFrom: Number(measured.from.toFixed(4)),
        measuredTo: Number(measured.to.toFixed(4)),
        ...(start === undefined
          ? {}
          : { startSeconds: Number(start.seconds.toFixed(4)), startRssPages: start.rssPages }),
      };
      return [head, ...samples, { end: true }].map((line) => `${JSON.stringify(line)}\n`).join("");
    },
  };
}

function withDescendants(pids: readonly number[], threads: "all" | "first"): number[] {
  return pids.flatMap((pid) => [pid, ...descendantsOf(pid, threads)]);
}
