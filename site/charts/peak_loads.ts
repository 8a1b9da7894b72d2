/** Whether peaks stand at one load, and at which one load their other figures can be compared. */
import { formatNumber } from "../format.ts";
import type { Series } from "../model/scenario.ts";
import type { Standing } from "../model/standings.ts";
import { centreOf, type Value } from "../model/values.ts";

/** Metric and statistic of a value. */
export interface FigureName {
  metric: string;
  statistic: string;
}

/** Whether all peaks are at one load, or without any. */
export function isOneLoad(rows: readonly Standing[]): boolean {
  return new Set(rows.map(({ point }) => point.cell.load)).size < 2;
}

/** A figure at a load; undefined where it is missing, withheld or nothing. */
export function valueAt(
  { points }: Series,
  load: number | null,
  { metric, statistic }: FigureName,
): Value | undefined {
  const value = points.find(({ cell }) => cell.load === load)?.value(metric, statistic);
  return value === undefined || value.summary.status === "withheld" ||
      !(centreOf(value.summary) > 0)
    ? undefined
    : value;
}

/** Whether more than half of the implementations, and at least two, have the figure at a load. */
export function isCommon(
  rows: readonly Standing[],
  load: number,
  figure: FigureName,
): boolean {
  const count = rows.filter(({ series }) => valueAt(series, load, figure) !== undefined).length;
  return count > 1 && 2 * count > rows.length;
}

/** The highest of the loads at which most of the figures are common; undefined where none is at any. */
export function commonLoad(
  rows: readonly Standing[],
  figures: readonly FigureName[],
): number | undefined {
  const loads = new Set(
    rows.flatMap(({ series }) => series.points.flatMap(({ cell }) => cell.load ?? [])),
  );
  let found: { load: number; count: number } | undefined;
  for (const load of [...loads].sort((a, b) => b - a)) {
    const count = figures.filter((figure) => isCommon(rows, load, figure)).length;
    if (count > (found?.count ?? 0)) found = { load, count };
  }
  return found?.load;
}

/** What charts of figures at the peaks owe the reader where these stand at different loads; else nothing. */
export function peakLoadNotes(rows: readonly Standing[], unit: string): string[] {
  if (isOneLoad(rows)) return [];
  const loads = rows.flatMap(({ point: { cell } }) => cell.load ?? []);
  const [least, most] = [Math.min(...loads), Math.max(...loads)];
  return [
    `Peaks stand at ${formatNumber(least)} to ${formatNumber(most)}\u00a0${
      unit.replaceAll("-", " ")
    }; memory grows with the load, so who peaks early may hold less for that alone.`,
  ];
}
