/** Values of cells: a summary and the trials' rows behind it. */
import { type Cell, cellKey, type Row, type Summary, type Tables } from "../../pipeline/report.ts";

/** One figure of a report: what is shown, and the rows it was made from. */
export interface Value {
  summary: Summary;
  /** The trials' rows, by trial; those that a correction replaced are not among them. */
  readonly rows: Row[];
  /** Trials whose own value of it is withheld, and so not among those that are shown. */
  readonly withheldTrials?: number;
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
  let withheld: Map<string, Row[]> | undefined;
  const isWithheldAnywhere = (where: string, metric: string) => {
    const key = (row: Row) => `${row.metric} ${cellKey(row)}`;
    withheld ??= Map.groupBy(tables.measurements.filter(isWithheld), key);
    return withheld.has(`${metric} ${where}`);
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
        get withheldTrials() {
          if (!isWithheldAnywhere(where, metric)) return 0;
          const statistics = new Set(
            own.filter((each) => each.metric === metric).map((each) => each.statistic),
          );
          const rows = [...statistics].flatMap((each) => rowsOf(where, metric, each));
          return withheldTrialsOf(summary, rows);
        },
      };
    };
  };
}

function isWithheld({ status }: Row): boolean {
  return status === "withheld";
}

/**
 * Of how many trials the value is withheld beside a figure that is shown. `rows` are those of its metric in its
 * cell: a correction that could not be made leaves a trial with another loop or clock, and a tool that printed
 * fewer percentiles than its histogram has leaves it without this one. Such a trial is withheld where all that it
 * has of the metric is.
 */
export function withheldTrialsOf(summary: Summary, rows: readonly Row[]): number {
  if (summary.status === "withheld") return 0;
  const trials = Map.groupBy(
    rows.filter(({ status }) => status !== "superseded"),
    (row) => row.trial,
  );
  return [...trials.values()].filter((ofTrial) => {
    const own = ofTrial.filter(({ statistic }) => statistic === summary.statistic);
    if (own.length === 0) return ofTrial.every(isWithheld);
    return own.some(isWithheld) && !own.some((row) => isShown(row, summary));
  }).length;
}

function isShown({ status, unit, clock, loop }: Row, summary: Summary): boolean {
  return status === "ok" && unit === summary.unit && clock === summary.clock &&
    loop === summary.loop;
}

/** "1 of 3 trials withheld"; empty where none is. */
export function withheldText({ n }: Summary, withheld: number): string {
  return withheld === 0 ? "" : `${withheld} of ${n + withheld} trials withheld`;
}

/** The figure that is shown: the percentile of all trials' samples together where there is one, or the median. */
export function centreOf({ merged, median }: Summary): number {
  return merged ?? median;
}

export interface Interval {
  low: number;
  high: number;
}

/** Fewer trials have no 95 % interval of their median without a guess at how they are spread. */
const FEW_TRIALS = 6;

/** Whether it is the slowest or fastest answer of a few trials: one stray answer decides how wide its interval is. */
export function isExtremeOfFew({ n, statistic, unit }: Summary): boolean {
  return n < FEW_TRIALS && unit === "s" && (statistic === "max" || statistic === "min");
}

/**
 * The 95 % interval; undefined of one trial, where the trials do not differ in any digit, and of extremes of a
 * few trials.
 */
export function intervalOf(summary: Summary): Interval | undefined {
  const { low, high } = summary;
  if (isExtremeOfFew(summary)) return undefined;
  return low !== null && high !== null ? { low, high } : undefined;
}

/**
 * Whether the 95 % intervals of two figures have no value in common, those of trials that are alike being their
 * centre; false where one is a single trial, or has none.
 */
export function areApart(a: Summary, b: Summary): boolean {
  const [x, y] = [rangeOf(a), rangeOf(b)];
  return x !== undefined && y !== undefined && (x.high < y.low || y.high < x.low);
}

function rangeOf(summary: Summary): Interval | undefined {
  if (summary.n < 2 || isExtremeOfFew(summary)) return undefined;
  const centre = centreOf(summary);
  return intervalOf(summary) ?? { low: centre, high: centre };
}

/** Width of the interval, shown or not: it decides how many digits a value is given; null where there is none. */
export function widthOf({ low, high }: Summary): number | null {
  return low !== null && high !== null ? high - low : null;
}

const STATUS_ORDER = ["ok", "lower bound", "withheld"];
const LOOP_ORDER = ["", "open", "corrected", "closed", "closed-backfilled"];
const CLOCK_ORDER = ["", "wall", "manual", "unknown", "cpu"];

/** Of several figures of one name, first what may be shown, then what was sampled and timed best. */
export function compareTrust(a: Summary, b: Summary): number {
  return STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status) ||
    LOOP_ORDER.indexOf(a.loop) - LOOP_ORDER.indexOf(b.loop) ||
    CLOCK_ORDER.indexOf(a.clock) - CLOCK_ORDER.indexOf(b.clock);
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
