/** Why figures are withheld, as claims.csv and a report's text name it. */
import type { FindingRow } from "../tables/findings.ts";
import type { Summary } from "../tables/summary.ts";
import { speaksOf } from "./functions/findings.ts";

/**
 * The rules that withhold these figures, sorted: what else the audit says of them does not. Where no finding tells
 * which of them do, all that spoke.
 */
export function rulesThatWithhold(
  withheld: readonly Summary[],
  findings: readonly FindingRow[],
): string[] {
  const rules = withheld.flatMap((figure) => {
    const withholding = new Set(
      findings.filter((each) => each.severity === "withhold" && speaksOf(each, figure))
        .map((each) => each.rule),
    );
    const named = figure.findings.filter((rule) => withholding.has(rule));
    return named.length > 0 ? named : figure.findings;
  });
  return [...new Set(rules)].sort();
}
