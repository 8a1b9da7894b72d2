/** The headline of each implementation in each case: its best figure of the metric that its scenario is ranked by. Pure. */
import { type Manifest, METRICS, type Summary } from "../pipeline/report.ts";

/** A headline that must not be published. */
export interface WithheldHeadline {
  scenario: string;
  implementation: string;
  /** Where it would stand, `64 connections`. */
  place: string;
  /** Rules that withheld it, or what else is missing. */
  reason: string;
}

/** Headlines that the audit withheld, and measured implementations that have none at all. */
export function withheldHeadlines(
  { scenarios, implementations }: Pick<Manifest, "scenarios" | "implementations">,
  summary: readonly Summary[],
): WithheldHeadline[] {
  return scenarios.flatMap(({ name: scenario, ranked_by }) => {
    if (ranked_by === undefined) return [];
    const measured = implementations.filter((each) =>
      each.scenario === scenario && each.state === "measured"
    );
    return measured.flatMap(({ name: implementation }) => {
      const rows = summary.filter((row) =>
        row.scenario === scenario && row.implementation === implementation &&
        row.metric === ranked_by.metric && row.statistic === ranked_by.statistic
      );
      if (rows.length === 0) {
        const reason = `it has no ${ranked_by.metric} at all`;
        return [{ scenario, implementation, place: "", reason }];
      }
      return [...Map.groupBy(rows, (row) => row.case).values()].flatMap((ofCase) => {
        const headline = best(ofCase, METRICS[ranked_by.metric]?.better === "lower");
        if (headline?.status !== "withheld") return [];
        const place = [headline.case, headline.load === null ? "" : String(headline.load)]
          .concat(headline.load_unit).filter((part) => part !== "").join(" ");
        return [{ scenario, implementation, place, reason: headline.findings.join(", ") }];
      });
    });
  });
}

function best(rows: readonly Summary[], lowest: boolean): Summary | undefined {
  return rows.toSorted((a, b) => (lowest ? 1 : -1) * (a.median - b.median))[0];
}
