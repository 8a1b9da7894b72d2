/** What raw files say, corrected and audited, without a report around them. Pure. */
import { audit, type FormatSaid } from "./audit/audit.ts";
import { RULES } from "./audit/mod.ts";
import { figureOf, type Finding } from "./audit/rule.ts";
import type { Correction } from "./corrections/correction.ts";
import { correct } from "./corrections/mod.ts";
import type { Severity } from "./finding.ts";
import { caseOf, holdsSeveralProcesses, trialOf } from "./formats/cell_of_run.ts";
import type { Run } from "./formats/format.ts";
import type { Measurement } from "./measurement.ts";
import { type CitedCell, citedCell } from "./formats/cited_table/cited_table.ts";
import type { Row } from "./row.ts";
import { addAll } from "../common/lists.ts";

/** What is said of a run; metric and statistic are empty where it is about several, or about none. */
export interface InspectedFinding {
  rule: string;
  severity: Severity;
  metric: string;
  statistic: string;
  message: string;
  source: string;
}

/** One run of a file, as `inspect --output json` prints it. */
export interface InspectedRun {
  file: string;
  format: string;
  run: number;
  labels: Record<string, string>;
  measurements: Measurement[];
  findings: InspectedFinding[];
}

const FILE_RULES = RULES.filter((rule) => rule.scope === "file");

/**
 * Judges the runs of one file together: its runs may be repetitions or points of one ladder. `requested`
 * are corrections that are made only when somebody asks for them.
 */
export function inspectRuns(
  file: string,
  runs: readonly Run[],
  requested: readonly Correction[] = [],
): InspectedRun[] {
  const corrected = correct(runs, requested);
  const rows: Row[] = [];
  const runOfRow = new Map<Row, number>();
  const said: FormatSaid[] = [];
  for (const [index, run] of corrected.entries()) {
    const several = holdsSeveralProcesses(run);
    const cell = citedCell(run);
    const own = run.measurements.map((each) => rowOf(run, each, several, cell));
    for (const row of own) runOfRow.set(row, index);
    addAll(rows, own);
    addAll(said, run.findings.map((finding) => ({ finding, rows: own })));
  }
  const audited = audit({ rows, trials: [], environmentKnown: true }, said, FILE_RULES);
  const inspected = corrected.map((run): InspectedRun => ({
    file,
    format: run.format,
    run: run.run,
    labels: run.labels,
    measurements: [],
    findings: [],
  }));
  for (const [index, row] of rows.entries()) {
    const target = inspected[runOfRow.get(row) as number];
    target?.measurements.push(measurementOf(audited.rows[index] as Row));
  }
  // What the formats said comes first among the findings, in the order of `said`.
  let saidIndex = 0;
  for (const [index, run] of corrected.entries()) {
    for (const _ of run.findings) {
      const finding = audited.findings[saidIndex++] as Finding;
      inspected[index]?.findings.push(summaryOf(finding, file));
    }
  }
  for (const finding of audited.findings.slice(said.length)) {
    const concerned = new Set(finding.rows.map((row) => runOfRow.get(row) ?? 0));
    for (const index of concerned.size > 0 ? concerned : [0]) {
      inspected[index]?.findings.push(summaryOf(finding, file));
    }
  }
  return inspected;
}

function rowOf(
  run: Run,
  measurement: Measurement,
  severalProcesses: boolean,
  cell: CitedCell | undefined,
): Row {
  return {
    ...measurement,
    scenario: "",
    implementation: cell?.implementation ?? "",
    case: caseOf(cell?.case ?? "", measurement, severalProcesses),
    limits: cell?.limits ?? "",
    load: cell?.load ?? null,
    load_unit: cell?.load_unit ?? "",
    trial: trialOf(cell?.trial ?? run.run, measurement),
  };
}

function measurementOf(row: Row): Measurement {
  const { metric, statistic, value, unit, clock, loop, correction, status } = row;
  const { findings, source, labels } = row;
  return {
    metric,
    statistic,
    value,
    unit,
    clock,
    loop,
    correction,
    status,
    findings,
    source,
    labels,
  };
}

function summaryOf(finding: Finding, file: string): InspectedFinding {
  const { rule, severity, message } = finding;
  const source = finding.place?.source ?? finding.rows[0]?.source ?? file;
  return { rule, severity, ...figureOf(finding), message, source };
}
