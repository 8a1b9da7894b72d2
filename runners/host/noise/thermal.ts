/** Whether the processor slowed down to cool. */
import { matching } from "./files.ts";
import { type NoiseCheck, type Observation, unknown } from "./check.ts";
import { formatNumber, formatShare } from "./words.ts";

const COUNTS = "/sys/devices/system/cpu/cpu*/thermal_throttle/core_throttle_count";
const TIMES = "/sys/devices/system/cpu/cpu*/thermal_throttle/core_throttle_total_time_ms";
const ZONE_TEMPERATURES = "/sys/class/thermal/thermal_zone*/temp";

export const thermal: NoiseCheck = {
  name: "thermal",
  files: () => [COUNTS, TIMES, ZONE_TEMPERATURES, "/sys/class/thermal/thermal_zone*/type"],
  check({ before, after, seconds, virtual }) {
    const counts = matching(after, COUNTS);
    const zones = matching(after, ZONE_TEMPERATURES).flatMap(({ path, text }) => {
      const type = after.get(path.replace(/temp$/, "type")) ?? "zone";
      return text !== "" && Number.isFinite(Number(text))
        ? [{ type, celsius: Number(text) / 1000 }]
        : [];
    });
    if (counts.length === 0 && zones.length === 0) {
      return unknown(
        virtual ? "a virtual machine does not see it" : "no counter of throttling, no thermal zone",
        virtual ? "on its host: grep . /sys/devices/system/cpu/cpu*/thermal_throttle/*" : "",
      );
    }
    const hottest = zones.toSorted((a, b) => b.celsius - a.celsius)[0];
    const since = mostGrown(after, before, COUNTS);
    const ever = Math.max(0, ...counts.map(({ text }) => Number(text)));
    const share = mostGrown(after, before, TIMES) / 1000 / seconds;
    const parts = [
      counts.length === 0
        ? "no counter of throttling"
        : `throttled ${formatNumber(since)} times during the probe, ${
          formatNumber(ever)
        } since boot`,
      ...(hottest === undefined
        ? []
        : [`hottest zone ${hottest.type} at ${hottest.celsius.toFixed(0)} °C`]),
    ];
    const state = since > 0
      ? "bad"
      : ever > 0
      ? "acceptable"
      : counts.length === 0
      ? "unknown"
      : "good";
    return {
      state,
      measured: parts.join("; "),
      values: [
        ...(counts.length === 0 ? [] : [
          { name: "throttled during the probe", value: since, unit: "1" },
          { name: "throttled since boot", value: ever, unit: "1" },
        ]),
        ...(hottest === undefined
          ? []
          : [{ name: hottest.type, value: hottest.celsius, unit: "°C" }]),
      ],
      effect: since === 0 ? null : {
        share: share > 0 ? Math.min(1, share) : null,
        kind: "noise",
        basis: share > 0
          ? `at most: throttled for ${
            formatShare(share)
          } of the probe (core_throttle_total_time_ms)`
          : "the kernel does not say how long it lasted or how slow it was",
      },
      remedy: state === "good" || state === "unknown"
        ? ""
        : "cool it (fans, dust, room), switch turbo off, or lower the limit: sudo cpupower frequency-set -u 2GHz",
    };
  },
};

/** The most that one core's counter grew. */
function mostGrown(after: Observation["after"], before: Observation["before"], pattern: string) {
  return Math.max(
    0,
    ...matching(after, pattern).map(({ path, text }) =>
      Number(text) - Number(before.get(path) ?? text)
    ),
  );
}
