import { deepEqual, doesNotMatch, equal, match, ok } from "node:assert/strict";
import type { NoiseState } from "./check.ts";
import { cpuQuotaOf } from "./cpu_quota.ts";
import { NOISE_CHECKS } from "./mod.ts";
import { coreResult, type HostOptions, resultOf } from "./testing.ts";

const CPU = "/sys/devices/system/cpu";
const GROUP = "/proc/self/cgroup";
const ROOT = "/sys/fs/cgroup";

/** What the check of that name says of a host. */
function said(name: string, host: HostOptions) {
  const check = NOISE_CHECKS.find((each) => each.name === name);
  ok(check !== undefined, name);
  return resultOf(check, host);
}

/** State, share of the effect (undefined where there is no effect) and words. */
function expects(
  name: string,
  host: HostOptions,
  state: NoiseState,
  share: number | null | undefined,
  measured: RegExp,
  remedy = /^/,
): void {
  const result = said(name, host);
  equal(result.state, state, result.measured);
  const found = result.effect === null ? undefined : result.effect.share;
  if (typeof share === "number") {
    ok(typeof found === "number" && Math.abs(found - share) < 1e-9, `${found}`);
  } else equal(found, share);
  match(result.measured, measured);
  match(result.remedy, remedy);
}

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

Deno.test("governor: a fixed clock is good whatever chooses it, and the widest range is told", () => {
  const core = (number: number, name: string, range: string[]) => {
    const folder = `${CPU}/cpu${number}/cpufreq`;
    const limits = range.map((
      text,
      i,
    ) => [`${folder}/scaling_${i === 0 ? "min" : "max"}_freq`, text]);
    return { [`${folder}/scaling_governor`]: name, ...Object.fromEntries(limits) };
  };
  const fixed = { before: core(0, "userspace", ["2000000", "2000000"]) };
  expects("governor", fixed, "good", undefined, /^userspace on core 0$/, /^$/);
  const before = {
    ...core(0, "powersave", ["2000000", "4000000"]),
    ...core(1, "schedutil", ["800000", "3250000"]),
  };
  const two = said("governor", { before });
  equal(two.measured, "powersave on core 0; schedutil on core 1");
  match(two.effect?.basis ?? "", /from 0\.8 to 3\.25 GHz on core 1 /);
  const silent = said("governor", { before: core(0, "schedutil", []) });
  deepEqual([silent.state, silent.effect?.share], ["bad", null]);
  doesNotMatch(silent.effect?.basis ?? "", /NaN/);
  expects("governor", {}, "unknown", undefined, /^no frequency driver/, /^$/);
  expects("governor", { virtual: true }, "unknown", undefined, /^a virtual/, /^on its host: sudo/);
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
  const alone = { ...host, cores: { server: [0, 1], generator: [1], notes: [] } };
  match(said("interrupts", alone).remedy, /echo LIST \| sudo tee \/proc\/irq\/43\//);
  expects("interrupts", alone, "bad", 0.02125, /on cores 0, 1 /);
  const nowhere = { ...host, cores: { server: [], generator: [1], notes: [] } };
  expects("interrupts", nowhere, "unknown", undefined, /does not say which core/);
});
