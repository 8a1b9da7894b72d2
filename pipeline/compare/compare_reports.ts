/** Two reports against each other, cell by cell. Pure. */
import { type Fingerprint, fingerprintOf } from "../fingerprint.ts";
import type { ScenarioEntry } from "../manifest.ts";
import { compareText } from "../row.ts";
import { type Comparability, comparabilityOf } from "./comparability.ts";
import { type MetricChoice, metricsFor } from "./metric_choice.ts";
import { notesOf } from "./notes.ts";
import type { ReportData } from "./report_data.ts";
import { type ComparedTable, tableOf } from "./table.ts";

export interface ReportComparison {
  a: { name: string; created: string; fingerprint: Fingerprint };
  b: { name: string; created: string; fingerprint: Fingerprint };
  comparability: Comparability;
  tables: ComparedTable[];
  /** A sentence each. */
  notes: string[];
}

/** Compares what both reports have by these metrics; without any, by those of {@linkcode metricsFor}. */
export async function compareReports(
  a: ReportData,
  b: ReportData,
  { metrics = [], across = false }: { metrics?: readonly MetricChoice[]; across?: boolean } = {},
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
  const notes: string[] = [];
  for (const [name, entries] of scenariosOf(a, b)) {
    if (entries.length < 2) {
      const only = a.manifest.scenarios.some((each) => each.name === name) ? "A" : "B";
      notes.push(`Scenario ${name} is in ${only} alone.`);
      continue;
    }
    for (const choice of metricsFor(entries, metrics)) {
      const table = tableOf(a, b, name, choice, { comparability, across });
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
    notes: tables.length === 0 ? notes : [...notes, ...notesOf(a, b, tables)],
  };
}

function scenariosOf(a: ReportData, b: ReportData): Map<string, ScenarioEntry[]> {
  const entries = [...a.manifest.scenarios, ...b.manifest.scenarios];
  return Map.groupBy(entries.sort((x, y) => compareText(x.name, y.name)), ({ name }) => name);
}
