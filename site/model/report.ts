/** The reports that the site is built from, read through pipeline/report.ts. */
import { Failure, messageOf } from "../../common/failure.ts";
import { readTextIfThere } from "../../common/files.ts";
import {
  compareText,
  type Environment,
  listReports,
  type Manifest,
  readEnvironment,
  readManifest,
  readTables,
  readTrials,
  reportFolder,
  TABLE_FILES,
  type Tables,
  type Trial,
} from "../../pipeline/report.ts";

/** A normalized report. */
export interface Report {
  name: string;
  /** Where its files are read from. */
  folder: string;
  manifest: Manifest;
  environment: Environment;
  trials: Trial[];
  tables: Tables;
  /** Files beside the raw ones, in the order they are offered. */
  files: string[];
}

/** What was read, and a sentence for each report that could not be. */
export interface Reports {
  /** Newest first. */
  reports: Report[];
  problems: string[];
}

/** Reads every report of a data folder; one that is not normalized becomes a problem with its remedy. */
export async function loadReports(dataFolder: string): Promise<Reports> {
  const reports: Report[] = [];
  const problems: string[] = [];
  for (const name of await listReports(dataFolder)) {
    try {
      reports.push(await loadReport(name, reportFolder(name, dataFolder)));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      problems.push(messageOf(error));
    }
  }
  reports.sort((a, b) =>
    compareText(b.manifest.created, a.manifest.created) || compareText(a.name, b.name)
  );
  return { reports, problems };
}

const OWN_FILES = ["report.json", "environment.json", "trials.ndjson"];
const OPTIONAL_FILES = ["report.md"];

async function loadReport(name: string, folder: string): Promise<Report> {
  for (const file of TABLE_FILES) {
    if (await readTextIfThere(`${folder}/${file}`) === undefined) {
      throw new Failure(
        `${folder} is not normalized (no ${file}); run \`deno task normalize ${name}\``,
      );
    }
  }
  const optional: string[] = [];
  for (const file of OPTIONAL_FILES) {
    if (await readTextIfThere(`${folder}/${file}`) !== undefined) optional.push(file);
  }
  return {
    name,
    folder,
    manifest: await readManifest(folder),
    environment: await readEnvironment(folder),
    trials: await readTrials(folder),
    tables: await readTables(folder),
    files: [...TABLE_FILES, ...OWN_FILES, ...optional],
  };
}

/**
 * The report that the front page leads with: the newest that nothing has replaced or taken back, and of
 * our own measuring where there is one.
 */
export function leadingReport(reports: readonly Report[]): Report | undefined {
  const valid = reports.filter(({ manifest }) =>
    manifest.state === "published" || manifest.state === "draft"
  );
  return valid.find(({ manifest }) => manifest.origin === "measured") ?? valid[0];
}

/** From the first start to the last end, in seconds; undefined where trials carry no times. */
export function durationSeconds(trials: readonly Trial[]): number | undefined {
  const times = (pick: "started" | "ended") =>
    trials.map((trial) => Date.parse(trial[pick])).filter((time) => !Number.isNaN(time));
  const started = times("started");
  const ended = times("ended");
  if (started.length === 0 || ended.length === 0) return undefined;
  const first = started.reduce((a, b) => Math.min(a, b));
  const last = ended.reduce((a, b) => Math.max(a, b));
  return (last - first) / 1000;
}
