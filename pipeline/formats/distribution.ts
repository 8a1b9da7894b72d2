/** From values with their counts to mean, standard deviation, extremes and percentiles, each with its line. */
import { type Loop, percentileName } from "../measurement.ts";
import {
  isResolved,
  percentileIndices,
  totalCount,
  weightedMean,
} from "../statistics/weighted_percentile.ts";
import { add } from "./build_run.ts";
import type { Run } from "./format.ts";
import { scale } from "./units.ts";

const PERCENTS = [50, 75, 90, 95, 99, 99.9, 99.99];

/** Values of one metric of times, ascending, of the same length as `counts`, which are above 0. */
export interface Distribution {
  metric: string;
  /** How it was sampled, for a latency. */
  loop?: Loop;
  microseconds: readonly number[];
  counts: readonly number[];
  /** Line that mean and standard deviation point at. */
  line: number;
  /** Line of the value at an index. */
  lineOf(index: number): number;
}

/** Adds a distribution's statistics in seconds; a percentile beyond which no sample lies is left out. */
export function addDistribution(run: Run, distribution: Distribution, file: string): void {
  const { metric, loop, microseconds, counts, line, lineOf } = distribution;
  const count = totalCount(counts);
  const put = (statistic: string, value: number, at: number) =>
    add(run, {
      metric,
      statistic,
      value: scale(value, 1e-6),
      ...(loop === undefined ? {} : { loop }),
      source: `${file}#L${at}`,
    });
  const mean = weightedMean(microseconds, counts);
  put("mean", mean, line);
  const squares = microseconds.map((value) => (value - mean) ** 2);
  put("stdev", Math.sqrt(weightedMean(squares, counts)), line);
  put("min", microseconds[0] as number, lineOf(0));
  const percents = PERCENTS.filter((percent) => isResolved(percent, count));
  for (const [order, index] of percentileIndices(counts, percents).entries()) {
    put(
      percentileName(percents[order] as number),
      microseconds[index] as number,
      lineOf(index),
    );
  }
  put("max", microseconds.at(-1) as number, lineOf(microseconds.length - 1));
}

/** A value and the line it stands on. */
export interface Placed {
  value: number;
  line: number;
}

/** Distinct values, ascending, with their counts and the first line of each. */
export function countValues(
  values: readonly Placed[],
): { microseconds: number[]; counts: number[]; lines: number[] } {
  const sorted = values.toSorted((a, b) => a.value - b.value || a.line - b.line);
  const counted = {
    microseconds: [] as number[],
    counts: [] as number[],
    lines: [] as number[],
  };
  for (const { value, line } of sorted) {
    const last = counted.microseconds.length - 1;
    if (counted.microseconds[last] === value) (counted.counts[last] as number)++;
    else {
      counted.microseconds.push(value);
      counted.counts.push(1);
      counted.lines.push(line);
    }
  }
  return counted;
}
