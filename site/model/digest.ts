/** What pages of all reports say of each: small, so that a build keeps it and need not read the report again. */
import type { ReportView } from "../page.ts";
import { answersOf, answerText } from "./answer.ts";
import { shownImplementations } from "./implementation.ts";

/** Plain data, the same after a way through JSON. */
export interface ReportDigest {
  /** What it found, a sentence for each scenario. */
  answers: string[];
  /** How often each audit rule spoke, in the order of its findings. */
  rules: [rule: string, count: number][];
  /** Corrections that made any of its values. */
  corrections: string[];
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
  const { report: { tables }, scenarios } = view;
  const rules = new Map<string, number>();
  for (const { rule } of tables.findings) rules.set(rule, (rules.get(rule) ?? 0) + 1);
  const corrections = new Set(tables.measurements.map(({ correction }) => correction));
  return {
    answers: answersOf(view).map(answerText),
    rules: [...rules],
    corrections: [...corrections].filter((correction) => correction !== "").sort(),
    scenarios: scenarios.map((scenario) => ({
      name: scenario.entry.name,
      shown: shownImplementations(scenario).map(({ name }) => name),
      measured: scenario.groups.flatMap(({ series }) => series.map(({ name }) => name)),
      compared: tables.comparisons.some((row) => row.scenario === scenario.entry.name),
    })),
  };
}
