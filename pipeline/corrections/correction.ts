import type { Run } from "../formats/format.ts";

/**
 * A named transformation of measurements. Original and corrected both stay: a correction appends
 * measurements that carry its name and marks what they replace as `superseded`.
 */
export interface Correction {
  /** As in the column `correction`: `cpu-to-wall`. */
  name: string;
  /** One sentence for the method page: what it does and why it is right. */
  about: string;
  /**
   * Returns the runs of one trial (or one file), corrected. Pure: what is not touched is returned as
   * it came, what is touched is copied.
   */
  apply(runs: readonly Run[]): Run[];
}
