/** Ratios of values of which the load generator limited one, or both. */
import type { Ranked } from "./scenario.ts";

/** Before a ratio that is at least, or at most, what it says; "?" of one that is not known. */
export type Bound = "" | "≥" | "≤" | "?";

/** "at least ", "at most ": a bound in a sentence; empty of none, and of what is not known. */
export function boundWords(bound: Bound): string {
  return bound === "≥" ? "at least " : bound === "≤" ? "at most " : "";
}

/**
 * How a ratio is bounded: what the load generator limited is at least as good as it looks. Where both sides are,
 * nothing is known.
 */
export function boundOfRatio(
  numeratorIsBound: boolean,
  denominatorIsBound: boolean,
  better: Ranked["better"] | "",
): Bound {
  if (numeratorIsBound === denominatorIsBound) return numeratorIsBound ? "?" : "";
  return numeratorIsBound === (better !== "lower") ? "≥" : "≤";
}
