/**
 * Address space randomization. Layout alone changes speed (Mytkowicz et al., "Producing Wrong Data Without Doing
 * Anything Obviously Wrong", ASPLOS 2009). Each trial starts its programs anew, so a random layout is sampled and
 * shows in the interval, where a fixed one would be a bias that no repetition shows (Curtsinger and Berger,
 * "Stabilizer", ASPLOS 2013).
 */
import { type NoiseCheck, unknown } from "./check.ts";

const SETTING = "/proc/sys/kernel/randomize_va_space";

export const addressRandomization: NoiseCheck = {
  name: "address-randomization",
  files: () => [SETTING],
  check({ before }) {
    const setting = before.get(SETTING);
    if (setting === undefined) return unknown("this kernel has no such setting");
    const full = setting === "2";
    return {
      state: full ? "good" : "acceptable",
      measured: full ? "on: trials sample memory layouts" : `randomize_va_space is ${setting}`,
      values: [{ name: "randomize_va_space", value: setting, unit: "" }],
      effect: full ? null : {
        share: null,
        kind: "noise",
        basis:
          "one layout for all trials is a bias that intervals do not show (Curtsinger and Berger, ASPLOS 2013)",
      },
      remedy: full ? "" : "sudo sysctl -w kernel.randomize_va_space=2",
    };
  },
};
