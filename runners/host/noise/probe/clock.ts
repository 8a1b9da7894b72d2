/** What reading the clock costs, and how fine it is. */

const BATCH = 1000;

export interface ClockSummary {
  /** Mean seconds of a reading in the quickest of many batches, our runtime's share included. */
  readSeconds: number;
  /** Smallest step seen between two readings: no finer than a reading takes. */
  stepSeconds: number;
}

/** Reads the clock, which gives milliseconds, for so many seconds and once more to the end of its batch. */
export function measureClock(seconds: number, now: () => number): ClockSummary {
  const until = now() + seconds * 1000;
  let quickest = Infinity;
  let step = Infinity;
  let last = now();
  while (last < until) {
    const began = last;
    for (let reading = 0; reading < BATCH; reading++) {
      const time = now();
      if (time > last && time - last < step) step = time - last;
      last = time;
    }
    quickest = Math.min(quickest, (last - began) / BATCH);
  }
  return { readSeconds: quickest / 1000, stepSeconds: step / 1000 };
}
