/** Turbo: a clock that depends on temperature, power and how many cores are awake. */
import { turboOf } from "../fingerprint.ts";
import { type NoiseCheck, plannedCores, unknown } from "./check.ts";
import { formatShare } from "./words.ts";

const INTEL = "/sys/devices/system/cpu/intel_pstate/no_turbo";
const BOOST = "/sys/devices/system/cpu/cpufreq/boost";

export const turbo: NoiseCheck = {
  name: "turbo",
  files: () => [
    INTEL,
    BOOST,
    "/sys/devices/system/cpu/cpu*/acpi_cppc/highest_perf",
    "/sys/devices/system/cpu/cpu*/acpi_cppc/nominal_perf",
    "/sys/devices/system/cpu/cpu*/cpufreq/base_frequency",
    "/sys/devices/system/cpu/cpu*/cpufreq/cpuinfo_max_freq",
  ],
  check({ before, cores, virtual }) {
    const state = turboOf((path) => before.get(path) ?? "");
    if (state === "") {
      return virtual
        ? unknown(
          "a virtual machine does not see it",
          `on its host: echo 1 | sudo tee ${INTEL} (Intel), echo 0 | sudo tee ${BOOST} (others)`,
        )
        : unknown("no driver here tells", "switch it off in the firmware setup");
    }
    const values = [{ name: "turbo", value: state, unit: "" }];
    if (state === "off") {
      return { state: "good", measured: "off", values, effect: null, remedy: "" };
    }
    const core = plannedCores(cores)[0] ?? 0;
    const ratio = (low: string, high: string) => {
      const of = (name: string) => Number(before.get(`/sys/devices/system/cpu/cpu${core}/${name}`));
      return of(low) > 0 && of(high) > of(low) ? 1 - of(low) / of(high) : undefined;
    };
    const share = ratio("cpufreq/base_frequency", "cpufreq/cpuinfo_max_freq") ??
      ratio("acpi_cppc/nominal_perf", "acpi_cppc/highest_perf") ?? null;
    return {
      state: "bad",
      measured: share === null
        ? "on"
        : `on: up to ${formatShare(share)} of the clock is not assured`,
      values,
      effect: {
        share,
        kind: "noise",
        basis: share === null
          ? "the assured clock is not stated here; LLVM's benchmarking tips advise to switch it off"
          : `at most: assured against highest clock of core ${core}; ` +
            "LLVM's benchmarking tips advise to switch it off",
      },
      remedy: before.has(INTEL) ? `echo 1 | sudo tee ${INTEL}` : `echo 0 | sudo tee ${BOOST}`,
    };
  },
};
