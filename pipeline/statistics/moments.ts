/** Arithmetic mean; of no values, NaN. */
export function meanOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  if (Number.isFinite(sum)) return sum / values.length;
  // A program's own counter may be so large that the sum is beyond any number.
  return values.reduce((mean, value) => mean + value / values.length, 0);
}

/** Sample variance, with n - 1 in the denominator; of fewer than two values, NaN. */
export function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  let sum = 0;
  for (const value of values) sum += (value - mean) ** 2;
  return values.length < 2 ? NaN : sum / (values.length - 1);
}

/** The geometric mean of positive values: what two implementations are compared by. */
export function geometricMean(values: readonly number[]): number {
  return Math.exp(meanOf(values.map(Math.log)));
}

/** Median of ascending values; of an even number, the mean of the middle two. */
export function median(ascending: readonly number[]): number {
  const half = ascending.length >> 1;
  const upper = ascending[half] as number;
  return ascending.length % 2 === 1 ? upper : meanOf([ascending[half - 1] as number, upper]);
}
