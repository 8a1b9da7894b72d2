/** Memory pages that went to disk or came back: each that comes back stops a program. */
import { type NoiseCheck, stateOf, unknown } from "./check.ts";
import { formatNumber } from "./words.ts";

/** About what reading a page from a solid-state disk takes. */
const PAGE_IN_SECONDS = 100e-6;

export const swap: NoiseCheck = {
  name: "swap",
  files: () => ["/proc/meminfo", "/proc/vmstat"],
  check({ before, after, seconds }) {
    const meminfo = after.get("/proc/meminfo");
    const vmstat = [before.get("/proc/vmstat"), after.get("/proc/vmstat")];
    if (meminfo === undefined || vmstat.includes(undefined)) return unknown("no /proc/vmstat here");
    const kib = (name: string) =>
      Number(new RegExp(`^${name}: +(\\d+) kB$`, "m").exec(meminfo)?.[1] ?? 0);
    const grown = (name: string) => {
      const [earlier, later] = vmstat.map((text) =>
        Number(new RegExp(`^${name} (\\d+)$`, "m").exec(text ?? "")?.[1] ?? 0)
      );
      return Math.max(0, (later as number) - (earlier as number));
    };
    const used = (kib("SwapTotal") - kib("SwapFree")) * 1024;
    const moved = grown("pswpin") + grown("pswpout");
    const share = Math.min(1, grown("pswpin") * PAGE_IN_SECONDS / seconds);
    const state = moved > 0 && stateOf(share) === "good" ? "acceptable" : stateOf(share);
    return {
      state: state === "good" && used > 0 ? "acceptable" : state,
      measured: kib("SwapTotal") === 0
        ? "no swap"
        : `${formatNumber(used / 1024 ** 2)} MiB used, ${formatNumber(moved)} pages moved`,
      values: [
        { name: "swap used", value: used, unit: "B" },
        { name: "pages moved", value: moved, unit: "1" },
      ],
      effect: used === 0 && moved === 0 ? null : {
        share,
        kind: "noise",
        basis:
          "pages that came back during the probe, at about 100 µs each (assumed: solid-state disk)",
      },
      remedy: used === 0 && moved === 0 ? "" : "sudo swapoff -a",
    };
  },
};
