/** CPU time of a group of processes that come and go. Pure. */

/** CPU time of one process in kernel clock ticks, as proc(5) stat has it. */
export interface Usage {
  /** Its own and that of the children it has reaped. */
  ticks: number;
  /** That of the children it has reaped alone. */
  reapedTicks: number;
}

/**
 * Makes a sum that is called once a sample with every process that is there, by id, and gives the ticks of all
 * that were ever there. A process that ends takes its count with it, and its parent's count has it from when it
 * is reaped: the sum never falls, and has no tick twice.
 */
export function tickCount(): (usages: ReadonlyMap<number, Usage>) => number {
  let before: ReadonlyMap<number, Usage> = new Map();
  /** Of processes that were gone first at the sample before this, and that no parent's count has. */
  let late = 0;
  /** Of processes that no parent's count will have: it ended before them, or does not ask how they ended. */
  let orphaned = 0;
  return (usages) => {
    let [gone, reaped] = [0, 0];
    for (const [pid, was] of before) {
      const is = usages.get(pid);
      // Less than before is another process with the same id.
      if (is === undefined || is.ticks < was.ticks) gone += was.ticks;
      else reaped += is.reapedTicks - was.reapedTicks;
    }
    // The parent is read before the child: what is reaped in between shows in its count a sample later.
    const claimed = Math.min(late, reaped);
    orphaned += late - claimed;
    late = Math.max(0, gone - (reaped - claimed));
    before = new Map(usages);
    return usages.values().reduce((sum, { ticks }) => sum + ticks, orphaned + late);
  };
}
