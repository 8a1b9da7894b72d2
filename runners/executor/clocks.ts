/** Whether the host's clock was set while a trial ran: load tools time by it. */
import { TrialFailure } from "./spec.ts";

/** Seconds by the clock that people and time servers set, and by the one that only goes on. */
export interface Clocks {
  wall: number;
  steady: number;
}

/** Twice what a time server's gentle corrections (500 ppm) come to, and what a load tool's own times may be off by. */
const MOST_SHARE = 1e-3;
const MOST_SECONDS = 0.1;

export function readClocks(): Clocks {
  return { wall: Date.now() / 1000, steady: performance.now() / 1000 };
}

/** The failure of a trial between these readings; undefined where both clocks went alike. */
export function clockFailure(before: Clocks, after: Clocks): TrialFailure | undefined {
  const lasted = after.steady - before.steady;
  const by = after.wall - before.wall - lasted;
  if (Math.abs(by) < Math.max(MOST_SECONDS, MOST_SHARE * lasted)) return undefined;
  const [amount, way] = [Math.abs(by).toFixed(1), by > 0 ? "forward" : "back"];
  return new TrialFailure(
    "clock",
    `the host's clock went ${amount} s ${way} while the trial ran (it was set, or the host slept), ` +
      "and load tools time by it",
  );
}
