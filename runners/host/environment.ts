/** environment.json: what this host is. Values that cannot be read are left out, never invented. */
import type { Environment } from "../../pipeline/report.ts";
import type { CorePlan } from "./cores.ts";
import { outputOf } from "./programs.ts";

/** Reads the fingerprint of this host. */
export async function readHostEnvironment(cores: CorePlan): Promise<Environment> {
  const cpuinfo = read("/proc/cpuinfo");
  const meminfo = read("/proc/meminfo");
  const field = (text: string, name: string) =>
    new RegExp(`^${name}\\s*:\\s*(.+)$`, "m").exec(text)?.[1]?.trim() ?? "";
  const cpuCount = navigator.hardwareConcurrency;
  const memoryKiB = Number(/^\d+/.exec(field(meminfo, "MemTotal"))?.[0] ?? 0);
  const virtualization = await outputOf(["systemd-detect-virt"]);
  const hypervisor = /\bhypervisor\b/.test(field(cpuinfo, "flags"));
  const cpu = "/sys/devices/system/cpu";
  const fingerprint = {
    cpu: field(cpuinfo, "model name"),
    microcode: field(cpuinfo, "microcode"),
    cores: String(cpuCount),
    smt: read(`${cpu}/smt/control`),
    governor: read(`${cpu}/cpu0/cpufreq/scaling_governor`),
    turbo: turbo(),
    memory: memoryKiB > 0 ? `${(memoryKiB / 1024 ** 2).toFixed(1)} GiB` : "",
    virtualization: virtualization || (hypervisor ? "yes, kind unknown" : ""),
    os: /^PRETTY_NAME="?([^"\n]*)/m.exec(read("/etc/os-release"))?.[1] ?? Deno.build.os,
    kernel: Deno.osRelease(),
    architecture: Deno.build.arch,
    clocksource: read("/sys/devices/system/clocksource/clocksource0/current_clocksource"),
    mitigations: mitigations(),
  };
  const kind = hypervisor || virtualization !== "" && virtualization !== "none"
    ? "virtual machine"
    : "machine";
  return {
    known: true,
    title: `${cpuCount}-core ${Deno.build.os} ${kind}${
      fingerprint.cpu === "" ? "" : `, ${fingerprint.cpu}`
    }`,
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
        }.`
        : "Nothing is pinned.",
      ...cores.notes,
    ],
  };
}

function turbo(): string {
  const intel = read("/sys/devices/system/cpu/intel_pstate/no_turbo");
  if (intel !== "") return intel === "0" ? "on" : "off";
  const boost = read("/sys/devices/system/cpu/cpufreq/boost");
  return boost === "" ? "" : boost === "1" ? "on" : "off";
}

function mitigations(): string {
  const folder = "/sys/devices/system/cpu/vulnerabilities";
  try {
    const names = [...Deno.readDirSync(folder)].map((entry) => entry.name).sort();
    return names.map((name) => `${name}: ${read(`${folder}/${name}`)}`)
      .filter((line) => !line.endsWith("Not affected")).join("; ");
  } catch {
    return "";
  }
}

function read(path: string): string {
  try {
    return Deno.readTextFileSync(path).trim();
  } catch {
    return "";
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
  const steal = Number(/^cpu\s+(?:\d+\s+){7}(\d+)/m.exec(read("/proc/stat"))?.[1] ?? 0);
  const vmstat = read("/proc/vmstat");
  const pages = (name: string) =>
    Number(new RegExp(`^${name} (\\d+)$`, "m").exec(vmstat)?.[1] ?? 0);
  return { stealSeconds: steal / 100, swapPages: pages("pswpin") + pages("pswpout") };
}
