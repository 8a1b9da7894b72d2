/**
 * Time that is taken away from a program which wants nothing but to run (Gil Tene's jHiccup; the kernel's osnoise
 * tracer names the causes).
 */
import { type NoiseCheck, stateOf, unknown } from "./check.ts";
import { GAP_SECONDS } from "./probe/gaps.ts";
import { formatNumber, formatShare, formatTime } from "./words.ts";

/** In p99.9 of latencies such a wait shows, however little throughput it takes. */
const LONG_WAIT_SECONDS = 1e-3;

export const hiccups: NoiseCheck = {
  name: "hiccups",
  files: () => [],
  check({ probe, virtual }) {
    const watched = probe.cores.flatMap((each) =>
      each.gaps === undefined ? [] : [{ ...each, gaps: each.gaps }]
    );
    if (watched.length === 0) {
      return unknown("the probe could not be run or pinned", "install taskset (util-linux)");
    }
    const worst = watched.reduce((a, b) => b.gaps.share > a.gaps.share ? b : a);
    const { seconds, share, waitedShare } = worst.gaps;
    const stalls = watched.some(({ gaps }) => gaps.p999Seconds >= LONG_WAIT_SECONDS);
    const state = stateOf(share) === "good" && stalls ? "acceptable" : stateOf(share);
    const byTasks = waitedShare !== null && waitedShare > share / 2;
    return {
      state,
      measured: watched.map(({ core, role, gaps }) =>
        `${core === undefined ? "some core" : `core ${core}`} (${role}): ` +
        `${formatShare(gaps.share)} of the time taken away` +
        (gaps.waitedShare === null ? "" : `, ${formatShare(gaps.waitedShare)} by other tasks`) +
        `; ${formatNumber(gaps.perSecond)} gaps above ${formatTime(GAP_SECONDS)} a second, ` +
        `p99.9 wait ${formatTime(gaps.p999Seconds)}, longest ${formatTime(gaps.longestSeconds)}`
      ).join("\n"),
      values: watched.flatMap(({ core, gaps }) => {
        const where = core === undefined ? "" : `core ${core} `;
        return [
          { name: `${where}taken away`, value: gaps.share, unit: "1" },
          ...(gaps.waitedShare === null
            ? []
            : [{ name: `${where}by other tasks`, value: gaps.waitedShare, unit: "1" }]),
          { name: `${where}gaps`, value: gaps.perSecond, unit: "1/s" },
          { name: `${where}p99.9 wait`, value: gaps.p999Seconds, unit: "s" },
          { name: `${where}longest gap`, value: gaps.longestSeconds, unit: "s" },
        ];
      }),
      effect: {
        share,
        kind: "noise",
        basis: `measured for ${formatTime(seconds)} on the worst core`,
      },
      remedy: state === "good"
        ? ""
        : byTasks
        ? "end or move what `processes` names, or keep the core free of tasks: `isolation` says how"
        : `ask the kernel what it was: sudo rtla osnoise top -c ${worst.core ?? 0} -d 10s` +
          (virtual ? "; what it does not name is the hypervisor's" : ""),
    };
  },
};
