import type { Clock } from "../measurement.ts";
import type { Run } from "../formats/format.ts";

/** A measurement that a formula takes beside the value itself. */
export interface Term {
  /** As the formula has it: `CPU time`. */
  name: string;
  metric: string;
  /** The statistic of the corrected value where there is none. */
  statistic?: string;
  clock?: Clock;
}

/**
 * A named transformation of measurements. Original and corrected both stay: a correction appends
 * measurements that carry its name and marks what they replace as `superseded`.
 */
export interface Correction {
  /** As in the column `correction`: `cpu-to-wall`. */
  name: string;
  /** One sentence for the method page: what it does and why it is right. */
  about: string;
  /** The metric that it makes its own from, where that has another name: goodput is made from throughput. */
  madeFrom?: string;
  /** What its formula takes, for pages that show it at work. */
  terms?: readonly Term[];
  /** Where the value before comes from, in words that follow "values", where no tool printed it. */
  takenFrom?: string;
  /**
   * Returns the runs of one trial (or one file), corrected. Pure: what is not touched is returned as
   * it came, what is touched is copied.
   */
  apply(runs: readonly Run[]): Run[];
}
