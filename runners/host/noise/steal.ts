/** Time that the hypervisor gave to other machines while ours wanted to run. */
import { type NoiseCheck, plannedCores, stateOf, unknown } from "./check.ts";
import { cpuSeconds } from "./tasks.ts";
import { formatShare } from "./words.ts";

export const steal: NoiseCheck = {
  name: "steal",
  files: () => ["/proc/stat"],
  check({ before, after, seconds, cores, virtual }) {
    const [earlier, later] = [before.get("/proc/stat"), after.get("/proc/stat")];
    if (earlier === undefined || later === undefined) return unknown("no /proc/stat here");
    const names = plannedCores(cores).map((core) => `cpu${core}`);
    const shares = (names.length === 0 ? ["cpu"] : names).map((name) =>
      ((cpuSeconds(later, name)?.steal ?? 0) - (cpuSeconds(earlier, name)?.steal ?? 0)) / seconds
    );
    const share = Math.max(0, ...shares);
    const ever = cpuSeconds(later, "cpu")?.steal ?? 0;
    if (virtual && ever === 0) {
      return unknown("none since boot, and this hypervisor may not report any");
    }
    const state = stateOf(share);
    return {
      state,
      measured: !virtual && ever === 0
        ? "none since boot"
        : `${formatShare(share)} of the worst core's time`,
      values: [{ name: "stolen", value: share, unit: "1" }],
      effect: { share, kind: "noise", basis: "measured by the kernel (/proc/stat) over the probe" },
      remedy: state === "good"
        ? ""
        : "have the provider give dedicated cores, or measure on hardware of your own; no setting in here changes it",
    };
  },
};
