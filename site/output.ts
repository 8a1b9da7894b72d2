/**
 * The folder that a build writes: it holds the files of this build and nothing else of ours. Files wait beside
 * their place until the whole build has succeeded, so one that fails or is killed leaves the site as it was.
 */
import { Failure } from "../common/failure.ts";
import { asFailure } from "../common/file_errors.ts";
import { checkRelativePath, readTextIfThere, writeAtomically } from "../common/files.ts";
import { lockFolder } from "../common/lock.ts";

/** Names the files that an earlier build wrote, one a line; a folder without it is not ours. */
export const LIST_FILE = ".wallclock-site";

/** Where files wait for the end of the build. */
export const WAITING_FOLDER = ".wallclock-waiting";

/** A file of this build. */
export interface OutputFile {
  /** From the output folder. */
  path: string;
  bytes: number;
  /** Milliseconds since 1970: with the size, what tells it from a file that somebody edited. */
  modified: number;
}

/** Most bytes that a UTF-16 code unit takes in UTF-8. */
const BYTES_PER_UNIT = 3;

/** Bytes that hold the UTF-8 of nearly every page. */
const SCRATCH_BYTES = 2 ** 21;

/** Puts files down below the waiting folder, at the path that they are to have. Several threads may at once. */
export class WaitingFiles {
  readonly #folder: string;
  readonly #isNew: boolean;
  readonly #encoder = new TextEncoder();
  /** Where texts are encoded: a buffer for each would wait to be freed. */
  readonly #scratch = new Uint8Array(SCRATCH_BYTES);
  /** The folder that the last file is in: the next is often in it too, and a list of all grows large. */
  #last = "";

  constructor(folder: string) {
    this.#folder = folder;
    this.#isNew = !isThere(`${folder}/${LIST_FILE}`);
  }

  /** Puts a file down where its bytes differ from what is in its place. */
  write(path: string, content: string | Uint8Array): OutputFile {
    checkRelativePath(path, "a page of the site");
    try {
      return this.#write(path, typeof content === "string" ? this.#encoded(content) : content);
    } catch (error) {
      // A full disk is one thing to mend, whichever file found it so.
      throw asFailure(error, isFull(error) ? this.#folder : `${this.#folder}/${path}`);
    }
  }

  #write(path: string, bytes: Uint8Array): OutputFile {
    const there = this.#isNew ? undefined : modifiedIfHolds(`${this.#folder}/${path}`, bytes);
    if (there !== undefined) return { path, bytes: bytes.length, modified: there };
    this.#makeFolder(path.slice(0, Math.max(0, path.lastIndexOf("/"))));
    using file = Deno.openSync(`${this.#folder}/${WAITING_FOLDER}/${path}`, {
      write: true,
      create: true,
      truncate: true,
    });
    for (let at = 0; at < bytes.length;) at += file.writeSync(bytes.subarray(at));
    return { path, bytes: bytes.length, modified: file.statSync().mtime?.getTime() ?? 0 };
  }

  /** UTF-8 of a text, until the next one is encoded. */
  #encoded(text: string): Uint8Array {
    if (text.length * BYTES_PER_UNIT > SCRATCH_BYTES) return this.#encoder.encode(text);
    return this.#scratch.subarray(0, this.#encoder.encodeInto(text, this.#scratch).written);
  }

  #makeFolder(path: string): void {
    if (path === this.#last) return;
    Deno.mkdirSync(`${this.#folder}/${WAITING_FOLDER}/${path}`, { recursive: true });
    this.#last = path;
  }
}

function isFull(error: unknown): boolean {
  return error instanceof Error && /^(No space left|Disk quota)/.test(error.message);
}

export interface Output {
  /** Takes in a file of this build. Throws a Failure where another has its address. */
  add(file: Pick<OutputFile, "path">): void;
  /** Puts a file down and takes it in. */
  write(path: string, content: string | Uint8Array): void;
  /** Whether files that an earlier build wrote still lie in their places, untouched. */
  holds(files: readonly OutputFile[]): boolean;
  /** Moves what waits to its place and takes away what earlier builds wrote. Returns how many files there are. */
  finish(): Promise<number>;
  /** Lets the next build in; gives the folder back as it was, unless this one has been finished. */
  [Symbol.dispose](): void;
}

/** How long a build waits for another one of its folder. */
const PATIENCE_MILLISECONDS = 300_000;

/**
 * Opens an output folder, making it where there is none, and waits while another build has it open. Throws a
 * Failure where the folder holds files that no build of ours wrote, since they may be somebody's work; and where
 * the other build has not ended after `patience` milliseconds.
 */
export async function openOutput(
  folder: string,
  patience = PATIENCE_MILLISECONDS,
): Promise<Output> {
  const isNew = !isThere(folder);
  if (!isNew && !Deno.statSync(folder).isDirectory) {
    throw new Failure(`${folder} is a file; name a folder with --out`);
  }
  const refusal = `another build is writing ${folder}; end it, or choose another folder with --out`;
  const lock = await lockFolder(folder, patience, refusal);
  const waiting = `${folder}/${WAITING_FOLDER}`;
  let before: readonly string[];
  try {
    before = await filesBefore(folder);
    removeIfThere(waiting);
    await Deno.mkdir(waiting, { recursive: true });
  } catch (error) {
    lock.close();
    throw error;
  }
  const list = `${folder}/${LIST_FILE}`;
  let listed = isThere(list) ? before : undefined;
  const writeList = async (paths: readonly string[]) => {
    const isListed = paths.length === listed?.length &&
      paths.every((path, index) => path === listed?.[index]);
    if (!isListed) await writeAtomically(list, listOf(paths));
    listed = paths;
  };
  const files = new Set<string>();
  const own = new WaitingFiles(folder);
  let isFinished = false;

  const add = ({ path }: Pick<OutputFile, "path">) => {
    if (files.has(path)) {
      throw new Failure(`two pages want the address ${path}; change the url of one of them`);
    }
    files.add(path);
  };

  return {
    add,
    write: (path, content) => add(own.write(path, content)),
    holds: (wanted) => wanted.every((file) => isUntouched(folder, file)),
    async finish() {
      const paths = [...files].sort();
      const stale = before.filter((path) => !files.has(path));
      // First the list, then the files: a build that is ended half-way leaves nothing that it does not know.
      await writeList(stale.length === 0 ? paths : [...stale, ...paths].sort());
      const isInTheWay = stale.length === 0 ? () => false : inTheWayOf(paths);
      removeAll(folder, stale.filter(isInTheWay));
      moveBelow(waiting, folder);
      removeAll(folder, stale.filter((path) => !isInTheWay(path)));
      await writeList(paths);
      removeIfThere(waiting);
      isFinished = true;
      return paths.length;
    },
    [Symbol.dispose]() {
      if (!isFinished) {
        removeIfThere(waiting);
        if (isNew) removeIfEmpty(folder);
      }
      lock.close();
    },
  };
}

function listOf(paths: readonly string[]): string {
  return paths.map((path) => `${path}\n`).join("");
}

/** What earlier builds wrote. Asked under the lock alone: else another build may be writing its first list. */
async function filesBefore(folder: string): Promise<string[]> {
  const list = await readTextIfThere(`${folder}/${LIST_FILE}`);
  if (list !== undefined) {
    return list.split("\n").filter((path) => path !== "")
      .map((path) => checkRelativePath(path, `${folder}/${LIST_FILE}`));
  }
  for await (const { name } of Deno.readDir(folder)) {
    // A first build that was killed leaves these alone.
    if (name === WAITING_FOLDER || name.startsWith(`${LIST_FILE}.`)) continue;
    throw new Failure(
      `${folder} holds files that are not this command's (${name}); ` +
        "name an empty folder with --out, or move them away",
    );
  }
  return [];
}

/** When a file was written, where it holds these bytes; undefined where it does not. */
function modifiedIfHolds(path: string, bytes: Uint8Array): number | undefined {
  try {
    const { size, mtime } = Deno.statSync(path);
    if (size !== bytes.length) return undefined;
    const there = Deno.readFileSync(path);
    return there.every((byte, index) => byte === bytes[index]) ? mtime?.getTime() ?? 0 : undefined;
  } catch (error) {
    if (isMissing(error) || error instanceof Deno.errors.IsADirectory) return undefined;
    throw error;
  }
}

function isUntouched(folder: string, file: OutputFile): boolean {
  try {
    const { isFile, size, mtime } = Deno.statSync(`${folder}/${file.path}`);
    return isFile && size === file.bytes && mtime?.getTime() === file.modified;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Whether a stale file lies where a new one needs a folder, or below where a new one is to lie. */
function inTheWayOf(paths: readonly string[]): (stale: string) => boolean {
  const files = new Set(paths);
  const folders = new Set<string>();
  for (const path of paths) {
    // Where a folder is known, so are those above it.
    for (const folder of foldersAbove(path)) {
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return (stale) => folders.has(stale) || foldersAbove(stale).some((folder) => files.has(folder));
}

/** "a/b" and "a" of "a/b/c". */
function* foldersAbove(path: string): Generator<string> {
  for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1)) {
    yield path.slice(0, at);
  }
}

/** Moves all that is in a folder into another: a folder that is new there as a whole. */
function moveBelow(from: string, to: string): void {
  for (const { name, isDirectory } of Deno.readDirSync(from)) {
    if (isDirectory && isThere(`${to}/${name}`)) moveBelow(`${from}/${name}`, `${to}/${name}`);
    else Deno.renameSync(`${from}/${name}`, `${to}/${name}`);
  }
}

/** Removes files, and the folders above them that this leaves empty. */
function removeAll(folder: string, paths: readonly string[]): void {
  for (const path of paths) {
    try {
      Deno.removeSync(`${folder}/${path}`);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
    for (const above of foldersAbove(path)) {
      if (!removeIfEmpty(`${folder}/${above}`)) break;
    }
  }
}

/** Whether the folder was empty, and is gone now. */
function removeIfEmpty(folder: string): boolean {
  try {
    Deno.removeSync(folder);
    return true;
  } catch {
    return false;
  }
}

function removeIfThere(path: string): void {
  try {
    Deno.removeSync(path, { recursive: true });
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

function isThere(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound || error instanceof Deno.errors.NotADirectory;
}
