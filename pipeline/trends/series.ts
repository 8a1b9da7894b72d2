/** The series of one cell over reports, and where its level changed. Pure. */
import { formatCount } from "../audit/words.ts";
import { type Cell, compareText } from "../row.ts";
import {
  type ChangePoint,
  type ChangePointOptions,
  changePoints,
  MINIMUM_SEGMENT,
} from "../statistics/change_points.ts";
import type { TrendValue } from "./digest.ts";

/** A report's value of a cell. */
export interface TrendPoint {
  report: string;
  created: string;
  /** Percentile of the merged histograms where there is one, else the median of trials. */
  value: number;
  low: number | null;
  high: number | null;
  status: "ok" | "lower bound";
  /** Versions that are others than at the point before: `gcc 14.2.0 -> 15.1.0`. */
  programs: string[];
}

/** A change point; its `index` counts in the points of its series. */
export interface TrendChange extends ChangePoint {
  /** The first report of the new level. */
  report: string;
  created: string;
  direction: "up" | "down";
  /** Empty of a metric of which neither more nor less is better. */
  effect: "faster" | "slower" | "";
}

/** The series of one cell. */
export interface Trend extends Cell {
  points: TrendPoint[];
  changes: TrendChange[];
  /** Why no change was looked for, or one is not told; empty otherwise. */
  note: string;
}

/** Whether more or less of a metric is better, or neither. */
export type Better = "higher" | "lower" | "";

/** A report's value of a cell, and what it was measured with. */
export interface TrendEntry {
  report: string;
  created: string;
  row: TrendValue;
  /** Versions of the programs of the cell's implementation, by name. */
  versions: ReadonlyMap<string, string>;
}

/**
 * The series of a cell, given its values in the order of their reports, one at least. A value that the load
 * generator limited is at least as good as it looks, so a change to or from a worse level of such is none.
 */
export function trendOf(
  series: readonly TrendEntry[],
  better: Better,
  options: ChangePointOptions,
): Trend {
  const points: TrendPoint[] = [];
  let withheld = 0;
  let before: ReadonlyMap<string, string> | undefined;
  for (const { report, created, row, versions } of series) {
    const { low, high, status } = row;
    if (status === "withheld") {
      withheld++;
      continue;
    }
    points.push({
      report,
      created,
      value: row.merged ?? row.median,
      low,
      high,
      status,
      programs: before === undefined ? [] : changesOf(before, versions),
    });
    before = versions;
  }
  const { scenario, implementation, case: part, limits, load, load_unit } = series[0]
    ?.row as TrendValue;
  const cell = { scenario, implementation, case: part, limits, load, load_unit };
  const least = 2 * (options.minimumSegment ?? MINIMUM_SEGMENT);
  const notes = [withheld === 0 ? "" : `withheld in ${formatCount(withheld, "report")}`];
  const values = points.map(({ value }) => value);
  const isPositive = values.every((value) => value > 0);
  if (points.length < least) {
    notes.push(`too short: ${formatCount(points.length, "report")}, a change needs ${least}`);
  } else if (!isPositive) notes.push("a value of 0 or below has no ratio");
  const found = points.length < least || !isPositive ? [] : changePoints(values, options);
  const changes = found.map((point) => changeAt(points, point, better));
  const told = changes.filter((change, place) => {
    const [from, to] = [changes[place - 1]?.index ?? 0, changes[place + 1]?.index ?? points.length];
    const worse = change.effect === "slower"
      ? points.slice(change.index, to)
      : change.effect === "faster"
      ? points.slice(from, change.index)
      : [];
    return worse.every(({ status }) => status === "ok");
  });
  const untold = changes.length - told.length;
  if (untold > 0) {
    notes.push(
      `${formatCount(untold, "change")} not told: the load generator limited its worse level`,
    );
  }
  return { ...cell, points, changes: told, note: notes.filter((note) => note !== "").join("; ") };
}

function changeAt(
  points: readonly TrendPoint[],
  change: ChangePoint,
  better: Better,
): TrendChange {
  const { report, created } = points[change.index] as TrendPoint;
  const isUp = change.ratio > 1;
  const effect = better === "" ? "" : isUp === (better === "higher") ? "faster" : "slower";
  return { ...change, report, created, direction: isUp ? "up" : "down", effect };
}

function changesOf(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort(compareText)
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => `${name} ${before.get(name) ?? "none"} -> ${after.get(name) ?? "none"}`);
}
