/** The same small computation over and over: how even is the speed of a core? */

/** Rounds of one chunk of work: about half a millisecond to one on cores of 2 to 5 GHz. */
export const CHUNK_ROUNDS = 400_000;

/** Chunks are added up to windows this long: a trial averages over what is shorter. */
const WINDOW_SECONDS = 0.1;

/** How long the chunks took. */
export interface WorkSummary {
  chunks: number;
  fastestSeconds: number;
  /** A quarter of the chunks were faster: robust against what interrupts a few of them. */
  quartileSeconds: number;
  slowestSeconds: number;
  /** Standard deviation over mean of the chunks' times. */
  cv: number;
  /** The same of the speed in windows of a tenth of a second; null below three windows. */
  windowCv: number | null;
}

/**
 * One chunk: six chains that do not wait for each other, so that it is the execution units that bound it and a
 * sibling thread which uses them shows. Returns a number that depends on every round, lest it be optimised away.
 */
export function workChunk(rounds: number, seed: number): number {
  let a = seed | 0,
    b = ~seed,
    c = seed + 2 | 0,
    d = seed + 3 | 0,
    e = seed + 4 | 0,
    f = seed + 5 | 0;
  for (let round = 0; round < rounds; round++) {
    a = Math.imul(a, 1664525) + 1013904223 | 0;
    b ^= b << 13;
    c = (c + (c << 3) | 0) ^ round;
    d = Math.imul(d, 22695477) + 1 | 0;
    e = (e ^ (e >>> 7)) + round | 0;
    f = (f << 5) - f + round | 0;
    b = b + (b >>> 17) | 0;
  }
  return a ^ b ^ c ^ d ^ e ^ f;
}

/** Repeats the chunk for so many seconds; `times` receives the seconds of each; returns how many there were. */
export function repeatWork(seconds: number, times: Float64Array, now: () => number): number {
  const until = now() + seconds * 1000;
  let count = 0;
  let kept = 0;
  for (let began = now(); began < until && count < times.length; count++) {
    kept ^= workChunk(CHUNK_ROUNDS, count + kept);
    const ended = now();
    times[count] = (ended - began) / 1000;
    began = ended;
  }
  return count;
}

/** Summarizes chunk times in seconds, in the order in which they were measured; there must be one at least. */
export function summarizeWork(times: Float64Array): WorkSummary {
  const sorted = times.toSorted();
  return {
    chunks: times.length,
    fastestSeconds: sorted[0] as number,
    quartileSeconds: sorted[Math.floor((times.length - 1) / 4)] as number,
    slowestSeconds: sorted.at(-1) as number,
    cv: variation([...times]),
    windowCv: windowVariation(times),
  };
}

function windowVariation(times: Float64Array): number | null {
  const speeds: number[] = [];
  let sum = 0, count = 0;
  for (const time of times) {
    sum += time;
    count++;
    if (sum < WINDOW_SECONDS) continue;
    speeds.push(count / sum);
    sum = 0;
    count = 0;
  }
  return speeds.length < 3 ? null : variation(speeds);
}

/** Sample standard deviation over mean; 0 for a single value. */
function variation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return 0;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1)) / mean;
}
