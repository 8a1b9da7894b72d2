/** What rules ask of numbers, and of lists of them too long to be spread into arguments. */

/** Least of the numbers; Infinity of none. */
export function minOf(values: Iterable<number>): number {
  let least = Infinity;
  for (const value of values) if (value < least) least = value;
  return least;
}

/** Greatest of the numbers; -Infinity of none. */
export function maxOf(values: Iterable<number>): number {
  let most = -Infinity;
  for (const value of values) if (value > most) most = value;
  return most;
}

/** Median; of an even number the mean of the middle two; NaN of none. */
export function medianOf(values: readonly number[]): number {
  if (values.length === 1) return values[0] as number;
  const ascending = [...values].sort((a, b) => a - b);
  const half = ascending.length >> 1;
  const upper = ascending[half] ?? NaN;
  return ascending.length % 2 === 1 ? upper : ((ascending[half - 1] ?? NaN) + upper) / 2;
}

/** How many significant digits a number has in its shortest form. */
export function digitsOf(value: number): number {
  return value.toExponential().replace(/e.*$/, "").replace(/\D/g, "").length;
}
