/** The tables that are computed of measurements.csv, computed once more and compared row by row. */
import { RULES } from "../audit/mod.ts";
import type { Finding } from "../audit/rule.ts";
import type { Environment, Manifest } from "../manifest.ts";
import { comparisonsOf, figuresOf, withRanks } from "../ranking.ts";
import { objectivesOf, reportFactsOf } from "../report_facts.ts";
import { cellKey, type Row } from "../row.ts";
import { summarize } from "../statistics/summarize.ts";
import { readComparisons, writeComparisons } from "../tables/comparisons.ts";
import { readCsv, unguard } from "../tables/csv.ts";
import { readMeasurements } from "../tables/measurements.ts";
import { writeStates } from "../tables/states.ts";
import { readSummary, type Summary, writeSummary } from "../tables/summary.ts";
import type { Trial } from "../trial.ts";
import { judgePoints } from "../verdicts/point_states.ts";
import type { Problem } from "./problem.ts";
import { splitSource } from "./sources.ts";

/** A report whose tables are as datapackage.json recorded them. */
export interface Tabled {
  folder: string;
  /** What to do where a table is wrong. */
  remedy: string;
  manifest: Manifest;
  environment: Environment;
  trials: readonly Trial[];
  /** Tables by file name. */
  texts: ReadonlyMap<string, string>;
}

/** What computing the tables again gave. */
export interface CheckedDerived {
  /** Rows of tables that come out as they are. */
  derived: number;
  problems: Problem[];
}

/** Columns that say what a row is about, the first of its table; the others are compared. */
const IDENTITY = { "summary.csv": 11, "comparisons.csv": 9, "states.csv": 6 };

/** Another version of the runtime may differ in the last digits of a logarithm. */
const ROUNDING = 1e-9;

/**
 * Computes summary.csv, comparisons.csv and states.csv again, each of the tables that it rests on as they stand,
 * and names each row that does not come out. Percentiles of merged histograms, which a summary takes over, are not
 * computed again. Which rows are lower bounds is what the findings of their values say. Nothing is said where one
 * of the tables cannot be read, which is told elsewhere.
 */
export function checkDerived({ texts, remedy, ...report }: Tabled): CheckedDerived {
  const checked: CheckedDerived = { derived: 0, problems: [] };
  const file = (table: string) => `${report.folder}/${table}`;
  const measurements = texts.get("measurements.csv");
  const summary = texts.get("summary.csv");
  const comparisons = texts.get("comparisons.csv");
  if (measurements === undefined) return checked;
  const rows = readMeasurements(measurements, file("measurements.csv"));
  const compare = (table: keyof typeof IDENTITY, computed: string) => {
    const stated = texts.get(table);
    if (stated === undefined) return;
    const identity = IDENTITY[table];
    const { same, problems } = compareTables({ file: file(table), stated, computed, identity });
    checked.derived += same;
    checked.problems.push(...problems.map((problem) => ({ ...problem, remedy })));
  };
  const { ranking } = reportFactsOf(report.manifest, report.environment);
  if (summary !== undefined && comparisons !== undefined) {
    const stated = readSummary(summary, file("summary.csv"));
    const compared = readComparisons(comparisons, file("comparisons.csv"));
    const again = withRanks(summarizedAgain(rows, stated), compared, ranking);
    compare("summary.csv", writeSummary(again));
    const figures = figuresOf(stated, rows, blocksOf(report.trials));
    compare("comparisons.csv", writeComparisons(comparisonsOf(figures, ranking)));
  }
  const points = judgePoints({ rows, ...objectivesOf(report.manifest, report.trials) });
  compare("states.csv", writeStates(points));
  return checked;
}

/** The summaries of these rows, with what only the pipeline that wrote them knew. */
function summarizedAgain(rows: readonly Row[], stated: readonly Summary[]): Summary[] {
  const written = new Map(stated.map((summary) => [keyOf(summary), summary]));
  return summarize(rows, boundsOf(rows)).map((summary) => {
    const before = written.get(keyOf(summary));
    if (before === undefined || before.merged === null) return summary;
    const { merged, low, high } = before;
    return { ...summary, merged, low, high };
  });
}

/** The findings that make values lower bounds, of the names of findings that the values carry. */
function boundsOf(rows: readonly Row[]): Finding[] {
  return RULES.flatMap(({ name, severity, bounds }) => {
    if (bounds === undefined) return [];
    const bounded = rows.filter((row) => row.findings.includes(name) && bounds(row));
    return [{ rule: name, severity, message: "", rows: bounded }];
  });
}

function keyOf(summary: Summary): string {
  const { metric, statistic, unit, clock, loop } = summary;
  return [cellKey(summary), metric, statistic, unit, clock, loop].join("\u0000");
}

/** The random block of a row's trial; null where there was none. */
function blocksOf(trials: readonly Trial[]): (row: Row) => number | null {
  const blocks = new Map(
    trials.flatMap(({ raw, block }) => raw.map(({ path }) => [path, block > 0 ? block : null])),
  );
  return (row) => blocks.get(splitSource(row.source).file) ?? null;
}

/** A table as it stands and as it is computed; rows are alike where their first `identity` fields are. */
interface Compared {
  file: string;
  stated: string;
  computed: string;
  identity: number;
}

function compareTables(
  { file, stated, computed, identity }: Compared,
): { same: number; problems: Omit<Problem, "remedy">[] } {
  const problems: Omit<Problem, "remedy">[] = [];
  const header = (stated.slice(0, Math.max(0, stated.indexOf("\n")))).split(",");
  const about = (fields: readonly string[]) => fields.slice(0, identity).map(unguard);
  const left = Map.groupBy(
    [...readCsv(computed, header, file)].map(({ fields }) => fields),
    (fields) => JSON.stringify(about(fields)),
  );
  let same = 0;
  for (const { fields, line } of readCsv(stated, header, file)) {
    const alike = left.get(JSON.stringify(about(fields))) ?? [];
    const [first] = alike;
    if (first === undefined) {
      const expected = "a row of values that measurements.csv has";
      problems.push({ file: `${file}:${line}`, expected, found: "one of values that it has not" });
      continue;
    }
    const match = alike.find((each) => differenceOf(fields, each) === undefined);
    alike.splice(alike.indexOf(match ?? first), 1);
    const column = match === undefined ? differenceOf(fields, first) : undefined;
    if (column === undefined) {
      same++;
      continue;
    }
    problems.push({
      file: `${file}:${line}`,
      expected: `${header[column]} ${said(first[column])}, computed again`,
      found: said(fields[column]),
    });
  }
  for (const fields of [...left.values()].flat()) {
    const place = about(fields).filter((field) => field !== "").join(", ");
    problems.push({ file, expected: `a row of ${place}`, found: "none" });
  }
  return { same, problems };
}

/** The first column in which two rows differ by more than rounding. */
function differenceOf(a: readonly string[], b: readonly string[]): number | undefined {
  const column = a.findIndex((field, index) => !isSame(field, b[index] ?? ""));
  return column < 0 ? undefined : column;
}

function isSame(a: string, b: string): boolean {
  if (a === b) return true;
  if (a === "" || b === "") return false;
  return Math.abs(Number(a) - Number(b)) <= ROUNDING * Math.abs(Number(a));
}

function said(field: string | undefined): string {
  return field === undefined || field === "" ? "none" : unguard(field);
}
