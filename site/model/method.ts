/** What the method page shows of the reports at hand: corrections at work, and rules that spoke. */
import { CORRECTIONS, type FindingRow, ruleFiles, RULES } from "../../pipeline/report.ts";
import type { ReportView } from "../page.ts";
import { type Corrected, correctedOf, examplesOf } from "./corrected.ts";

export type Rule = typeof RULES[number];

/** An audit rule, and where it spoke. */
export interface RuleEntry {
  rule: Rule;
  /** Where it is, from the project's root; a folder where formats or corrections say it. */
  files: string[];
  /** Newest report first. */
  spoke: { view: ReportView; count: number }[];
}

/** The rules of one severity. */
export interface RuleGroup {
  severity: FindingRow["severity"];
  rules: RuleEntry[];
}

/** What weighs most first. */
const SEVERITIES: readonly FindingRow["severity"][] = ["withhold", "lower bound", "warn", "note"];

/** Every rule of the audit, by severity and in the registry's order. */
export function ruleGroups(views: readonly ReportView[]): RuleGroup[] {
  const counts = views.map((view) => ({ view, byRule: new Map(view.digest.rules) }));
  return SEVERITIES.map((severity) => ({
    severity,
    rules: RULES.filter((rule) => rule.severity === severity).map((rule) => ({
      rule,
      files: ruleFiles(rule),
      spoke: counts.flatMap(({ view, byRule }) => {
        const count = byRule.get(rule.name) ?? 0;
        return count === 0 ? [] : [{ view, count }];
      }),
    })),
  })).filter(({ rules }) => rules.length > 0);
}

/** A correction with its worked examples. */
export interface CorrectionEntry {
  name: string;
  about: string;
  /** Empty where no report here has a value that it made. */
  examples: Corrected[];
  /** How many values of the examples' report it made. */
  count: number;
}

/**
 * Every correction, in the order they are applied. Its examples are of one report: the one in which it changed a
 * value most. Where it changed none, or as much, what others published comes first, then the newest of our own.
 */
export function correctionEntries(views: readonly ReportView[]): CorrectionEntry[] {
  const isOurs = ({ report }: ReportView) => report.manifest.origin === "measured";
  const ordered = [...views.filter((view) => !isOurs(view)), ...views.filter(isOurs)];
  return CORRECTIONS.map(({ name, about }) => {
    const factorIn = ({ digest }: ReportView) => new Map(digest.corrections).get(name);
    const views = ordered.filter((view) => factorIn(view) !== undefined)
      .sort((a, b) => (factorIn(b) ?? 0) - (factorIn(a) ?? 0));
    // The measurements are read of reports alone that are asked, and that is one for most corrections.
    for (const { report } of views) {
      const corrected = correctedOf(report).get(name);
      const examples = examplesOf(corrected ?? []);
      if (examples.length > 0) return { name, about, examples, count: corrected?.length ?? 0 };
    }
    return { name, about, examples: [], count: 0 };
  });
}
