/** Asks every rule and puts what they say onto the rows. */
import type { InputFinding } from "../finding.ts";
import type { Row } from "../row.ts";
import type { Evidence, Finding, Rule } from "./rule.ts";

/** What an audit of a body of evidence comes to. */
export interface Audited {
  /** The rows with their findings; `withheld` where a rule or a format withholds them. */
  rows: Row[];
  findings: Finding[];
}

/** What a format said of its own input, and the rows of that run. */
export interface FormatSaid {
  finding: InputFinding;
  rows: readonly Row[];
}

/** Pure: the rows given are not changed. */
export function audit(
  evidence: Evidence,
  said: readonly FormatSaid[],
  rules: readonly Rule[],
): Audited {
  const rowsAbout = createRowsAbout();
  const findings: Finding[] = [
    ...said.map(({ finding, rows }) => {
      const { labels } = finding;
      const about = rowsAbout(rows, finding);
      return ofFormat(
        finding,
        rows,
        labels === undefined ? about : about.filter((row) => carries(row, labels)),
      );
    }),
    ...rules.flatMap((rule) => rule.check(evidence)),
  ];
  const nothing: Spoken = { names: [], withheld: false, next: new Map() };
  const spoken = new Map<Row, Spoken>();
  for (const { rule, severity, rows } of findings) {
    const withholds = severity === "withhold";
    for (const row of rows) {
      spoken.set(row, also(spoken.get(row) ?? nothing, rule, withholds));
    }
  }
  const rows = evidence.rows.map((row) => {
    const entry = spoken.get(row);
    if (entry === undefined) return row;
    return {
      ...row,
      findings: row.findings.length === 0
        ? [...entry.names]
        : [...new Set([...row.findings, ...entry.names])].sort(),
      status: entry.withheld && row.status === "ok" ? "withheld" as const : row.status,
    };
  });
  return { rows, findings };
}

/**
 * What was said of a row. Hundreds of thousands of rows share a few dozen of these, so that a row costs one
 * step and no list of its own.
 */
interface Spoken {
  /** Sorted. */
  names: readonly string[];
  withheld: boolean;
  next: Map<string, Spoken>;
}

function also(spoken: Spoken, rule: string, withholds: boolean): Spoken {
  const key = withholds ? `!${rule}` : rule;
  let next = spoken.next.get(key);
  if (next === undefined) {
    next = {
      names: [...new Set([...spoken.names, rule])].sort(),
      withheld: spoken.withheld || withholds,
      next: new Map(),
    };
    spoken.next.set(key, next);
  }
  return next;
}

/**
 * Finds the rows of a run that a format's finding is about. The rows of each run are sorted out once: a
 * file may say as many things as it has rows.
 */
function createRowsAbout(): (rows: readonly Row[], finding: InputFinding) => readonly Row[] {
  const byRun = new Map<readonly Row[], Map<string, Row[]>>();
  return (rows, { metric, statistic }) => {
    if (metric === undefined) {
      return statistic === undefined ? rows : rows.filter((row) => row.statistic === statistic);
    }
    let byMetric = byRun.get(rows);
    if (byMetric === undefined) {
      byMetric = new Map();
      for (const row of rows) {
        for (const key of [row.metric, `${row.metric}\u0000${row.statistic}`]) {
          const there = byMetric.get(key);
          if (there === undefined) byMetric.set(key, [row]);
          else there.push(row);
        }
      }
      byRun.set(rows, byMetric);
    }
    return byMetric.get(statistic === undefined ? metric : `${metric}\u0000${statistic}`) ?? [];
  };
}

function ofFormat(finding: InputFinding, rows: readonly Row[], about: readonly Row[]): Finding {
  const { rule, severity, message, source, labels, metric, statistic } = finding;
  const close = labels === undefined ? undefined : rows.find((row) => carries(row, labels));
  const first = rows[0];
  // A finding that no row stands for belongs to its run, and to no case of it by accident.
  const place = close !== undefined
    ? placeOf(close)
    : first === undefined
    ? {}
    : rows.every((row) => row.case === first.case)
    ? placeOf(first)
    : { ...placeOf(first), case: "" };
  const figure = {
    ...(metric === undefined ? {} : { metric }),
    ...(statistic === undefined ? {} : { statistic }),
  };
  return { rule, severity, message, rows: about, place: { ...place, ...figure, source } };
}

/** Whether a row has all these labels. */
function carries(row: Row, labels: Readonly<Record<string, string>>): boolean {
  return Object.entries(labels).every(([name, value]) => row.labels[name] === value);
}

function placeOf(row: Row) {
  const { scenario, implementation, limits, load, load_unit, trial } = row;
  return { scenario, implementation, case: row.case, limits, load, load_unit, trial };
}
