/** Many reports of one scenario: the series of each cell, host by host, and where its level changed. Pure. */
import { type MetricChoice, metricsFor } from "../compare/metric_choice.ts";
import { formatList } from "../audit/words.ts";
import { measuredKey } from "../compare/cells.ts";
import { noiseFloorOf } from "../compare/noise.ts";
import type { ReportData } from "../compare/report_data.ts";
import { type DifferingKey, differingKeys } from "../fingerprint.ts";
import type { Manifest } from "../manifest.ts";
import { metricNamed } from "../measurement.ts";
import { compareCells, compareText } from "../row.ts";
import { type Standing, standingOf } from "../standing.ts";
import type { ChangePointOptions } from "../statistics/change_points.ts";
import { metricDigest, type TrendDigest, trendDigest } from "./digest.ts";
import { type Better, type Trend, type TrendEntry, trendOf } from "./series.ts";

/** One metric of a line. */
export interface TrendTable extends MetricChoice {
  unit: string;
  better: Better;
  /**
   * The least change that counts: the largest noise floor of the line's reports, as where two of them are compared;
   * undefined without A/A twins. What a program once showed against itself is no change of another.
   */
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

/** A report, perhaps with what was taken from it earlier, so that its tables need not be read again. */
export type TrendReport = ReportData & { trendDigests?: readonly TrendDigest[] };

/** What is followed of the reports, and by which reports it is judged. */
export interface TrendOptions extends ChangePointOptions {
  metrics?: readonly MetricChoice[];
  manifests?: readonly Manifest[];
}

interface Dated {
  report: ReportData;
  digest: TrendDigest;
  standing: Standing;
}

/**
 * The trends of a scenario over reports, by the given metrics or those of {@linkcode metricsFor}. Left out,
 * with a note: reports of an unknown host, since no two of those are known to be of one; and results that a
 * later report replaced or took back: one of `manifests`, which are those of these reports where none are given.
 */
export async function trendsOf(
  reports: readonly TrendReport[],
  scenario: string,
  { metrics = [], manifests = reports.map(({ manifest }) => manifest), ...options }: TrendOptions =
    {},
): Promise<Trends> {
  const notes: string[] = [];
  const dated: Dated[] = [];
  for (const report of reports) {
    const { manifest, environment, name } = report;
    if (!manifest.scenarios.some((each) => each.name === scenario)) continue;
    const standing = standingOf(manifest, manifests);
    const { state } = standing;
    if (!environment.known) notes.push(`${name} is left out: its host is not known.`);
    else if (state === "superseded" || state === "retracted") {
      notes.push(`${name} is left out: it is ${state}.`);
    } else {
      const digest = report.trendDigests?.find((each) => each.scenario === scenario) ??
        await trendDigest(report, scenario, metrics);
      dated.push({ report, digest, standing });
    }
  }
  dated.sort((a, b) =>
    compareText(a.report.manifest.created, b.report.manifest.created) ||
    compareText(a.report.name, b.report.name)
  );
  const lines = [...Map.groupBy(dated, ({ digest }) => digest.host.hash).values()].map((line) => {
    const [first] = line as [Dated];
    const before = dated[dated.indexOf(first) - 1];
    const entries = line.flatMap(({ report }) =>
      report.manifest.scenarios.filter(({ name }) => name === scenario)
    );
    const choices = metricsFor(entries.reverse(), metrics);
    notes.push(...line.flatMap((dated) => notCounted(dated, scenario, choices)));
    const tables = choices.flatMap((choice) => tableOf(line, scenario, choice, options) ?? []);
    if (!tables.some(hasValues)) notes.push(notFollowed(line, choices, metrics.length > 0));
    return {
      hash: first.digest.host.hash,
      reports: line.map(({ report: { name, manifest } }) => ({ name, created: manifest.created })),
      after: before?.report.name ?? "",
      differing: before === undefined ? [] : differingKeys(before.digest.host, first.digest.host),
      tables,
    };
  });
  return { scenario, lines, notes };
}

/** Whether any report has a value by the metric of this table; one where all are withheld has none. */
export function hasValues({ trends }: TrendTable): boolean {
  return trends.some(({ points }) => points.length > 0);
}

/** Why a line of reports has no value to follow. */
function notFollowed(
  line: readonly Dated[],
  choices: readonly MetricChoice[],
  areChosen: boolean,
): string {
  const names = formatList(line.map(({ report }) => report.name));
  const isRanked = line.some(({ report, digest }) =>
    report.manifest.scenarios.some((each) =>
      each.name === digest.scenario && each.ranked_by !== undefined
    )
  );
  const why = areChosen || isRanked ? "" : "nothing ranks the scenario, and ";
  const missing = choices.map(({ metric, statistic }) => `no ${metric} ${statistic}`);
  return `No figure of ${names} is followed: ${why}${line.length === 1 ? "it has" : "they have"} ${
    formatList(missing)
  } that counts as a result.`;
}

/** What the rows of a report are of one metric. */
function rowsOf({ report, digest }: Dated, scenario: string, choice: MetricChoice) {
  const { metric, statistic } = choice;
  return digest.metrics.find((each) => each.metric === metric && each.statistic === statistic) ??
    metricDigest(report, scenario, choice);
}

/** A sentence for each metric of which later reports corrected results. */
function notCounted(dated: Dated, scenario: string, choices: readonly MetricChoice[]): string[] {
  const { report: { name }, standing } = dated;
  if (standing.parts.length === 0) return [];
  return choices.flatMap((choice) => {
    const count = rowsOf(dated, scenario, choice).rows
      .filter((row) => standing.cells(row) !== undefined).length;
    const [are, them] = count === 1 ? ["value is", "it"] : ["values are", "them"];
    return count === 0 ? [] : [
      `${count} ${choice.metric} ${choice.statistic} ${are} left out of ${name}: ` +
      `a later report took ${them} back or replaced ${them}.`,
    ];
  });
}

/** One metric of a line, without results that another report replaced or took back. */
function tableOf(
  line: readonly Dated[],
  scenario: string,
  choice: MetricChoice,
  options: ChangePointOptions,
): TrendTable | undefined {
  const { metric, statistic } = choice;
  const series = new Map<string, TrendEntry[]>();
  const floors: number[] = [];
  for (const dated of line) {
    const { report: { name, manifest }, digest, standing } = dated;
    const own = rowsOf(dated, scenario, choice);
    const versions = new Map(digest.versions.map(([of, programs]) => [of, new Map(programs)]));
    for (const row of own.rows) {
      if (standing.cells(row) !== undefined) continue;
      series.getOrInsertComputed(measuredKey(row), () => []).push({
        report: name,
        created: manifest.created,
        row,
        versions: versions.get(row.implementation) ?? new Map(),
      });
    }
    const twins = own.twins.filter((cell) =>
      standing.cells({ ...cell, metric, statistic }) === undefined
    );
    const cells = new Map(twins.map((cell) => [measuredKey(cell), cell]));
    const noise = noiseFloorOf(manifest, cells);
    if (noise !== undefined) floors.push(noise.floor);
  }
  const first = [...series.values()][0]?.[0];
  if (first === undefined) return undefined;
  const floor = floors.length === 0 ? undefined : Math.max(...floors);
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
