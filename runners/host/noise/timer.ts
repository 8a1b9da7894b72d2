/** The clock that load tools and programs read: a slow one is a system call or a device access per reading. */
import { type NoiseCheck, unknown } from "./check.ts";
import { formatTime } from "./words.ts";

const FOLDER = "/sys/devices/system/clocksource/clocksource0";
/** Those that the kernel's vDSO reads without a system call (arch/x86 and arch/arm64, vdso_clock_mode). */
const WITHOUT_CALL = ["tsc", "kvm-clock", "hyperv_clocksource_tsc_page", "arch_sys_counter"];
/** Readings that a request takes of server and load tool together, and requests a second, for the estimate. */
const READINGS_PER_REQUEST = 4;
const REQUESTS_PER_SECOND = 50_000;

export const timer: NoiseCheck = {
  name: "timer",
  files: () => [`${FOLDER}/current_clocksource`, `${FOLDER}/available_clocksource`],
  check({ before, probe }) {
    const source = before.get(`${FOLDER}/current_clocksource`);
    const { clock } = probe;
    if (source === undefined && clock === undefined) return unknown("no clock could be read");
    const cheap = source === undefined || WITHOUT_CALL.includes(source);
    const others = before.get(`${FOLDER}/available_clocksource`)?.split(" ") ?? [];
    const better = WITHOUT_CALL.find((name) => others.includes(name));
    return {
      state: source === undefined ? "unknown" : cheap ? "good" : "bad",
      measured: [
        ...(source === undefined ? [] : [`clocksource ${source}`]),
        ...(clock === undefined ? [] : [
          `a reading costs ${formatTime(clock.readSeconds)} (our runtime's part included)`,
          `smallest step seen ${formatTime(clock.stepSeconds)}`,
        ]),
      ].join(", "),
      values: [
        ...(source === undefined ? [] : [{ name: "clocksource", value: source, unit: "" }]),
        ...(clock === undefined ? [] : [
          { name: "cost of a reading", value: clock.readSeconds, unit: "s" },
          { name: "smallest step seen", value: clock.stepSeconds, unit: "s" },
        ]),
      ],
      effect: cheap ? null : {
        share: clock === undefined
          ? null
          : Math.min(1, clock.readSeconds * READINGS_PER_REQUEST * REQUESTS_PER_SECOND),
        kind: "cost",
        basis: `the measured cost, at ${READINGS_PER_REQUEST} readings a request and ${
          REQUESTS_PER_SECOND.toLocaleString("en")
        } requests a second (assumed)`,
      },
      remedy: cheap
        ? ""
        : better === undefined
        ? "the kernel log says why it trusts no faster one: sudo dmesg | grep -i clocksource"
        : `echo ${better} | sudo tee ${FOLDER}/current_clocksource`,
    };
  },
};
