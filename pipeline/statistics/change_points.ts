/**
 * Change points of one series: where the level of the values went up or down and stayed.
 *
 * The method is that of Apache Otava (formerly Hunter): M. Fleming et al., "Hunter: Using Change Point
 * Detection to Hunt for Performance Regressions", ICPE 2023, doi:10.1145/3578244.3583719. A window slides
 * over the series; within it the divisive procedure of D. S. Matteson and N. A. James, "A Nonparametric
 * Approach for Multiple Change Point Analysis of Multivariate Data", JASA 109 (2014), section 2, cuts where
 * the energy statistic is largest, for as long as Student's t test calls the two sides different at ten
 * times the wanted p; then the weakest points are taken back until all that are left are below it.
 *
 * Unlike Otava 0.8.0:
 * - Values are compared by their logarithms, so a change is a ratio, up and down alike.
 * - No segment is shorter than a minimum, so that one outlier is no change.
 * - The first pass tests the two parts whose energy statistic was largest. Otava tests against the whole
 *   rest of the segment, and so misses a step that soon goes back.
 * - The t test is given the sample standard deviation (n - 1); Otava gives it that of a population (n),
 *   which makes p too small in short segments.
 * - A level that has only begun, shorter than a segment, does not weaken the point before it.
 * - When a point is taken back, both its neighbours are judged anew; Otava leaves the left one as it was.
 *
 * The place of a cut is chosen for being the best one, which the t test does not know: its p is smaller
 * than the chance of such a cut in plain noise, and the interval of the ratio too narrow. That is why the
 * default of p is as low as 0.001: plain noise of 10, 20, 50 and 100 values then has a change point in 1, 2,
 * 3 and 7 % of series (Otava: 2, 2, 3 and 6 %). A slow drift is not a step, and comes out as several of them.
 */
import { studentQuantile, studentTwoSided } from "./distributions.ts";
import { meanOf } from "./moments.ts";

/** How sure and how large a change must be. */
export interface ChangePointOptions {
  /** Values that a segment has at least. Default 3. */
  minimumSegment?: number;
  /** Values of the sliding window; at least six segments of the least length. Default 50. */
  windowLength?: number;
  /** A change point has a p below this. Default 0.001. */
  maximumP?: number;
  /** Least relative change, of the larger level to the smaller: 0.02 is 2 %. Default 0. */
  minimumChange?: number;
}

/** A place where the level changed, seen from the segments on both sides of it. */
export interface ChangePoint {
  /** Index of the first value of the new level. */
  index: number;
  /** Geometric mean after / before; above 1 is up. */
  ratio: number;
  /** 95 % interval of the ratio (Student's t on logarithms, equal variances), given the place. */
  low: number;
  high: number;
  /** Two-sided p of the t test between the two segments. */
  p: number;
}

const DEFAULTS: Required<ChangePointOptions> = {
  minimumSegment: 3,
  windowLength: 50,
  maximumP: 0.001,
  minimumChange: 0,
};

/** Least length of a segment unless told otherwise: a series needs twice as many values. */
export const MINIMUM_SEGMENT = DEFAULTS.minimumSegment;

/** The first pass takes points up to this many times the wanted p; the second takes weak ones back. */
const FIRST_PASS = 10;

/**
 * Change points of `values`, in order; none of a series shorter than two segments. Throws a RangeError
 * on a value that is not positive and finite, since it has no logarithm.
 */
export function changePoints(
  values: readonly number[],
  options: ChangePointOptions = {},
): ChangePoint[] {
  const settings = { ...DEFAULTS, ...options };
  const { minimumSegment, windowLength } = settings;
  if (!Number.isInteger(minimumSegment) || minimumSegment < 1) {
    throw new RangeError(`minimumSegment is ${minimumSegment}, expected a count from 1 on`);
  }
  if (windowLength < 6 * minimumSegment) {
    throw new RangeError(`windowLength is ${windowLength}, expected 6 segments at least`);
  }
  const bad = values.find((value) => !(value > 0 && value < Infinity));
  if (bad !== undefined) throw new RangeError(`${bad} has no logarithm: values must be positive`);
  const logs = values.map(Math.log);
  return merged(logs, weakPoints(logs, settings), settings);
}

/**
 * First pass. A window begins at the last point of the one before it, or half a window further on, so
 * points of different windows are as far apart as those of one.
 */
function weakPoints(logs: readonly number[], settings: Required<ChangePointOptions>): number[] {
  const { minimumSegment, windowLength, maximumP } = settings;
  const firstP = Math.min(maximumP * FIRST_PASS, 1);
  const found: number[] = [];
  for (let start = 0; start < logs.length;) {
    const window = logs.slice(start, start + windowLength);
    // A step too near the end of a window is found beside its place; the next window sees it whole.
    const reach = start + windowLength < logs.length
      ? windowLength - 2 * minimumSegment
      : window.length;
    const points = divide(window, minimumSegment, firstP)
      .filter((index) => index <= reach).map((index) => index + start);
    found.push(...points);
    start = Math.max(points.at(-1) ?? 0, start + Math.floor(windowLength / 2));
  }
  return found;
}

/** Cuts at the largest energy statistic of all segments, until such a cut is not significant. */
function divide(logs: readonly number[], minimumSegment: number, maximumP: number): number[] {
  const points: number[] = [];
  for (;;) {
    let best: Split | undefined;
    let p = 1;
    for (const [start, end] of segmentsOf(points, logs.length)) {
      const segment = logs.slice(start, end);
      const split = bestSplit(segment, minimumSegment);
      if (split === undefined || split.energy <= (best?.energy ?? 0)) continue;
      best = { ...split, index: start + split.index };
      p = compareLevels(segment.slice(0, split.index), segment.slice(split.index, split.end)).p;
    }
    if (best === undefined || p > maximumP) return points;
    points.push(best.index);
    points.sort((a, b) => a - b);
  }
}

/** A cut of [0, end) into [0, index) and [index, end), and their energy statistic. */
export interface Split {
  index: number;
  end: number;
  energy: number;
}

/**
 * The cut of a segment into X = [0, index) and Y = [index, end) that has the largest energy statistic
 * over all ends, each part having `minimum` values at least; undefined where there is no room.
 *
 *     mn/(m+n) (2/(mn) sum|x - y| - 1/C(n,2) sum|x - x'| - 1/C(m,2) sum|y - y'|)
 *
 * for n values x and m values y: Q of Matteson and James with exponent 1. Quadratic in time and memory.
 */
export function bestSplit(values: readonly number[], minimum: number): Split | undefined {
  const length = values.length;
  // before[k][i]: distances of value k to the values before i.
  const before = values.map((value) => {
    const sums = new Float64Array(length + 1);
    for (const [i, other] of values.entries()) {
      sums[i + 1] = (sums[i] as number) + Math.abs(value - other);
    }
    return sums;
  });
  const distance = (k: number, from: number, to: number) => {
    const sums = before[k] as Float64Array;
    return (sums[to] as number) - (sums[from] as number);
  };
  let best: Split | undefined;
  let withinX = 0;
  for (let index = 1; index <= length - minimum; index++) {
    withinX += distance(index - 1, 0, index - 1);
    if (index < minimum) continue;
    let between = 0;
    let withinY = 0;
    for (let last = index; last < length; last++) {
      between += distance(last, 0, index);
      withinY += distance(last, index, last);
      const n = index;
      const m = last - index + 1;
      if (m < minimum) continue;
      const energy = 2 / (m + n) * (
        between - (n > 1 ? m / (n - 1) * withinX : 0) - (m > 1 ? n / (m - 1) * withinY : 0)
      );
      if (best === undefined || energy > best.energy) {
        best = { index, end: last + 1, energy };
      }
    }
  }
  return best;
}

/** Second pass: takes back the least significant point, then the smallest, until all are good. */
function merged(
  logs: readonly number[],
  indices: readonly number[],
  { minimumSegment, maximumP, minimumChange }: Required<ChangePointOptions>,
): ChangePoint[] {
  let points = indices.map((_, place) => pointAt(logs, indices, place, minimumSegment));
  while (points.length > 0) {
    let worst = points.reduce((a, b) => b.p > a.p ? b : a);
    if (worst.p < maximumP) {
      worst = points.reduce((a, b) => sizeOf(b) < sizeOf(a) ? b : a);
      if (sizeOf(worst) > minimumChange) break;
    }
    const left = points.map(({ index }) => index).filter((index) => index !== worst.index);
    points = left.map((_, place) => pointAt(logs, left, place, minimumSegment));
  }
  return points;
}

/** Relative change, of the larger level to the smaller. */
function sizeOf({ ratio }: ChangePoint): number {
  return Math.max(ratio, 1 / ratio) - 1;
}

/** Bounds of the segments between points. */
function segmentsOf(points: readonly number[], length: number): [number, number][] {
  return [0, ...points].map((start, place) => [start, points[place] ?? length]);
}

/**
 * The point at `place` of `points`, judged by the segments on both sides of it. A level that has only begun
 * at the end of the series cannot be a segment yet and must not hide the change before it: the last segment
 * is also tried without its last 1 to `minimumSegment` - 1 values, for which p is multiplied by the number of
 * tries (Bonferroni).
 */
function pointAt(
  logs: readonly number[],
  points: readonly number[],
  place: number,
  minimumSegment: number,
): ChangePoint {
  const index = points[place] as number;
  const before = logs.slice(place === 0 ? 0 : points[place - 1], index);
  const next = points[place + 1];
  let judged = compareLevels(before, logs.slice(index, next));
  if (next === undefined) {
    const shortest = Math.max(index + minimumSegment, logs.length - minimumSegment + 1);
    for (let end = logs.length - 1; end >= shortest; end--) {
      const tried = compareLevels(before, logs.slice(index, end));
      const p = Math.min(1, tried.p * minimumSegment);
      if (p < judged.p) judged = { ...tried, p };
    }
  }
  return { index, ...judged };
}

/** Student's t test of equal variances between logarithms, two-sided. */
function compareLevels(x: readonly number[], y: readonly number[]): Omit<ChangePoint, "index"> {
  const difference = meanOf(y) - meanOf(x);
  const ratio = Math.exp(difference);
  const freedom = x.length + y.length - 2;
  // One value on each side has no spread to judge by.
  if (freedom === 0) return { ratio, low: 0, high: Infinity, p: 1 };
  const variance = (squaresOf(x) + squaresOf(y)) / freedom;
  const error = Math.sqrt(variance * (1 / x.length + 1 / y.length));
  const reach = studentQuantile(0.05, freedom) * error;
  return {
    ratio,
    low: Math.exp(difference - reach),
    high: Math.exp(difference + reach),
    p: difference === 0 ? 1 : studentTwoSided(difference / error, freedom),
  };
}

/** Sum of squared distances from the mean. */
function squaresOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
}
