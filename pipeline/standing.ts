/**
 * What became of a report: whether it, or some of its results, were replaced or taken back by later ones.
 * Editions are never edited, so this is computed from the manifests of all reports. Pure.
 */
import { Failure } from "../common/failure.ts";
import { type Erratum, type Manifest, RESULT } from "./manifest.ts";
import { type Cell, cellKey, compareText, type Row } from "./row.ts";

/** A cell, or one figure of it. */
export type Result = Cell & Partial<Pick<Row, "metric" | "statistic">>;

/** A key that equal results share; not for people. */
export function resultKey(result: Result): string {
  return [cellKey(result), result.metric ?? "", result.statistic ?? ""].join("\0");
}

/** What a later report says: it replaces results, or takes them back. */
export interface Correction {
  state: "superseded" | "retracted";
  /** The later report. */
  report: string;
  /** Why, in a sentence; empty where the later report only says that it replaces this one. */
  reason: string;
  /** Where that is said; empty where it is not. */
  source: string;
}

/** A correction of some of a report's results, and which. */
export interface PartialCorrection extends Correction {
  erratum: Erratum;
}

/** A correction of words of a report's text, and which. */
export interface WordsCorrection extends Correction {
  words: string;
}

export interface Standing {
  /** Of the report as a whole: `retracted` weighs more than `superseded`, and either more than its own. */
  state: Manifest["state"];
  /** Corrections of the whole report, oldest first; empty where there is none. */
  by: Correction[];
  /** Corrections of some of its results, oldest first. */
  parts: PartialCorrection[];
  /** Corrections of words of its text, oldest first. */
  words: WordsCorrection[];
  /**
   * The weightiest correction of one result, of those the latest; undefined of a result that stands. A cell stands
   * where single figures of it were corrected; asked for such a figure it is told.
   */
  cells(result: Result): Correction | undefined;
}

/**
 * The standing of a report among all reports, itself perhaps among them. A draft corrects nothing yet. What a
 * report took back stays taken back when that report is itself replaced or retracted: only a new report can
 * say anew what is so. Whether the corrections make sense is {@linkcode checkCorrections}'s to say.
 */
export function standingOf(report: Manifest, allManifests: readonly Manifest[]): Standing {
  const by: Correction[] = [];
  const parts: PartialCorrection[] = [];
  const words: WordsCorrection[] = [];
  for (const later of byAge(allManifests)) {
    if (later.state === "draft") continue;
    if (later.supersedes === report.name) {
      by.push({ state: "superseded", report: later.name, reason: "", source: "" });
    }
    for (const erratum of later.errata ?? []) {
      if (erratum.report !== report.name) continue;
      const { state, reason, source = "" } = erratum;
      const correction = { state, report: later.name, reason, source };
      if (erratum.words !== undefined) words.push({ ...correction, words: erratum.words });
      else if (isWhole(erratum)) by.push(correction);
      else parts.push({ ...correction, erratum });
    }
  }
  return {
    state: weightiest(by)?.state ?? report.state,
    by,
    parts,
    words,
    cells: (result) =>
      weightiest([...by, ...parts.filter((part) => matches(part.erratum, result))]),
  };
}

/** What a report replaces or takes back, by the earlier report's name, in the order it says so. */
export function correctedBy(report: Manifest): string[] {
  const names = (report.errata ?? []).map((erratum) => erratum.report);
  return [...new Set(report.supersedes === undefined ? names : [report.supersedes, ...names])];
}

/** Whether an erratum speaks of this result. */
export function matches(erratum: Erratum, result: Result): boolean {
  return erratum.words === undefined &&
    RESULT.every((key) => erratum[key] === undefined || erratum[key] === result[key]);
}

/** Which results an erratum speaks of, field by field, for messages. */
export function placeOf(erratum: Erratum): string {
  return RESULT.filter((key) => erratum[key] !== undefined)
    .map((key) => `${key} ${JSON.stringify(erratum[key])}`).join(", ");
}

/**
 * Checks what all reports say of one another and returns a note for each `supersedes` that names a report
 * which is not here. Throws a Failure that names the report where an erratum speaks of a report, a scenario
 * or an implementation that there is not, and where reports correct one another in a circle.
 */
export function checkCorrections(allManifests: readonly Manifest[]): string[] {
  const known = new Map(allManifests.map((manifest) => [manifest.name, manifest]));
  const notes: string[] = [];
  for (const manifest of byAge(allManifests)) {
    const { name, supersedes } = manifest;
    for (const erratum of manifest.errata ?? []) checkErratum(name, erratum, known);
    if (supersedes !== undefined && !known.has(supersedes)) {
      notes.push(`${name} supersedes ${supersedes}, which is not here`);
    }
  }
  for (const manifest of byAge(allManifests)) refuseCircle(manifest, known);
  return notes;
}

/** Whether an erratum speaks of all results of its report. */
export function isWhole(erratum: Erratum): boolean {
  return erratum.words === undefined && RESULT.every((key) => erratum[key] === undefined);
}

function weightiest<T extends Correction>(corrections: readonly T[]): T | undefined {
  return corrections.findLast(({ state }) => state === "retracted") ?? corrections.at(-1);
}

/** Oldest first; the name decides between reports of one time. */
function byAge(manifests: readonly Manifest[]): Manifest[] {
  return [...manifests].sort((a, b) =>
    compareText(a.created, b.created) || compareText(a.name, b.name)
  );
}

function checkErratum(
  name: string,
  { report, scenario, implementation }: Erratum,
  known: ReadonlyMap<string, Manifest>,
): void {
  const where = `${name}/report.json: errata: ${report}`;
  const earlier = known.get(report);
  if (earlier === undefined) {
    throw new Failure(`${where}: there is no such report; correct the name, or add that report`);
  }
  const scenarios = earlier.scenarios.map((each) => each.name);
  if (scenario !== undefined && !scenarios.includes(scenario)) {
    throw new Failure(`${where} has no scenario ${scenario}; name one of ${scenarios.join(", ")}`);
  }
  const implementations = new Set(earlier.implementations.map((each) => each.name));
  if (implementation !== undefined && !implementations.has(implementation)) {
    throw new Failure(
      `${where} has no implementation ${implementation}; name one of ${
        [...implementations].join(", ")
      }`,
    );
  }
}

/** Follows corrections from `start`; a circle cannot be walked without coming back to where it began. */
function refuseCircle(start: Manifest, known: ReadonlyMap<string, Manifest>): void {
  const paths: string[][] = correctedBy(start).map((name) => [start.name, name]);
  const seen = new Set<string>();
  for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
    const here = path.at(-1) as string;
    if (here === start.name) {
      throw new Failure(
        `${start.name}/report.json: reports correct one another in a circle: ${
          path.join(" -> ")
        }; a report can only correct an earlier one`,
      );
    }
    const next = known.get(here);
    if (next === undefined || seen.has(here)) continue;
    seen.add(here);
    for (const name of correctedBy(next)) paths.push([...path, name]);
  }
}
