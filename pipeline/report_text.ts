/** What a report says in words: claims.json judged by its tables, report.md with its numbers filled in. */
import { Failure } from "../common/failure.ts";
import { readTextIfThere } from "../common/files.ts";
import {
  type Claim,
  type ClaimContext,
  CLAIMS_FILE,
  type ClaimSource,
  claimSources,
  decidedVerdicts,
  evaluate,
  judgeClaims,
  readClaimsFile,
  readPrintedBounds,
  readPrintedNotes,
  resultsOf,
  unexpectedVerdicts,
} from "./claims/mod.ts";
import { renderProse } from "./claims/prose/render.ts";
import type { Manifest } from "./manifest.ts";
import type { Result } from "./standing.ts";
import { isLog, readRawFile } from "./raw_file.ts";
import type { ClaimRow } from "./tables/claims.ts";
import type { Tables } from "./tables/mod.ts";
import type { Trial } from "./trial.ts";

/** The text of a report, beside the claims. */
export const TEXT_FILE = "report.md";

/** A report whose tables are made, but for the claims. */
export interface TextSubject {
  folder: string;
  manifest: Manifest;
  trials: readonly Trial[];
  tables: Omit<Tables, "claims">;
}

/** The claims of claims.json, in its order; none where there is no such file. */
export async function readClaimDefinitions(folder: string): Promise<Claim[]> {
  const file = `${folder}/${CLAIMS_FILE}`;
  const text = await readTextIfThere(file);
  return text === undefined ? [] : readClaimsFile(text, file);
}

/** What the tables decide and the text leaves open, a sentence a claim. */
export async function decidedClaims(
  folder: string,
  claims: readonly ClaimRow[],
): Promise<string[]> {
  const definitions = await readClaimDefinitions(folder);
  return decidedVerdicts(definitions, claims, `${folder}/${CLAIMS_FILE}`);
}

/** Judges the claims of a report. A Failure names the claim that leads to no figure. */
export async function judgeReportClaims(subject: TextSubject): Promise<ClaimRow[]> {
  const claims = await readClaimDefinitions(subject.folder);
  if (claims.length === 0) return [];
  return judgeClaims(claims, await contextOf(subject), `${subject.folder}/${CLAIMS_FILE}`);
}

/** What each judged claim of a report rests on, by its id; nothing of one that leads to no figure today. */
export async function readClaimSources(
  subject: TextSubject & { tables: Tables },
): Promise<Map<string, ClaimSource>> {
  const { claims } = subject.tables;
  return claims.length === 0 ? new Map() : claimSources(claims, await contextOf(subject));
}

/** How a text is shown. */
export interface TextOptions {
  /** Leads to a claim on the page. */
  claimAddress?: (id: string) => string;
  /** What stands behind a number or a claim that rests on these results. */
  signOf?: (results: readonly Result[]) => string;
}

/**
 * report.md with its expressions replaced, as markdown; undefined where there is none. Throws a Failure with a line
 * for each number that is typed, each expression that cannot be evaluated, and each claim that is not what the text
 * takes it for.
 */
export async function readReportText(
  subject: TextSubject & { tables: Tables },
  { claimAddress, signOf }: TextOptions = {},
): Promise<string | undefined> {
  const { folder, manifest, tables } = subject;
  const claims = await readClaimDefinitions(folder);
  const of = [claims, tables.claims, `${folder}/${CLAIMS_FILE}`] as const;
  const problems = unexpectedVerdicts(...of);
  // Whoever still writes the text can say what the tables decide; what is published stays.
  if (manifest.state === "draft") problems.push(...decidedVerdicts(...of));
  if (problems.length > 0) throw new Failure(problems.join("\n"));
  const file = `${folder}/${TEXT_FILE}`;
  const text = await readTextIfThere(file);
  if (text === undefined) return undefined;
  const context = await contextOf(subject);
  const expected = new Map(claims.map((claim) => [claim.id, claim.expected ?? "holds"]));
  const rows = new Map(tables.claims.map((row) => [row.id, row]));
  const sources = signOf === undefined ? undefined : claimSources(tables.claims, context);
  return renderProse(text, {
    evaluate: (expression) => evaluate(expression, context),
    claim: (id) => {
      const row = rows.get(id);
      return row === undefined ? undefined : { row, expected: expected.get(id) ?? "holds" };
    },
    summaries: tables.summary,
    findings: tables.findings,
    file,
    ...(claimAddress === undefined ? {} : { claimAddress }),
    ...(signOf === undefined ? {} : {
      signOf: (of) =>
        signOf(
          "claim" in of ? sources?.get(of.claim)?.results ?? [] : resultsOf([of.quantity], context),
        ),
    }),
  }).markdown;
}

async function contextOf({ folder, manifest, trials, tables }: TextSubject): Promise<ClaimContext> {
  const { summary, measurements, findings, comparisons, states } = tables;
  const files = await csvFiles(folder, trials);
  return {
    manifest,
    summary,
    rows: measurements,
    findings,
    comparisons,
    printedBounds: readPrintedBounds(files),
    printedNotes: readPrintedNotes(files),
    states,
  };
}

/**
 * What the pages that a report cites print beside their figures, by the address of the figure's record in its raw
 * file: `raw/figures.csv#L7`. Throws a Failure naming a raw file that is not what the report recorded.
 */
export async function readNotesAsPrinted(
  folder: string,
  trials: readonly Trial[],
): Promise<Record<string, string>> {
  return Object.fromEntries(readPrintedNotes(await csvFiles(folder, trials)));
}

/** The raw files that may be cited tables, by path; each is checked against its SHA-256. */
async function csvFiles(
  folder: string,
  trials: readonly Trial[],
): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  for (const raw of trials.flatMap((trial) => trial.raw)) {
    if (files.has(raw.path) || !raw.path.endsWith(".csv") || isLog(raw.path)) continue;
    files.set(raw.path, await readRawFile(folder, raw));
  }
  return files;
}
