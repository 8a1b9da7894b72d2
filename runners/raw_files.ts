/** How raw files are stored. */
import { asFailure } from "../common/file_errors.ts";
import { sha256 } from "../common/files.ts";
import type { RawFile } from "../pipeline/report.ts";
import type { RawOutput } from "./executor/outputs.ts";

/** Raw files above this size are gzipped, unless they are already. */
export const GZIP_ABOVE_BYTES = 64 * 1024;

/** Gzip without a time or a name in its header: the same input gives the same bytes. */
export async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/**
 * Writes the raw files of a trial into a folder that gets its name when all are there, so that a trial without
 * its line in trials.ndjson never happened and its leftovers are replaced.
 */
export async function fileRaw(
  folder: string,
  id: string,
  files: ReadonlyMap<string, RawOutput>,
): Promise<RawFile[]> {
  const target = `${folder}/raw/${id}`;
  const partial = `${folder}/raw/.${id}.partial`;
  await Deno.remove(partial, { recursive: true }).catch(() => {});
  await Deno.remove(target, { recursive: true }).catch(() => {});
  await Deno.mkdir(partial, { recursive: true });
  const raw: RawFile[] = [];
  for (const name of [...files.keys()].sort()) {
    const file = await writeRaw(partial, name, files.get(name) as RawOutput);
    const bytes = await Deno.readFile(`${partial}/${file}`);
    raw.push({ path: `raw/${id}/${file}`, bytes: bytes.length, sha256: await sha256(bytes) });
  }
  await Deno.rename(partial, target);
  return raw;
}

/** Writes one file and returns its name there. What lies on disk is streamed: it may be larger than memory. */
async function writeRaw(folder: string, name: string, output: RawOutput): Promise<string> {
  const isOnDisk = "path" in output;
  const size = isOnDisk ? (await Deno.stat(output.path)).size : output.length;
  if (size <= GZIP_ABOVE_BYTES || name.endsWith(".gz")) {
    if (isOnDisk) await Deno.copyFile(output.path, `${folder}/${name}`);
    else await Deno.writeFile(`${folder}/${name}`, output);
    return name;
  }
  const plain = isOnDisk ? (await Deno.open(output.path)).readable : new Blob([output]).stream();
  await writeStream(`${folder}/${name}.gz`, plain.pipeThrough(new CompressionStream("gzip")));
  return `${name}.gz`;
}

/** Not by pipeTo(): of the last piece that finds the disk full it says nothing, and the file would end there. */
async function writeStream(path: string, stream: ReadableStream<Uint8Array>): Promise<void> {
  using file = await Deno.open(path, { write: true, createNew: true });
  try {
    for await (const piece of stream) {
      for (let at = 0; at < piece.length;) at += await file.write(piece.subarray(at));
    }
  } catch (error) {
    throw asFailure(error, path);
  }
}
