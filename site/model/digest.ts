/** What pages of all reports say of each: small, so that a build keeps it and need not read the report again. */
import { type Cell, cellKey, compareText, type Tables } from "../../pipeline/report.ts";
import type { ReportView } from "../page.ts";
import { type ClaimGrounds, claimGroundsOf } from "./claims.ts";
import { correctedOf, mostChanged } from "./corrected.ts";
import { answersOf, answerText } from "./answer.ts";
import { shownImplementations } from "./implementation.ts";

/** Plain data, the same after a way through JSON. */
export interface ReportDigest {
  /** What it found, a sentence for each scenario. */
  answers: string[];
  /** How often each audit rule spoke, in the order of its findings. */
  rules: [rule: string, count: number][];
  /**
   * How many cells each set of rules spoke of. A finding may be about one of a cell's values or about many cells,
   * so these are not the counts of findings.
   */
  spokenOf: [rules: string[], cells: number][];
  /** What there is to say of the figures of its claims. */
  claims: ClaimGrounds;
  /**
   * Corrections that made any of its values, sorted, each with the factor by which it changed a shown value most:
   * 1 where it changed none, 4 where one was divided or multiplied by 4.
   */
  corrections: [name: string, most: number][];
  scenarios: {
    name: string;
    /** Implementations that have a page, sorted. */
    shown: string[];
    /** Those of them that have results. */
    measured: string[];
    /** Whether its implementations were compared. */
    compared: boolean;
  }[];
}

/** The digest of a report that was read. */
export function digestOf(
  view: Pick<ReportView, "report" | "scenarios" | "standing">,
): ReportDigest {
  const { report, scenarios, standing } = view;
  const { tables } = report;
  const rules = new Map<string, number>();
  for (const { rule } of tables.findings) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  return {
    answers: answersOf(view).map(answerText),
    rules: [...rules],
    spokenOf: spokenOf(tables),
    claims: claimGroundsOf(report, standing),
    corrections: [...correctedOf(report)].map(([name, values]): [string, number] => [
      name,
      mostChanged(values),
    ]).sort(([a], [b]) => compareText(a, b)),
    scenarios: scenarios.map((scenario) => ({
      name: scenario.entry.name,
      shown: shownImplementations(scenario).map(({ name }) => name),
      measured: scenario.groups.flatMap(({ series }) => series.map(({ name }) => name)),
      compared: tables.comparisons.some((row) => row.scenario === scenario.entry.name),
    })),
  };
}

function spokenOf({ measurements, findings }: Tables): ReportDigest["spokenOf"] {
  const cells = new Map<string, Set<string>>();
  const add = (cell: Cell, rule: string) =>
    cells.getOrInsertComputed(cellKey(cell), () => new Set()).add(rule);
  const known = new Set<string>();
  for (const row of measurements) {
    for (const rule of row.findings) {
      known.add(rule);
      add(row, rule);
    }
  }
  // What left no value, such as a server that never answered, is known by its finding alone.
  for (const finding of findings) {
    const { rule, implementation } = finding;
    if (!known.has(rule) && implementation !== "") add(finding, rule);
  }
  const sets = Map.groupBy(
    [...cells.values()].map((rules) => [...rules].sort()),
    (rules) => rules.join(" "),
  );
  return [...sets.values()].map((own) => [own[0] as string[], own.length]);
}
