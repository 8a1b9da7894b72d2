/**
 * p values adjusted so that calling every one below 0.05 a finding makes a false finding in at most 5 % of
 * families, in the order given (Holm 1979, "A simple sequentially rejective multiple test procedure",
 * Scandinavian Journal of Statistics 6).
 */
export function holmAdjusted(ps: readonly number[]): number[] {
  const order = ps.map((_, index) => index).sort((a, b) => (ps[a] as number) - (ps[b] as number));
  const adjusted = new Array<number>(ps.length);
  let largest = 0;
  order.forEach((index, rank) => {
    largest = Math.max(largest, (ps.length - rank) * (ps[index] as number));
    adjusted[index] = Math.min(1, largest);
  });
  return adjusted;
}
