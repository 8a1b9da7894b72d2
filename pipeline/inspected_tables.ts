/** The tables that `inspect` and `audit` print of raw files. Pure: the site's page makes the same bytes. */
import type { InspectedRun } from "./inspected.ts";
import type { Measurement } from "./measurement.ts";
import { type Column, writeCsv } from "./tables/csv.ts";
import { FINDING_COLUMNS, type FindingRow } from "./tables/findings.ts";

/** A finding and the file or the report it is about. */
export interface Audited extends FindingRow {
  input: string;
  /** Runs of the file that it is about; empty of a report. */
  runs: number[];
}

/** What a file's runs were found to be; a finding about several runs is one finding. */
export function findingsOfRuns(runs: readonly InspectedRun[]): Audited[] {
  const found = new Map<string, Audited>();
  for (const { file, run, findings } of runs) {
    for (const finding of findings) {
      const key = JSON.stringify(finding);
      const there = found.get(key);
      if (there !== undefined) {
        there.runs.push(run);
        continue;
      }
      found.set(key, {
        input: file,
        runs: [run],
        ...finding,
        scenario: "",
        implementation: "",
        case: "",
        limits: "",
        load: null,
        load_unit: "",
        trial: null,
      });
    }
  }
  return [...found.values()];
}

const AUDITED_COLUMNS: readonly Column<Audited>[] = [
  { name: "input", type: "string", get: (finding) => finding.input },
  { name: "runs", type: "string", get: (finding) => finding.runs.join(";") },
  ...FINDING_COLUMNS,
];

/** Findings as `audit --output csv` prints them. */
export function writeAudited(findings: Iterable<Audited>): string {
  return writeCsv(AUDITED_COLUMNS, findings);
}

/** A measurement and the run that it is of. */
interface Measured {
  run: InspectedRun;
  each: Measurement;
}

const text = (name: string, get: (measured: Measured) => string): Column<Measured> => {
  return { name, type: "string", get };
};
const number = (name: string, get: (measured: Measured) => number): Column<Measured> => {
  return { name, type: "number", get };
};

const MEASURED_COLUMNS: readonly Column<Measured>[] = [
  text("file", ({ run }) => run.file),
  text("format", ({ run }) => run.format),
  number("run", ({ run }) => run.run),
  text("benchmark", ({ each }) => benchmarkOf(each)),
  text("repetition", ({ each }) => each.labels.repetition ?? ""),
  text("metric", ({ each }) => each.metric),
  text("statistic", ({ each }) => each.statistic),
  number("value", ({ each }) => each.value),
  text("unit", ({ each }) => each.unit),
  text("clock", ({ each }) => each.clock),
  text("loop", ({ each }) => each.loop),
  text("correction", ({ each }) => each.correction),
  text("status", ({ each }) => each.status),
  text("findings", ({ each }) => each.findings.join(";")),
  text("source", ({ each }) => each.source),
];

/** The part of the workload that a tool names; empty where it names none. */
export function benchmarkOf({ labels }: Pick<Measurement, "labels">): string {
  return labels.benchmark ?? labels.name ?? "";
}

/** Measurements as `inspect --output csv` prints them. */
export function writeMeasured(runs: readonly InspectedRun[]): string {
  return writeCsv(
    MEASURED_COLUMNS,
    runs.flatMap((run) => run.measurements.map((each) => ({ run, each }))),
  );
}
