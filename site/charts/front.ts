/** The Pareto front of points that are judged by two figures. */
import type { Better } from "./chart.ts";

/** A point and whether more is better of each of its figures. */
export interface Judged {
  x: number;
  y: number;
}

/**
 * The points that no other is at least as good as in both figures and better than in one (Pareto), from the
 * lowest x to the highest.
 */
export function paretoFront<T extends Judged>(
  points: readonly T[],
  better: { x: Better; y: Better },
): T[] {
  const signX = better.x === "higher" ? 1 : -1;
  const signY = better.y === "higher" ? 1 : -1;
  const ahead = (a: T, b: T) =>
    signX * (a.x - b.x) >= 0 && signY * (a.y - b.y) >= 0 && (a.x !== b.x || a.y !== b.y);
  return points.filter((point) => !points.some((other) => ahead(other, point)))
    .sort((a, b) => a.x - b.x);
}
