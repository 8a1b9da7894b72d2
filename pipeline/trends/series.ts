/** The series of one cell over reports, and where its level changed. Pure. */
import { formatPlural } from "../audit/words.ts";
import type { ReportData } from "../compare/report_data.ts";
import { type Cell, compareText } from "../row.ts";
import {
  type ChangePoint,
  type ChangePointOptions,
  changePoints,
  MINIMUM_SEGMENT,
} from "../statistics/change_points.ts";
import type { Summary } from "../tables/summary.ts";

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
  /** Why no change was looked for; empty otherwise. */
  note: string;
}

/** Whether more or less of a metric is better, or neither. */
export type Better = "higher" | "lower" | "";

/** The series of a cell, given its summaries in the order of their reports, one at least. */
export function trendOf(
  series: readonly { report: ReportData; row: Summary }[],
  better: Better,
  options: ChangePointOptions,
): Trend {
  const points: TrendPoint[] = [];
  let withheld = 0;
  let before: Map<string, string> | undefined;
  for (const { report, row } of series) {
    const { low, high, status } = row;
    if (status === "withheld") {
      withheld++;
      continue;
    }
    const versions = versionsOf(report, row);
    points.push({
      report: report.name,
      created: report.manifest.created,
      value: row.merged ?? row.median,
      low,
      high,
      status,
      programs: before === undefined ? [] : changesOf(before, versions),
    });
    before = versions;
  }
  const { scenario, implementation, case: part, limits, load, load_unit } = series[0]
    ?.row as Summary;
  const cell = { scenario, implementation, case: part, limits, load, load_unit };
  const least = 2 * (options.minimumSegment ?? MINIMUM_SEGMENT);
  const notes = [withheld === 0 ? "" : `withheld in ${formatPlural(withheld, "report")}`];
  const values = points.map(({ value }) => value);
  const isPositive = values.every((value) => value > 0);
  if (points.length < least) {
    notes.push(`too short: ${formatPlural(points.length, "report")}, a change needs ${least}`);
  } else if (!isPositive) notes.push("a value of 0 or below has no ratio");
  const found = points.length < least || !isPositive ? [] : changePoints(values, options);
  return {
    ...cell,
    points,
    changes: found.map((point) => changeAt(points, point, better)),
    note: notes.filter((note) => note !== "").join("; "),
  };
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

/** Versions of the programs of a cell's trials. */
function versionsOf({ trials }: ReportData, cell: Cell): Map<string, string> {
  const own = trials.filter(({ scenario, implementation, state }) =>
    scenario === cell.scenario && implementation === cell.implementation && state === "finished"
  );
  return new Map(own.flatMap(({ programs }) => programs.map((each) => [each.name, each.version])));
}

function changesOf(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].sort(compareText)
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => `${name} ${before.get(name) ?? "none"} -> ${after.get(name) ?? "none"}`);
}
