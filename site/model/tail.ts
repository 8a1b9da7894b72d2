/** Which figure speaks for the tail of latency. */
import type { Point } from "./scenario.ts";

/** Percentiles of the tail, best first: the others stand in for it, for tools that know no p99. */
export const TAILS = ["p99", "p95"] as const;
export type Tail = typeof TAILS[number];

/** The tail that these points know; undefined where they know none. */
export function tailOf(points: readonly Point[]): Tail | undefined {
  return TAILS.find((tail) => points.some((point) => point.value("latency", tail) !== undefined));
}

/** The tails that a table needs, so that each point which knows one has it: p95 where one of them has no p99. */
export function tailsOf(points: readonly Point[]): Tail[] {
  const known = points.map((point) =>
    TAILS.filter((tail) => point.value("latency", tail) !== undefined)
  );
  return TAILS.filter((tail) => known.some(([best]) => best === tail)).reverse();
}
