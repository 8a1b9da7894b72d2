/** Which cases of a scenario's trends are drawn: a program of benchmarks has hundreds. */
import type { Trend } from "../../pipeline/report.ts";
import { WALL } from "./benchmarks.ts";

/** How many cases and limits get charts; the CSV has all. */
export const MOST_CHARTS = 8;

interface Entry {
  trend: Trend;
}

/** What there is of one case and limits, one entry at least. */
export type Part<E extends Entry> = readonly E[];

export interface DrawnCases<E extends Entry> {
  drawn: Part<E>[];
  /** How many of the drawn have a line, so a report before another. */
  lines: number;
  /** Of how many. */
  of: number;
  /** How many of those are benchmarks by the library's default clock that were timed by the wall clock too. */
  byOtherClock: number;
  /** Whether any of the drawn ranks the scenario. */
  isRanked: boolean;
}

/**
 * Chooses among the parts, which stand by name: those with a line, of these the ones that rank the scenario in the
 * order of its boards, then those whose level changed most. Of a benchmark that was timed by both clocks only the wall
 * clock is drawn.
 */
export function drawnCases<E extends Entry>(
  parts: readonly Part<E>[],
  ranked: readonly string[],
): DrawnCases<E> {
  const keyOf = (part: Part<E>, end = "") =>
    JSON.stringify([part[0]?.trend.limits, `${caseOf(part)}${end}`]);
  const lines = parts.filter(hasLine);
  const keys = new Set(lines.map((part) => keyOf(part)));
  const isTwice = (part: Part<E>) => keys.has(keyOf(part, WALL));
  const placeOf = (part: Part<E>) => {
    const place = ranked.indexOf(caseOf(part));
    return place < 0 ? ranked.length : place;
  };
  const drawn = parts.filter((part) => !isTwice(part)).sort((a, b) =>
    Number(hasLine(b)) - Number(hasLine(a)) || placeOf(a) - placeOf(b) ||
    greatestChange(b) - greatestChange(a)
  ).slice(0, MOST_CHARTS);
  return {
    drawn,
    lines: drawn.filter(hasLine).length,
    of: lines.length,
    byOtherClock: lines.filter(isTwice).length,
    isRanked: drawn.some((part) => placeOf(part) < ranked.length),
  };
}

function caseOf(part: Part<Entry>): string {
  return part[0]?.trend.case ?? "";
}

function hasLine(part: Part<Entry>): boolean {
  return part.some(({ trend }) => trend.points.length > 1);
}

/** The largest change of level of any of the entries, as a logarithm; 0 where none changed. */
export function greatestChange(entries: readonly Entry[]): number {
  return entries.flatMap(({ trend }) => trend.changes)
    .reduce((most, { ratio }) => Math.max(most, Math.abs(Math.log(ratio))), 0);
}
