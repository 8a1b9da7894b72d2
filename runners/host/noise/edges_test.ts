import { deepEqual, equal, match } from "node:assert/strict";
import { cpuQuotaOf } from "./cpu_quota.ts";
import { coreResult } from "./testing.ts";
import { expects, said } from "./testing_expects.ts";

const GROUP = "/proc/self/cgroup";
const ROOT = "/sys/fs/cgroup";

Deno.test("cpuQuotaOf() takes the least of a group and its parents, in both versions of the interface", () => {
  const quota = (files: Record<string, string>) => cpuQuotaOf((path) => files[path] ?? "");
  equal(quota({}), undefined);
  equal(quota({ [GROUP]: "0::/", [`${ROOT}/cpu.max`]: "max 100000" }), undefined);
  equal(quota({ [GROUP]: "0::/", [`${ROOT}/cpu.max`]: "50000 100000" }), 0.5);
  const nested = {
    [GROUP]: "0::/kube/pod",
    [`${ROOT}/kube/pod/cpu.max`]: "400000 100000",
    [`${ROOT}/kube/cpu.max`]: "150000 100000",
    [`${ROOT}/cpu.max`]: "800000 100000",
  };
  equal(quota(nested), 1.5);
  // Version 1 mounts a folder a controller, or one for two; its root has no limit, told by -1.
  const first = (folder: string, controllers: string) => ({
    [GROUP]: `9:cpuset:/x\n4:${controllers}:/docker/ab\n1:name=systemd:/y\nnone`,
    [`${ROOT}/${folder}/docker/ab/cpu.cfs_quota_us`]: "250000",
    [`${ROOT}/${folder}/docker/ab/cpu.cfs_period_us`]: "100000",
    [`${ROOT}/${folder}/cpu.cfs_quota_us`]: "-1",
    [`${ROOT}/${folder}/cpu.cfs_period_us`]: "100000",
    [`${ROOT}/cpu/x/cpu.cfs_quota_us`]: "1000",
    [`${ROOT}/cpu/x/cpu.cfs_period_us`]: "100000",
  });
  equal(quota(first("cpu", "cpu")), 2.5);
  equal(quota(first("cpu,cpuacct", "cpu,cpuacct")), 2.5);
  equal(quota(first("cpu", "cpuacct,cpu")), 2.5);
});

Deno.test("cpu-quota: what stopped the group is a cost, in both versions, and a limit alone is none", () => {
  const folder = `${ROOT}/cpu/a`;
  const version1 = (nanoseconds: number) => ({
    [GROUP]: "4:cpu:/a",
    [`${folder}/cpu.cfs_quota_us`]: "400000",
    [`${folder}/cpu.cfs_period_us`]: "100000",
    [`${folder}/cpu.stat`]: `nr_periods 10\nnr_throttled 2\nthrottled_time ${nanoseconds}`,
  });
  const stopped = { before: version1(3e9), after: version1(3.5e9) };
  expects("cpu-quota", stopped, "bad", 0.25, /stopped for 25 % of the probe$/, /--cpuset-cpus/);
  const version2 = (microseconds: number) => ({
    [GROUP]: "0::/a",
    [`${ROOT}/a/cpu.stat`]: `usage_usec 5\nthrottled_usec ${microseconds}\nnr_bursts 0`,
  });
  const noLimit = { before: version2(3e6), after: version2(3e6 + 1) };
  expects("cpu-quota", noLimit, "bad", 0.0000005, /^no limit$/, /--cpuset-cpus/);
  const idle = { before: version2(3e6), after: version2(3e6) };
  expects("cpu-quota", idle, "good", undefined, /^no limit$/, /^$/);
  expects("cpu-quota", { before: version2(0), after: version2(9e6) }, "bad", 1, /./);
  const { [`${folder}/cpu.stat`]: _stat, ...less } = version1(0);
  const short = { before: { ...less, [`${folder}/cpu.cfs_quota_us`]: "150000" } };
  expects(
    "cpu-quota",
    short,
    "bad",
    0.25,
    /^limited to 1\.5 cores where .* stopped for 0 %/,
    /-cpus/,
  );
  const one = { ...short, cores: { server: [], generator: [], notes: [] } };
  expects("cpu-quota", one, "acceptable", undefined, /where the plan uses 1,/);
  const enough = { before: version1(0) };
  expects(
    "cpu-quota",
    enough,
    "acceptable",
    undefined,
    /^limited to 4 cores where .* uses 2,/,
    /c/,
  );
  const hidden = { before: { [GROUP]: "0::/a" } };
  expects("cpu-quota", hidden, "unknown", undefined, /not to be seen$/);
});

Deno.test("hiccups: long waits are told where little time is taken, and who took it says the remedy", () => {
  const probe = (gaps: Parameters<typeof coreResult>[2]) => ({
    probe: { clock: undefined, cores: [coreResult(0, "server"), coreResult(1, "generator", gaps)] },
  });
  expects("hiccups", probe({ gaps: { p999Seconds: 1e-3 } }), "acceptable", 6e-5, /p99.9 wait 1 ms/);
  expects("hiccups", probe({ gaps: { p999Seconds: 0.99e-3 } }), "good", 6e-5, /wait 990 µs/);
  expects("hiccups", probe({ gaps: { share: 0.04, p999Seconds: 1 } }), "bad", 0.04, /wait 1 s/);
  const unwatched = { ...coreResult(0, "server"), gaps: undefined };
  const other = { probe: { clock: undefined, cores: [unwatched, coreResult(1, "generator")] } };
  expects("hiccups", other, "good", 6e-5, /^core 1 [^\n]*$/);
  const half = { gaps: { share: 0.04, waitedShare: 0.02 } };
  expects(
    "hiccups",
    probe(half),
    "bad",
    0.04,
    /generator\): 4 % of/,
    /rtla osnoise top -c 1 -d 10s$/,
  );
  expects("hiccups", { ...probe(half), virtual: true }, "bad", 0.04, /./, /the hypervisor's$/);
  const untold = probe({ gaps: { share: 0.04, waitedShare: null } });
  expects("hiccups", untold, "bad", 0.04, /4 % of the time taken away; 3 gaps above 10 µs/, /rtla/);
  equal(said("hiccups", untold).values.length, 9);
});

Deno.test("a probe that could not be pinned speaks of some core, and one that saw no windows of none", () => {
  const { core: _core, ...loose } = coreResult(0, "server", { gaps: { share: 0.3 } });
  const probe = { clock: undefined, cores: [{ ...loose, core: undefined }] };
  expects("hiccups", { probe }, "bad", 0.3, /^some core \(server\): /, /-c 0 /);
  expects("fixed-work", { probe }, "good", 0.001, /^some core \(server\): /);
  for (const name of ["hiccups", "fixed-work"]) {
    equal(said(name, { probe }).values.some((each) => each.name.startsWith("core")), false);
  }
  const windows = coreResult(0, "server", { work: { windowCv: null } });
  const none = { probe: { clock: undefined, cores: [windows] } };
  expects("fixed-work", none, "unknown", undefined, /could not be run/, /taskset/);
  const unmeasured = { ...coreResult(0, "server"), work: undefined };
  const quiet = { probe: { clock: undefined, cores: [unmeasured] } };
  expects("fixed-work", quiet, "unknown", undefined, /could not be run/);
  const first = [coreResult(0, "server", { work: { windowCv: 0.08 } }), coreResult(1, "generator")];
  expects("fixed-work", { probe: { clock: undefined, cores: first } }, "bad", 0.08, /./);
  const wild = coreResult(0, "server", { work: { windowCv: 3 } });
  expects("fixed-work", { probe: { clock: undefined, cores: [wild] } }, "bad", 1, /cv 300 %$/);
});

Deno.test("shared-units: one core is shared by turns, and a faster pair costs nothing", () => {
  const cores = [coreResult(0, "server")];
  const one = { probe: { clock: undefined, cores } };
  expects("shared-units", one, "bad", null, /take turns on core 0$/, /two cores or more$/);
  const faster = coreResult(1, "generator", { work: { quartileSeconds: 0.9e-3 } });
  const pair = { probe: { clock: undefined, cores: [...cores, faster] } };
  expects("shared-units", pair, "good", 0, /^core 0: [^,]*, 1 ms while the others work\n/, /^$/);
  const slower = coreResult(1, "generator", { work: { quartileSeconds: 2e-3 } });
  const virtual = { virtual: true, probe: { clock: undefined, cores: [...cores, slower] } };
  expects("shared-units", virtual, "bad", 0.5, /core 1: .*, 50 % slower$/, /^have the provider/);
  const short = coreResult(1, "generator", { alone: [1e-3, 1e-3] });
  const few = { probe: { clock: undefined, cores: [...cores, short] } };
  expects("shared-units", few, "unknown", undefined, /not be run on two cores/);
});

Deno.test("shared-units: lone work counts by its middle piece, and its worst piece not at all", () => {
  const host = (alone: number[], together: number) => ({
    probe: {
      clock: undefined,
      cores: [0, 1].map((core) =>
        coreResult(core, core === 0 ? "server" : "generator", {
          alone,
          work: { quartileSeconds: together },
        })
      ),
    },
  });
  expects("shared-units", host([9e-3, 1e-3, 1.01e-3, 1e-3], 2e-3), "bad", 0.5, /^core 0: 1 ms of/);
  expects("shared-units", host([1e-3, 9e-3, 1e-3], 2e-3), "bad", 0.5, /, 50 % slower$/);
  expects("shared-units", host([1.019e-3, 1e-3, 9e-3, 1.01e-3], 1e-3), "good", 0, /others work$/);
  const uneven = host([1.03e-3, 1e-3, 9e-3, 1.01e-3], 1e-3);
  expects(
    "shared-units",
    uneven,
    "unknown",
    undefined,
    /alone it varies by 3 %\ntoo uneven/,
    /^mend/,
  );
  const small = host([1e-3, 1e-3, 1e-3], 1e-3 / 0.995);
  match(said("shared-units", small).measured, /others work, 0\.5 % slower$/);
});

Deno.test("interrupts: the busiest three are named and moved to cores of the generator alone", () => {
  const table = (counts: number[]) =>
    ["           CPU0       CPU1", ...counts.map((n, i) => ` ${40 + i}:  ${n}  7  PCI  q${i}`)]
      .join("\n");
  const files = (counts: number[]) => ({ "/proc/interrupts": table(counts) });
  const host = { before: files([5, 5, 5, 5, 9]), after: files([2005, 4005, 3005, 8005, 9]) };
  const result = said("interrupts", host);
  match(
    result.measured,
    /^8,500 a second .*\(q3 irq 43: 4,000, q1 irq 41: 2,000, q2 irq 42: 1,500\)/,
  );
  equal(result.effect?.share, 0.0425);
  equal(result.remedy.match(/echo 1 \|/g)?.length, 3);
  // A core without a column, and an interrupt that is new.
  const elsewhere = { ...host, cores: { server: [5], generator: [1], notes: [] } };
  expects("interrupts", elsewhere, "good", 0, /^0 a second from devices on core 5; 0 timer/, /^$/);
  expects(
    "interrupts",
    { before: files([]), after: files([1000]) },
    "good",
    0.0025,
    /^500 a second/,
  );
  const alone = { ...host, cores: { server: [0, 1], generator: [1], notes: [] } };
  match(said("interrupts", alone).remedy, /echo LIST \| sudo tee \/proc\/irq\/43\//);
  expects("interrupts", alone, "bad", 0.02125, /on cores 0, 1 /);
  const nowhere = { ...host, cores: { server: [], generator: [1], notes: [] } };
  expects("interrupts", nowhere, "unknown", undefined, /does not say which core/);
});

Deno.test("processes: the busiest three are named, what nobody accounts for is told, and load that waits", () => {
  const stat = (busy: number) =>
    `cpu  ${busy} 0 0 9000 0 0 0 0 0 0\n` +
    [0, 1, 2].map((core) => `cpu${core} 1 0 0 9 0 0 0 0 0 0`).join("\n");
  const files = (load: string, busy: number, ticks: Record<number, number>) => ({
    "/proc/loadavg": `${load} 0.1 0.1 1/100 5`,
    "/proc/stat": stat(busy),
    ...Object.fromEntries(
      Object.entries(ticks).map(([pid, count]) => [
        `/proc/${pid}/stat`,
        `${pid} (p${pid}) R 1 1 1 0 -1 0 0 0 0 0 ${count} 1 0 0 20 0 1 0 5 1000 10 0`,
      ]),
    ),
  });
  const before = files("0.10", 0, { 11: 5, 12: 5, 13: 5, 14: 5, 15: 5 });
  const after = files("9", 52, { 11: 7, 12: 15, 13: 11, 14: 25, 15: 5 });
  const busy = said("processes", { before, after });
  equal(
    busy.measured,
    "others used 19 % of a core: p14 (pid 14) 10 %, p12 (pid 12) 5 %, p13 (pid 13) 3 %; load average 0.10 before",
  );
  deepEqual(busy.values.map(({ name }) => name), [
    "used by others",
    "load average",
    "p14 14",
    "p12 12",
    "p13 13",
  ]);
  equal(
    busy.remedy,
    "end what is not needed, or keep it off core 0: for p in 14 12 13; do sudo taskset -apc 2 $p; done",
  );
  const small = said("processes", {
    before,
    after: { ...after, ...files("9", 52, { 12: 8, 13: 7 }) },
  });
  match(small.remedy, /^end .*: for p in 14 12; do sudo taskset/);
  const idle = { before: files("0.60", 0, {}), after: files("0", 18, {}) };
  expects(
    "processes",
    idle,
    "good",
    0,
    /^others used 0 % of a core; .* 0\.60 before, from work that waits/,
    /^$/,
  );
  const quiet = { before: files("0.50", 0, {}), after: files("0", 18, {}) };
  expects("processes", quiet, "good", 0, /load average 0\.50 before$/);
  const unseen = { before: files("0.60", 0, {}), after: files("0", 20, {}) };
  expects(
    "processes",
    unseen,
    "bad",
    0.1 / 3,
    /^others used 10 % of a core: 10 % in the kernel, .* before$/,
    /^see what comes/,
  );
  const much = { before, after: files("9", 52, { 11: 9999 }) };
  expects("processes", much, "bad", 1, /./);
  const { "/proc/loadavg": _load, ...noLoad } = before;
  expects("processes", { before: noLoad, after }, "unknown", undefined, /^no process list/);
  expects(
    "processes",
    { before, after: { "/proc/stat": "" } },
    "unknown",
    undefined,
    /^no process list/,
  );
});
