import assert from "node:assert/strict";
import { fingerprintFiles, mitigationsOf, turboOf } from "./fingerprint.ts";

const CPU = "/sys/devices/system/cpu";

/** The files of a server as the kernel words them (Documentation/ABI/testing/sysfs-devices-system-cpu). */
const FILES: Record<string, string> = {
  "/proc/cpuinfo": "processor\t: 0\nmodel name\t: Intel(R) Xeon(R) E-2388G CPU @ 3.20GHz\n" +
    "microcode\t: 0x5d\ncpu MHz\t\t: 4711.123\n",
  "/proc/meminfo": "MemTotal:       65761234 kB\nMemFree:        60000000 kB",
  "/etc/os-release": 'NAME="Debian GNU/Linux"\nPRETTY_NAME="Debian GNU/Linux 13 (trixie)"',
  "/proc/self/cgroup": "0::/bench",
  "/sys/fs/cgroup/cpu.max": "max 100000",
  [`${CPU}/online`]: "0-1",
  [`${CPU}/smt/control`]: "off",
  [`${CPU}/cpu0/cpufreq/scaling_governor`]: "performance",
  [`${CPU}/cpu1/cpufreq/scaling_governor`]: "performance",
  [`${CPU}/intel_pstate/no_turbo`]: "1",
  [`${CPU}/isolated`]: "1",
  [`${CPU}/nohz_full`]: "1",
  [`${CPU}/vulnerabilities/meltdown`]: "Not affected",
  [`${CPU}/vulnerabilities/mds`]: "Mitigation: Clear CPU buffers; SMT disabled",
  [`${CPU}/vulnerabilities/itlb_multihit`]: "KVM: Mitigation: VMX disabled",
  "/sys/devices/system/clocksource/clocksource0/current_clocksource": "tsc",
  "/sys/kernel/mm/transparent_hugepage/enabled": "always [madvise] never",
  "/sys/devices/system/memory/block_size_bytes": "80000000",
  ...Object.fromEntries(
    [...Array(32).keys()].map((n) => [`/sys/devices/system/memory/memory${n}/online`, "1"]),
  ),
  "/sys/devices/system/memory/memory32/online": "0",
};

function fingerprintOf(files: Record<string, string>): Record<string, string> {
  const list = (folder: string) => [
    ...new Set(
      Object.keys(files).filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1).split("/")[0] as string),
    ),
  ];
  return fingerprintFiles((path) => files[path] ?? "", list);
}

Deno.test("the fingerprint holds what identifies a host", () => {
  assert.deepEqual(fingerprintOf(FILES), {
    cpu: "Intel(R) Xeon(R) E-2388G CPU @ 3.20GHz",
    microcode: "0x5d",
    smt: "off",
    governor: "performance",
    turbo: "off",
    memory: "64.0 GiB",
    os: "Debian GNU/Linux 13 (trixie)",
    clocksource: "tsc",
    cpu_quota: "",
    isolated_cores: "1",
    tickless_cores: "1",
    mitigations: "mds: Clear CPU buffers",
    huge_pages: "madvise",
  });
});

Deno.test("what changes from boot to boot or run to run does not change the fingerprint", () => {
  const later = {
    ...FILES,
    "/proc/cpuinfo": (FILES["/proc/cpuinfo"] as string).replace("4711.123", "800.007"),
    "/proc/meminfo": "MemTotal:       65759999 kB\nMemFree:        1000 kB",
    [`${CPU}/vulnerabilities/itlb_multihit`]: "KVM: Mitigation: Split huge pages",
  };
  assert.deepEqual(fingerprintOf(later), fingerprintOf(FILES));
});

Deno.test("what a person changes does change the fingerprint", () => {
  const changes: Record<string, string> = {
    [`${CPU}/cpu1/cpufreq/scaling_governor`]: "powersave",
    [`${CPU}/intel_pstate/no_turbo`]: "0",
    [`${CPU}/smt/control`]: "on",
    [`${CPU}/vulnerabilities/mds`]: "Vulnerable; SMT disabled",
    "/sys/devices/system/memory/memory32/online": "1",
    "/sys/fs/cgroup/cpu.max": "50000 100000",
  };
  for (const [path, text] of Object.entries(changes)) {
    assert.notDeepEqual(fingerprintOf({ ...FILES, [path]: text }), fingerprintOf(FILES), path);
  }
});

Deno.test("a system without these files has empty values, which become no keys", () => {
  assert.deepEqual([...new Set(Object.values(fingerprintOf({})))], [""]);
  assert.equal(turboOf((path) => path.endsWith("boost") ? "1" : ""), "on");
});

Deno.test("mitigationsOf() keeps the first clause, in the order of the names", () => {
  const sentences = new Map([
    ["spectre_v2", "Mitigation: Retpolines; IBPB: conditional; STIBP: disabled; RSB filling"],
    ["l1tf", "Mitigation: PTE Inversion; VMX: conditional cache flushes, SMT vulnerable"],
    ["mds", "Vulnerable: Clear CPU buffers attempted, no microcode; SMT Host state unknown"],
    ["srbds", "Unknown: Dependent on hypervisor status"],
    ["meltdown", "Not affected"],
  ]);
  assert.equal(
    mitigationsOf(sentences),
    "l1tf: PTE Inversion; mds: Vulnerable; spectre_v2: Retpolines; srbds: Unknown",
  );
});
