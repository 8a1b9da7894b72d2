/** What the claims of a committed report are judged by. */
import {
  type Claim,
  type ClaimContext,
  CLAIMS_FILE,
  readClaimsFile,
  readPrintedBounds,
  readPrintedNotes,
} from "../../pipeline/claims/mod.ts";
import { readManifest, readRawFile, readTrials } from "../../pipeline/report.ts";
import { committed, tablesOf } from "./tables.ts";

/** The claims of a committed report. */
export async function claimsOf(report: string): Promise<Claim[]> {
  return readClaimsFile(await Deno.readTextFile(`${committed(report)}/${CLAIMS_FILE}`));
}

/** The tables of a committed report as the code makes them now, with the digits and notes of its cited tables. */
export async function contextOf(report: string): Promise<ClaimContext> {
  const folder = committed(report);
  const { measurements, summary, findings, comparisons, states } = await tablesOf(report);
  const files = new Map<string, Uint8Array>();
  for (const raw of (await readTrials(folder)).flatMap((trial) => trial.raw)) {
    if (raw.path.endsWith(".csv")) files.set(raw.path, await readRawFile(folder, raw));
  }
  return {
    manifest: await readManifest(folder),
    summary,
    rows: measurements,
    findings,
    comparisons,
    states,
    printedBounds: readPrintedBounds(files),
    printedNotes: readPrintedNotes(files),
  };
}
