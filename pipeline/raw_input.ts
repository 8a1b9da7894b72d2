/** Opens raw files for reading, whatever their size; `-` is standard input. */
import { Failure, messageOf } from "../common/failure.ts";
import { readRuns } from "./formats/read.ts";
import type { Run } from "./formats/format.ts";

/** Files up to this size are read at once, which is faster than a stream. */
const WHOLE_BELOW_BYTES = 4 * 1024 * 1024;

/** Every run of one raw file. Throws a Failure that names the file. */
export async function readRawInput(path: string): Promise<Run[]> {
  if (path === "-") return await readRuns(Deno.stdin.readable, { file: "-" });
  let info: Deno.FileInfo;
  try {
    info = await Deno.stat(path);
  } catch (error) {
    throw new Failure(`${path}: ${reasonOf(error)}; give the path of a file that is there`);
  }
  if (info.isDirectory) {
    throw new Failure(`${path} is a folder; name the files in it`);
  }
  if (info.isFile && info.size <= WHOLE_BELOW_BYTES) {
    return await readRuns(await Deno.readFile(path), { file: path });
  }
  const file = await Deno.open(path);
  return await readRuns(file.readable, { file: path });
}

function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "there is no such file";
  if (error instanceof Deno.errors.PermissionDenied) return "it may not be read";
  return messageOf(error);
}
