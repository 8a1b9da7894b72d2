/** All of a report in one file, to take away: tables, manifest, raw files and the checksums of each. */
import { CHECKSUMS } from "./addresses.ts";
import { checksumsOf, type FileEntry, inventoryOf, rawBytesOf } from "./inventory.ts";
import { madeOnce } from "./made_once.ts";
import type { Report } from "./report.ts";
import { writeZip, type ZipFile } from "./zip.ts";

/** Raw files up to this size go into the archive, so that it stays small enough to take along, */
const LARGEST_FILE = 8 * 2 ** 20;
/** until together they reach this one. */
const ALL_RAW_FILES = 64 * 2 ** 20;

/** Names the raw files that are not in the archive, where there are such. */
export const NOT_INCLUDED = "NOT_INCLUDED.csv";

/** Changed whenever another archive would be made of the same files. */
const VERSION = "fflate 0.8.3, 2";

/** Divides raw files, in the order given, into those for the archive and those it only names. */
export function divide(
  raw: readonly FileEntry[],
  limits = { file: LARGEST_FILE, all: ALL_RAW_FILES },
): { included: FileEntry[]; left: FileEntry[] } {
  const included: FileEntry[] = [];
  const left: FileEntry[] = [];
  let sum = 0;
  for (const file of raw) {
    const fits = file.url === undefined && file.bytes <= limits.file &&
      sum + file.bytes <= limits.all;
    if (fits) sum += file.bytes;
    (fits ? included : left).push(file);
  }
  return { included, left };
}

/** The one that was asked for last: the pages of a report, made one after another, ask for it several times. */
let last: { report: Report; archive: Promise<Uint8Array> } | undefined;

/**
 * The archive: a folder of the report's name with its files, SHA256SUMS of all that is in it, and NOT_INCLUDED.csv
 * of what is not. The same files give the same bytes; kept between builds.
 */
export function archiveOf(report: Report): Promise<Uint8Array> {
  if (last?.report !== report) last = { report, archive: makeArchive(report) };
  return last.archive;
}

async function makeArchive(report: Report): Promise<Uint8Array> {
  const { own, raw } = inventoryOf(report);
  const { included, left } = divide(raw);
  const checksums = checksumsOf([...own, ...included]);
  const notIncluded = notIncludedOf(left);
  const read = (path: string) => ({ path, read: () => Deno.readFile(`${report.folder}/${path}`) });
  const files: ZipFile[] = [
    textFile(CHECKSUMS, checksums),
    ...(left.length === 0 ? [] : [textFile(NOT_INCLUDED, notIncluded)]),
    ...own.map(({ path }) => read(path)),
    ...included.map((file) => ({
      path: file.path,
      read: () => Promise.resolve(rawBytesOf(report.folder, file)),
    })),
  ];
  const from = [VERSION, report.name, checksums, notIncluded].join("\n");
  return await madeOnce(
    `archive.${report.name}`,
    from,
    () => writeZip(files.map(({ path, read }) => ({ path: `${report.name}/${path}`, read }))),
  );
}

function textFile(path: string, text: string): ZipFile {
  return { path, read: () => Promise.resolve(new TextEncoder().encode(text)) };
}

/** An address is absolute, or relative to the archive's own. */
function notIncludedOf(left: readonly FileEntry[]): string {
  const lines = left.map(({ path, bytes, sha256, url }) =>
    [quoted(path), bytes, sha256, quoted(url ?? encodeURI(path))].join(",")
  );
  return ["path,bytes,sha256,address", ...lines, ""].join("\n");
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
