/** Whether the server's core is kept free of other tasks and of the timer tick. */
import { parseCpuList } from "../cores.ts";
import { type NoiseCheck, type Observation, plannedCores, unknown } from "./check.ts";
import { parseInterrupts } from "./interrupts.ts";
import { formatCores, formatNumber } from "./words.ts";

const ISOLATED = "/sys/devices/system/cpu/isolated";
const WITHOUT_TICK = "/sys/devices/system/cpu/nohz_full";
const SIBLINGS = "/sys/devices/system/cpu/cpu*/topology/thread_siblings_list";
/** About what a timer tick takes. */
const TICK_SECONDS = 2e-6;

export const isolation: NoiseCheck = {
  name: "isolation",
  files: () => [ISOLATED, WITHOUT_TICK, SIBLINGS, "/proc/interrupts"],
  check(host) {
    const { before, after, seconds, cores } = host;
    const listed = before.get(ISOLATED);
    const { server } = cores;
    if (listed === undefined || server.length === 0) {
      return unknown("this kernel does not list isolated cores");
    }
    const isolated = parseCpuList(listed);
    const tickless = parseCpuList(before.get(WITHOUT_TICK) ?? "");
    const free = server.every((core) => isolated.includes(core));
    const quiet = server.every((core) => tickless.includes(core));
    const ticks = (files: typeof before) =>
      parseInterrupts(files.get("/proc/interrupts") ?? "").find(({ id }) => id === "LOC")
        ?.counts.get(server[0] as number) ?? 0;
    const perSecond = Math.max(0, ticks(after) - ticks(before)) / seconds;
    const list = coresToIsolate(host).join(",");
    return {
      state: free && quiet ? "good" : "acceptable",
      measured:
        `the server's ${formatCores(server)} ${free ? "is isolated" : "is open to any task"}, ` +
        (quiet ? "without the timer tick" : `with ${formatNumber(perSecond)} timer ticks a second`),
      values: [
        { name: "isolated cores", value: listed, unit: "" },
        { name: "cores without tick", value: before.get(WITHOUT_TICK) ?? "", unit: "" },
      ],
      effect: free && quiet ? null : {
        share: quiet ? null : perSecond * TICK_SECONDS,
        kind: "cost",
        basis: quiet
          ? "what other tasks take is in `hiccups`"
          : "2 µs a tick (assumed); what other tasks take is in `hiccups`",
      },
      remedy: free && quiet
        ? ""
        : `boot with isolcpus=${list} nohz_full=${list} rcu_nocbs=${list} (GRUB_CMDLINE_LINUX in /etc/default/grub, sudo update-grub); the server is then put there`,
    };
  },
};

/** The last core with its siblings: the first one keeps the time for all and serves most interrupts. */
function coresToIsolate({ before, cores }: Observation): number[] {
  const last = Math.max(...plannedCores(cores));
  const siblings = parseCpuList(before.get(SIBLINGS.replace("*", String(last))) ?? "");
  return siblings.length === 0 ? [last] : siblings;
}
