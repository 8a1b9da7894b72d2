/** A scenario of a report as its page shows it: groups of comparable series, and who is absent. */
import {
  type Cell,
  cellKey,
  compareText,
  type FailureEntry,
  type ImplementationEntry,
  METRICS,
  type QuantileCurve,
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
  /** Whole distributions of it, where the report has them of this load. */
  curves?: readonly QuantileCurve[];
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
export type ReportFigures = Pick<Report, "manifest" | "tables"> & Partial<Pick<Report, "curves">>;

/** Views of a report's scenarios, in its own order. */
export function scenarioViews<Of extends ReportFigures>(report: Of): ScenarioView<Of>[] {
  const lookup = lookupIn(report.tables);
  const curves = Map.groupBy(report.curves ?? [], ({ cell }) => cellKey(cell));
  const pointOf = (cell: Cell): Point => {
    const own = curves.get(cellKey(cell));
    return { cell, value: lookup(cell), ...(own === undefined ? {} : { curves: own }) };
  };
  return report.manifest.scenarios.map((entry) => {
    const implementations = report.manifest.implementations
      .filter((each) => each.scenario === entry.name);
    const groups = groupsOf(report, entry, implementations, pointOf);
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
  pointOf: (cell: Cell) => Point,
): Group[] {
  const cells = new Map<string, Cell>();
  for (const summary of report.tables.summary) {
    if (summary.scenario !== entry.name) continue;
    const { scenario, implementation, limits, load, load_unit } = summary;
    cells.getOrInsertComputed(
      cellKey(summary),
      () => ({ scenario, implementation, case: summary.case, limits, load, load_unit }),
    );
  }
  const groups = Map.groupBy(
    cells.values(),
    (cell) => [cell.case, cell.limits, cell.load_unit].join("\0"),
  );
  return [...groups.values()].map((own) => groupOf(own, implementations, pointOf))
    .sort((a, b) => compareText(a.case, b.case) || compareText(a.limits, b.limits));
}

function groupOf(
  cells: readonly Cell[],
  implementations: readonly ImplementationEntry[],
  pointOf: (cell: Cell) => Point,
): Group {
  const first = cells[0] as Cell;
  const byName = new Map<string, Point[]>();
  for (const cell of cells) {
    const point = pointOf(cell);
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
