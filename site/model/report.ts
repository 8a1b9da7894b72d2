/** The reports that the site is built from, read through pipeline/report.ts. */
import { Failure, messageOf } from "../../common/failure.ts";
import {
  type ClaimSource,
  compareText,
  type Environment,
  fingerprintOf,
  HISTOGRAM_LOG,
  listReports,
  type Manifest,
  type QuantileCurve,
  readClaimDefinitions,
  readClaimSources,
  readEnvironment,
  readManifest,
  readNotesAsPrinted,
  readQuantileCurves,
  readReportText,
  readTables,
  readTrials,
  reportFolder,
  type Result,
  TABLE_FILES,
  type Tables,
  type TrendDigest,
  type Trial,
} from "../../pipeline/report.ts";
import { claimId, dataFile, linkFrom, reportPage } from "../links.ts";
import { renderMarkdown } from "../markdown.ts";
import type { Stock } from "./stock.ts";

export type Fingerprint = Awaited<ReturnType<typeof fingerprintOf>>;

/** Notes of claims.json by the id of their claim; free text. Plain data: a build keeps reports as JSON. */
export type ClaimNotes = Readonly<Record<string, string>>;

/** A normalized report. */
export interface Report {
  name: string;
  /** Where its files are read from. */
  folder: string;
  manifest: Manifest;
  environment: Environment;
  trials: Trial[];
  /** How many they are; told without reading them where that is all that is wanted. */
  trialCount: number;
  tables: Tables;
  /** Distributions of latency at the highest load of each case, where histograms were kept. */
  curves?: readonly QuantileCurve[];
  /** What it was measured on and with. */
  fingerprint: Fingerprint;
  /** HTML of report.md, for `ReportText`; absent where there is no text. */
  prose?: string;
  /** What is said beside a claim, by its id: how its sentence was taken. */
  claimNotes?: ClaimNotes;
  /** What a cited page prints beside its figures, by their source; of reports that search for a capacity. */
  printedNotes?: Readonly<Record<string, string>>;
  /** What each claim rests on, by its id; not kept between builds, as the tables are not. */
  claimSources?: ReadonlyMap<string, ClaimSource>;
  /** Files beside the raw ones, in the order they are offered. */
  files: string[];
  /** What an earlier build took from it, so that its files need not be read again. */
  trendDigests?: readonly TrendDigest[];
  stock?: Stock;
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
const OPTIONAL_FILES = ["report.md", "claims.json", HISTOGRAM_LOG];

/** Throws a Failure with the remedy where a table is missing. */
export async function checkNormalized(name: string, folder: string): Promise<void> {
  for (const file of TABLE_FILES) {
    if (!await isThere(`${folder}/${file}`)) {
      throw new Failure(
        `${folder} is not normalized (no ${file}); run \`deno task normalize ${name}\``,
      );
    }
  }
}

/** Reads a report. Throws a Failure where it is not normalized, or not as it must be. */
export async function loadReport(name: string, folder: string): Promise<Report> {
  await checkNormalized(name, folder);
  const optional: string[] = [];
  for (const file of OPTIONAL_FILES) {
    if (await isThere(`${folder}/${file}`)) optional.push(file);
  }
  const manifest = await readManifest(folder, name);
  const environment = await readEnvironment(folder);
  const trials = await readTrials(folder);
  const tables = await readTables(folder);
  const { scenarios } = manifest;
  const rows = tables.measurements;
  const subject = { folder, manifest, trials, tables };
  const text = await readReportText(subject, { claimAddress });
  return {
    name,
    folder,
    manifest,
    environment,
    trials,
    trialCount: trials.length,
    tables,
    curves: await readQuantileCurves(folder, atHighestLoad(trials), "latency"),
    fingerprint: await fingerprintOf({ environment, trials, scenarios, rows }),
    ...(text === undefined ? {} : { prose: proseOf(text, name) }),
    claimNotes: await claimNotesOf(folder),
    ...(tables.states.length === 0
      ? {}
      : { printedNotes: await readNotesAsPrinted(folder, trials) }),
    claimSources: await readClaimSources(subject),
    files: [...TABLE_FILES, ...OWN_FILES, ...optional],
  };
}

/**
 * HTML of the text of a report with a sign behind each number and claim that `signOf` gives one for the results that
 * it rests on; undefined where there is no text, or where a sign would change its markup.
 */
export async function signedProse(
  report: Report,
  signOf: (results: readonly Result[]) => string,
): Promise<string | undefined> {
  try {
    const text = await readReportText(report, { claimAddress, signOf });
    return text === undefined ? undefined : proseOf(text, report.name);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

function claimAddress(claim: string): string {
  return `#${claimId(claim)}`;
}

async function claimNotesOf(folder: string): Promise<ClaimNotes> {
  const claims = await readClaimDefinitions(folder);
  return Object.fromEntries(
    claims.flatMap(({ id, note }) => note === undefined ? [] : [[id, note]]),
  );
}

/** The trials at the highest load of each implementation and case: what a chart shows the distribution of. */
function atHighestLoad(trials: readonly Trial[]): Trial[] {
  const cases = Map.groupBy(
    trials,
    (trial) => [trial.scenario, trial.case, trial.limits, trial.load_unit].join("\u0000"),
  );
  return [...cases.values()].flatMap((own) => {
    const highest = Math.max(...own.map(({ load }) => load ?? -Infinity));
    return own.filter(({ load }) => (load ?? -Infinity) === highest);
  });
}

async function isThere(file: string): Promise<boolean> {
  try {
    return (await Deno.stat(file)).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Level of the text's highest headings: right below that of its section. */
export const TEXT_LEVEL = 3;

/** Headings of the text stand below that of its section; relative links lead to the report's files. */
function proseOf(text: string, report: string): string {
  const to = linkFrom(reportPage(report));
  return renderMarkdown(text, {
    topLevel: TEXT_LEVEL,
    resolve: (path) => to(dataFile(report, path)),
  });
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
