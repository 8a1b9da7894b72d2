/** Values of cells: a summary and the trials' rows behind it. */
import { type Cell, cellKey, type Row, type Summary, type Tables } from "../../pipeline/report.ts";

/** One figure of a report: what is shown, and the rows it was made from. */
export interface Value {
  summary: Summary;
  /** The trials' rows, by trial; those that a correction replaced are not among them. */
  readonly rows: Row[];
}

/** Finds a figure of one cell; undefined where nothing was measured. */
export type Figures = (metric: string, statistic: string) => Value | undefined;

/** Indexes the tables of a report: gives the figures of a cell. */
export function lookupIn(tables: Tables): (cell: Cell) => Figures {
  const cells = new Map<string, Summary[]>();
  for (const summary of tables.summary) push(cells, cellKey(summary), summary);
  let metrics: Map<string, Row[]> | undefined;
  const keyed = new Map<string, Map<string, Row[]>>();
  // Of the largest table only what is asked for is indexed, and most who ask for a value want no rows.
  const rowsOf = (where: string, metric: string, statistic: string): readonly Row[] => {
    const name = `${metric} ${statistic}`;
    metrics ??= Map.groupBy(tables.measurements, (row) => `${row.metric} ${row.statistic}`);
    const own = keyed.getOrInsertComputed(
      name,
      () => Map.groupBy(metrics?.get(name) ?? [], cellKey),
    );
    return own.get(where) ?? [];
  };
  return (cell) => {
    const where = cellKey(cell);
    const own = cells.get(where) ?? [];
    return (metric, statistic) => {
      const named = own.filter((each) => each.metric === metric && each.statistic === statistic);
      const [summary] = named.sort(compareTrust);
      if (summary === undefined) return undefined;
      const { unit, clock, loop } = summary;
      return {
        summary,
        get rows() {
          return rowsOf(where, metric, statistic).filter((row) =>
            row.status !== "superseded" && row.unit === unit && row.clock === clock &&
            row.loop === loop
          ).sort((a, b) => a.trial - b.trial);
        },
      };
    };
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
