import type { Summary } from "../tables/summary.ts";

/**
 * Where the bounds of a quantity come from. `exact`: constants and counts, which have none. `rounded`: a
 * cited figure, bounded by what its printed digits allow. `sampled`: a 95 % interval over trials. `single`: one
 * trial, so nobody knows.
 */
export type Certainty = "exact" | "rounded" | "sampled" | "single";

/** What an expression over the tables is worth. */
export interface Quantity {
  value: number;
  /** Bounds; equal to the value where exact, null where `single`. */
  low: number | null;
  high: number | null;
  certainty: Certainty;
  /** SI base unit as in the tables; `1` of ratios and counts. */
  unit: string;
  /** The true value is at least, or at most, this: an operand was limited by the load generator. */
  bound: "" | "at least" | "at most";
  /** The figures it was computed from, each once. */
  operands: readonly Summary[];
}
