/** Opens raw files for reading, whatever their size; `-` is standard input. */
import { Failure } from "../common/failure.ts";
import { asFailure } from "../common/file_errors.ts";
import { readRuns } from "./formats/read.ts";
import type { Run } from "./formats/format.ts";

/** Files up to this size are read at once, which is faster than a stream. */
const WHOLE_BELOW_BYTES = 4 * 1024 * 1024;

/** Throws a Failure of wrong usage where standard input is named more than once: it is gone after the first. */
export function checkInputs(paths: readonly string[]): void {
  if (paths.filter((path) => path === "-").length > 1) {
    throw new Failure("standard input can be read once; name - once", 2);
  }
}

/** Every run of one raw file. Throws a Failure that names the file. */
export async function readRawInput(path: string): Promise<Run[]> {
  try {
    return await readRuns(await contentOf(path), { file: path });
  } catch (error) {
    throw asFailure(error, path === "-" ? "standard input" : path);
  }
}

async function contentOf(path: string): Promise<Uint8Array | ReadableStream<Uint8Array>> {
  if (path === "-") return Deno.stdin.readable;
  const info = await Deno.stat(path).catch((error) => {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Failure(`${path}: there is no such file; give the path of a file that is there`);
  });
  if (info.isDirectory) {
    throw new Failure(`${path} is a folder; name the files in it`);
  }
  if (info.isFile && info.size <= WHOLE_BELOW_BYTES) return await Deno.readFile(path);
  return (await Deno.open(path)).readable;
}
