/**
 * Whether the samples of a run can be of one run, by their times. k6 alone writes how many users there are, every
 * second and one after the other: what it measures itself comes late and out of order, by 0.04 s in real files, and
 * a websocket's session comes with the time at which it began.
 */
import type { Doubt } from "./k6_totals.ts";

/** Farther back than two of k6's own seconds could be taken for one another. */
const MOST_BACK = 1.5;
/** A second that k6 was held up for is no gap. */
export const MOST_FORWARD = 30;

/** A step that k6 makes within no run. */
export interface Jump {
  /** 1-based, of the sample behind it. */
  line: number;
  seconds: number;
}

/** What a jump says of the run. */
export function doubtOfJump({ line, seconds }: Jump): Doubt {
  const step = `${Math.round(Math.abs(seconds))} s ${seconds < 0 ? "back" : "on"}`;
  return {
    line,
    message:
      `the time of vus, which k6 writes every second, is ${step} on line ${line}: samples of two ` +
      "runs may stand here",
  };
}

export interface VusClock {
  /** The time of a sample of `vus`. */
  see(seconds: number, line: number): void;
  /** The first step that is none of one run. */
  jump(): Jump | undefined;
  restart(): void;
}

export function createVusClock(): VusClock {
  let last = NaN;
  let jump: Jump | undefined;

  function see(seconds: number, line: number): void {
    const step = seconds - last;
    if (step < -MOST_BACK || step > MOST_FORWARD) jump ??= { line, seconds: step };
    last = seconds;
  }

  function restart(): void {
    last = NaN;
    jump = undefined;
  }

  return { see, jump: () => jump, restart };
}
