/** How far an axis reaches: to all values, and to intervals only as far as values can still be told apart. */
import type { Interval } from "../model/values.ts";

/** A value and its interval, in the units of the axis. */
export interface Ranged {
  centre: number;
  interval?: Interval | undefined;
}

export interface Reach extends Interval {
  /** Whether an interval ends beyond the axis. */
  isCut: boolean;
}

/** Told below a chart that cuts intervals off. */
export const CUT_NOTE = "Where an interval leaves the chart it is cut off; the table has its ends.";

/**
 * From the lowest to the highest value and interval, but no further than `factor` times beyond the values
 * themselves: on a noisy host an interval of a few trials spans orders of magnitude.
 */
export function reachOf(values: readonly Ranged[], factor: number): Reach {
  const centres = values.map(({ centre }) => centre);
  const [least, most] = [Math.min(...centres), Math.max(...centres)];
  const [floor, roof] = [least / factor, most * factor];
  const low = Math.min(least, ...values.map(({ interval }) => interval?.low ?? least));
  const high = Math.max(most, ...values.map(({ interval }) => interval?.high ?? most));
  return {
    low: Math.max(low, floor),
    high: Math.min(high, roof),
    isCut: low < floor || high > roof,
  };
}

/** The part of an interval that the axis has room for. */
export function within({ low, high }: Interval, reach: Interval): Interval {
  const cut = (value: number) => Math.min(Math.max(value, reach.low), reach.high);
  return { low: cut(low), high: cut(high) };
}
