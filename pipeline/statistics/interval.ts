/** The 95 % interval of one cell. */
import { studentQuantile } from "./distributions.ts";
import { meanOf, median, varianceOf } from "./moments.ts";
import { leastOf } from "../../common/lists.ts";

export interface Interval {
  low: number;
  high: number;
}

/** An interval misses in one of twenty cases: 95 %. */
export const MISS = 0.05;

/**
 * The 95 % interval for the centre of a cell's trials, in the unit of the values.
 *
 * Student's t (Gosset 1908, "The probable error of a mean", Biometrika 6) on the logarithms: what disturbs
 * a server multiplies its times and rates, and the centre is then the geometric mean, which is the median of
 * log-normal noise. It holds from n = 2 on, where intervals from order statistics reach 95 % only from n = 6
 * on (Hettmansperger & Sheather 1986) and the bootstrap is too narrow below about n = 20. Trials are the
 * independent unit, never the requests inside one (Kalibera & Jones 2013, "Rigorous benchmarking in
 * reasonable time"). Where a value is 0 or negative, Student's t on the values themselves, cut at 0 when
 * none is negative.
 *
 * The interval is widened to hold the sample median, which is shown beside it.
 *
 * Undefined for fewer than two values, and where all are the same: the spread is then below what the tool
 * can print, which is no proof that there is none. Undefined too where a bound is beyond any number.
 */
export function centreInterval(values: readonly number[]): Interval | undefined {
  const first = values[0];
  if (values.every((value) => value === first)) return undefined;
  const smallest = leastOf(values);
  const middle = median([...values].sort((a, b) => a - b));
  const raw = smallest > 0
    ? exponentials(studentInterval(values.map(Math.log)))
    : studentInterval(values);
  const low = Math.min(smallest === 0 ? Math.max(0, raw.low) : raw.low, middle);
  const high = Math.max(raw.high, middle);
  return Number.isFinite(low) && Number.isFinite(high) ? { low, high } : undefined;
}

/** Student's 95 % interval of the mean of at least two values. */
function studentInterval(values: readonly number[]): Interval {
  const mean = meanOf(values);
  const error = Math.sqrt(varianceOf(values) / values.length);
  const reach = studentQuantile(MISS, values.length - 1) * error;
  return { low: mean - reach, high: mean + reach };
}

function exponentials({ low, high }: Interval): Interval {
  return { low: Math.exp(low), high: Math.exp(high) };
}
