/** Many reports of one scenario: the series of each cell, host by host, and where its level changed. Pure. */
import { type MetricChoice, metricsFor } from "../compare/metric_choice.ts";
import { cellsOf, measuredKey } from "../compare/cells.ts";
import { noiseFloorOf } from "../compare/noise.ts";
import type { ReportData } from "../compare/report_data.ts";
import {
  type DifferingKey,
  differingKeys,
  type Fingerprint,
  fingerprintOf,
  hashOf,
} from "../fingerprint.ts";
import { metricNamed } from "../measurement.ts";
import { compareCells, compareText } from "../row.ts";
import { standingOf } from "../standing.ts";
import type { ChangePointOptions } from "../statistics/change_points.ts";
import { median } from "../statistics/summarize.ts";
import type { Summary } from "../tables/summary.ts";
import { type Better, type Trend, trendOf } from "./series.ts";

/** One metric of a line. */
export interface TrendTable extends MetricChoice {
  unit: string;
  better: Better;
  /** The least change that counts: median over the line's reports; undefined without A/A twins. */
  floor: number | undefined;
  trends: Trend[];
}

/** Reports of one host, tool and load: what may stand in one series. */
export interface TrendLine {
  /** Of the keys that the line's reports share. */
  hash: string;
  /** Oldest first. */
  reports: { name: string; created: string }[];
  /** What differs from the line of the report before its first, a, which is named; empty of the first line. */
  after: string;
  differing: DifferingKey[];
  tables: TrendTable[];
}

export interface Trends {
  scenario: string;
  /** In the order of their first reports. */
  lines: TrendLine[];
  /** A sentence each: what was left out, and why. */
  notes: string[];
}

interface Dated {
  report: ReportData;
  /** Of host, tools and load alone. */
  host: Fingerprint;
}

/**
 * The trends of a scenario over reports, by the given metrics or those of {@linkcode metricsFor}. Left out,
 * with a note: reports of an unknown host, since no two of those are known to be of one; and results that a
 * later one of these reports replaced or took back.
 */
export async function trendsOf(
  reports: readonly ReportData[],
  scenario: string,
  { metrics = [], ...options }: ChangePointOptions & { metrics?: readonly MetricChoice[] } = {},
): Promise<Trends> {
  const manifests = reports.map(({ manifest }) => manifest);
  const notes: string[] = [];
  const dated: Dated[] = [];
  for (const report of reports) {
    const { manifest, environment, name } = report;
    if (!manifest.scenarios.some((each) => each.name === scenario)) continue;
    const { state } = standingOf(manifest, manifests);
    if (!environment.known) notes.push(`${name} is left out: its host is not known.`);
    else if (state === "superseded" || state === "retracted") {
      notes.push(`${name} is left out: it is ${state}.`);
    } else dated.push({ report, host: await hostOf(report, scenario) });
  }
  dated.sort((a, b) =>
    compareText(a.report.manifest.created, b.report.manifest.created) ||
    compareText(a.report.name, b.report.name)
  );
  const lines = [...Map.groupBy(dated, ({ host }) => host.hash).values()].map((line) => {
    const [first] = line as [Dated];
    const before = dated[dated.indexOf(first) - 1];
    const entries = line.flatMap(({ report }) =>
      report.manifest.scenarios.filter(({ name }) => name === scenario)
    );
    const standing = line.map(({ report }) => withoutCorrected(report, manifests));
    return {
      hash: first.host.hash,
      reports: line.map(({ report: { name, manifest } }) => ({ name, created: manifest.created })),
      after: before?.report.name ?? "",
      differing: before === undefined ? [] : differingKeys(before.host, first.host),
      tables: metricsFor(entries.reverse(), metrics).flatMap((choice) =>
        tableOf(standing, scenario, choice, options) ?? []
      ),
    };
  });
  return { scenario, lines, notes };
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

/** The report without results that another one replaced or took back. */
function withoutCorrected(
  report: ReportData,
  manifests: readonly ReportData["manifest"][],
): ReportData {
  const standing = standingOf(report.manifest, manifests);
  const { measurements, summary } = report.tables;
  return {
    ...report,
    tables: { measurements, summary: summary.filter((row) => standing.cells(row) === undefined) },
  };
}

function tableOf(
  reports: readonly ReportData[],
  scenario: string,
  { metric, statistic }: MetricChoice,
  options: ChangePointOptions,
): TrendTable | undefined {
  const series = new Map<string, { report: ReportData; row: Summary }[]>();
  for (const report of reports) {
    for (const row of report.tables.summary) {
      const isOf = row.scenario === scenario && row.metric === metric &&
        row.statistic === statistic;
      if (!isOf) continue;
      series.getOrInsertComputed(measuredKey(row), () => []).push({ report, row });
    }
  }
  const first = [...series.values()][0]?.[0];
  if (first === undefined) return undefined;
  const floors = reports.flatMap((report) =>
    noiseFloorOf(report.manifest, cellsOf(report, scenario, { metric, statistic }))?.floor ?? []
  );
  const floor = floors.length === 0 ? undefined : median(floors.sort((a, b) => a - b));
  const better = metricNamed(metric)?.better ?? "";
  const trends = [...series.values()].map((own) =>
    trendOf(own, better, { ...options, minimumChange: floor ?? 0 })
  );
  return {
    metric,
    statistic,
    unit: first.row.unit,
    better,
    floor,
    trends: trends.sort(compareCells),
  };
}
