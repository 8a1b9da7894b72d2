/** ZIP archives whose bytes depend on their files alone. */
import { deflateSync, Zip, ZipPassThrough } from "fflate";

/** Written as the time of every file: the first that the format knows, in whatever zone the build runs. */
const TIME = new Date(1980, 0, 1);

/** Reading and writing for the owner, reading for all, above the bits of MS-DOS. */
const MODE = 0o100644 << 16;

const UNIX = 3;

const COMPRESSED = /\.(gz|zip|zst|xz|bz2|png)$/;

/** A file to put in; `read` is called when its turn comes, so that one file at a time is in memory. */
export interface ZipFile {
  path: string;
  read(): Promise<Uint8Array>;
}

/** Archives files in the order given: deflated, or stored where they are compressed already. */
export async function writeZip(files: Iterable<ZipFile>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    chunks.push(chunk);
  });
  for (const { path, read } of files) {
    const file = COMPRESSED.test(path) ? new ZipPassThrough(path) : new Deflated(path);
    Object.assign(file, { mtime: TIME, os: UNIX, attrs: MODE });
    zip.add(file);
    file.push(await read(), true);
  }
  zip.end();
  return joined(chunks);
}

/** Deflated at once: the library's own way through streams allots as much for 60 bytes as for a megabyte. */
class Deflated extends ZipPassThrough {
  override compression = 8;

  protected override process(chunk: Uint8Array, final: boolean): void {
    this.ondata(null, deflateSync(chunk, { level: 6 }), final);
  }
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
