/** For each check of the noise: a quiet host, and the same with a seeded fault. */
import type { NoiseState } from "./check.ts";
import { coreResult, type HostOptions } from "./testing.ts";

const CPU = "/sys/devices/system/cpu";
const CLOCK = "/sys/devices/system/clocksource/clocksource0";
const HUGE = "/sys/kernel/mm/transparent_hugepage";
const STAT = "cpu  100 0 100 9000 0 0 0 STEAL 0 0\ncpu0 50 0 50 4500 0 0 0 STEAL 0 0\n" +
  "cpu1 50 0 50 4500 0 0 0 0 0 0";
const stat = (steal: number) => STAT.replaceAll("STEAL", String(steal));
const task = (pid: number, name: string, ticks: number) =>
  `${pid} (${name}) R 1 1 1 0 -1 0 0 0 0 0 ${ticks} 0 0 0 20 0 1 0 5 1000 10 0`;
const interrupts = (count: number) =>
  `           CPU0       CPU1\n 36:  ${count}  0  PCI-MSIX-0000:00:02.0  1-edge  nvme0q1\n` +
  `LOC:  1000  1000  Local timer interrupts`;

/** A quiet host, the same with a seeded fault, and what is then said. */
export interface NoiseCase {
  good: HostOptions;
  bad: HostOptions;
  state?: NoiseState;
  /** Share of the effect; null where it has no number. */
  share: number | null;
  remedy: RegExp;
}

export const CASES: Readonly<Record<string, NoiseCase>> = {
  hiccups: {
    good: {},
    bad: {
      probe: {
        clock: undefined,
        cores: [
          coreResult(0, "server", { gaps: { share: 0.31, waitedShare: 0.3 } }),
          coreResult(1, "generator"),
        ],
      },
    },
    share: 0.31,
    remedy: /`processes`/,
  },
  "fixed-work": {
    good: {},
    bad: {
      probe: {
        clock: undefined,
        cores: [coreResult(0, "server"), coreResult(1, "generator", { work: { windowCv: 0.08 } })],
      },
    },
    share: 0.08,
    remedy: /`governor`/,
  },
  "shared-units": {
    good: {},
    bad: {
      probe: {
        clock: undefined,
        cores: [
          coreResult(0, "server", { work: { quartileSeconds: 1.6e-3 } }),
          coreResult(1, "generator", { work: { quartileSeconds: 1.5e-3 } }),
        ],
      },
    },
    share: 0.375,
    remedy: /`smt`/,
  },
  processes: {
    good: {
      before: {
        "/proc/loadavg": "0.05 0.1 0.1 1/100 5",
        "/proc/stat": stat(0),
        "/proc/77/stat": task(77, "idle one", 500),
      },
    },
    bad: {
      before: {
        "/proc/loadavg": "1.05 0.1 0.1 1/100 5",
        "/proc/stat": stat(0),
        "/proc/77/stat": task(77, "a (b) c", 500),
        "/proc/1000/stat": task(1000, "deno", 500),
      },
      after: {
        "/proc/77/stat": task(77, "a (b) c", 600),
        "/proc/1000/stat": task(1000, "deno", 800),
      },
    },
    share: 0.25,
    remedy: /-p 77$/,
  },
  steal: {
    good: { before: { "/proc/stat": stat(0) } },
    bad: { before: { "/proc/stat": stat(5) }, after: { "/proc/stat": stat(25) }, virtual: true },
    share: 0.1,
    remedy: /dedicated cores/,
  },
  governor: {
    good: governors("performance"),
    bad: governors("schedutil"),
    share: 0.75,
    remedy: /^sudo cpupower frequency-set -g performance$/,
  },
  turbo: {
    good: { before: { [`${CPU}/intel_pstate/no_turbo`]: "1" } },
    bad: {
      before: {
        [`${CPU}/intel_pstate/no_turbo`]: "0",
        [`${CPU}/cpu0/cpufreq/base_frequency`]: "2100000",
        [`${CPU}/cpu0/cpufreq/cpuinfo_max_freq`]: "3000000",
      },
    },
    share: 0.3,
    remedy: /^echo 1 \| sudo tee .*no_turbo$/,
  },
  smt: {
    good: { before: { [`${CPU}/cpu0/topology/thread_siblings_list`]: "0" } },
    bad: { before: { [`${CPU}/cpu0/topology/thread_siblings_list`]: "0-1" } },
    share: 0.35,
    remedy: /^echo 0 \| sudo tee .*cpu1\/online$/,
  },
  thermal: {
    good: { before: { [`${CPU}/cpu0/thermal_throttle/core_throttle_count`]: "0" } },
    bad: {
      before: {
        [`${CPU}/cpu0/thermal_throttle/core_throttle_count`]: "10",
        [`${CPU}/cpu0/thermal_throttle/core_throttle_total_time_ms`]: "1000",
        "/sys/class/thermal/thermal_zone0/type": "x86_pkg_temp",
        "/sys/class/thermal/thermal_zone0/temp": "97000",
      },
      after: {
        [`${CPU}/cpu0/thermal_throttle/core_throttle_count`]: "12",
        [`${CPU}/cpu0/thermal_throttle/core_throttle_total_time_ms`]: "1400",
      },
    },
    share: 0.2,
    remedy: /cool it/,
  },
  "cpu-quota": {
    good: { before: quota("max 100000", 0) },
    bad: { before: quota("150000 100000", 0), after: quota("150000 100000", 100_000) },
    share: 0.25,
    remedy: /without --cpus/,
  },
  interrupts: {
    good: { before: { "/proc/interrupts": interrupts(0) } },
    bad: {
      before: { "/proc/interrupts": interrupts(0) },
      after: { "/proc/interrupts": interrupts(20_000) },
    },
    share: 0.05,
    remedy: /echo 1 \| sudo tee \/proc\/irq\/36\/smp_affinity_list/,
  },
  isolation: {
    good: { before: { [`${CPU}/isolated`]: "0", [`${CPU}/nohz_full`]: "0" } },
    bad: {
      before: { [`${CPU}/isolated`]: "", "/proc/interrupts": interrupts(0) },
      after: { "/proc/interrupts": interrupts(0).replace("LOC:  1000", "LOC:  3000") },
    },
    state: "acceptable",
    share: 0.002,
    remedy: /isolcpus=1 nohz_full=1 rcu_nocbs=1/,
  },
  swap: {
    good: memory(0, 0),
    bad: {
      before: memory(1024, 0).before as Record<string, string>,
      after: memory(1024, 2000).before as Record<string, string>,
    },
    share: 0.1,
    remedy: /^sudo swapoff -a$/,
  },
  timer: {
    good: { before: { [`${CLOCK}/current_clocksource`]: "tsc" } },
    bad: {
      before: {
        [`${CLOCK}/current_clocksource`]: "hpet",
        [`${CLOCK}/available_clocksource`]: "tsc hpet acpi_pm",
      },
      probe: { cores: [], clock: { readSeconds: 1e-6, stepSeconds: 70e-9 } },
    },
    share: 0.2,
    remedy: /^echo tsc \| sudo tee .*current_clocksource$/,
  },
  "transparent-huge-pages": {
    good: { before: { [`${HUGE}/enabled`]: "always [madvise] never" } },
    bad: { before: { [`${HUGE}/enabled`]: "[always] madvise never" } },
    state: "acceptable",
    share: null,
    remedy: /^echo madvise \| sudo tee/,
  },
  "numa-balancing": {
    good: nodes("0"),
    bad: nodes("1"),
    state: "acceptable",
    share: null,
    remedy: /kernel\.numa_balancing=0$/,
  },
  "nmi-watchdog": {
    good: { before: { "/proc/sys/kernel/nmi_watchdog": "0" } },
    bad: { before: { "/proc/sys/kernel/nmi_watchdog": "1" } },
    state: "acceptable",
    share: 1e-6,
    remedy: /kernel\.nmi_watchdog=0$/,
  },
  "address-randomization": {
    good: { before: { "/proc/sys/kernel/randomize_va_space": "2" } },
    bad: { before: { "/proc/sys/kernel/randomize_va_space": "0" } },
    state: "acceptable",
    share: null,
    remedy: /kernel\.randomize_va_space=2$/,
  },
};

function governors(name: string): HostOptions {
  const folder = `${CPU}/cpu0/cpufreq`;
  return {
    before: {
      [`${folder}/scaling_governor`]: name,
      [`${folder}/scaling_min_freq`]: "800000",
      [`${folder}/scaling_max_freq`]: "3200000",
    },
  };
}

function quota(max: string, throttledMicroseconds: number): Record<string, string> {
  return {
    "/proc/self/cgroup": "0::/bench/one",
    "/sys/fs/cgroup/bench/cpu.max": max,
    "/sys/fs/cgroup/bench/one/cpu.max": "max 100000",
    "/sys/fs/cgroup/bench/cpu.stat":
      `usage_usec 5\nnr_throttled 1\nthrottled_usec ${throttledMicroseconds}`,
  };
}

function memory(usedKib: number, swappedIn: number): HostOptions {
  return {
    before: {
      "/proc/meminfo": `MemTotal:  9000 kB\nSwapTotal:  8192 kB\nSwapFree:  ${8192 - usedKib} kB`,
      "/proc/vmstat": `pswpin ${swappedIn}\npswpout 0`,
    },
  };
}

function nodes(balancing: string): HostOptions {
  return {
    before: {
      "/sys/devices/system/node/node0/cpulist": "0-3",
      "/sys/devices/system/node/node1/cpulist": "4-7",
      "/proc/sys/kernel/numa_balancing": balancing,
    },
  };
}
