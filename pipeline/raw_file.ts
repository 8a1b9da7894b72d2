/** Raw files as they lie in a report folder: checked against the checksum taken when they were made. */
import { Failure } from "../common/failure.ts";
import { checkRelativePath, sha256 } from "../common/files.ts";
import { readRuns } from "./formats/read.ts";
import type { RawFile } from "./trial.ts";

/** The bytes of a raw file. Throws a Failure naming it when it is missing or is not what was recorded. */
export async function readRawFile(folder: string, raw: RawFile): Promise<Uint8Array> {
  checkRelativePath(raw.path, `${folder}/trials.ndjson`);
  const path = `${folder}/${raw.path}`;
  let bytes: Uint8Array;
  try {
    bytes = await Deno.readFile(path);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Failure(`${path} is missing; restore it, trials.ndjson names it`);
  }
  if (bytes.length !== raw.bytes || await sha256(bytes) !== raw.sha256) {
    throw new Failure(
      `${path} was altered: its SHA-256 is not the one that trials.ndjson recorded; restore the original`,
    );
  }
  return bytes;
}

/** Logs are kept beside raw outputs for people to read; they hold no measurement. */
export function isLog(path: string): boolean {
  return /\.log(\.gz)?$/.test(path);
}

/** The formats of the runs in a raw file. Throws a Failure naming the file when no format reads it. */
export async function recognizeRawFile(bytes: Uint8Array, file: string): Promise<string[]> {
  const runs = await readRuns(bytes, { file });
  return [...new Set(runs.map((run) => run.format))];
}
