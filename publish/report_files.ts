/** The files of a report folder as the chain hands them on. */
import { type Zippable, zipSync } from "fflate";
import { Failure } from "../common/failure.ts";

export type Files = Map<string, Uint8Array<ArrayBuffer>>;

/** Zip files store a time; the format begins with 1980, and the report's own times stand inside. */
const ZIP_TIME = new Date(1980, 0, 1);

/** Paths of the files below a folder, sorted. A link or a device is refused by name. */
export async function pathsBelow(folder: string): Promise<string[]> {
  const paths: string[] = [];
  const walk = async (below: string) => {
    for await (const { name, isDirectory, isFile } of Deno.readDir(`${folder}/${below}`)) {
      if (isDirectory) await walk(`${below}${name}/`);
      else if (isFile) paths.push(`${below}${name}`);
      else throw new Failure(`${folder}/${below}${name} is neither file nor folder; remove it`);
    }
  };
  await walk("");
  return paths.sort();
}

/** These files of a folder, in their order. */
export async function readFiles(folder: string, paths: readonly string[]): Promise<Files> {
  const files: Files = new Map();
  for (const path of paths) files.set(path, await Deno.readFile(`${folder}/${path}`));
  return files;
}

/** A zip whose files lie in a folder of the report's name. The same files give the same bytes. */
export function zipOf(name: string, files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const entries: Zippable = {};
  for (const [path, bytes] of files) {
    entries[`${name}/${path}`] = [bytes, { level: path.endsWith(".gz") ? 0 : 9 }];
  }
  return zipSync(entries, { mtime: ZIP_TIME });
}
