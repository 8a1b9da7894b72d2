/** What claims are judged by: the tables of one report. */
import type { Manifest } from "../manifest.ts";
import { cellKey, type Row } from "../row.ts";
import type { ComparisonRow } from "../tables/comparisons.ts";
import type { FindingRow } from "../tables/findings.ts";
import type { StateRow } from "../tables/states.ts";
import type { Summary } from "../tables/summary.ts";
import { type Interval, NO_BOUNDS, type PrintedBounds } from "./printed_bounds.ts";
import type { PrintedNotes } from "./printed_notes.ts";

export interface ClaimContext {
  manifest: Pick<Manifest, "scenarios" | "implementations">;
  summary: readonly Summary[];
  rows: readonly Row[];
  findings: readonly FindingRow[];
  comparisons: readonly ComparisonRow[];
  /** What the printed digits of a cited figure allow; null of every other. */
  printedBounds: PrintedBounds;
  /** Load points by the objective; none where no scenario states one. */
  states?: readonly StateRow[];
  /** What is printed beside cited figures. */
  printedNotes?: PrintedNotes;
}

/** How figures are taken; by default a figure of one trial has no bounds. */
export interface EvaluateOptions {
  /** As numbers to calculate with: a figure of one trial is then what it is. */
  restated?: boolean;
  /** As figures printed with so many significant digits. */
  inputDigits?: number;
  /** As results that would come out otherwise the next time: a cited single trial is widened. */
  asserted?: boolean;
}

const summaries = new WeakMap<readonly Summary[], Map<string, Summary[]>>();
const rows = new WeakMap<readonly Row[], Map<string, Row[]>>();

/** Summaries of a metric, in the order of the table. */
export function summariesOf(context: ClaimContext, metric: string): readonly Summary[] {
  return indexed(summaries, context.summary, (row) => row.metric).get(metric) ?? [];
}

/** Rows of a figure's cell and metric, superseded originals among them. */
export function rowsOf(context: ClaimContext, figure: Summary): readonly Row[] {
  const key = (row: Row | Summary) => `${row.metric}\u0000${cellKey(row)}`;
  return indexed(rows, context.rows, key).get(key(figure)) ?? [];
}

/** Bounds of a figure by its printed digits; null where it is not the one row of a cited table. */
export function boundsByPrint(context: ClaimContext, figure: Summary): Interval | null {
  if (figure.n !== 1 || context.printedBounds === NO_BOUNDS) return null;
  const row = rowsOf(context, figure).find((each) =>
    each.statistic === figure.statistic && each.clock === figure.clock &&
    each.loop === figure.loop && each.value === figure.median
  );
  return row === undefined ? null : context.printedBounds(row);
}

function indexed<T>(
  known: WeakMap<readonly T[], Map<string, T[]>>,
  table: readonly T[],
  keyOf: (row: T) => string,
): Map<string, T[]> {
  const there = known.get(table);
  if (there !== undefined) return there;
  const index = new Map<string, T[]>();
  for (const row of table) {
    const key = keyOf(row);
    const group = index.get(key);
    if (group === undefined) index.set(key, [row]);
    else group.push(row);
  }
  known.set(table, index);
  return index;
}
