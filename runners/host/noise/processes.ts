/** What else used the CPU while the probe ran, by name; the load average beside it. */
import { withoutControls } from "../../../common/command.ts";
import {
  GOOD_BELOW,
  type NoiseCheck,
  type Observation,
  plannedCores,
  stateOf,
  unknown,
} from "./check.ts";
import { CLOCK_TICKS_PER_SECOND, cpuSeconds, type Task, tasksIn } from "./tasks.ts";
import { formatCores, formatNumber, formatShare } from "./words.ts";

const MOST_NAMED = 3;
/** CPU time that no process accounts for is worth a word from here on: interrupts alone reach less. */
const LEAST_UNSEEN_CORES = 0.1;

export const processes: NoiseCheck = {
  name: "processes",
  files: () => ["/proc/*/stat", "/proc/stat", "/proc/loadavg"],
  check(host) {
    const { before, after, cores } = host;
    const load = before.get("/proc/loadavg")?.split(" ")[0];
    const online = after.get("/proc/stat")?.match(/^cpu\d+ /gm)?.length;
    if (load === undefined || online === undefined) return unknown("no process list here");
    const others = otherTasks(host);
    const unseen = unseenCores(host, others);
    const used = others.reduce((sum, { cores }) => sum + cores, 0) +
      (unseen >= LEAST_UNSEEN_CORES ? unseen : 0);
    const share = Math.min(1, used / online);
    const state = stateOf(share);
    const named = others.slice(0, MOST_NAMED).map(({ task, cores }) =>
      `${withoutControls(task.name)} (pid ${task.pid}) ${formatShare(cores)}`
    );
    if (unseen >= LEAST_UNSEEN_CORES) {
      named.push(`${formatShare(unseen)} in the kernel, other containers or processes now gone`);
    }
    const pids = others.slice(0, MOST_NAMED)
      .filter(({ cores }) => cores / online >= GOOD_BELOW)
      .map(({ task }) => task.pid);
    const spare = [...Array(online).keys()].filter((core) => !plannedCores(cores).includes(core));
    return {
      state,
      measured: `others used ${formatShare(used)} of a core` +
        (named.length === 0 ? "" : `: ${named.join(", ")}`) +
        `; load average ${load} before` +
        (Number(load) > 0.5 && state === "good" ? ", from work that waits or has ended" : ""),
      values: [
        { name: "used by others", value: used, unit: "cores" },
        { name: "load average", value: Number(load), unit: "1" },
        ...others.slice(0, MOST_NAMED).map(({ task, cores }) => ({
          name: `${task.name} ${task.pid}`,
          value: cores,
          unit: "cores",
        })),
      ],
      effect: {
        share,
        kind: "noise",
        basis: `measured, spread over ${formatNumber(online)} cores; on one core it is more`,
      },
      remedy: state === "good"
        ? ""
        : pids.length === 0
        ? "see what comes and goes: top -d 1; in a container, on its host"
        : spare.length === 0
        ? `end what is not needed: ps -o pid,user,etime,args -p ${pids.join(",")}`
        : `end what is not needed, or keep it off ${formatCores(cores.server)}: ` +
          `for p in ${pids.join(" ")}; do sudo taskset -apc ${spare.join(",")} $p; done`,
    };
  },
};

interface OtherTask {
  task: Task;
  cores: number;
}

/** What is not ours and used CPU in between, the busiest first. */
function otherTasks({ before, after, seconds, own }: Observation): OtherTask[] {
  const earlier = tasksIn(before);
  return [...tasksIn(after).values()]
    .filter(({ pid }) => !own.has(pid))
    .map((task) => ({
      task,
      cores: (task.ticks - (earlier.get(task.pid)?.ticks ?? 0)) / CLOCK_TICKS_PER_SECOND / seconds,
    }))
    .filter(({ cores }) => cores > 0)
    .sort((a, b) => b.cores - a.cores || a.task.pid - b.task.pid);
}

/** Cores that were busy with nothing that has an entry of its own. */
function unseenCores(host: Observation, others: readonly OtherTask[]): number {
  const { before, after, seconds, own } = host;
  const busy = (files: Observation["before"]) =>
    cpuSeconds(files.get("/proc/stat") ?? "", "cpu")?.busy ?? 0;
  const earlier = tasksIn(before);
  const ours = [...tasksIn(after).values()].filter(({ pid }) => own.has(pid))
    .reduce((sum, task) => sum + task.ticks - (earlier.get(task.pid)?.ticks ?? 0), 0);
  const seen = others.reduce((sum, { cores }) => sum + cores, 0) +
    ours / CLOCK_TICKS_PER_SECOND / seconds;
  return Math.max(0, (busy(after) - busy(before)) / seconds - seen);
}
