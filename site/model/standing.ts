/** What became of each report, and what it replaces: for the notices on both pages. */
import {
  checkCorrections,
  compareText,
  correctedBy,
  type Correction,
  isWhole,
  type PartialCorrection,
  type Standing,
  standingOf,
} from "../../pipeline/report.ts";
import { formatCount, formatList } from "../format.ts";
import { titleOf } from "./metrics.ts";
import type { Report } from "./report.ts";

/** More results than these are counted, and listed where a reader asks. */
export const MOST_NAMED = 3;

/** An earlier report as the later one's page names it. */
export interface EarlierReport {
  name: string;
  /** What of it is replaced or taken back. */
  what: "all" | "results" | "words" | "results and words";
  /** Why, each reason once, with the results or the words that it is about. */
  reasons: string[];
}

/** Corrections of some results that one later report gives one reason for. */
export interface CorrectedResults {
  state: PartialCorrection["state"];
  report: string;
  reason: string;
  source: string;
  places: CorrectedPlace[];
}

/** A result, or several that an erratum does not tell apart. */
export interface CorrectedPlace {
  /** Undefined where it is of any. */
  implementation: string | undefined;
  /** For people: "C++ (uWebSockets), stated-capacity, 1 core". */
  text: string;
}

export interface ReportStanding extends Standing {
  /** {@linkcode Standing.parts} by report and reason, in the order of their weight: retracted first. */
  results: CorrectedResults[];
  /** What this report itself corrects, in the order it says so. */
  earlier: EarlierReport[];
}

/** The standing of every report, by name. Throws a Failure where their corrections make no sense. */
export function standingsOfReports(
  reports: readonly Pick<Report, "name" | "manifest">[],
): Map<string, ReportStanding> {
  const manifests = reports.map(({ manifest }) => manifest);
  const implementations = new Map(manifests.map((each) => [each.name, each.implementations]));
  checkCorrections(manifests);
  return new Map(reports.map(({ name, manifest }) => {
    const standing = standingOf(manifest, manifests);
    const results = [...Map.groupBy(standing.parts, reasonKey).values()].map((parts) => {
      const { state, report, reason, source } = parts[0] as PartialCorrection;
      const places = parts.map(({ erratum }) => ({
        implementation: erratum.implementation,
        text: placeOf(erratum, manifest.implementations),
      }));
      return { state, report, reason, source, places };
    });
    results.sort((a, b) => compareText(a.state, b.state));
    const earlier = correctedBy(manifest).map((other) => {
      const errata = (manifest.errata ?? []).filter((each) => each.report === other);
      return {
        name: other,
        what: manifest.supersedes === other ? "all" as const : whatOf(errata),
        reasons: reasonsOf(errata, implementations.get(other) ?? []),
      };
    });
    return [name, { ...standing, results, earlier }];
  }));
}

/** "superseded", "retracted and superseded": what later reports say of some of it. */
export function statesText(corrections: readonly Correction[]): string {
  return formatList([...new Set(corrections.map(({ state }) => state))].sort());
}

type Erratum = PartialCorrection["erratum"];
type Implementations = readonly { name: string; title: string }[];

function whatOf(errata: readonly Erratum[]): EarlierReport["what"] {
  if (errata.some(isWhole)) return "all";
  const ofWords = errata.filter(({ words }) => words !== undefined).length;
  if (ofWords === 0) return "results";
  return ofWords === errata.length ? "words" : "results and words";
}

function reasonsOf(errata: readonly Erratum[], implementations: Implementations): string[] {
  return [...Map.groupBy(errata, ({ reason }) => reason)].map(([reason, own]) => {
    const places = own.filter((each) => !isWhole(each)).map((each) =>
      each.words === undefined ? placeOf(each, implementations) : `“${each.words}”`
    );
    return places.length === 0
      ? reason
      : places.length > MOST_NAMED
      ? `${formatCount(places.length, "result")}: ${reason}`
      : `${places.join("; ")}: ${reason}`;
  });
}

function reasonKey({ state, report, reason, source }: PartialCorrection): string {
  return [state, report, reason, source].join("\u0000");
}

function placeOf(erratum: Erratum, implementations: Implementations): string {
  const { scenario, implementation, limits, load, metric, statistic } = erratum;
  const title = implementations.find(({ name }) => name === implementation)?.title;
  const parts = [
    title ?? implementation ?? scenario,
    erratum.case,
    limits,
    load === undefined ? undefined : `load ${load}`,
    metric === undefined ? undefined : titleOf(metric),
    statistic,
  ];
  const place = parts.filter((part) => part !== undefined && part !== "").join(", ");
  return place === "" ? "results without a case" : place;
}
