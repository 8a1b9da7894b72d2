import type { Measurement } from "./measurement.ts";

/** What identifies a cell: everything but the trial and the value. */
export interface Cell {
  scenario: string;
  implementation: string;
  case: string;
  /** What the server was allowed: `1 core`; empty where unlimited or unknown. */
  limits: string;
  /** Level of load; null where there is none. */
  load: number | null;
  /** `connections`, `virtual-users`, `sessions`; empty where there is no load. */
  load_unit: string;
}

/** A row of measurements.csv: a measurement and where it belongs. */
export interface Row extends Cell, Measurement {
  /** 1..n. */
  trial: number;
}

/** A key that equal cells share; not for people. */
export function cellKey(cell: Cell): string {
  const { scenario, implementation, limits, load, load_unit } = cell;
  return `${scenario}\0${implementation}\0${cell.case}\0${limits}\0${load ?? ""}\0${load_unit}`;
}

/** Orders cells and rows as the tables do: by name, then by load as a number. */
export function compareCells(a: Cell, b: Cell): number {
  return compareText(a.scenario, b.scenario) || compareText(a.implementation, b.implementation) ||
    compareText(a.case, b.case) || compareText(a.limits, b.limits) ||
    (a.load ?? -1) - (b.load ?? -1) || compareText(a.load_unit, b.load_unit);
}

/** Orders rows: cell, trial, metric, statistic (percentiles by size), then correction and source. */
export function compareRows(a: Row, b: Row): number {
  return compareCells(a, b) || a.trial - b.trial || compareText(a.metric, b.metric) ||
    compareStatistics(a.statistic, b.statistic) || compareText(a.correction, b.correction) ||
    compareText(a.source, b.source);
}

const STATISTIC_ORDER = ["total", "mean", "stdev", "min"];

/** Orders statistics: total mean stdev min, percentiles ascending, max. */
export function compareStatistics(a: string, b: string): number {
  return statisticRank(a) - statisticRank(b);
}

function statisticRank(statistic: string): number {
  const index = STATISTIC_ORDER.indexOf(statistic);
  if (index >= 0) return index - STATISTIC_ORDER.length;
  return statistic === "max" ? 101 : Number(statistic.slice(1));
}

/** Orders text by code unit: the same on every machine, whatever its locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
