/** Gaps between successive readings of a clock, and what they mean for whoever arrives meanwhile. */

/** A gap longer than this is time that was taken away; shorter ones are the loop itself and short interrupts. */
export const GAP_SECONDS = 10e-6;

/** What the gaps of one core came to. */
export interface GapSummary {
  /** Seconds watched. */
  seconds: number;
  /** Gaps above {@linkcode GAP_SECONDS}, per second. */
  perSecond: number;
  longestSeconds: number;
  /** What arrives at a random moment waits at most this long in 99.9 % of cases. */
  p999Seconds: number;
  /** Sum of the gaps as a share of the time watched. */
  share: number;
}

/**
 * Reads the clock without pause and keeps the gaps, as the kernel's osnoise tracer does (de Oliveira, Casini
 * and Cucinotta, "Operating System Noise in the Linux Kernel", IEEE Transactions on Computers 72(1), 2023).
 * `gaps` receives them in seconds; returns how many there are and the seconds watched.
 */
export function watchGaps(
  seconds: number,
  gaps: Float64Array,
  now: () => number,
): { count: number; seconds: number } {
  const threshold = GAP_SECONDS * 1000;
  const began = now();
  const until = began + seconds * 1000;
  let last = began;
  let count = 0;
  while (last < until) {
    const time = now();
    if (time - last > threshold && count < gaps.length) gaps[count++] = (time - last) / 1000;
    last = time;
  }
  return { count, seconds: (last - began) / 1000 };
}

/** Room for all gaps that so many seconds can hold, touched so that no page fault comes later. */
export function roomForGaps(seconds: number): Float64Array {
  return new Float64Array(Math.ceil(seconds / GAP_SECONDS) + 1).fill(1);
}

/**
 * Summarizes gaps. The percentile is over arrivals, not over gaps, as jHiccup's are (Gil Tene, Azul Systems:
 * a long stall hits all that would have come within it): the least wait w with sum(max(0, gap - w)) at most a
 * thousandth of the time.
 */
export function summarizeGaps(gaps: Float64Array, seconds: number): GapSummary {
  const longestFirst = gaps.toSorted().reverse();
  const sum = gaps.reduce((total, gap) => total + gap, 0);
  return {
    seconds,
    perSecond: gaps.length / seconds,
    longestSeconds: longestFirst[0] ?? 0,
    p999Seconds: waitExceeded(longestFirst, seconds / 1000),
    share: sum / seconds,
  };
}

function waitExceeded(longestFirst: Float64Array, allowance: number): number {
  let sum = 0;
  for (const [index, gap] of longestFirst.entries()) {
    sum += gap;
    const wait = (sum - allowance) / (index + 1);
    if (wait >= (longestFirst[index + 1] ?? 0)) return Math.max(0, wait);
  }
  return 0;
}
