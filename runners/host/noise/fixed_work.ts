/** Whether the same work takes the same time: frequency changes, neighbours, everything at once. */
import { type NoiseCheck, stateOf, unknown } from "./check.ts";
import { formatShare, formatTime } from "./words.ts";

export const fixedWork: NoiseCheck = {
  name: "fixed-work",
  files: () => [],
  check({ probe }) {
    const measured = probe.cores.flatMap(({ core, role, work }) =>
      work === undefined || work.windowCv === null
        ? []
        : [{ core, role, work, windowCv: work.windowCv }]
    );
    if (measured.length === 0) {
      return unknown("the probe could not be run or pinned", "install taskset (util-linux)");
    }
    const worst = measured.reduce((a, b) => b.windowCv > a.windowCv ? b : a);
    const state = stateOf(worst.windowCv);
    return {
      state,
      measured: measured.map(({ core, role, work, windowCv }) =>
        `${core === undefined ? "some core" : `core ${core}`} (${role}): ` +
        `${formatTime(work.quartileSeconds)} of work varies with cv ${formatShare(work.cv)}, ` +
        `slowest ${(work.slowestSeconds / work.fastestSeconds).toFixed(2)} times the fastest; ` +
        `its speed over 0.1 s varies with cv ${formatShare(windowCv)}`
      ).join("\n"),
      values: measured.flatMap(({ core, work, windowCv }) => {
        const where = core === undefined ? "" : `core ${core} `;
        return [
          { name: `${where}cv`, value: work.cv, unit: "1" },
          { name: `${where}cv over 0.1 s`, value: windowCv, unit: "1" },
          {
            name: `${where}slowest to fastest`,
            value: work.slowestSeconds / work.fastestSeconds,
            unit: "1",
          },
        ];
      }),
      effect: {
        share: Math.min(1, worst.windowCv),
        kind: "noise",
        basis:
          "cv measured over windows of 0.1 s on the worst core; longer trials average over more",
      },
      remedy: state === "good"
        ? ""
        : "mend `hiccups`, `governor` and `turbo` first; what is left after them is a neighbour on the same chip",
    };
  },
};
