/** What trends need of one scenario of a report: small, so that it is kept where its tables are not. Pure. */
import { cellsOf, type MeasuredCell } from "../compare/cells.ts";
import { type MetricChoice, metricsFor } from "../compare/metric_choice.ts";
import type { ReportData } from "../compare/report_data.ts";
import { type Fingerprint, fingerprintOf, hashOf } from "../fingerprint.ts";
import type { Summary } from "../tables/summary.ts";

/** What a trend shows of a row of summary.csv. */
export type TrendValue = Omit<
  Summary,
  "n" | "mean" | "cv" | "min" | "max" | "rank_low" | "rank_high" | "findings"
>;

/** One metric of a scenario. */
export interface MetricDigest extends MetricChoice {
  rows: TrendValue[];
  /** Cells of A/A twins and of their originals: what the noise floor comes from. */
  twins: MeasuredCell[];
}

/** A scenario of a report; plain data, the same after a way through JSON. */
export interface TrendDigest {
  scenario: string;
  /** Of host, tools and load alone. */
  host: Fingerprint;
  /** By implementation, the versions of the programs of its finished trials by name. */
  versions: [implementation: string, programs: [name: string, version: string][]][];
  metrics: MetricDigest[];
}

/** The digest by the given metrics, or by those that the report itself would be compared by. */
export async function trendDigest(
  report: ReportData,
  scenario: string,
  metrics: readonly MetricChoice[] = [],
): Promise<TrendDigest> {
  const entries = report.manifest.scenarios.filter(({ name }) => name === scenario);
  const versions = new Map<string, Map<string, string>>();
  for (const trial of report.trials) {
    if (trial.scenario !== scenario || trial.state !== "finished") continue;
    const own = versions.getOrInsertComputed(trial.implementation, () => new Map());
    for (const { name, version } of trial.programs) own.set(name, version);
  }
  return {
    scenario,
    host: await hostOf(report, scenario),
    versions: [...versions].map(([implementation, own]) => [implementation, [...own]]),
    metrics: metricsFor(entries, metrics).map((choice) => metricDigest(report, scenario, choice)),
  };
}

/** One metric of a scenario of a report. */
export function metricDigest(
  report: ReportData,
  scenario: string,
  { metric, statistic }: MetricChoice,
): MetricDigest {
  const rows = report.tables.summary.filter((row) =>
    row.scenario === scenario && row.metric === metric && row.statistic === statistic
  );
  const names = new Set(
    report.manifest.implementations.flatMap((each) =>
      each.scenario === scenario && each.twin_of !== undefined ? [each.name, each.twin_of] : []
    ),
  );
  // Without twins the measurements, the largest table, are not even read.
  const cells = names.size === 0
    ? []
    : [...cellsOf(report, scenario, { metric, statistic }).values()];
  return {
    metric,
    statistic,
    rows: rows.map(valueOf),
    twins: cells.filter(({ implementation }) => names.has(implementation)),
  };
}

function valueOf(row: Summary): TrendValue {
  const { scenario, implementation, limits, load, load_unit, metric, statistic } = row;
  const { unit, clock, loop, merged, median, low, high, status } = row;
  return {
    ...{ scenario, implementation, case: row.case, limits, load, load_unit, metric, statistic },
    ...{ unit, clock, loop, merged, median, low, high, status },
  };
}

async function hostOf(report: ReportData, scenario: string): Promise<Fingerprint> {
  const { environment, trials, manifest, tables } = report;
  const whole = await fingerprintOf({
    environment,
    trials: trials.filter((trial) => trial.scenario === scenario),
    scenarios: manifest.scenarios.filter(({ name }) => name === scenario),
    rows: tables.measurements,
  });
  const keys = whole.keys.filter(({ scope }) => scope !== "program");
  return { known: whole.known, keys, hash: await hashOf(keys) };
}
