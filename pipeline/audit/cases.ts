/** What a rule found in one trial, and how many alike become one finding: a hundred would drown the reader. */
import type { Severity } from "../finding.ts";
import type { Row } from "../row.ts";
import { type Finding, findingOf, type Rule } from "./rule.ts";
import { groupBy, keyOf, ladderKey, type TrialRows } from "./trial_rows.ts";
import { formatCount } from "./words.ts";

export interface Case {
  trial: TrialRows;
  rows: readonly Row[];
  /** The greatest of a group is told. */
  weight: number;
  /** The numbers that tripped the rule. */
  text: string;
  /** Where it differs from the rule's own. */
  severity?: Severity;
}

/** One finding for each key and severity; it tells the case of the greatest weight and counts the others. */
export function fold<T extends Case>(
  rule: Pick<Rule, "name" | "severity">,
  cases: readonly T[],
  keyOfCase: (each: T) => string = ({ trial }) => ladderKey(trial),
): Finding[] {
  return groupBy(cases, (each) => keyOf(keyOfCase(each), each.severity ?? rule.severity))
    .map((group) => {
      const worst = group.reduce((a, b) => b.weight > a.weight ? b : a);
      // The finding's source is that of its first row: the case that is told.
      const rows = [worst, ...group.filter((each) => each !== worst)].flatMap((each) => each.rows);
      return findingOf(rule, rows, worst.text + countOf(group, worst), worst.severity);
    });
}

/** How many trials a finding tells of; a trial may hold several cases of a rule, one a statistic. */
function countOf(group: readonly Case[], worst: Case): string {
  const count = new Set(group.map(({ trial }) => trial)).size;
  if (count === 1) return "";
  const trials = formatCount(count, "trial");
  return group.every(({ text }) => text === worst.text)
    ? ` (in ${trials})`
    : ` (the worst of ${trials}: ${placeOf(worst.trial)})`;
}

/** `c-h2o, 10 virtual users, trial 2`: what of the place is known. */
export function placeOf({ first }: TrialRows): string {
  const noun = first.load_unit.replaceAll("-", " ").replace(/s$/, "");
  const load = first.load === null ? "" : formatCount(first.load, noun);
  return [first.implementation, first.case, load, `trial ${first.trial}`]
    .filter((part) => part !== "").join(", ");
}

/** The key of a scenario. */
export function scenarioKey({ first }: TrialRows): string {
  return first.scenario;
}

/** The key of what implementations are compared in: a case of a scenario, under the same limits. */
export function caseKey({ first }: TrialRows): string {
  return keyOf(first.scenario, first.case, first.limits);
}
