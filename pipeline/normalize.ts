/** The stage: raw output -> the CSV tables of a report. Same input, same bytes. */
import { command, runCommand } from "../common/command.ts";
import { Failure, messageOf } from "../common/failure.ts";
import { sha256, writeAtomically } from "../common/files.ts";
import { formatSeconds, type Progress, terminalProgress } from "../common/progress.ts";
import type { TrialFacts } from "./audit/rule.ts";
import { readRuns } from "./formats/read.ts";
import type { Run } from "./formats/format.ts";
import { judge, type TrialRuns } from "./judge.ts";
import { isLog, readRawFile } from "./raw_file.ts";
import { listReports, readEnvironment, readManifest, readTrials, reportFolder } from "./report.ts";
import { writeDataPackage } from "./tables/data_package.ts";
import { writeTables } from "./tables/mod.ts";
import type { Trial } from "./trial.ts";

/** Writes the tables of one report folder. Returns how many rows of each it wrote. */
export async function normalizeReport(
  folder: string,
  progress: Progress,
): Promise<{ measurements: number; findings: number }> {
  const manifest = await readManifest(folder);
  const environment = await readEnvironment(folder);
  const trials = await readTrials(folder);
  const started = performance.now();
  const trialRuns: TrialRuns[] = [];
  for (const [index, trial] of trials.entries()) {
    trialRuns.push({ trial: factsOf(trial), runs: await runsOf(folder, trial) });
    if (performance.now() - started > 1000) {
      progress.show(`normalize ${manifest.name}: trial ${index + 1} of ${trials.length}`);
    }
  }
  const { rows, findings, summaries } = judge(trialRuns, {
    environmentKnown: environment.known,
    baselines: manifest.scenarios.flatMap(({ name, baseline }) =>
      baseline === undefined ? [] : [{ scenario: name, ...baseline }]
    ),
  });
  const tables = {
    measurements: rows,
    summary: summaries,
    comparisons: [],
    findings,
    claims: [],
  };
  const files = [];
  for (const { path, content } of writeTables(tables)) {
    const bytes = new TextEncoder().encode(content);
    files.push({ path, bytes: bytes.length, sha256: await sha256(bytes) });
    await writeAtomically(`${folder}/${path}`, bytes);
  }
  const { name, title, created, citation } = manifest;
  await writeAtomically(
    `${folder}/datapackage.json`,
    writeDataPackage({ name, title, created, citation, files }),
  );
  progress.done();
  return { measurements: rows.length, findings: findings.length };
}

async function runsOf(folder: string, trial: Trial): Promise<Run[]> {
  const runs: Run[] = [];
  for (const raw of trial.raw) {
    const bytes = await readRawFile(folder, raw);
    if (isLog(raw.path)) continue;
    try {
      runs.push(...await readRuns(bytes, { file: raw.path }));
    } catch (error) {
      // A failed trial leaves half-written files; what it lacks is said by `no-samples`.
      if (trial.state === "failed" && error instanceof Failure) continue;
      if (error instanceof Failure) throw new Failure(`${folder}/${error.message}`);
      throw error;
    }
  }
  return trial.state === "failed" ? [] : runs;
}

function factsOf(trial: Trial): TrialFacts {
  const { id, scenario, implementation, limits, load, load_unit, state, host } = trial;
  const generator = trial.processes.find((process) => process.role === "generator");
  const coresGiven = new Set(trial.processes.flatMap((process) => process.cores)).size;
  const versions = (list: Trial["tools"]) => list.map((each) => `${each.name} ${each.version}`);
  return {
    id,
    scenario,
    implementation,
    case: trial.case,
    limits,
    load,
    load_unit,
    trial: trial.trial,
    state,
    failure: trial.failure === undefined ? "" : `${trial.failure.kind}: ${trial.failure.message}`,
    warmupSeconds: trial.warmup_seconds,
    tools: versions(trial.tools),
    programs: versions(trial.programs),
    generatorCores: generator?.cores.length ?? 0,
    ...(coresGiven > 0 ? { coresGiven } : {}),
    host,
  };
}

/** `deno task normalize [NAME...]` */
export async function main(args: readonly string[]): Promise<never> {
  const program = command("normalize", "Turn raw output into the CSV tables of these reports.")
    .argument("[NAME...]", "reports under data/; all of them when none is named")
    .action(async (names: string[]) => {
      const chosen = names.length > 0 ? names : await listReports();
      if (chosen.length === 0) {
        throw new Failure("there is no report under data/; `deno task report` makes one");
      }
      const failed: string[] = [];
      for (const name of chosen) {
        const started = performance.now();
        try {
          const counts = await normalizeReport(reportFolder(name), terminalProgress());
          const seconds = formatSeconds((performance.now() - started) / 1000);
          console.error(
            `normalize ${name}: ${counts.measurements} measurements, ${counts.findings} findings, ${seconds}`,
          );
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          failed.push(name);
          console.error(`error: ${messageOf(error)}`);
        }
      }
      if (failed.length > 0) throw new Failure(`not normalized: ${failed.join(", ")}`);
    });
  return await runCommand(program, args);
}

if (import.meta.main) await main(Deno.args);
