/** Who chooses the clock: a governor that follows the load measures its own reaction. */
import { type NoiseCheck, plannedCores, unknown } from "./check.ts";
import { formatCores } from "./words.ts";

const REMEDY = "sudo cpupower frequency-set -g performance";

export const governor: NoiseCheck = {
  name: "governor",
  files: () =>
    ["scaling_governor", "scaling_min_freq", "scaling_max_freq"].map((name) =>
      `/sys/devices/system/cpu/cpu*/cpufreq/${name}`
    ),
  check({ before, cores, virtual }) {
    const planned = plannedCores(cores);
    const of = (core: number, name: string) =>
      before.get(`/sys/devices/system/cpu/cpu${core}/cpufreq/${name}`);
    const found = planned.flatMap((core) => {
      const name = of(core, "scaling_governor");
      if (name === undefined) return [];
      const [low, high] = [
        Number(of(core, "scaling_min_freq")),
        Number(of(core, "scaling_max_freq")),
      ];
      return [{ core, name, low: low * 1000, high: high * 1000 }];
    });
    if (found.length === 0) {
      return virtual
        ? unknown("a virtual machine does not see it", `on its host: ${REMEDY}`)
        : unknown("no frequency driver (cpufreq) is loaded");
    }
    const moving = found.filter(({ name, low, high }) => name !== "performance" && !(low === high));
    const worst = moving.toSorted((a, b) => a.low / a.high - b.low / b.high)[0];
    const names = [...new Set(found.map((each) => each.name))];
    return {
      state: worst === undefined ? "good" : "bad",
      measured: names.map((name) => {
        const own = found.filter((each) => each.name === name).map((each) => each.core);
        return `${name} on ${formatCores(own)}`;
      }).join("; "),
      values: found.map(({ core, name }) => ({ name: `core ${core}`, value: name, unit: "" })),
      effect: worst === undefined ? null : {
        share: isKnown(worst) ? 1 - worst.low / worst.high : null,
        kind: "noise",
        basis: isKnown(worst)
          ? `at most: the clock may be anywhere from ${gigahertz(worst.low)} to ${
            gigahertz(worst.high)
          } GHz on core ${worst.core} (cpufreq)`
          : `this system does not say between which clocks core ${worst.core} may move`,
      },
      remedy: worst === undefined ? "" : REMEDY,
    };
  },
};

function isKnown({ low, high }: { low: number; high: number }): boolean {
  return low > 0 && high > 0;
}

function gigahertz(hertz: number): string {
  return String(Number((hertz / 1e9).toFixed(2)));
}
