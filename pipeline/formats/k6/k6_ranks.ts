/** Values at given ranks of many, without sorting them all. */

/** Fewer values are sorted sooner than counted. */
const FEW = 1 << 14;
/** A double's sign, exponent and four highest bits of the mantissa, so that order is kept. */
const KEYS = 1 << 16;
const SIGN = 1 << 15;
/** Which half of a double in memory holds its sign. */
const HIGH = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1 ? 1 : 0;

/**
 * The values at these 0-based ranks, ascending. `values` may come back in another order. NaN has no place
 * among them.
 */
export function valuesAtRanks(values: Float64Array, ranks: readonly number[]): number[] {
  if (values.length <= FEW) {
    values.sort();
    return ranks.map((rank) => values[rank] as number);
  }
  const keys = keysOf(values);
  const counts = new Uint32Array(KEYS);
  for (const key of keys) counts[key] = (counts[key] as number) + 1;
  // Only the values that share a key with one of the ranks are sorted.
  const wanted = new Map<number, { first: number; values: Float64Array; used: number }>();
  const keyOfRank = new Map<number, number>();
  let first = 0;
  counts.forEach((count, key) => {
    if (count === 0) return;
    for (const rank of ranks) {
      if (rank < first || rank >= first + count) continue;
      keyOfRank.set(rank, key);
      if (!wanted.has(key)) wanted.set(key, { first, values: new Float64Array(count), used: 0 });
    }
    first += count;
  });
  const isWanted = new Uint8Array(KEYS);
  for (const key of wanted.keys()) isWanted[key] = 1;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as number;
    if (isWanted[key] === 0) continue;
    const bucket = wanted.get(key) as { values: Float64Array; used: number };
    bucket.values[bucket.used++] = values[i] as number;
  }
  for (const bucket of wanted.values()) bucket.values.sort();
  return ranks.map((rank) => {
    const bucket = wanted.get(keyOfRank.get(rank) as number);
    return bucket?.values[rank - bucket.first] as number;
  });
}

function keysOf(values: Float64Array): Uint16Array {
  const halves = new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
  const keys = new Uint16Array(values.length);
  for (let i = 0; i < keys.length; i++) {
    const top = (halves[2 * i + HIGH] as number) >>> 16;
    // Larger magnitudes of negative numbers come first; -0 and 0 are neighbours, as in a sort.
    keys[i] = top < SIGN ? top + SIGN : KEYS - 1 - top;
  }
  return keys;
}
