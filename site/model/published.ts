/** Benchmarks that others published, put through the same pipeline: what was claimed and what their numbers say. */
import { type ClaimRow, type ClaimVerdict, compareText } from "../../pipeline/report.ts";
import type { ReportView } from "../page.ts";
import { type ClaimCounts, countClaims } from "./claims.ts";
import { type Corrected, correctedOf, inflation } from "./corrected.ts";
import { groupFindings, type RuleFindings } from "./findings.ts";

/** Values of one metric that a correction changed. */
export interface CorrectedMetric {
  correction: string;
  metric: string;
  /** In the order of the tables. */
  values: Corrected[];
}

export interface PublishedReport {
  view: ReportView;
  counts: ClaimCounts;
  /** What does not hold first, each verdict in the order of the text. */
  claims: ClaimRow[];
  /** Measurements that are shown, or kept as the original of a correction. */
  measured: number;
  withheld: number;
  corrected: CorrectedMetric[];
  findings: RuleFindings[];
}

/** What a reader looks for first. */
const VERDICTS: readonly ClaimVerdict[] = ["refuted", "not established", "holds"];

/** The imported reports, in the order given: newest first. */
export function publishedReports(views: readonly ReportView[]): PublishedReport[] {
  return views.filter(({ report }) => report.manifest.origin === "imported").map((view) => {
    const { measurements, claims, findings } = view.report.tables;
    const withheld = measurements.filter(({ status }) => status === "withheld").length;
    return {
      view,
      counts: countClaims(claims, view.digest.claims),
      claims: VERDICTS.flatMap((verdict) => claims.filter((claim) => claim.verdict === verdict)),
      measured: measurements.filter(({ correction }) => correction === "").length,
      withheld,
      corrected: changedBy(correctedOf(view.report)),
      findings: groupFindings(findings),
    };
  });
}

/**
 * By correction and metric. Values that a correction left as they were say nothing, and those that a
 * later correction took up again stand with that one. Of one scenario where it is named.
 */
export function changedBy(
  corrections: ReadonlyMap<string, readonly Corrected[]>,
  scenario?: string,
): CorrectedMetric[] {
  return [...corrections].flatMap(([correction, all]) => {
    const changed = all.filter((each) =>
      inflation(each) !== 1 && each.after.status !== "superseded" &&
      (scenario === undefined || each.after.scenario === scenario)
    );
    const metrics = [...Map.groupBy(changed, ({ after }) => after.metric)];
    return metrics.map(([metric, values]) => ({ correction, metric, values }))
      .sort((a, b) => b.values.length - a.values.length || compareText(a.metric, b.metric));
  });
}

/** The least and the greatest factor by which printed values that are shown were too large. */
export function inflationRange(values: readonly Corrected[]): [number, number] | undefined {
  const factors = values.filter(({ after }) => after.status === "ok").map(inflation)
    .filter((factor) => Number.isFinite(factor) && factor > 0);
  return factors.length === 0
    ? undefined
    : [factors.reduce((a, b) => Math.min(a, b)), factors.reduce((a, b) => Math.max(a, b))];
}
