/**
 * The files that the servers serve: made from a seed, the same bytes on every host, kept in the cache and never
 * in git. Beside the folder that is served lie a file that must not be served, and the lists of what the load tool
 * asks for.
 */
import { sha256 } from "../../../common/files.ts";
import { seededRandom, shuffled } from "../../../common/random.ts";
import { CACHE } from "../../paths.ts";

/** Bytes of a KB and a MB in the names of the cases. */
const KB = 1024;
const MB = 1024 * KB;

export const MANY = 1000;

/** The folder with many files; what it lists is the case `listing`. */
export const LISTING_PATH = "/many/";

export interface StaticFile {
  /** As it is asked for. */
  path: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** A file beside the served folder; whoever gets it has left the folder. */
export const OUTSIDE = { name: "outside.txt", text: "outside of the served folder\n" };

/** Every file, in the order of the load tool's list where there are many: mixed, so that no neighbour helps. */
export function makeFiles(): { single: StaticFile[]; many: StaticFile[] } {
  const single = [
    fileOf("/1kb.bin", KB),
    fileOf("/100kb.bin", 100 * KB),
    fileOf("/2mb.wasm", 2 * MB),
    fileOf("/10mb.bin", 10 * MB),
  ];
  const many = Array.from(
    { length: MANY },
    (_, index) => fileOf(`${LISTING_PATH}${String(index).padStart(3, "0")}.bin`, KB),
  );
  return { single, many: shuffled(many, seededRandom("static-files order")) };
}

/** Bytes that no compression makes smaller; `size` is a multiple of four. */
function fileOf(path: string, size: number): StaticFile {
  const random = seededRandom(`static-files ${path}`);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < size; at += 4) view.setUint32(at, random.next() * 2 ** 32, true);
  return { path, bytes };
}

/** Changes with the files: another folder then. */
const EDITION = "2";

const FOLDER = `static-files-${EDITION}`;
const ABSOLUTE = `${CACHE}/${FOLDER}`;

/** What a server reads as $FILES. */
export const SERVED_FOLDER = `${ABSOLUTE}/served`;

/** The list for one path, or for the many files, as the load tool reads it in $WORK from the project's root. */
export function workList(name: "1kb" | "100kb" | "2mb" | "10mb" | "many"): string {
  return `.cache/${FOLDER}/${name}.tsv`;
}

/** Makes the files where they are not there yet. Two benches may do so at once. */
export async function ensureFiles(folder = ABSOLUTE): Promise<void> {
  if (await isThere(folder)) return;
  const partial = `${folder}.${crypto.randomUUID().slice(0, 8)}.partial`;
  const { single, many } = makeFiles();
  await Deno.mkdir(`${partial}/served${LISTING_PATH}`, { recursive: true });
  for (const { path, bytes } of [...single, ...many]) {
    await Deno.writeFile(`${partial}/served${path}`, bytes);
    // A listing may show the time, and its bytes are to be the same everywhere.
    await Deno.utime(`${partial}/served${path}`, WRITTEN, WRITTEN);
  }
  await Deno.writeTextFile(`${partial}/${OUTSIDE.name}`, OUTSIDE.text);
  const line = ({ path }: StaticFile) => `${path}\tserved${path}\n`;
  for (const file of single) {
    const name = file.path.slice(1, file.path.indexOf("."));
    await Deno.writeTextFile(`${partial}/${name}.tsv`, line(file));
  }
  await Deno.writeTextFile(`${partial}/many.tsv`, many.map(line).join(""));
  try {
    await Deno.rename(partial, folder);
  } catch (error) {
    await Deno.remove(partial, { recursive: true });
    if (!await isThere(folder)) throw error;
  }
}

const WRITTEN = new Date("2025-10-19T00:00:00Z");

async function isThere(folder: string): Promise<boolean> {
  try {
    await Deno.stat(`${folder}/many.tsv`);
    return true;
  } catch {
    return false;
  }
}

/** SHA-256 of every file by its path; computed once. */
export function digests(): Promise<ReadonlyMap<string, string>> {
  known ??= digestsOf();
  return known;
}

let known: Promise<ReadonlyMap<string, string>> | undefined;

async function digestsOf(): Promise<ReadonlyMap<string, string>> {
  const { single, many } = makeFiles();
  const pairs = [...single, ...many].map(async ({ path, bytes }) =>
    [path, await sha256(bytes)] as const
  );
  return new Map(await Promise.all(pairs));
}
