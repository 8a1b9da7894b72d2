/** What comparing needs of a report. */
import type { Environment, Manifest } from "../manifest.ts";
import {
  readEnvironment,
  readManifest,
  readTables,
  readTrials,
  reportFolder,
} from "../report_folder.ts";
import type { Tables } from "../tables/mod.ts";
import type { Trial } from "../trial.ts";

/** A normalized report, read. */
export interface ReportData {
  name: string;
  manifest: Manifest;
  environment: Environment;
  trials: readonly Trial[];
  tables: Pick<Tables, "measurements" | "summary">;
}

/** Reads a report under data/; a Failure names what is missing and the remedy. */
export async function readReportData(name: string): Promise<ReportData> {
  const folder = reportFolder(name);
  return {
    name,
    manifest: await readManifest(folder, name),
    environment: await readEnvironment(folder),
    trials: await readTrials(folder),
    tables: await readTables(folder),
  };
}
