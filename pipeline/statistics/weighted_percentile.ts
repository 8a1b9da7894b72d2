/**
 * Percentiles of values that carry counts, as HdrHistogram defines them: the smallest value whose
 * cumulative count reaches ceil(p / 100 x N). No value is interpolated, so each was really measured.
 */

/** Sum of the counts. */
export function totalCount(counts: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < counts.length; i++) total += counts[i] as number;
  return total;
}

/** The 1-based rank of a percentile among `count` samples: ceil(p / 100 x N), at least 1. */
export function percentileRank(percent: number, count: number): number {
  const exact = percent * count / 100;
  const nearest = Math.round(exact);
  // 99.9 % of 1000 is 999.0000000000001 in floating point; its rank is 999 all the same.
  const rank = Math.abs(exact - nearest) <= 1e-12 * exact ? nearest : Math.ceil(exact);
  return Math.max(1, rank);
}

/**
 * Whether a sample lies beyond the percentile, N x (1 - p / 100) >= 1. Where none does, the percentile
 * is just the maximum under another name: p99.99 of 50 samples is an invention.
 */
export function isResolved(percent: number, count: number): boolean {
  return percentileRank(percent, count) <= count - 1;
}

/**
 * Where in `counts` the given percentiles lie, in their order. Throws a RangeError where there is no
 * sample.
 */
export function percentileIndices(
  counts: ArrayLike<number>,
  percents: readonly number[],
): number[] {
  const total = totalCount(counts);
  if (!(total > 0)) throw new RangeError("no samples, no percentiles");
  const ranks = percents.map((percent, index) => ({ index, rank: percentileRank(percent, total) }));
  ranks.sort((a, b) => a.rank - b.rank);
  const result = new Array<number>(percents.length);
  let at = 0;
  let cumulative = counts[0] as number;
  for (const { index, rank } of ranks) {
    while (cumulative < rank && at < counts.length - 1) cumulative += counts[++at] as number;
    result[index] = at;
  }
  return result;
}

/**
 * The values at the given percentiles, in their order. `values` ascends and is as long as `counts`.
 * Throws a RangeError where there is no sample.
 */
export function weightedPercentiles(
  values: ArrayLike<number>,
  counts: ArrayLike<number>,
  percents: readonly number[],
): number[] {
  return percentileIndices(counts, percents).map((index) => values[index] as number);
}

/** Mean of values that carry counts. Throws a RangeError where there is no sample. */
export function weightedMean(values: ArrayLike<number>, counts: ArrayLike<number>): number {
  let sum = 0;
  let total = 0;
  for (let i = 0; i < counts.length; i++) {
    sum += (values[i] as number) * (counts[i] as number);
    total += counts[i] as number;
  }
  if (!(total > 0)) throw new RangeError("no samples, no mean");
  return sum / total;
}
