/** The files of a report folder: reading and writing them. */
import { z } from "zod";
import { Failure } from "../common/failure.ts";
import { asFailure } from "../common/file_errors.ts";
import { readTextIfThere, writeAtomically } from "../common/files.ts";
import { type Environment, environmentSchema, type Manifest, manifestSchema } from "./manifest.ts";
import { withPrintableTexts } from "./texts.ts";
import { readAllTables, TABLE_NAMES, type Tables } from "./tables/mod.ts";
import { nameSchema, type Trial, trialSchema } from "./trial.ts";

/** Where reports live, from the project's root. */
export const DATA_FOLDER = "data";

/** The report of a machine of one's own; never committed. */
export const LOCAL_REPORT = "local";

/** Latency histograms of the trials; there only where some trial left one. */
export const HISTOGRAM_LOG = "histograms.hlog";

/** Files that normalize always writes. */
export const TABLE_FILES: readonly string[] = [
  ...TABLE_NAMES.map((name) => `${name}.csv`),
  "datapackage.json",
];

/** Folder of a report. Throws a Failure on a name that could lead elsewhere. */
export function reportFolder(name: string, dataFolder = DATA_FOLDER): string {
  const parsed = nameSchema.safeParse(name);
  if (!parsed.success) {
    throw new Failure(`"${name}" is no report name: ${parsed.error.issues[0]?.message}`, 2);
  }
  return `${dataFolder}/${name}`;
}

/** Names of the reports there are, sorted; whoever reads one that cannot be read says what is wrong with it. */
export async function listReports(dataFolder = DATA_FOLDER): Promise<string[]> {
  const names: string[] = [];
  try {
    for await (const entry of Deno.readDir(dataFolder)) {
      if (!entry.isDirectory) continue;
      if (await isThere(`${dataFolder}/${entry.name}/report.json`)) names.push(entry.name);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return names.sort();
}

/** Reads report.json of every report; one that cannot be read is left out, and to its own verification. */
export async function readManifests(dataFolder = DATA_FOLDER): Promise<Manifest[]> {
  const manifests: Manifest[] = [];
  for (const name of await listReports(dataFolder)) {
    try {
      manifests.push(await readManifest(`${dataFolder}/${name}`));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }
  return manifests;
}

async function isThere(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    // A folder that nobody may look into may have one.
    return !(error instanceof Deno.errors.NotFound);
  }
}

/**
 * Reads report.json; a Failure names the file and the field that is wrong. Where the report is looked up by the
 * `name` of its folder, another name in the file is wrong too: errata and pages go by that one.
 */
export async function readManifest(folder: string, name?: string): Promise<Manifest> {
  const path = `${folder}/report.json`;
  const manifest = await readJson(path, manifestSchema);
  if (name !== undefined && manifest.name !== name) {
    throw new Failure(
      `${path}: expected the name of its folder, ${name}, found ${manifest.name}; rename the folder`,
    );
  }
  return manifest;
}

/** Writes report.json. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const checked = manifestSchema.parse(withPrintableTexts(manifest));
  await writeAtomically(`${folder}/report.json`, JSON.stringify(checked, null, 2) + "\n");
}

/** Reads environment.json. */
export async function readEnvironment(folder: string): Promise<Environment> {
  return await readJson(`${folder}/environment.json`, environmentSchema);
}

/** Writes environment.json. */
export async function writeEnvironment(folder: string, environment: Environment): Promise<void> {
  const checked = environmentSchema.parse(withPrintableTexts(environment));
  await writeAtomically(`${folder}/environment.json`, JSON.stringify(checked, null, 2) + "\n");
}

/**
 * Reads trials.ndjson in the order they ended. A last line without its line end is a write that was cut
 * short, so that trial never finished: it is left out, and normalize says so. Any other bad line is a Failure with
 * its number.
 */
export async function readTrials(folder: string): Promise<Trial[]> {
  const path = `${folder}/trials.ndjson`;
  const text = await readTextIfThere(path);
  if (text === undefined) return [];
  const lines = text.split("\n").slice(0, -1);
  const seen = new Set<string>();
  return lines.map((line, index) => {
    const where = `${path}:${index + 1}`;
    const trial = check(parse(line, where), trialSchema, where);
    if (seen.has(trial.id)) {
      throw new Failure(`${where}: trial ${trial.id} is there twice; remove the later line`);
    }
    seen.add(trial.id);
    return trial;
  });
}

/** Appends one finished trial and flushes it to the disk; a half-written last line is cut off first. */
export async function appendTrial(folder: string, trial: Trial): Promise<void> {
  const path = `${folder}/trials.ndjson`;
  const bytes = new TextEncoder().encode(lineOf(trial));
  try {
    await appendLine(path, bytes);
  } catch (error) {
    throw asFailure(error, path);
  }
}

async function appendLine(path: string, bytes: Uint8Array): Promise<void> {
  using file = await Deno.open(path, { read: true, write: true, create: true });
  const size = (await file.stat()).size;
  const end = await endOfLastLine(file, size);
  if (end !== size) await file.truncate(end);
  await file.seek(end, Deno.SeekMode.Start);
  let written = 0;
  while (written < bytes.length) written += await file.write(bytes.subarray(written));
  await file.sync();
}

function lineOf(trial: Trial): string {
  return JSON.stringify(trialSchema.parse(withPrintableTexts(trial))) + "\n";
}

async function endOfLastLine(file: Deno.FsFile, size: number): Promise<number> {
  const block = new Uint8Array(65_536);
  let end = size;
  while (end > 0) {
    const start = Math.max(0, end - block.length);
    await file.seek(start, Deno.SeekMode.Start);
    const read = await file.read(block.subarray(0, end - start)) ?? 0;
    const newline = block.subarray(0, read).lastIndexOf(10);
    if (newline >= 0) return start + newline + 1;
    end = start;
  }
  return 0;
}

/** Writes all trials at once, as imports do. */
export async function writeTrials(folder: string, trials: readonly Trial[]): Promise<void> {
  const lines = trials.map(lineOf);
  await writeAtomically(`${folder}/trials.ndjson`, lines.join(""));
}

/** Reads the tables; a Failure says to run normalize when there are none. */
export async function readTables(folder: string): Promise<Tables> {
  return await readAllTables(folder, async (file) => {
    const content = await readTextIfThere(`${folder}/${file}`);
    if (content === undefined) {
      throw new Failure(`${folder}/${file} is not there; run \`deno task normalize\` first`);
    }
    return content;
  });
}

async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  const text = await readTextIfThere(path);
  if (text === undefined) {
    throw new Failure(`${path} is not there; a report folder has one, see pipeline/README.md`);
  }
  return check(parse(text, path), schema, path);
}

function parse(text: string, where: string): unknown {
  try {
    // Editors of some systems put a byte order mark before it.
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new Failure(`${where}: not JSON (${(error as Error).message}); restore the file`);
  }
}

function check<T>(value: unknown, schema: z.ZodType<T>, where: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw new Failure(
    `${where}: ${issue?.path.join(".") || "the document"}: ${issue?.message}; restore the file`,
  );
}
