/** The Pareto front of points that are judged by two figures. */
import { formatList, formatNumber } from "../format.ts";
import type { Better } from "./chart.ts";

/** A point and whether more is better of each of its figures. */
export interface Judged {
  x: number;
  y: number;
  /** Whether the true y is this or better. */
  bound?: boolean;
}

/** Which way each figure is better. */
interface Directions {
  x: Better;
  y: Better;
}

/**
 * The points that no other is at least as good as in both figures and better than in one (Pareto), from the
 * lowest x to the highest.
 */
export function paretoFront<T extends Judged>(
  points: readonly T[],
  better: Directions,
): T[] {
  return points.filter((point) => !points.some((other) => isAhead(other, point, better)))
    .sort((a, b) => a.x - b.x);
}

function isAhead(a: Judged, b: Judged, { x, y }: Directions): boolean {
  return isAsGood(a.x, b.x, x) && isAsGood(a.y, b.y, y) && (a.x !== b.x || a.y !== b.y);
}

function isAsGood(a: number, b: number, better: Better): boolean {
  return better === "higher" ? a >= b : a <= b;
}

/** What of a front is known. */
export interface KnownFront<T> {
  /** On it however good the true y of those is whose y is a bound; from the lowest x to the highest. */
  front: T[];
  /** Those that may be on it, and may not. */
  unknown: T[];
}

/** The front as far as bounds let it be known: whoever has a bound may surpass all that are no better in x. */
export function knownFront<T extends Judged>(
  points: readonly T[],
  better: Directions,
): KnownFront<T> {
  const others = (point: T) => points.filter((other) => other !== point);
  const front = points.filter((point) =>
    !others(point).some((other) =>
      isAhead(other, point, better) ||
      other.bound === true && isAsGood(other.x, point.x, better.x)
    )
  ).sort((a, b) => a.x - b.x);
  const unknown = points.filter((point) =>
    !front.includes(point) &&
    (point.bound === true || !points.some((other) => isAhead(other, point, better)))
  );
  return { front, unknown };
}

/** "A and B; of 2 more it is not known": whom nothing surpasses, at the end of a sentence. */
export function frontWords({ front, unknown }: KnownFront<string>): string {
  if (unknown.length === 0) return formatList(front);
  return `${formatList(front)}; of ${formatNumber(unknown.length)} more it is not known`;
}

/** What the steps of a front are that is drawn through so many points, and of whom `why` leaves it open. */
export function frontNotes(drawn: number, unknown: readonly string[], why: string): string[] {
  const steps = "The dotted steps join what nothing surpasses in both";
  if (unknown.length === 0) return drawn > 1 ? [`${steps} (the Pareto front).`] : [];
  const names = formatList(unknown);
  return drawn > 1
    ? [
      `${steps} by the figures as they stand (the Pareto front).`,
      `Of ${names} it is not known: ${why}.`,
    ]
    : [`Of ${names} it is not known whether anything surpasses them in both: ${why}.`];
}
