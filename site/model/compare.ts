/** Which reports are compared with which, and what came of it. */
import { compareReports, compareText, nameOfKey } from "../../pipeline/report.ts";
import type { ReportView } from "../page.ts";
import { type Bound, boundOfRatio } from "./bounds.ts";
import type { Report } from "./report.ts";

export type ReportComparison = Awaited<ReturnType<typeof compareReports>>;
export type ComparedTable = ReportComparison["tables"][number];
export type ComparedCell = ComparedTable["cells"][number];

/** Two reports: a is the earlier one. */
export interface ReportPair {
  a: Report;
  b: Report;
  comparison: ReportComparison;
}

export interface ReportPairs {
  /** Newest first. */
  compared: ReportPair[];
  /** Pairs of which nothing may be compared: the keys that differ say why. */
  refused: ReportPair[];
}

/** How many of our own reports are compared with the one before them. */
export const MOST_COMPARED = 4;
/** How many reports of others are held against a report of the same scenario. */
export const MOST_REFUSED = 8;

/**
 * Each of the newest reports of our own with the one before it: of the same host where there is one, else of
 * any, which shows what forbids it; and each report of others with the newest other one of its scenario.
 */
export async function reportPairs(views: readonly ReportView[]): Promise<ReportPairs> {
  const standing = views.filter(({ standing: { state } }) =>
    state === "published" || state === "draft"
  ).map(({ report }) => report);
  const ours = standing.filter(({ manifest }) => manifest.origin === "measured");
  const theirs = standing.filter(({ manifest }) => manifest.origin === "imported");
  const pairs: { a: Report; b: Report }[] = [];
  for (const [index, b] of ours.slice(0, MOST_COMPARED).entries()) {
    const earlier = ours.slice(index + 1).filter((a) => sharesScenario(a, b));
    const a = earlier.find((each) => sameHost(each, b)) ?? earlier[0];
    if (a !== undefined) pairs.push({ a, b });
  }
  for (const a of theirs.slice(0, MOST_REFUSED)) {
    const b = ours.find((each) => sharesScenario(a, each)) ??
      theirs.find((each) => each !== a && sharesScenario(a, each));
    if (b === undefined) continue;
    const [first, second] = [a, b].sort(byDate) as [Report, Report];
    if (pairs.some((pair) => pair.a === first && pair.b === second)) continue;
    pairs.push({ a: first, b: second });
  }
  const manifests = views.map(({ report }) => report.manifest);
  const made = await Promise.all(
    pairs.map(async ({ a, b }) => ({
      a,
      b,
      comparison: await compareReports(a, b, { manifests }),
    })),
  );
  const isCompared = ({ comparison: { tables } }: ReportPair) =>
    tables.some(({ cells }) => cells.some(({ ratio }) => ratio !== null));
  return {
    compared: made.filter(isCompared),
    refused: made.filter((pair) => !isCompared(pair)),
  };
}

/** Earlier first; those without a date are held to be older than any with one. */
function byDate(a: Report, b: Report): number {
  return compareText(a.manifest.created, b.manifest.created) || compareText(a.name, b.name);
}

function sharesScenario(a: Report, b: Report): boolean {
  return a.manifest.scenarios.some(({ name }) =>
    b.manifest.scenarios.some((other) => other.name === name)
  );
}

/** Whether both were measured on one known host; tools and programs may differ. */
function sameHost(a: Report, b: Report): boolean {
  const hostOf = ({ fingerprint: { keys } }: Report) =>
    JSON.stringify(
      keys.filter(({ scope }) => scope === "host").map(({ name, value }) => [name, value]),
    );
  return a.fingerprint.known && b.fingerprint.known && hostOf(a) === hostOf(b);
}

/** A key of the fingerprint that two reports do not have in common. */
export interface KeyDifference {
  name: string;
  a: string;
  b: string;
}

/** What forbids comparing: the host first, then tools and loads; programs only as a number. */
export interface Differences {
  keys: KeyDifference[];
  /** Programs whose versions differ. */
  programs: number;
}

const LACKING = "not recorded";

/** Of an unknown host no key is recorded: that it is not known says it once. */

export function differencesOf({ comparability }: ReportComparison): Differences {
  const { differing, unknown } = comparability;
  const host = unknown.a || unknown.b
    ? [{
      name: "host",
      a: unknown.a ? "not known" : "known",
      b: unknown.b ? "not known" : "known",
    }]
    : [];
  const keys = differing.filter(({ scope, a, b }) =>
    scope !== "program" && (a !== undefined && b !== undefined || host.length === 0)
  ).map((key) => ({
    name: nameOfKey(key),
    a: key.a ?? LACKING,
    b: key.b ?? LACKING,
  }));
  return {
    keys: [...host, ...keys],
    programs: differing.filter(({ scope }) => scope === "program").length,
  };
}

/** How a ratio B / A is bounded. */
export function boundOf({ a, b }: ComparedCell, better: ComparedTable["better"]): Bound {
  return boundOfRatio(b?.status === "lower bound", a?.status === "lower bound", better);
}

/** Cells that both reports have, by what their comparison shows. */
export interface SharedCounts {
  faster: number;
  slower: number;
  equivalent: number;
  open: number;
  /** Without a verdict: withheld, or of one trial. */
  without: number;
}

/** All cells; those that one report alone has were compared with nothing. */
export interface CellCounts extends SharedCounts {
  earlierAlone: number;
  laterAlone: number;
}

export function countCells(cells: readonly ComparedCell[]): CellCounts {
  const shared = cells.filter(({ a, b }) => a !== null && b !== null);
  const count = (test: (cell: ComparedCell) => boolean) => shared.filter(test).length;
  return {
    faster: count(({ verdict }) => verdict === "faster"),
    slower: count(({ verdict }) => verdict === "slower"),
    equivalent: count(({ verdict }) => verdict?.startsWith("equivalent") === true),
    open: count(({ verdict }) => verdict === "no difference shown"),
    without: count(({ verdict }) => verdict === null),
    earlierAlone: cells.filter(({ b }) => b === null).length,
    laterAlone: cells.filter(({ a }) => a === null).length,
  };
}
