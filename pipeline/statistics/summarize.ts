import type { Finding } from "../audit/rule.ts";
import { percentOf } from "../measurement.ts";
import { cellKey, compareCells, compareStatistics, compareText, type Row } from "../row.ts";
import type { Summary, SummaryStatus } from "../tables/summary.ts";
import { centreInterval } from "./interval.ts";
import { meanOf, median } from "./moments.ts";

/**
 * One summary per cell, metric and statistic over its trials. Superseded originals are left out; where
 * every trial's value is withheld the summary describes those values and says `withheld`.
 */
export function summarize(rows: readonly Row[], findings: readonly Finding[]): Summary[] {
  const bounded = new Set<string>();
  for (const finding of findings) {
    if (finding.severity !== "lower bound") continue;
    for (const row of finding.rows) bounded.add(boundKey(row));
  }
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    if (row.status === "superseded") continue;
    const key = [cellKey(row), row.metric, row.statistic, row.unit, row.clock, row.loop]
      .join("\u0000");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  const summaries = [...groups.values()].map((group) => summaryOf(group, bounded));
  return summaries.sort((a, b) =>
    compareCells(a, b) || compareText(a.metric, b.metric) ||
    compareStatistics(a.statistic, b.statistic) || compareText(a.clock, b.clock) ||
    compareText(a.loop, b.loop)
  );
}

function boundKey(row: Row): string {
  return `${cellKey(row)}\u0000${row.trial}\u0000${row.metric}\u0000${row.statistic}`;
}

function summaryOf(group: readonly Row[], bounded: ReadonlySet<string>): Summary {
  const good = group.filter((row) => row.status === "ok");
  const counted = good.length > 0 ? good : group;
  const first = counted[0] as Row;
  const values = counted.map((row) => row.value).sort((a, b) => a - b);
  const n = values.length;
  const mean = meanOf(values);
  const deviation = Math.sqrt(
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1),
  );
  const cv = deviation / Math.abs(mean);
  const interval = centreInterval(values);
  const status: SummaryStatus = good.length === 0
    ? "withheld"
    : good.some((row) => bounded.has(boundKey(row)))
    ? "lower bound"
    : "ok";
  return {
    scenario: first.scenario,
    implementation: first.implementation,
    case: first.case,
    limits: first.limits,
    load: first.load,
    load_unit: first.load_unit,
    metric: first.metric,
    statistic: first.statistic,
    unit: first.unit,
    clock: first.clock,
    loop: first.loop,
    n,
    median: median(values),
    // A mean of percentiles is no percentile of anything.
    mean: percentOf(first.statistic) === undefined ? mean : null,
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    cv: Number.isFinite(cv) ? cv : null,
    min: values[0] as number,
    max: values[n - 1] as number,
    rank_low: null,
    rank_high: null,
    status,
    findings: [...new Set(group.flatMap((row) => row.findings))].sort(),
    merged: null,
  };
}
