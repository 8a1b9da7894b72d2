/** Verdicts and ratios of comparisons in words. */
import type { ComparisonVerdict } from "../../../pipeline/report.ts";
import { decimalsFor, formatBehind, formatCount, formatList, formatNumber } from "../../format.ts";
import type { Bound } from "../../model/bounds.ts";
import {
  type CellCounts,
  countCells,
  type ReportComparison,
  type SharedCounts,
} from "../../model/compare.ts";

/** "better", "worse", "no difference shown", "equivalent within 2 %". */
export function verdictText(verdict: ComparisonVerdict): string {
  if (verdict === "faster") return "better";
  if (verdict === "slower") return "worse";
  return verdict;
}

/** The sign that stands before a verdict, as in the matrices of the reports. */
export function verdictSign(verdict: ComparisonVerdict): string {
  if (verdict === "faster") return "▲";
  if (verdict === "slower") return "▼";
  return verdict === "no difference shown" ? "○" : "≈";
}

/** A ratio with the digits that its interval allows; `bound` stands before it. */
export function ratioText(
  ratio: number,
  low: number | null,
  high: number | null,
  bound: Bound = "",
): string {
  const spread = low === null || high === null ? null : high - low;
  return formatBehind(bound, ratio, decimalsFor(ratio, spread));
}

/** "0.98–1.02"; empty where there is no interval. */
export function rangeText(low: number | null, high: number | null): string {
  if (low === null || high === null) return "";
  const [from, to] = [low, high].map((end) => formatNumber(end, decimalsFor(end, high - low)));
  return `${from}–${to}`;
}

/** "below 0.001", "0.023". */
export function chanceText(p: number | null): string {
  if (p === null) return "–";
  return p < 0.001 ? "below 0.001" : formatNumber(p, 3);
}

/**
 * "of 12 values in both, 3 better, 1 worse and 8 without a difference shown; 5 are in the later report alone".
 * Where none is in one report alone, all are in both and that is not said.
 */
export function countsText({ earlierAlone, laterAlone, ...counts }: CellCounts): string {
  const shared = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const alone = [
    [earlierAlone, "earlier"] as const,
    [laterAlone, "later"] as const,
  ].filter(([count]) => count > 0)
    .map(([count, which]) => `; ${formatCount(count, "is", "are")} in the ${which} report alone`);
  const values = formatCount(shared, "value") + (alone.length > 0 ? " in both" : "");
  return [sharedText(counts, shared, values), ...alone].join("");
}

function sharedText(counts: SharedCounts, shared: number, values: string): string {
  if (counts.open === shared) return `no difference is shown in any of ${values}`;
  const parts = [
    [counts.faster, "better"],
    [counts.slower, "worse"],
    [counts.equivalent, "equivalent"],
    [counts.open, "without a difference shown"],
    [counts.without, "without a verdict"],
  ] as const;
  const words = parts.filter(([count]) => count > 0)
    .map(([count, word]) => formatCount(count, word, word));
  return `of ${values}, ${formatList(words)}`;
}

/**
 * What a comparison of two reports found, without its full stop: cells, and implementations of which only all
 * cells together show a difference, "...; over all its cells Node.js http is worse (goodput 0.87, 0.79–0.95)".
 */
export function comparisonText(
  { tables }: Pick<ReportComparison, "tables">,
  { implementations }: { implementations: readonly { name: string; title: string }[] },
): string {
  const counts = countsText(countCells(tables.flatMap(({ cells }) => cells)));
  const parts = tables.flatMap(({ metric, implementations: judged }) =>
    judged.filter(({ verdict }) => verdict === "faster" || verdict === "slower").map(
      ({ implementation, verdict, beside, beside_low, beside_high }) => {
        const title = implementations.find(({ name }) => name === implementation)?.title;
        const range = rangeText(beside_low, beside_high);
        return `${title ?? implementation} is ${verdictText(verdict)} (${metric} ${
          ratioText(beside, beside_low, beside_high)
        }, ${range})`;
      },
    )
  );
  return parts.length === 0 ? counts : `${counts}; over all its cells ${formatList(parts)}`;
}
