import { match, ok } from "node:assert/strict";
import { NOISE_CHECKS } from "./mod.ts";
import { expects, said } from "./testing_expects.ts";

const CPU = "/sys/devices/system/cpu";

Deno.test("swap: what was moved before the probe is no fault, what left memory alone costs nothing", () => {
  const files = (usedKib: number, pagesIn: number, pagesOut: number) => ({
    "/proc/meminfo": `SwapTotal:  2097152 kB\nSwapFree:  ${2097152 - usedKib} kB`,
    "/proc/vmstat": `pswpin ${pagesIn}\npswpout ${pagesOut}`,
  });
  const host = (a: [number, number, number], b: [number, number, number]) => ({
    before: files(...a),
    after: files(...b),
  });
  expects(
    "swap",
    host([0, 9, 9], [0, 9, 9]),
    "good",
    undefined,
    /^0 MiB used, 0 pages moved$/,
    /^$/,
  );
  expects(
    "swap",
    host([1048576, 9, 9], [1048576, 9, 9]),
    "acceptable",
    0,
    /^1,024 MiB used, 0 pages/,
    /./,
  );
  expects("swap", host([0, 9, 9], [0, 9, 10]), "acceptable", 0, /, 1 pages moved$/, /swapoff/);
  expects(
    "swap",
    host([1, 100, 5], [1, 110, 9]),
    "acceptable",
    0.0005,
    /, 14 pages moved$/,
    /swapoff/,
  );
  expects("swap", host([1, 0, 0], [1, 90_000, 0]), "bad", 1, /, 90,000 pages moved$/);
  const { "/proc/vmstat": _gone, ...meminfo } = files(0, 0, 0);
  expects("swap", { before: meminfo, after: files(0, 0, 0) }, "unknown", undefined, /^no/);
  expects("swap", { before: { "/proc/vmstat": "pswpin 0" } }, "unknown", undefined, /^no/);
  expects(
    "swap",
    { before: { "/proc/vmstat": "", "/proc/meminfo": "" } },
    "good",
    undefined,
    /^no swap$/,
  );
});

Deno.test("isolation: cores that are free of tasks keep their tick unless that is off too", () => {
  const files = (isolated: string, tickless: string, ticks: number) => ({
    [`${CPU}/isolated`]: isolated,
    [`${CPU}/nohz_full`]: tickless,
    "/proc/interrupts": `     CPU0 CPU1 CPU2\n LOC: ${ticks} 7 9  Local timer interrupts`,
  });
  const host = (isolated: string, tickless: string) => ({
    before: files(isolated, tickless, 100),
    after: files(isolated, tickless, 600),
  });
  expects(
    "isolation",
    host("0-1", ""),
    "acceptable",
    0.0005,
    /core 0 is isolated, with 250 timer ticks/,
    /./,
  );
  expects(
    "isolation",
    host("", "0"),
    "acceptable",
    null,
    /is open to any task, without the timer tick$/,
    /./,
  );
  expects(
    "isolation",
    host("0", "0"),
    "good",
    undefined,
    /^the server's core 0 is isolated, without/,
    /^$/,
  );
  const siblings = { [`${CPU}/cpu2/topology/thread_siblings_list`]: "2,6" };
  const cores = { server: [0, 2], generator: [1], notes: [] };
  const two = { ...host("0", "0"), cores };
  expects(
    "isolation",
    { ...two, before: { ...two.before, ...siblings } },
    "acceptable",
    0.0005,
    /cores 0, 2 is open/,
    /isolcpus=2,6 nohz_full=2,6 rcu_nocbs=2,6 /,
  );
  const none = { ...host("0", "0"), cores: { server: [], generator: [1], notes: [] } };
  expects("isolation", none, "unknown", undefined, /does not list isolated cores$/);
  const check = NOISE_CHECKS.find(({ name }) => name === "isolation");
  const asked = check?.files(() => "") ?? [];
  const huge = NOISE_CHECKS.find(({ name }) => name === "transparent-huge-pages");
  ok(huge?.files(() => "").includes("/sys/kernel/mm/transparent_hugepage/defrag"));
  for (const file of [`${CPU}/nohz_full`, `${CPU}/cpu*/topology/thread_siblings_list`]) {
    ok(asked.includes(file), file);
  }
});

Deno.test("timer: each clock that needs no system call is good, and a slow one asks for one of those there are", () => {
  const folder = "/sys/devices/system/clocksource/clocksource0";
  const source = (current: string, others: string) => ({
    before: {
      [`${folder}/current_clocksource`]: current,
      [`${folder}/available_clocksource`]: others,
    },
  });
  for (const name of ["tsc", "kvm-clock", "hyperv_clocksource_tsc_page", "arch_sys_counter"]) {
    expects(
      "timer",
      source(name, ""),
      "good",
      undefined,
      new RegExp(`^clocksource ${name}, `),
      /^$/,
    );
    expects(
      "timer",
      source("hpet", `hpet ${name}`),
      "bad",
      0.006,
      /./,
      new RegExp(`^echo ${name} `),
    );
  }
  expects("timer", source("acpi_pm", "acpi_pm hpet"), "bad", 0.006, /./, /^the kernel log says/);
  const blind = { probe: { clock: undefined, cores: [] } };
  expects("timer", { ...source("hpet", ""), ...blind }, "bad", null, /^clocksource hpet$/);
  expects(
    "timer",
    {},
    "unknown",
    undefined,
    /^a reading costs 30 ns .*, smallest step seen 30 ns$/,
    /^$/,
  );
  const slow = { probe: { clock: { readSeconds: 1, stepSeconds: 1 }, cores: [] } };
  expects("timer", { ...source("hpet", ""), ...slow }, "bad", 1, /costs 1 s/);
  expects("timer", blind, "unknown", undefined, /^no clock could be read$/);
});

Deno.test("the kernel's settings are told as they are, with their own words where they are several", () => {
  const pages = (enabled: string, defrag: string) => ({
    before: {
      "/sys/kernel/mm/transparent_hugepage/enabled": enabled,
      "/sys/kernel/mm/transparent_hugepage/defrag": defrag,
    },
  });
  const name = "transparent-huge-pages";
  const stalls = pages("[always] madvise never", "[always] defer madvise never");
  expects(name, stalls, "acceptable", null, /^always, defragmentation always$/);
  match(
    said(name, stalls).effect?.basis ?? "",
    /huge, and a page fault waits for compaction \(kernel/,
  );
  const apart = pages("[always] madvise never", "always [madvise] never");
  match(said(name, apart).effect?.basis ?? "", /happen to be huge \(kernel/);
  expects(
    name,
    pages("always madvise [never]", "[always]"),
    "good",
    undefined,
    /^never, def/,
    /^$/,
  );
  const nodes = (count: number, balancing: Record<string, string>) => ({
    before: {
      ...Object.fromEntries(
        Array.from({ length: count }, (_, i) => [`/sys/devices/system/node/node${i}/cpulist`, "0"]),
      ),
      ...balancing,
    },
  });
  const on = { "/proc/sys/kernel/numa_balancing": "2" };
  expects("numa-balancing", nodes(1, on), "good", undefined, /^one memory node$/, /^$/);
  expects("numa-balancing", nodes(3, on), "acceptable", null, /^3 memory nodes, balancing on$/);
  expects(
    "numa-balancing",
    nodes(2, {}),
    "good",
    undefined,
    /^2 memory nodes, balancing off$/,
    /^$/,
  );
  expects("numa-balancing", nodes(0, on), "unknown", undefined, /does not list its memory nodes$/);
  const watchdog = (setting: string, threshold: string) => ({
    before: {
      "/proc/sys/kernel/nmi_watchdog": setting,
      "/proc/sys/kernel/watchdog_thresh": threshold,
    },
  });
  expects("nmi-watchdog", watchdog("1", "20"), "acceptable", 5e-7, /every 20 s$/);
  expects("nmi-watchdog", watchdog("1", "1"), "acceptable", 1e-5, /every 1 s$/);
  expects("nmi-watchdog", watchdog("1", "0"), "good", undefined, /^off$/, /^$/);
  expects("nmi-watchdog", watchdog("0", "10"), "good", undefined, /^off$/, /^$/);
});
