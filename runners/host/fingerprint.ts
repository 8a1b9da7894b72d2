/**
 * What identifies a host: values that stay from boot to boot and from run to run, and change only when somebody
 * changes hardware, system or settings. What cannot be read has no key.
 */
import { parseCpuList } from "./cores.ts";
import { cpuQuotaOf } from "./noise/cpu_quota.ts";

/** Reads a file; empty where it is absent. */
export type Read = (path: string) => string;

const CPU = "/sys/devices/system/cpu";

/** Names in a folder; none where it is absent. */
export type List = (path: string) => readonly string[];

/** The keys that come from files of /proc, /sys and /etc. */
export function fingerprintFiles(read: Read, list: List): Record<string, string> {
  const cpuinfo = read("/proc/cpuinfo");
  const field = (name: string) =>
    new RegExp(`^${name}\\s*:\\s*(.+)$`, "m").exec(cpuinfo)?.[1]?.trim() ?? "";
  const quota = cpuQuotaOf(read);
  const online = parseCpuList(read(`${CPU}/online`));
  return {
    cpu: field("model name"),
    microcode: field("microcode"),
    smt: read(`${CPU}/smt/control`),
    governor: distinct(
      online.map((core) => read(`${CPU}/cpu${core}/cpufreq/scaling_governor`)),
    ),
    turbo: turboOf(read),
    memory: memoryOf(read, list),
    os: /^PRETTY_NAME="?([^"\n]*)/m.exec(read("/etc/os-release"))?.[1] ?? "",
    clocksource: read("/sys/devices/system/clocksource/clocksource0/current_clocksource"),
    cpu_quota: quota === undefined ? "" : `${Number(quota.toFixed(2))} cores`,
    isolated_cores: read(`${CPU}/isolated`),
    tickless_cores: read(`${CPU}/nohz_full`).replace("(null)", ""),
    mitigations: mitigationsOf(
      new Map(
        list(`${CPU}/vulnerabilities`).map((
          name,
        ) => [name, read(`${CPU}/vulnerabilities/${name}`)]),
      ),
    ),
    huge_pages: /\[([^\]]+)\]/.exec(read("/sys/kernel/mm/transparent_hugepage/enabled"))?.[1] ?? "",
  };
}

/** `on`, `off`, or empty where no driver tells. */
export function turboOf(read: Read): string {
  const intel = read(`${CPU}/intel_pstate/no_turbo`);
  if (intel !== "") return intel === "0" ? "on" : "off";
  const boost = read(`${CPU}/cpufreq/boost`);
  return boost === "" ? "" : boost === "1" ? "on" : "off";
}

/**
 * Which vulnerabilities the system works around, and how, in the order of their names: the first clause of the
 * kernel's sentence. The clauses after it repeat other keys (SMT) or depend on what runs at the time (KVM).
 */
export function mitigationsOf(sentences: ReadonlyMap<string, string>): string {
  return [...sentences]
    .filter(([, sentence]) => sentence !== "" && !/^(Not affected|KVM:)/.test(sentence))
    .map(([name, sentence]) => {
      const clause = sentence.replace(/^Mitigation:\s*/, "").split(/[;,:(]/)[0] as string;
      return `${name}: ${clause.trim()}`;
    })
    .toSorted()
    .join("; ");
}

/**
 * Physical memory: its blocks, of 128 MiB or more. MemTotal is less by what the kernel keeps, which differs from
 * boot to boot, and stands in where there are no blocks to count.
 */
function memoryOf(read: Read, list: List): string {
  const folder = "/sys/devices/system/memory";
  const blocks =
    list(folder).filter((name) =>
      /^memory\d+$/.test(name) && read(`${folder}/${name}/online`) === "1"
    ).length;
  const blockBytes = parseInt(read(`${folder}/block_size_bytes`), 16);
  const kib = Number(/^MemTotal:\s*(\d+) kB/m.exec(read("/proc/meminfo"))?.[1] ?? 0);
  const bytes = blocks > 0 && blockBytes > 0 ? blocks * blockBytes : kib * 1024;
  return bytes > 0 ? `${(bytes / 1024 ** 3).toFixed(1)} GiB` : "";
}

function distinct(values: readonly string[]): string {
  return [...new Set(values.filter((value) => value !== ""))].toSorted().join(", ");
}
