/** Values of cells: a summary and the trials' rows behind it. */
import { type Cell, cellKey, type Row, type Summary, type Tables } from "../../pipeline/report.ts";

/** One figure of a report: what is shown, and the rows it was made from. */
export interface Value {
  summary: Summary;
  /** The trials' rows, by trial; those that a correction replaced are not among them. */
  rows: Row[];
}

/** Finds the figure of a cell; undefined where nothing was measured. */
export type Lookup = (cell: Cell, metric: string, statistic: string) => Value | undefined;

/** Indexes the tables of a report. */
export function lookupIn(tables: Tables): Lookup {
  const summaries = new Map<string, Summary[]>();
  for (const summary of tables.summary) push(summaries, key(summary, summary), summary);
  const rows = new Map<string, Row[]>();
  for (const row of tables.measurements) {
    if (row.status !== "superseded") push(rows, key(row, row), row);
  }
  return (cell, metric, statistic) => {
    const where = key(cell, { metric, statistic });
    const summary = [...summaries.get(where) ?? []].sort(compareTrust)[0];
    if (summary === undefined) return undefined;
    const own = (rows.get(where) ?? []).filter((row) =>
      row.unit === summary.unit && row.clock === summary.clock && row.loop === summary.loop
    );
    return { summary, rows: own.sort((a, b) => a.trial - b.trial) };
  };
}

/** The figure that is shown: the percentile of all trials' samples together where there is one, or the median. */
export function centreOf({ merged, median }: Summary): number {
  return merged ?? median;
}

export interface Interval {
  low: number;
  high: number;
}

/** The 95 % interval; undefined of one trial, and where the trials do not differ in any digit. */
export function intervalOf({ low, high }: Summary): Interval | undefined {
  return low !== null && high !== null ? { low, high } : undefined;
}

/** Width of {@linkcode intervalOf}, which decides how many digits a value is given; null where there is none. */
export function widthOf(summary: Summary): number | null {
  const interval = intervalOf(summary);
  return interval === undefined ? null : interval.high - interval.low;
}

function key(cell: Cell, { metric, statistic }: { metric: string; statistic: string }): string {
  return `${cellKey(cell)}\u0000${metric}\u0000${statistic}`;
}

const STATUS_ORDER = ["ok", "lower bound", "withheld"];
const LOOP_ORDER = ["", "open", "corrected", "closed", "closed-backfilled"];
const CLOCK_ORDER = ["", "wall", "manual", "unknown", "cpu"];

/** Of several figures of one name, first what may be shown, then what was sampled and timed best. */
function compareTrust(a: Summary, b: Summary): number {
  return STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status) ||
    LOOP_ORDER.indexOf(a.loop) - LOOP_ORDER.indexOf(b.loop) ||
    CLOCK_ORDER.indexOf(a.clock) - CLOCK_ORDER.indexOf(b.clock);
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
