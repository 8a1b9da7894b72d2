/** Keeps labels apart that want to stand in nearly the same place. */

/**
 * Moves the middles of labels as little as possible (least squares) so that none covers its neighbour and all
 * stand between `low` and `high`; the order is kept. `heights` are those of the labels, in the order of
 * `positions`, with the space between them. Where they cannot all fit, each gets the same share of its height.
 */
export function spread(
  positions: readonly number[],
  heights: readonly number[],
  low: number,
  high: number,
): number[] {
  const needed = heights.reduce((sum, height) => sum + height, 0);
  const share = needed > 0 ? Math.min(1, (high - low) / needed) : 1;
  const order = positions.map((_, index) => index)
    .sort((a, b) => (positions[a] as number) - (positions[b] as number) || a - b);
  // Less the heights above them, middles must only not descend: pool those that do, as isotonic regression
  // does, and clamp the result.
  const above: number[] = [];
  let sum = 0;
  const pools: { mean: number; size: number }[] = [];
  for (const index of order) {
    const height = (heights[index] as number) * share;
    above.push(sum + height / 2);
    let pool = { mean: (positions[index] as number) - sum - height / 2, size: 1 };
    sum += height;
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
  const placed = pools.flatMap(({ mean, size }) =>
    Array<number>(size).fill(Math.max(low, Math.min(mean, high - sum)))
  );
  const result = Array<number>(positions.length);
  for (const [rank, index] of order.entries()) {
    result[index] = (placed[rank] as number) + (above[rank] as number);
  }
  return result;
}
