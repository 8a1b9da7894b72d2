/** Keeps labels apart that want to stand in nearly the same place. */

/**
 * Moves positions as little as possible (least squares) so that neighbours are `gap` apart and all stand
 * between `low` and `high`; the order is kept. Where they cannot all fit they are spaced evenly.
 */
export function spread(
  positions: readonly number[],
  gap: number,
  low: number,
  high: number,
): number[] {
  const count = positions.length;
  if (count === 0) return [];
  const step = Math.min(gap, count > 1 ? (high - low) / (count - 1) : gap);
  const order = positions.map((_, index) => index)
    .sort((a, b) => (positions[a] as number) - (positions[b] as number) || a - b);
  // Less what the gaps need, positions must only not descend: pool those that do, as isotonic
  // regression does, and clamp the result.
  const pools: { mean: number; size: number }[] = [];
  for (const [rank, index] of order.entries()) {
    let pool = { mean: (positions[index] as number) - rank * step, size: 1 };
    for (
      let last = pools.at(-1);
      last !== undefined && last.mean > pool.mean;
      last = pools.at(-1)
    ) {
      pools.pop();
      const size = last.size + pool.size;
      pool = { mean: (last.mean * last.size + pool.mean * pool.size) / size, size };
    }
    pools.push(pool);
  }
  const roof = high - (count - 1) * step;
  const placed = pools.flatMap(({ mean, size }) =>
    Array<number>(size).fill(Math.max(low, Math.min(mean, roof)))
  );
  const result = Array<number>(count);
  for (const [rank, index] of order.entries()) {
    result[index] = (placed[rank] as number) + rank * step;
  }
  return result;
}
