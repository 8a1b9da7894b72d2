/** Processes and their CPU time out of /proc/<pid>/stat. */
import { type Files, matching } from "./files.ts";

/** Kernel clock ticks a second in /proc: 100 on every Linux that user programs see. */
export const CLOCK_TICKS_PER_SECOND = 100;

export interface Task {
  pid: number;
  /** As the kernel keeps it: cut to 15 bytes, and whatever the program wished. */
  name: string;
  /** utime + stime; not what its ended children used. */
  ticks: number;
}

/** All processes of a reading. */
export function tasksIn(files: Files): Map<number, Task> {
  const tasks = new Map<number, Task>();
  for (const { path, text } of matching(files, "/proc/*/stat")) {
    const pid = Number(path.split("/")[2]);
    const close = text.lastIndexOf(")");
    const fields = text.slice(close + 2).split(" ").map(Number);
    const [utime, stime] = fields.slice(11, 13);
    if (!Number.isInteger(pid) || utime === undefined || stime === undefined) continue;
    tasks.set(pid, { pid, name: text.slice(text.indexOf("(") + 1, close), ticks: utime + stime });
  }
  return tasks;
}

/** Seconds of a processor, or of all of them (`cpu`), out of /proc/stat; undefined where there is no such line. */
export interface CpuSeconds {
  /** Everything but idle, iowait and steal. */
  busy: number;
  steal: number;
}

/** proc(5): user nice system idle iowait irq softirq steal guest guest_nice; user holds guest already. */
export function cpuSeconds(stat: string, cpu: string): CpuSeconds | undefined {
  const line = new RegExp(`^${cpu} +(.*)$`, "m").exec(stat)?.[1];
  if (line === undefined) return undefined;
  const fields = line.trim().split(/\s+/).map((text) => Number(text) / CLOCK_TICKS_PER_SECOND);
  const at = (index: number) => fields[index] ?? 0;
  return { busy: at(0) + at(1) + at(2) + at(5) + at(6), steal: at(7) };
}
