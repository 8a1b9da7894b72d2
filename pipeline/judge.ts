/** From what raw files say to judged tables: corrections, audit, summaries, comparisons. Pure. */
import { audit, type FormatSaid } from "./audit/audit.ts";
import { RULES } from "./audit/mod.ts";
import { type Evidence, figureOf, type Finding, type TrialFacts } from "./audit/rule.ts";
import { correct } from "./corrections/mod.ts";
import { checkNoneDoubled } from "./doubled_values.ts";
import { runsOfCell } from "./formats/cited_table/cited_table.ts";
import { caseOf, holdsSeveralProcesses, trialOf } from "./formats/cell_of_run.ts";
import type { Run } from "./formats/format.ts";
import { histogramsOf } from "./histograms/trial_histograms.ts";
import type { Measurement } from "./measurement.ts";
import { type CellHistogram, withMergedPercentiles } from "./merged_percentiles.ts";
import { comparisonsOf, figuresOf, type RankingFacts, withRanks } from "./ranking.ts";
import { cellKey, compareRows, compareText, type Row } from "./row.ts";
import { summarize } from "./statistics/summarize.ts";
import type { ComparisonRow } from "./tables/comparisons.ts";
import type { FindingRow } from "./tables/findings.ts";
import type { Summary } from "./tables/summary.ts";
import { addAll } from "../common/lists.ts";

/** A trial and what its raw files hold. */
export interface TrialRuns {
  trial: TrialFacts;
  runs: readonly Run[];
}

/** Everything the tables of a report are written from. */
export interface Judgement {
  rows: Row[];
  findings: FindingRow[];
  summaries: Summary[];
  comparisons: ComparisonRow[];
  /** What trials left of whole distributions, after every correction. */
  histograms: CellHistogram[];
}

/** What the audit and the comparisons must know of a report beside its trials. */
export type ReportFacts = Pick<Evidence, "environmentKnown" | "baselines"> & {
  ranking: RankingFacts;
};

/** Judges the trials of a report. Throws a Failure where a correction would make two trials of one. */
export function judge(trials: readonly TrialRuns[], report: ReportFacts): Judgement {
  const rows: Row[] = [];
  const said: FormatSaid[] = [];
  const blocks = new Map<Row, number | null>();
  const histograms: CellHistogram[] = [];
  for (const { trial, runs } of trials) {
    const corrected = correct(runsOfCell(runs, trial));
    for (const { labels, ...measured } of histogramsOf(corrected)) {
      const cell = { ...trial, case: caseOf(trial.case, { labels }, false) };
      histograms.push({ ...measured, id: trial.id, cell, trial: trial.trial });
    }
    const ofTrial: Row[] = [];
    for (const run of corrected) {
      const several = holdsSeveralProcesses(run);
      const own = run.measurements.map((each) => rowOf(trial, each, several));
      addAll(ofTrial, own);
      for (const row of own) blocks.set(row, trial.block);
      addAll(said, run.findings.map((finding) => ({ finding, rows: own })));
    }
    checkNoneDoubled(ofTrial);
    addAll(rows, ofTrial);
  }
  rows.sort(compareRows);
  const facts = trials.map((each) => each.trial);
  const { environmentKnown, baselines, ranking } = report;
  const evidence = { environmentKnown, ...(baselines === undefined ? {} : { baselines }) };
  const audited = audit({ ...evidence, rows, trials: facts }, said, RULES);
  // The audit gives back a row for each it was given, in their order.
  const blockOf = new Map(audited.rows.map((row, index) => [row, blocks.get(rows[index] as Row)]));
  const summaries = withMergedPercentiles(
    summarize(audited.rows, audited.findings),
    audited.rows,
    histograms,
  );
  const figures = figuresOf(summaries, audited.rows, (row) => blockOf.get(row) ?? null);
  const comparisons = comparisonsOf(figures, ranking);
  return {
    rows: audited.rows,
    findings: audited.findings.map(findingRow).sort(compareFindings),
    summaries: withRanks(summaries, comparisons, ranking),
    comparisons,
    histograms,
  };
}

function rowOf(trial: TrialFacts, measurement: Measurement, severalProcesses: boolean): Row {
  const { scenario, implementation, limits, load, load_unit } = trial;
  return {
    ...measurement,
    scenario,
    implementation,
    case: caseOf(trial.case, measurement, severalProcesses),
    limits,
    load,
    load_unit,
    trial: trialOf(trial.trial, measurement),
  };
}

/** The finding as its table has it: what differs between its rows is left empty. */
function findingRow(finding: Finding): FindingRow {
  const { rows, place } = finding;
  const first = rows[0];
  const shared = <K extends keyof Row>(key: K): Row[K] | undefined =>
    first !== undefined && rows.every((row) => row[key] === first[key]) ? first[key] : undefined;
  // Trial 1 of many cells is no place; trial 1 of one cell is.
  const oneCell = first !== undefined && rows.every((row) => cellKey(row) === cellKey(first));
  return {
    rule: finding.rule,
    severity: finding.severity,
    scenario: shared("scenario") ?? place?.scenario ?? "",
    implementation: shared("implementation") ?? (first ? "" : place?.implementation ?? ""),
    case: shared("case") ?? (first ? "" : place?.case ?? ""),
    limits: shared("limits") ?? (first ? "" : place?.limits ?? ""),
    load: shared("load") ?? (first ? null : place?.load ?? null),
    load_unit: shared("load_unit") ?? "",
    trial: oneCell ? shared("trial") ?? null : first ? null : place?.trial ?? null,
    ...figureOf(finding),
    message: finding.message,
    source: shared("source") ?? place?.source ?? first?.source ?? "",
  };
}

function compareFindings(a: FindingRow, b: FindingRow): number {
  return compareText(a.scenario, b.scenario) || compareText(a.implementation, b.implementation) ||
    compareText(a.case, b.case) || (a.load ?? -1) - (b.load ?? -1) ||
    (a.trial ?? -1) - (b.trial ?? -1) || compareText(a.rule, b.rule) ||
    compareText(a.metric, b.metric) || compareText(a.statistic, b.statistic) ||
    compareText(a.source, b.source) || compareText(a.message, b.message);
}
