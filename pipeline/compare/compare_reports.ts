/** Two reports against each other, cell by cell. Pure. */
import { type Fingerprint, fingerprintOf } from "../fingerprint.ts";
import type { Manifest, ScenarioEntry } from "../manifest.ts";
import { compareText } from "../row.ts";
import { type Comparability, comparabilityOf } from "./comparability.ts";
import { type MetricChoice, metricsFor } from "./metric_choice.ts";
import { notesOf } from "./notes.ts";
import type { ReportData } from "./report_data.ts";
import { type ComparedTable, tableOf } from "./table.ts";
import { withoutTakenBack } from "./taken_back.ts";

export interface ReportComparison {
  a: { name: string; created: string; fingerprint: Fingerprint };
  b: { name: string; created: string; fingerprint: Fingerprint };
  comparability: Comparability;
  tables: ComparedTable[];
  /** A sentence each. */
  notes: string[];
}

export interface CompareOptions {
  /** Those of {@linkcode metricsFor} where there are none. */
  metrics?: readonly MetricChoice[];
  across?: boolean;
  /** Of all reports that may take back results; of these two where none are given. */
  manifests?: readonly Manifest[];
}

/** Compares what both reports have, but for what was taken back since. */
export async function compareReports(
  a: ReportData,
  b: ReportData,
  { metrics = [], across = false, manifests = [a.manifest, b.manifest] }: CompareOptions = {},
): Promise<ReportComparison> {
  const fingerprints = await Promise.all(
    [a, b].map(({ environment, trials, manifest, tables }) =>
      fingerprintOf({
        environment,
        trials,
        scenarios: manifest.scenarios,
        rows: tables.measurements,
      })
    ),
  );
  const [ofA, ofB] = fingerprints as [Fingerprint, Fingerprint];
  const comparability = comparabilityOf(ofA, ofB);
  const tables: ComparedTable[] = [];
  const standingA = withoutTakenBack(a, "A", manifests);
  const standingB = withoutTakenBack(b, "B", manifests);
  const notes: string[] = [];
  for (const [name, entries] of scenariosOf(a, b)) {
    if (entries.length < 2) {
      const only = a.manifest.scenarios.some((each) => each.name === name) ? "A" : "B";
      notes.push(`Scenario ${name} is in ${only} alone.`);
      continue;
    }
    for (const choice of metricsFor(entries, metrics)) {
      const table = tableOf(standingA.report, standingB.report, name, choice, {
        comparability,
        across,
      });
      if (table === undefined) {
        notes.push(`${name} has no ${choice.metric} ${choice.statistic} in either report.`);
      } else tables.push(table);
    }
  }
  return {
    a: { name: a.name, created: a.manifest.created, fingerprint: ofA },
    b: { name: b.name, created: b.manifest.created, fingerprint: ofB },
    comparability,
    tables,
    notes: tables.length === 0
      ? notes
      : [...standingA.notes, ...standingB.notes, ...notes, ...notesOf(a, b, tables)],
  };
}

function scenariosOf(a: ReportData, b: ReportData): Map<string, ScenarioEntry[]> {
  const entries = [...a.manifest.scenarios, ...b.manifest.scenarios];
  return Map.groupBy(entries.sort((x, y) => compareText(x.name, y.name)), ({ name }) => name);
}
