/** What comparing needs of a report. */
import {
  type Environment,
  type Manifest,
  readEnvironment,
  readManifest,
  readTables,
  readTrials,
  reportFolder,
  type Tables,
  type Trial,
} from "../report.ts";

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
    manifest: await readManifest(folder),
    environment: await readEnvironment(folder),
    trials: await readTrials(folder),
    tables: await readTables(folder),
  };
}
