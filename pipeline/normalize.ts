/** The stage: raw output -> the CSV tables of a report. Same input, same bytes. */
import { command, runCommand, withoutControlsOfLines } from "../common/command.ts";
import { Failure, messageOf } from "../common/failure.ts";
import { readTextIfThere, sha256, writeAtomically } from "../common/files.ts";
import { formatSeconds, type Progress, terminalProgress } from "../common/progress.ts";
import { formatList } from "./audit/words.ts";
import { copiesAmong, nameTheirTrials, sayCopy } from "./copied_files.ts";
import { readRuns } from "./formats/read.ts";
import type { Run } from "./formats/format.ts";
import { judge, type Judgement, type ReportFacts, type TrialRuns } from "./judge.ts";
import { type LoggedHistogram, writeHistogramLog } from "./histograms/histogram_log.ts";
import type { CellHistogram } from "./merged_percentiles.ts";
import { removeNormalizeLeftovers } from "./leftovers.ts";
import { checkNoneLost } from "./lost_trials.ts";
import { isLog, readRawFile } from "./raw_file.ts";
import {
  HISTOGRAM_LOG,
  listReports,
  readEnvironment,
  readManifest,
  readTrials,
  reportFolder,
} from "./report_folder.ts";
import { objectivesOf, reportFactsOf, trialFactsOf } from "./report_facts.ts";
import { decidedClaims, judgeReportClaims, readReportText } from "./report_text.ts";
import { writeDataPackage } from "./tables/data_package.ts";
import { writeTables } from "./tables/mod.ts";
import type { Trial } from "./trial.ts";
import { judgePoints } from "./verdicts/point_states.ts";
import { addAll } from "../common/lists.ts";

/** What became of a report. */
export interface Normalized {
  measurements: number;
  findings: number;
  /** What its text can say more of. */
  notes: string[];
  /** Of a published report: the files that were there and are other now, or would be. */
  changed: string[];
  /** Whether it was left as it was published. */
  isLeft: boolean;
}

/**
 * Writes the tables of one report folder; with `keepsPublished` not those of a published report whose tables are
 * there and would change. Throws a Failure, and writes nothing, where the tables do not bear the text, and where
 * the report has another name than `expectedName`, that of its folder.
 */
export async function normalizeReport(
  folder: string,
  progress: Progress,
  { keepsPublished = false, expectedName }: { keepsPublished?: boolean; expectedName?: string } =
    {},
): Promise<Normalized> {
  const manifest = await readManifest(folder, expectedName);
  const environment = await readEnvironment(folder);
  const trials = await readTrials(folder);
  const lost = await checkNoneLost(folder, trials);
  if (lost !== undefined) progress.say(`note: ${lost}`);
  const started = performance.now();
  const trialRuns: TrialRuns[] = [];
  const tablesOfTrials = new Set<string>();
  for (const [index, trial] of trials.entries()) {
    trialRuns.push({
      trial: trialFactsOf(trial),
      runs: await runsOf(folder, trial, tablesOfTrials),
    });
    if (performance.now() - started > 1000) {
      progress.show(`normalize ${manifest.name}: trial ${index + 1} of ${trials.length}`);
    }
  }
  const copy = copiesAmong(trials).find(({ sha256 }) => !tablesOfTrials.has(sha256));
  if (copy !== undefined) throw new Failure(`${folder}/trials.ndjson: ${sayCopy(copy)}`);
  const { rows, findings, summaries, comparisons, histograms } = judged(
    folder,
    trialRuns,
    reportFactsOf(manifest, environment),
  );
  const states = judgePoints({ rows, ...objectivesOf(manifest, trials) });
  const unclaimed = { measurements: rows, summary: summaries, comparisons, states, findings };
  const subject = { folder, manifest, trials, tables: unclaimed };
  const tables = { ...unclaimed, claims: await judgeReportClaims(subject) };
  // Before anything is written: tables beside a text that says otherwise would be half a report.
  await readReportText({ ...subject, tables });
  const notes = await decidedClaims(folder, tables.claims);
  if (notes.length > 0 && !await wasPublished(folder)) {
    throw new Failure(notes.join("\n"));
  }
  const written = writeTables(tables);
  if (histograms.length > 0) {
    written.push({ path: HISTOGRAM_LOG, content: writeHistogramLog(logged(histograms, trials)) });
  }
  const { name, title, created, citation } = manifest;
  const files = [];
  for (const { path, content } of written) {
    const bytes = new TextEncoder().encode(content);
    files.push({ path, bytes: bytes.length, sha256: await sha256(bytes) });
  }
  const content = writeDataPackage({ name, title, created, citation, files });
  written.push({ path: "datapackage.json", content });
  const changed = manifest.state === "draft" ? [] : await changedIn(folder, written);
  const isLeft = keepsPublished && changed.length > 0;
  if (!isLeft) {
    for (const { path, content } of written) await writeAtomically(`${folder}/${path}`, content);
    await removeNormalizeLeftovers(folder);
  }
  progress.done();
  return { measurements: rows.length, findings: findings.length, notes, changed, isLeft };
}

/** Which of these files are in the folder with other content. */
async function changedIn(
  folder: string,
  written: readonly { path: string; content: string }[],
): Promise<string[]> {
  const changed: string[] = [];
  for (const { path, content } of written) {
    const before = await readTextIfThere(`${folder}/${path}`);
    if (before !== undefined && before !== content) changed.push(path);
  }
  return changed;
}

/** {@linkcode judge}, whose Failure names the report as well. */
function judged(folder: string, trials: readonly TrialRuns[], facts: ReportFacts): Judgement {
  try {
    return judge(trials, facts);
  } catch (error) {
    if (error instanceof Failure) throw new Failure(`${folder}: ${error.message}`);
    throw error;
  }
}

/**
 * Whether the tables of a report that is no draft are there already. It stays what it was, so its text may leave open
 * what a later version of the pipeline decides; the text of one that is published for the first time may not.
 */
async function wasPublished(folder: string): Promise<boolean> {
  return await readTextIfThere(`${folder}/claims.csv`) !== undefined;
}

/** The histograms with the times of their trials. */
function logged(
  histograms: readonly CellHistogram[],
  trials: readonly Trial[],
): LoggedHistogram[] {
  const byId = new Map(trials.map((trial) => [trial.id, trial]));
  return histograms.map(({ id, cell, metric, loop, histogram }) => {
    const trial = byId.get(id);
    const seconds = (time: string | undefined) => Date.parse(time ?? "") / 1000;
    const [start, end] = [seconds(trial?.started), seconds(trial?.ended)];
    const part = cell.case.slice((trial?.case ?? "").length).replace(/^\//, "");
    const length = end - start - (trial?.warmup_seconds ?? 0);
    return {
      trial: id,
      metric,
      loop,
      part,
      start: Number.isNaN(start) ? 0 : start,
      length: length > 0 ? length : 0,
      histogram,
    };
  });
}

/** The runs of a trial; `tables` gets the SHA-256 of files whose runs say themselves which trial is theirs. */
async function runsOf(folder: string, trial: Trial, tables: Set<string>): Promise<Run[]> {
  const runs: Run[] = [];
  for (const raw of trial.raw) {
    const bytes = await readRawFile(folder, raw);
    if (isLog(raw.path)) continue;
    try {
      const read = await readRuns(bytes, { file: raw.path });
      if (nameTheirTrials(read)) tables.add(raw.sha256);
      addAll(runs, read);
    } catch (error) {
      // A failed trial leaves half-written files; what it lacks is said by `no-samples`.
      if (trial.state === "failed" && error instanceof Failure) continue;
      if (error instanceof Failure) throw new Failure(`${folder}/${error.message}`);
      throw error;
    }
  }
  return trial.state === "failed" ? [] : runs;
}

/** What is said of a report that was normalized, or left, line by line. */
export function saidOf(name: string, normalized: Normalized, seconds: number): string[] {
  const { measurements, findings, notes, changed, isLeft } = normalized;
  const files = formatList(changed, changed.length);
  if (isLeft) {
    return [
      `normalize ${name}: left as it was published, though ${files} would change; ` +
      `\`deno task normalize ${name}\` writes them all the same`,
    ];
  }
  const said = [
    `normalize ${name}: ${measurements} measurements, ${findings} findings, ${
      formatSeconds(seconds)
    }`,
    ...notes.map((note) => `note: ${note}`),
  ];
  if (changed.length > 0) {
    said.push(
      `note: ${name} is published, and its ${files} changed; a correction of it is a new report, ` +
        `and \`git checkout ${reportFolder(name)}\` brings back what was committed`,
    );
  }
  return said;
}

/** `deno task normalize [NAME...]` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command(
    "normalize",
    "Turn raw output into the CSV tables of these reports. A published one is rewritten only where it is named.",
  )
    .argument(
      "[NAME...]",
      "reports under data/; when none is named all, but published ones that would change are left",
    )
    .action(async (names: string[]) => {
      // A name that is none is wrong usage: nothing is done then.
      for (const name of names) reportFolder(name);
      const chosen = names.length > 0 ? names : await listReports();
      if (chosen.length === 0) {
        throw new Failure("there is no report under data/; `deno task report` makes one");
      }
      const failed: string[] = [];
      for (const name of chosen) {
        const started = performance.now();
        try {
          const keepsPublished = names.length === 0;
          const normalized = await normalizeReport(reportFolder(name), terminalProgress(), {
            keepsPublished,
            expectedName: name,
          });
          const seconds = (performance.now() - started) / 1000;
          for (const line of saidOf(name, normalized, seconds)) console.error(line);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          failed.push(name);
          console.error(withoutControlsOfLines(`error: ${messageOf(error)}`));
        }
      }
      if (failed.length > 0) throw new Failure(`not normalized: ${failed.join(", ")}`);
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
