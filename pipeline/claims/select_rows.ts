/** Figures that summary.csv does not have: one trial, an original that was replaced, a correction. */
import { cellKey, type Row } from "../row.ts";
import { centreInterval } from "../statistics/interval.ts";
import { median } from "../statistics/moments.ts";
import type { Summary } from "../tables/summary.ts";
import { type ClaimContext, summariesOf } from "./context.ts";

/** Rows of measurements.csv by more than their cell. */
export interface RowSelection {
  trial?: number;
  /** Name of the correction that made the rows. */
  correction?: string;
  /** The originals that a correction replaced. */
  original?: boolean;
}

/** What {@linkcode figuresOfRows} made of the rows of a context, by selection: a text asks for one of them at a time. */
const known = new WeakMap<ClaimContext, Map<string, readonly Summary[]>>();

/**
 * Figures over the rows of a metric, one for each cell, statistic, clock and loop. Where exactly the rows of a
 * figure of summary.csv are meant it is that figure; others have the interval of their own trials.
 */
export function figuresOfRows(
  context: ClaimContext,
  metric: string,
  selection: RowSelection,
): readonly Summary[] {
  const { trial, correction, original = false } = selection;
  const own = known.getOrInsertComputed(context, () => new Map());
  const key = JSON.stringify([metric, trial, correction, original]);
  return own.getOrInsertComputed(key, () => makeFigures(context, metric, selection));
}

function makeFigures(
  context: ClaimContext,
  metric: string,
  { trial, correction, original = false }: RowSelection,
): Summary[] {
  const groups = new Map<string, Row[]>();
  for (const row of context.rows) {
    if (row.metric !== metric || original !== (row.status === "superseded")) continue;
    if (trial !== undefined && row.trial !== trial) continue;
    if (correction !== undefined && row.correction !== correction) continue;
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const all = summariesOf(context, metric);
  const summaries = new Map(all.map((each) => [keyOf(each), each]));
  // What the audit withholds after a correction was no result before it.
  const withheld = new Map<string, Summary>();
  for (const each of original ? all : []) {
    if (each.status === "withheld") withheld.getOrInsert(placeOf(each), each);
  }
  return [...groups].map(([key, rows]) => {
    const summary = summaries.get(key);
    if (!original && trial === undefined && summary !== undefined) return summary;
    return figureOf(rows, withheld.get(placeOf(rows[0] as Row)) ?? summary);
  });
}

/** What a correction leaves as it is: it may change clock and unit. */
function placeOf(figure: Row | Summary): string {
  return `${cellKey(figure)}\u0000${figure.statistic}`;
}

function keyOf(figure: Row | Summary): string {
  return [placeOf(figure), figure.unit, figure.clock, figure.loop].join("\u0000");
}

function figureOf(rows: readonly Row[], like: Summary | undefined): Summary {
  const first = rows[0] as Row;
  const withheld = like?.status === "withheld" ? [like] : [];
  const good = rows.filter((row) => row.status !== "withheld");
  const counted = good.length > 0 ? good : rows;
  const values = counted.map((row) => row.value).sort((a, b) => a - b);
  const interval = centreInterval(values);
  const {
    scenario,
    implementation,
    limits,
    load,
    load_unit,
    metric,
    statistic,
    unit,
    clock,
    loop,
  } = first;
  return {
    ...NOTHING_MORE,
    scenario,
    implementation,
    case: first.case,
    limits,
    load,
    load_unit,
    metric,
    statistic,
    unit,
    clock,
    loop,
    n: values.length,
    median: median(values),
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    min: values[0] as number,
    max: values.at(-1) as number,
    status: good.length === 0 ? "withheld" : like?.status ?? "ok",
    findings: [...new Set([...rows, ...withheld].flatMap((each) => each.findings))].sort(),
  };
}

const NOTHING_MORE = {
  mean: null,
  cv: null,
  rank_low: null,
  rank_high: null,
  merged: null,
} as const;
