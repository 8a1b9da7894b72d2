/** Raw files as they lie in a report folder: checked against the checksum taken when they were made. */
import { Failure } from "../common/failure.ts";
import { checkRelativePath, readFileIfThere, readTextIfThere, sha256 } from "../common/files.ts";
import { readRuns } from "./formats/read.ts";
import { type ElsewhereFile, manifestSchema } from "./manifest.ts";
import type { RawFile } from "./trial.ts";

/**
 * The bytes of a raw file as it is stored: of a gzipped one the gzip stream, which is what was recorded.
 * Throws a Failure naming it when it is missing, with the address it is kept at where report.json gives one,
 * or when it is not what was recorded.
 */
export async function readRawFile(folder: string, raw: RawFile): Promise<Uint8Array> {
  checkRelativePath(raw.path, `${folder}/trials.ndjson`);
  const path = `${folder}/${raw.path}`;
  const bytes = await readFileIfThere(path);
  if (bytes === undefined) {
    const { url } = await keptElsewhere(folder, raw.path) ?? {};
    throw new Failure(
      url === undefined
        ? `${path} is missing; restore it, trials.ndjson names it`
        : `${path} is not here, it is kept at ${url}; put that file there (SHA-256 ${raw.sha256})`,
    );
  }
  const altered = await differenceFrom(raw, bytes);
  if (altered !== undefined) {
    throw new Failure(
      `${path} was altered: expected ${altered.expected}, as trials.ndjson recorded, found ` +
        `${altered.found}; restore the original`,
    );
  }
  return bytes;
}

/** What was recorded of a raw file and what its bytes are instead; undefined where they are what was recorded. */
export async function differenceFrom(
  { bytes: size, sha256: recorded }: RawFile,
  bytes: Uint8Array,
): Promise<{ expected: string; found: string } | undefined> {
  if (bytes.length !== size) return { expected: `${size} bytes`, found: `${bytes.length} bytes` };
  const found = await sha256(bytes);
  if (found === recorded) return undefined;
  return { expected: `SHA-256 ${recorded}`, found: `SHA-256 ${found}` };
}

async function keptElsewhere(folder: string, path: string): Promise<ElsewhereFile | undefined> {
  const text = await readTextIfThere(`${folder}/report.json`);
  if (text === undefined) return undefined;
  const { data } = manifestSchema.safeParse(parseJson(text));
  return data?.elsewhere?.find((file) => file.path === path);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
