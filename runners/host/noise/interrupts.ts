/** Interrupts that the server's core served while the probe ran. */
import { groupsOf } from "../../../common/groups.ts";
import { type NoiseCheck, stateOf, unknown } from "./check.ts";
import { formatCores, formatNumber } from "./words.ts";

/** About what an interrupt of a device takes with its bottom half. */
const INTERRUPT_SECONDS = 5e-6;
const MOST_NAMED = 3;

/** One line of /proc/interrupts. */
export interface InterruptLine {
  /** Number of a device's interrupt, or the kernel's letters: `LOC`, `RES`. */
  id: string;
  name: string;
  /** Count by core. */
  counts: Map<number, number>;
}

export const interrupts: NoiseCheck = {
  name: "interrupts",
  files: () => ["/proc/interrupts"],
  check({ before, after, seconds, cores }) {
    const [earlier, later] = [before, after].map((files) =>
      parseInterrupts(files.get("/proc/interrupts") ?? "")
    ) as [InterruptLine[], InterruptLine[]];
    if (later.length === 0 || cores.server.length === 0) {
      return unknown("this system does not say which core serves which interrupt");
    }
    const previous = new Map(earlier.map((line) => [line.id, line]));
    const grown = later.map((line) => ({
      ...line,
      perSecond: cores.server.reduce(
        (sum, core) =>
          sum + (line.counts.get(core) ?? 0) - (previous.get(line.id)?.counts.get(core) ?? 0),
        0,
      ) /
        seconds,
    })).filter(({ perSecond }) => perSecond > 0).sort((a, b) => b.perSecond - a.perSecond);
    const devices = grown.filter(({ id }) => /^\d+$/.test(id));
    const total = devices.reduce((sum, { perSecond }) => sum + perSecond, 0);
    const ticks = grown.find(({ id }) => id === "LOC")?.perSecond ?? 0;
    const share = total * INTERRUPT_SECONDS / cores.server.length;
    const state = stateOf(share);
    const named = devices.slice(0, MOST_NAMED);
    return {
      state,
      measured: `${formatNumber(total)} a second from devices on ${formatCores(cores.server)}` +
        (named.length === 0
          ? ""
          : ` (${
            named.map(({ id, name, perSecond }) => `${name} irq ${id}: ${formatNumber(perSecond)}`)
              .join(", ")
          })`) +
        `; ${formatNumber(ticks)} timer ticks a second`,
      values: [
        { name: "from devices", value: total, unit: "1/s" },
        { name: "timer ticks", value: ticks, unit: "1/s" },
        ...named.map(({ id, name, perSecond }) => ({
          name: `irq ${id} ${name}`,
          value: perSecond,
          unit: "1/s",
        })),
      ],
      effect: {
        share,
        kind: "cost",
        basis: "5 µs an interrupt (assumed); without load, so the network's own come on top",
      },
      remedy: state === "good" ? "" : "sudo systemctl stop irqbalance; " +
        named.map(({ id }) =>
          `echo ${otherCores(cores)} | sudo tee /proc/irq/${id}/smp_affinity_list`
        ).join("; "),
    };
  },
};

function otherCores(cores: { server: number[]; generator: number[] }): string {
  const others = cores.generator.filter((core) => !cores.server.includes(core));
  return others.length === 0 ? "LIST" : others.join(",");
}

/** Reads /proc/interrupts: a head of `CPU0 CPU1`, then lines of an id, a count per core, chip and name. */
export function parseInterrupts(text: string): InterruptLine[] {
  const [head, ...lines] = text.split("\n");
  const columns = (head ?? "").trim().split(/\s+/).map((each) =>
    Number(/^CPU(\d+)$/.exec(each)?.[1])
  );
  return lines.flatMap((line) => {
    const match = /^\s*(\w+):\s*(.*)$/.exec(line);
    if (match === null) return [];
    const [id, rest] = groupsOf(match, 2);
    const words = rest.split(/\s+/);
    const counts = new Map<number, number>();
    for (const [index, core] of columns.entries()) {
      // `ERR:` and `MIS:` have one count and no core.
      if (/^\d+$/.test(words[index] ?? "")) counts.set(core, Number(words[index]));
    }
    const name = /^\d+$/.test(id) ? words.at(-1) ?? "" : words.slice(columns.length).join(" ");
    return [{ id, name, counts }];
  });
}
