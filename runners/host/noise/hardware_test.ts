import { deepEqual, doesNotMatch, equal, match, ok } from "node:assert/strict";
import { NOISE_CHECKS } from "./mod.ts";
import { expects, said } from "./testing_expects.ts";

const CPU = "/sys/devices/system/cpu";

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
    ...core(1, "schedutil", ["800000", "3253000"]),
  };
  const two = said("governor", { before });
  equal(two.measured, "powersave on core 0; schedutil on core 1");
  match(two.effect?.basis ?? "", /from 0\.8 to 3\.25 GHz on core 1 /);
  const back = {
    ...core(0, "schedutil", ["800000", "3253000"]),
    ...core(1, "powersave", ["2000000", "4000000"]),
  };
  match(said("governor", { before: back }).effect?.basis ?? "", / on core 0 /);
  const silent = said("governor", { before: core(0, "schedutil", []) });
  deepEqual([silent.state, silent.effect?.share], ["bad", null]);
  doesNotMatch(silent.effect?.basis ?? "", /NaN/);
  expects("governor", {}, "unknown", undefined, /^no frequency driver/, /^$/);
  expects("governor", { virtual: true }, "unknown", undefined, /^a virtual/, /^on its host: sudo/);
});

Deno.test("thermal: the hottest zone is named, and a counter from before the probe is no fault of it", () => {
  const core = (number: number, name: string) =>
    `${CPU}/cpu${number}/thermal_throttle/core_throttle_${name}`;
  const zone = (number: number, type: string, millidegrees: string) => ({
    [`/sys/class/thermal/thermal_zone${number}/type`]: type,
    [`/sys/class/thermal/thermal_zone${number}/temp`]: millidegrees,
  });
  const zones = {
    ...zone(0, "acpitz", "27800"),
    ...zone(1, "x86_pkg", "61500"),
    ...zone(2, "off", ""),
  };
  expects(
    "thermal",
    { before: zones },
    "unknown",
    undefined,
    /^no counter .*; hottest zone x86_pkg at 62 °C$/,
    /^$/,
  );
  expects(
    "thermal",
    { before: zone(0, "broken", "n/a") },
    "unknown",
    undefined,
    /no thermal zone$/,
    /^$/,
  );
  const before = { [core(0, "count")]: "1", [core(1, "count")]: "0" };
  expects(
    "thermal",
    { before },
    "acceptable",
    undefined,
    /^throttled 0 times .*, 1 since boot$/,
    /^cool it/,
  );
  expects(
    "thermal",
    { before, after: { [core(1, "count")]: "1" } },
    "bad",
    null,
    /^throttled 1 times/,
  );
  const times = { ...before, [core(0, "total_time_ms")]: "0" };
  const long = { [core(0, "count")]: "2", [core(0, "total_time_ms")]: "9000" };
  expects("thermal", { before: times, after: long }, "bad", 1, /./);
  match(
    said("thermal", { before, after: { [core(1, "count")]: "1" } }).effect?.basis ?? "",
    /does not say/,
  );
});

Deno.test("turbo: the assured clock comes from the driver or from ACPI, and none is made up", () => {
  const boost = { [`${CPU}/cpufreq/boost`]: "1" };
  const acpi = (number: number, low: string, high: string) => ({
    ...boost,
    [`${CPU}/cpu${number}/acpi_cppc/nominal_perf`]: low,
    [`${CPU}/cpu${number}/acpi_cppc/highest_perf`]: high,
  });
  expects(
    "turbo",
    { before: acpi(0, "100", "160") },
    "bad",
    0.375,
    /^on: up to 37\.5 %/,
    /^echo 0 .*boost$/,
  );
  const second = { before: acpi(2, "1", "2"), cores: { server: [2], generator: [0], notes: [] } };
  expects("turbo", second, "bad", 0.5, /^on: up to 50 %/);
  for (const before of [boost, acpi(0, "0", "160"), acpi(0, "160", "160"), acpi(0, "160", "100")]) {
    expects("turbo", { before }, "bad", null, /^on$/);
    match(said("turbo", { before }).effect?.basis ?? "", /^the assured clock is not stated here/);
  }
  expects(
    "turbo",
    {},
    "unknown",
    undefined,
    /^no driver here tells$/,
    /^switch it off in the firmware/,
  );
  const check = NOISE_CHECKS.find(({ name }) => name === "turbo");
  const asked = check?.files(() => "") ?? [];
  for (const file of Object.keys(acpi(0, "", ""))) {
    ok(asked.includes(file.replace("cpu0", "cpu*")), file);
  }
});

Deno.test("smt: a sibling that the plan leaves idle is open to others", () => {
  const list = (number: number) => `${CPU}/cpu${number}/topology/thread_siblings_list`;
  const cores = { server: [0, 1], generator: [2], notes: [] };
  const before = { [list(0)]: "0,4", [list(1)]: "1,5" };
  const idle = said("smt", { before, cores });
  expects(
    "smt",
    { before, cores },
    "acceptable",
    0.35,
    /^cores 4, 5, sibling of .* left idle/,
    /cpu5\/online$/,
  );
  deepEqual([idle.effect?.kind, idle.values[0]?.value], ["noise", "4,5"]);
  match(idle.effect?.basis ?? "", /^at most, while something runs there: /);
  const half = { before: { ...before, [list(1)]: "1-2" }, cores };
  expects(
    "smt",
    half,
    "bad",
    0.35,
    /^the generator runs on core 2, sibling of the server's cores 0, 1$/,
  );
  expects(
    "smt",
    { before: { [list(0)]: "0" }, cores },
    "unknown",
    undefined,
    /^this system does not/,
  );
  const none = { before, cores: { ...cores, server: [] } };
  expects("smt", none, "unknown", undefined, /^this system does not/);
});

Deno.test("steal: without a plan all cores are one, and a quiet machine that once lost time says so", () => {
  const stat = (all: number, first: number) =>
    `cpu  1 0 1 9 0 0 0 ${all} 0 0\ncpu0 1 0 1 9 0 0 0 ${first} 0 0`;
  const files = (all: number, first: number) => ({ "/proc/stat": stat(all, first) });
  const lost = { before: files(100, 50), after: files(140, 50), virtual: true };
  expects("steal", lost, "good", 0, /^0 % of the worst core's time$/, /^$/);
  expects("steal", { ...lost, virtual: false }, "good", 0, /^0 % of the worst core's time$/);
  const nothing = { server: [], generator: [], notes: [] };
  expects("steal", { ...lost, cores: nothing }, "bad", 0.2, /^20 %/, /^have the provider/);
  expects(
    "steal",
    { before: files(0, 0), virtual: true },
    "unknown",
    undefined,
    /may not report any/,
  );
  expects("steal", { after: files(1, 1) }, "unknown", undefined, /^no \/proc\/stat here$/);
});
