/** Every file of a report with its size and checksum. */
import { createHash } from "node:crypto";
import { checkRelativePath } from "../../common/files.ts";
import { compareText, readRawFile } from "../../pipeline/report.ts";
import type { Report } from "./report.ts";

/** A file as it is offered. */
export interface FileEntry {
  /** Within the report's folder. */
  path: string;
  bytes: number;
  /** Lower-case hex. */
  sha256: string;
  /** Where it is kept, if not beside the report. */
  url?: string;
}

export interface Inventory {
  /** Tables, data package, manifest, trials, text: in the order they are offered. */
  own: FileEntry[];
  /** Raw files by path; their checksums are those that were taken when they were made. */
  raw: FileEntry[];
}

const known = new WeakMap<Report, Inventory>();

/** The files of a report; read once, however many pages ask. */
export function inventoryOf(report: Report): Inventory {
  let inventory = known.get(report);
  if (inventory === undefined) {
    inventory = takeInventory(report);
    known.set(report, inventory);
  }
  return inventory;
}

function takeInventory(report: Report): Inventory {
  const own: FileEntry[] = [];
  for (const path of report.files) {
    const bytes = Deno.readFileSync(`${report.folder}/${path}`);
    own.push({ path, bytes: bytes.length, sha256: checksumOf(bytes) });
  }
  const elsewhere = new Map(report.manifest.elsewhere?.map((file) => [file.path, file.url]));
  const raw = new Map<string, FileEntry>();
  for (const { path, bytes, sha256 } of report.trials.flatMap((trial) => trial.raw)) {
    const url = elsewhere.get(path);
    raw.set(path, { path, bytes, sha256, ...(url === undefined ? {} : { url }) });
  }
  return { own, raw: [...raw.values()].sort((a, b) => compareText(a.path, b.path)) };
}

/**
 * The bytes of a raw file, checked as readRawFile() of the pipeline does it, which also says what is wrong with one
 * that is not what was recorded. At once where all is well: a promise takes longer than a small file.
 */
export function rawBytesOf(folder: string, file: FileEntry): Uint8Array | Promise<Uint8Array> {
  checkRelativePath(file.path, `${folder}/trials.ndjson`);
  let bytes: Uint8Array;
  try {
    bytes = Deno.readFileSync(`${folder}/${file.path}`);
  } catch {
    return readRawFile(folder, file);
  }
  const isRecorded = bytes.length === file.bytes && checksumOf(bytes) === file.sha256;
  return isRecorded ? bytes : readRawFile(folder, file);
}

function checksumOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Checksums as `sha256sum --check` reads them, a line for each file that is kept beside the report. */
export function checksumsOf(files: readonly FileEntry[]): string {
  return files.filter(({ url }) => url === undefined)
    .map(({ path, sha256 }) => `${checksumLine(path, sha256)}\n`).join("");
}

/** As GNU coreutils write it: a backslash before the line says that line ends in the name are escaped. */
function checksumLine(path: string, sha256: string): string {
  const escaped = path.replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  return `${escaped === path ? "" : "\\"}${sha256}  ${escaped}`;
}

/** How much all files take, in bytes. */
export function totalBytes(files: readonly FileEntry[]): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}
