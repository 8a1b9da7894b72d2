/** The folder that a build writes: it holds the files of this build and nothing else of ours. */
import { Failure } from "../common/failure.ts";
import { checkRelativePath, readTextIfThere, writeAtomically } from "../common/files.ts";

/** Names the files that an earlier build wrote, one a line; a folder without it is not ours. */
export const LIST_FILE = ".wallclock-site";

export interface Output {
  /** Writes a file where its bytes differ from what is there. */
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** Takes away what earlier builds wrote and this one did not. Returns how many files there are. */
  finish(): Promise<number>;
}

/**
 * Opens an output folder, making it where there is none. Throws a Failure where the folder holds files
 * that no build of ours wrote: they may be somebody's work.
 */
export async function openOutput(folder: string): Promise<Output> {
  const before = await filesBefore(folder);
  await Deno.mkdir(folder, { recursive: true });
  const written = new Set<string>();
  const folders = new Set<string>();
  const list = `${folder}/${LIST_FILE}`;
  const known = new Set(before);
  await writeAtomically(list, before.map((path) => `${path}\n`).join(""));

  return {
    async write(path, content) {
      checkRelativePath(path, "a page of the site");
      if (written.has(path)) {
        throw new Failure(`two pages want the address ${path}; change the url of one of them`);
      }
      written.add(path);
      // First the list, then the file: a build that is ended half-way leaves nothing it does not know.
      if (!known.has(path)) await Deno.writeTextFile(list, `${path}\n`, { append: true });
      const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
      const target = `${folder}/${path}`;
      const parent = target.slice(0, target.lastIndexOf("/"));
      if (!folders.has(parent)) await Deno.mkdir(parent, { recursive: true });
      folders.add(parent);
      if (!await holds(target, bytes)) await replace(target, bytes);
    },
    async finish() {
      const stale = before.filter((path) => !written.has(path));
      for (const path of stale) await removeFile(folder, path);
      const paths = [...written].sort();
      await writeAtomically(list, paths.map((path) => `${path}\n`).join(""));
      return paths.length;
    },
  };
}

/** What earlier builds wrote. */
async function filesBefore(folder: string): Promise<string[]> {
  try {
    const list = await readTextIfThere(`${folder}/${LIST_FILE}`);
    if (list !== undefined) {
      return list.split("\n").filter((path) => path !== "")
        .map((path) => checkRelativePath(path, `${folder}/${LIST_FILE}`));
    }
    for await (const entry of Deno.readDir(folder)) {
      throw new Failure(
        `${folder} holds files that are not this command's (${entry.name}); ` +
          "name an empty folder with --out, or move them away",
      );
    }
  } catch (error) {
    if (error instanceof Deno.errors.NotADirectory) {
      throw new Failure(`${folder} is a file; name a folder with --out`);
    }
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return [];
}

async function holds(path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    if ((await Deno.stat(path)).size !== bytes.length) return false;
    const there = await Deno.readFile(path);
    return there.every((byte, index) => byte === bytes[index]);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** Temporary file and rename; not flushed, since a lost page is made again by the next build. */
async function replace(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.partial`;
  await Deno.writeFile(temporary, bytes);
  await Deno.rename(temporary, path);
}

/** Removes a file, and the folders above it that it leaves empty. */
async function removeFile(folder: string, path: string): Promise<void> {
  await Deno.remove(`${folder}/${path}`).catch(ignoreMissing);
  const parts = path.split("/").slice(0, -1);
  for (; parts.length > 0; parts.pop()) {
    try {
      await Deno.remove(`${folder}/${parts.join("/")}`);
    } catch {
      return;
    }
  }
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
