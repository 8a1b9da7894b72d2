/** The watchdog that looks for stuck cores: an interrupt now and then, and a performance counter less. */
import { type NoiseCheck, unknown } from "./check.ts";

const SETTING = "/proc/sys/kernel/nmi_watchdog";
const THRESHOLD = "/proc/sys/kernel/watchdog_thresh";
/** About what one non-maskable interrupt takes. */
const INTERRUPT_SECONDS = 10e-6;

export const nmiWatchdog: NoiseCheck = {
  name: "nmi-watchdog",
  files: () => [SETTING, THRESHOLD],
  check({ before }) {
    const setting = before.get(SETTING);
    if (setting === undefined) return unknown("this kernel has no such setting");
    const period = Number(before.get(THRESHOLD) ?? 10);
    // A threshold of 0 switches the watchdog off as well (admin-guide/sysctl/kernel).
    const on = setting !== "0" && period > 0;
    return {
      state: on ? "acceptable" : "good",
      measured: on ? `on: one interrupt per core every ${period} s` : "off",
      values: [{ name: "nmi_watchdog", value: setting, unit: "" }],
      effect: !on ? null : {
        share: INTERRUPT_SECONDS / period,
        kind: "cost",
        basis: "10 µs an interrupt (assumed); it also keeps one performance counter from perf",
      },
      remedy: on ? "sudo sysctl -w kernel.nmi_watchdog=0" : "",
    };
  },
};
