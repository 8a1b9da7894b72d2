/** A scenario of a report as its page shows it: groups of comparable series, and who is absent. */
import {
  type Cell,
  compareText,
  type FailureEntry,
  type ImplementationEntry,
  METRICS,
  type ScenarioEntry,
} from "../../pipeline/report.ts";
import type { Report } from "./report.ts";
import { lookupIn, type Value } from "./values.ts";

/** What ranks the implementations of a scenario. */
export interface Ranked {
  metric: string;
  statistic: string;
  better: "higher" | "lower";
  /** "goodput" in prose. */
  title: string;
  /** The cases that are ranked, as the rows name them; all where absent. */
  cases?: readonly string[];
}

/** One implementation at one load. */
export interface Point {
  cell: Cell;
  value(metric: string, statistic: string): Value | undefined;
}

/** One implementation over its loads, ascending. */
export interface Series {
  name: string;
  title: string;
  implementation: ImplementationEntry;
  points: Point[];
}

/** Series that may be compared: one case, one set of limits. */
export interface Group {
  case: string;
  limits: string;
  loadUnit: string;
  loads: (number | null)[];
  series: Series[];
}

/** An implementation without any result, with the reason and what to do. */
export interface Absent {
  implementation: ImplementationEntry;
  /** Failures of the run that name it. */
  failures: FailureEntry[];
}

export interface ScenarioView<Of = Report> {
  report: Of;
  entry: ScenarioEntry;
  ranked: Ranked | undefined;
  groups: Group[];
  absent: Absent[];
  /** Failures of implementations that have results all the same. */
  partialFailures: FailureEntry[];
}

/** What the view of a scenario is made from. */
export type ReportFigures = Pick<Report, "manifest" | "tables">;

/** Views of a report's scenarios, in its own order. */
export function scenarioViews<Of extends ReportFigures>(report: Of): ScenarioView<Of>[] {
  const lookup = lookupIn(report.tables);
  return report.manifest.scenarios.map((entry) => {
    const implementations = report.manifest.implementations
      .filter((each) => each.scenario === entry.name);
    const groups = groupsOf(report, entry, implementations, lookup);
    const present = new Set(groups.flatMap((group) => group.series.map((series) => series.name)));
    const failures = report.manifest.failures.filter((each) => each.scenario === entry.name);
    return {
      report,
      entry,
      ranked: rankedBy(entry),
      groups,
      absent: implementations.filter((each) => !present.has(each.name)).map((implementation) => ({
        implementation,
        failures: failures.filter((each) => each.implementation === implementation.name),
      })),
      partialFailures: failures.filter((each) =>
        present.has(each.implementation) ||
        !implementations.some((known) => known.name === each.implementation)
      ),
    };
  });
}

function rankedBy(entry: ScenarioEntry): Ranked | undefined {
  if (entry.ranked_by === undefined) return undefined;
  const { metric, statistic, cases } = entry.ranked_by;
  const known = METRICS[metric];
  return {
    metric,
    statistic,
    better: known?.better === "lower" ? "lower" : "higher",
    title: (known?.title ?? metric).toLowerCase(),
    ...(cases === undefined ? {} : { cases }),
  };
}

function groupsOf(
  report: ReportFigures,
  entry: ScenarioEntry,
  implementations: readonly ImplementationEntry[],
  lookup: ReturnType<typeof lookupIn>,
): Group[] {
  const cells = new Map<string, Cell>();
  for (const summary of report.tables.summary) {
    if (summary.scenario !== entry.name) continue;
    const { scenario, implementation, limits, load, load_unit } = summary;
    const cell = { scenario, implementation, case: summary.case, limits, load, load_unit };
    cells.set(JSON.stringify(cell), cell);
  }
  const groups = new Map<string, Cell[]>();
  for (const cell of cells.values()) {
    const key = JSON.stringify([cell.case, cell.limits, cell.load_unit]);
    groups.set(key, [...groups.get(key) ?? [], cell]);
  }
  return [...groups.values()].map((own) => groupOf(own, implementations, lookup))
    .sort((a, b) => compareText(a.case, b.case) || compareText(a.limits, b.limits));
}

function groupOf(
  cells: readonly Cell[],
  implementations: readonly ImplementationEntry[],
  lookup: ReturnType<typeof lookupIn>,
): Group {
  const first = cells[0] as Cell;
  const byName = new Map<string, Point[]>();
  for (const cell of cells) {
    const point = {
      cell,
      value: lookup(cell),
    };
    byName.set(cell.implementation, [...byName.get(cell.implementation) ?? [], point]);
  }
  const series = [...byName].map(([name, points]) => {
    const implementation = implementations.find((each) => each.name === name) ??
      unlisted(name, first);
    return {
      name,
      title: implementation.title === "" ? name : implementation.title,
      implementation,
      points: points.sort((a, b) => (a.cell.load ?? -1) - (b.cell.load ?? -1)),
    };
  });
  const loads = new Set(cells.map((cell) => cell.load));
  return {
    case: first.case,
    limits: first.limits,
    loadUnit: first.load_unit,
    loads: [...loads].sort((a, b) => (a ?? -1) - (b ?? -1)),
    series: series.sort((a, b) => compareText(a.name, b.name)),
  };
}

/** An implementation that the tables have and report.json does not: shown under its bare name. */
function unlisted(name: string, cell: Cell): ImplementationEntry {
  return {
    name,
    scenario: cell.scenario,
    title: name,
    language: "",
    runtime: "",
    framework: "",
    state: "measured",
    reason: "",
    remedy: "",
    versions: [],
    source: "",
  };
}
