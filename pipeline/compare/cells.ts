/** The values of one metric, cell by cell. */
import type { Clock, Loop } from "../measurement.ts";
import { type Cell, cellKey, type Row } from "../row.ts";
import { geometricMean, median } from "../statistics/moments.ts";
import type { Summary, SummaryStatus } from "../tables/summary.ts";
import type { Trial } from "../trial.ts";
import type { MetricChoice } from "./metric_choice.ts";
import type { ReportData } from "./report_data.ts";

/** The trials of a cell that count, of one metric and statistic. */
export interface MeasuredCell extends Cell {
  unit: string;
  clock: Clock;
  loop: Loop;
  /** One value a trial, in the order of trials; of a withheld cell, none. */
  values: number[];
  /** The trial of each value. */
  trials: number[];
  /** Cells that the same trials measured share it, as the benchmarks of one program do. */
  series: string;
  status: SummaryStatus;
}

/** A key that the same cells of two reports share. */
export function measuredKey(row: Cell & { unit: string; clock: string; loop: string }): string {
  return [cellKey(row), row.unit, row.clock, row.loop].join("\u0000");
}

/** The cells of a scenario, by {@linkcode measuredKey}, in the order of summary.csv. */
export function cellsOf(
  { tables, trials: records }: Pick<ReportData, "tables" | "trials">,
  scenario: string,
  { metric, statistic }: MetricChoice,
): Map<string, MeasuredCell> {
  const isOf = (row: Row | Summary) =>
    row.scenario === scenario && row.metric === metric && row.statistic === statistic;
  const measuredBy = trialsOfFiles(records);
  const series = new Map<string, string>();
  const trials = new Map<string, Map<number, number>>();
  for (const row of tables.measurements) {
    if (!isOf(row) || row.status !== "ok") continue;
    const key = measuredKey(row);
    const own = trials.get(key);
    // Rows of a trial stand in the order of their corrections; the last one counts.
    if (own === undefined) {
      trials.set(key, new Map([[row.trial, row.value]]));
      const by = measuredBy.get(row.source.split("#", 1)[0] as string);
      series.set(key, by === undefined ? key : cellKey(by));
    } else own.set(row.trial, row.value);
  }
  const cells = new Map<string, MeasuredCell>();
  for (const row of tables.summary) {
    if (!isOf(row)) continue;
    const { implementation, case: part, limits, load, load_unit, unit, clock, loop, status } = row;
    const key = measuredKey(row);
    cells.set(key, {
      scenario,
      implementation,
      case: part,
      limits,
      load,
      load_unit,
      unit,
      clock,
      loop,
      values: [...trials.get(key)?.values() ?? []],
      trials: [...trials.get(key)?.keys() ?? []],
      series: series.get(key) ?? key,
      status,
    });
  }
  return cells;
}

/** Trials by the raw files that are of one trial alone; the table of many that was imported is of none. */
function trialsOfFiles(records: readonly Trial[]): Map<string, Trial> {
  const found = new Map<string, Trial>();
  const shared = new Set<string>();
  for (const record of records) {
    for (const { path } of record.raw) {
      if (found.has(path)) shared.add(path);
      found.set(path, record);
    }
  }
  for (const path of shared) found.delete(path);
  return found;
}

/** The geometric mean, whose ratios are tested; the median where a value has no logarithm. */
export function centreOf(values: readonly number[]): number {
  return values.every((value) => value > 0)
    ? geometricMean(values)
    : median([...values].sort((a, b) => a - b));
}
