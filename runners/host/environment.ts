/** environment.json: what this host is. Values that cannot be read are left out, never invented. */
import type { Environment } from "../../pipeline/report.ts";
import { allowedCores, type CorePlan } from "./cores.ts";
import { fingerprintFiles } from "./fingerprint.ts";
import { readText } from "./noise/files.ts";
import { outputOf } from "./programs.ts";

/** Reads the fingerprint of this host. */
export async function readHostEnvironment(cores: CorePlan): Promise<Environment> {
  const files = fingerprintFiles(readText, listFolder);
  // Deno's own count is less where there is a quota, which has a key of its own.
  const cpuCount = allowedCores().length || navigator.hardwareConcurrency;
  const { machine, container } = await readVirtualization();
  const { cpu = "", microcode = "", smt = "", ...rest } = files;
  const fingerprint: Record<string, string> = {
    cpu,
    microcode,
    cores: String(cpuCount),
    smt,
    virtualization: [machine, container].filter((kind) => kind !== "").join(", "),
    kernel: Deno.osRelease(),
    architecture: Deno.build.arch,
    ...rest,
    os: files.os || Deno.build.os,
  };
  const kind = machine === "" || machine === "none" ? "machine" : "virtual machine";
  return {
    known: true,
    title: `${cpuCount}-core ${Deno.build.os} ${kind}${cpu === "" ? "" : `, ${cpu}`}`,
    fingerprint: Object.fromEntries(
      Object.entries(fingerprint).filter(([, value]) => value !== ""),
    ),
    notes: {
      "load average at start": Deno.loadavg().map((value) => value.toFixed(2)).join(" "),
      "energy counter": exists("/sys/class/powercap/intel-rapl:0") ? "present" : "none",
    },
    isolation: [
      cores.server.length > 0
        ? `The server is pinned to core ${cores.server.join(", ")}, the generator to core ${
          cores.generator.join(", ")
        }${cores.backend === undefined ? "" : `, backends to core ${cores.backend.join(", ")}`}.`
        : "Nothing is pinned.",
      ...cores.notes,
    ],
  };
}

/** What this system runs in. */
export interface Virtualization {
  /** Kind of virtual machine: `kvm`, `some hypervisor`; `none` on hardware, empty where nothing tells. */
  machine: string;
  /** `docker`, `lxc`; empty outside a container. */
  container: string;
}

/** Asks systemd-detect-virt where there is one, and the processor's flags. */
export async function readVirtualization(): Promise<Virtualization> {
  const kindOf = async (option: string) => {
    const kind = await outputOf(["systemd-detect-virt", option]);
    return /^[a-z0-9-]+$/.test(kind) ? kind : "";
  };
  const [machine, container] = await Promise.all([kindOf("--vm"), kindOf("--container")]);
  const flag = /^flags\s*:.*\bhypervisor\b/m.test(readText("/proc/cpuinfo"));
  return {
    machine: flag && (machine === "" || machine === "none") ? "some hypervisor" : machine,
    container: container === "none" ? "" : container,
  };
}

function listFolder(path: string): string[] {
  try {
    return [...Deno.readDirSync(path)].map((entry) => entry.name);
  } catch {
    return [];
  }
}

function exists(path: string): boolean {
  try {
    Deno.statSync(path);
    return true;
  } catch {
    return false;
  }
}

/** Counters of the whole host, to see what else it did during a trial. */
export interface HostCounters {
  stealSeconds: number;
  swapPages: number;
}

/** Reads steal time and swapped pages since boot; zeros where the system does not tell. */
export function readHostCounters(): HostCounters {
  const steal = Number(/^cpu\s+(?:\d+\s+){7}(\d+)/m.exec(readText("/proc/stat"))?.[1] ?? 0);
  const vmstat = readText("/proc/vmstat");
  const pages = (name: string) =>
    Number(new RegExp(`^${name} (\\d+)$`, "m").exec(vmstat)?.[1] ?? 0);
  return { stealSeconds: steal / 100, swapPages: pages("pswpin") + pages("pswpout") };
}
