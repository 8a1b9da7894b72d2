/** One implementation of a scenario: its cells with every trial's value, and what ran. */
import {
  type Cell,
  cellKey,
  compareCells,
  compareStatistics,
  compareText,
  type FindingRow,
  type ImplementationEntry,
  type RawFile,
  type Row,
  type Summary,
  type Trial,
  type TrialProcess,
} from "../../pipeline/report.ts";
import { parseSource } from "../links.ts";
import { compareMetrics, titleOf } from "./metrics.ts";
import type { ScenarioView } from "./scenario.ts";

/** A metric and statistic of a cell, with the value of each trial. */
export interface CellFigure {
  metric: string;
  statistic: string;
  unit: string;
  /** "goodput", "latency, p99". */
  title: string;
  /** What else tells it from others of its name: clock, loop, correction; empty where nothing does. */
  kind: string;
  /** Undefined of values that a correction replaced. */
  summary: Summary | undefined;
  rows: Row[];
}

/** A cell and its trials. */
export interface CellView {
  cell: Cell;
  figures: CellFigure[];
  /** Numbers of the trials that have a value, ascending, each with the trial that ran. */
  trials: { number: number; trial: Trial | undefined }[];
}

/** Processes that were started alike, and how many trials did so. */
export interface ProcessView {
  process: TrialProcess;
  trials: Trial[];
}

export interface ImplementationView {
  implementation: ImplementationEntry;
  title: string;
  cells: CellView[];
  trials: Trial[];
  processes: ProcessView[];
  raw: { file: RawFile; trials: Trial[] }[];
  /** What the audit said of it alone. */
  findings: FindingRow[];
}

/** The implementations of a scenario that have anything to show, by name: those with cells or trials. */
export function shownImplementations(
  { report: { manifest, trials }, entry, groups }: ScenarioView,
): ImplementationEntry[] {
  const tried = new Set(
    trials.filter(({ scenario }) => scenario === entry.name).map((each) => each.implementation),
  );
  const known = new Map(
    [
      ...groups.flatMap(({ series }) => series.map((each) => each.implementation)),
      ...manifest.implementations.filter(({ scenario, name }) =>
        scenario === entry.name && tried.has(name)
      ),
    ].map((implementation) => [implementation.name, implementation]),
  );
  return [...known.values()].sort((a, b) => compareText(a.name, b.name));
}

/** What {@linkcode shownImplementations} have to show. */
export function implementationViews(view: ScenarioView): ImplementationView[] {
  const { report: { tables, trials: all }, entry } = view;
  const inScenario = <T extends { scenario: string }>(each: T) => each.scenario === entry.name;
  const byName = <T extends { implementation: string; scenario: string }>(rows: readonly T[]) =>
    Map.groupBy(rows.filter(inScenario), (row) => row.implementation);
  const rows = byName(tables.measurements);
  const summaries = byName(tables.summary);
  const trials = byName(all);
  const findings = byName(tables.findings);
  return shownImplementations(view).map((implementation) => {
    const { name } = implementation;
    const own = trials.get(name) ?? [];
    return {
      implementation,
      title: implementation.title === "" ? name : implementation.title,
      cells: cellsOf(rows.get(name) ?? [], summaries.get(name) ?? [], own),
      trials: own,
      processes: processesOf(own),
      raw: rawOf(own),
      findings: findings.get(name) ?? [],
    };
  });
}

function cellsOf(
  rows: readonly Row[],
  summaries: readonly Summary[],
  trials: readonly Trial[],
): CellView[] {
  const ofCell = Map.groupBy(summaries, cellKey);
  return [...Map.groupBy(rows, cellKey).values()].map((own) => {
    const [first] = own as [Row];
    const { scenario, implementation, limits, load, load_unit } = first;
    const numbers = [...new Set(own.map((row) => row.trial))].sort((a, b) => a - b);
    return {
      cell: { scenario, implementation, case: first.case, limits, load, load_unit },
      figures: figuresOf(own, ofCell.get(cellKey(first)) ?? []),
      trials: numbers.map((number) => ({
        number,
        trial: trialOf(own.find((row) => row.trial === number) as Row, trials),
      })),
    };
  }).sort((a, b) => compareCells(a.cell, b.cell));
}

function figuresOf(rows: readonly Row[], summaries: readonly Summary[]): CellFigure[] {
  const key = (each: Row | Summary) =>
    [each.metric, each.statistic, each.unit, each.clock, each.loop].join("\0");
  const known = new Map(summaries.map((summary) => [key(summary), summary]));
  // Of one name, what a correction replaced may itself have come out of another correction, or of none.
  const groups = Map.groupBy(
    rows,
    (row) => `${row.status === "superseded" ? `replaced ${row.correction}` : ""}\0${key(row)}`,
  );
  return [...groups.values()].map((own) => {
    const [first] = own as [Row];
    const { metric, statistic, unit, clock, loop, status } = first;
    const title = titleOf(metric);
    const corrections = own.map((row) => row.correction).filter((each) => each !== "");
    return {
      metric,
      statistic,
      unit,
      title: `${title}, ${statistic}`,
      kind: [
        clock === "wall" || clock === "" ? "" : `${clock} clock`,
        loop,
        ...new Set(corrections),
      ].filter((part) => part !== "").join(", "),
      summary: status === "superseded" ? undefined : known.get(key(first)),
      rows: own,
    };
  }).sort((a, b) =>
    compareMetrics(a.metric, b.metric) || compareStatistics(a.statistic, b.statistic) ||
    Number(a.summary === undefined) - Number(b.summary === undefined) ||
    compareText(a.kind, b.kind)
  );
}

/** The trial that a row was read from: several may share a raw file, and one may hold several rows' cases. */
function trialOf(row: Row, trials: readonly Trial[]): Trial | undefined {
  const { path } = parseSource(row.source);
  const candidates = trials.filter((trial) =>
    trial.limits === row.limits && trial.load === row.load &&
    (trial.case === "" || row.case === trial.case || row.case.startsWith(`${trial.case}/`)) &&
    trial.raw.some((file) => file.path === path)
  );
  return candidates.find((trial) => trial.trial === row.trial) ?? candidates[0];
}

function processesOf(trials: readonly Trial[]): ProcessView[] {
  const found = new Map<string, ProcessView>();
  for (const trial of trials) {
    for (const process of trial.processes) {
      const key = JSON.stringify(process);
      const known = found.get(key);
      if (known === undefined) found.set(key, { process, trials: [trial] });
      else known.trials.push(trial);
    }
  }
  const cellOf = ({ trials: [first] }: ProcessView) => first as Trial;
  return [...found.values()].sort((a, b) =>
    compareText(a.process.role, b.process.role) || compareCells(cellOf(a), cellOf(b))
  );
}

function rawOf(trials: readonly Trial[]): ImplementationView["raw"] {
  const found = new Map<string, { file: RawFile; trials: Trial[] }>();
  for (const trial of trials) {
    for (const file of trial.raw) {
      const known = found.get(file.path);
      if (known === undefined) found.set(file.path, { file, trials: [trial] });
      else known.trials.push(trial);
    }
  }
  return [...found.values()];
}
