/** What became of the figures that claims rest on, and how their verdicts are counted. */
import {
  type ClaimRow,
  type ClaimSource,
  type ClaimVerdict,
  compareText,
  type Correction,
  type Standing,
} from "../../pipeline/report.ts";
import { formatCount, formatList, formatNumber } from "../format.ts";
import type { Report } from "./report.ts";

/** What a reader must know of the figures of a claim. Plain data: a build keeps it as JSON. */
export interface ClaimGround {
  /** Which side of the value the truth lies on, where a figure is a lower bound. */
  bound: ClaimSource["bound"];
  /** What later reports say of its figures: each state of each report once, retracted first. */
  corrections: Pick<Correction, "state" | "report">[];
}

/** By the claim's id; those of which there is nothing to say are not in it. */
export type ClaimGrounds = Readonly<Record<string, ClaimGround>>;

/** The grounds of a report's claims as it was read. */
export function claimGroundsOf(
  { claimSources = new Map<string, ClaimSource>() }: Pick<Report, "claimSources">,
  { cells }: Pick<Standing, "cells">,
): ClaimGrounds {
  return Object.fromEntries(
    [...claimSources].flatMap(([id, source]) => {
      const said = source.results.flatMap((result) => cells(result) ?? []);
      const once = new Map(
        said.map(({ state, report }) => [`${state} ${report}`, { state, report }]),
      );
      const corrections = [...once].sort(([a], [b]) => compareText(a, b)).map(([, each]) => each);
      const { bound } = source;
      return bound === "" && corrections.length === 0 ? [] : [[id, { bound, corrections }]];
    }),
  );
}

/** The ground of one claim; undefined where there is nothing to say. */
export function groundOf(id: string, grounds: ClaimGrounds): ClaimGround | undefined {
  return Object.hasOwn(grounds, id) ? grounds[id] : undefined;
}

/** How many claims have each verdict. */
export type VerdictCounts = Readonly<Record<ClaimVerdict, number>>;

/** How many claims have each verdict, and how many of those rest on figures that were taken back or replaced. */
export interface ClaimCounts {
  all: VerdictCounts;
  corrected: VerdictCounts;
}

export function countClaims(claims: readonly ClaimRow[], grounds: ClaimGrounds): ClaimCounts {
  const isCorrected = ({ id }: ClaimRow) => (groundOf(id, grounds)?.corrections ?? []).length > 0;
  return { all: countVerdicts(claims), corrected: countVerdicts(claims.filter(isCorrected)) };
}

function countVerdicts(claims: readonly ClaimRow[]): VerdictCounts {
  const count = (wanted: ClaimVerdict) => claims.filter(({ verdict }) => verdict === wanted).length;
  return {
    "holds": count("holds"),
    "refuted": count("refuted"),
    "not established": count("not established"),
  };
}

/** The counts of several reports together. */
export function sumCounts(reports: readonly { counts: ClaimCounts }[]): ClaimCounts {
  const sum = (which: keyof ClaimCounts, verdict: ClaimVerdict) =>
    reports.reduce((total, { counts }) => total + counts[which][verdict], 0);
  const sums = (which: keyof ClaimCounts) => ({
    "holds": sum(which, "holds"),
    "refuted": sum(which, "refuted"),
    "not established": sum(which, "not established"),
  });
  return { all: sums("all"), corrected: sums("corrected") };
}

/** How many claims were judged. */
export function totalOf({ all }: ClaimCounts): number {
  return sumOf(all);
}

/** Claims of all verdicts together. */
export function sumOf(counts: VerdictCounts): number {
  return counts.holds + counts.refuted + counts["not established"];
}

/**
 * "12 hold (5 of them by figures taken back or replaced since), 3 are refuted (1 of them) and 1 is not
 * established"; empty of no claims.
 */
export function countsText({ all, corrected }: ClaimCounts): string {
  let said = false;
  const parts = [
    ["holds", "holds", "hold"] as const,
    ["refuted", "is refuted", "are refuted"] as const,
    ["not established", "is not established", "are not established"] as const,
  ].filter(([verdict]) => all[verdict] > 0).map(([verdict, one, many]) => {
    const counted = formatCount(all[verdict], one, many);
    if (corrected[verdict] === 0) return counted;
    const by = said ? "" : " by figures taken back or replaced since";
    said = true;
    return `${counted} (${formatNumber(corrected[verdict])} of them${by})`;
  });
  return formatList(parts);
}
