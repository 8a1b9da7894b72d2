/** Files that take long to make, kept between builds: made anew only when what they are made from differs. */
import { sha256, writeAtomically } from "../../common/files.ts";

const FOLDER = ".cache/site";

/**
 * The bytes that `make` gives for `from`, out of the cache where the last build asked for the same. `name`
 * is a file name and tells this file from others; one version of each is kept. `from` must say everything
 * that the bytes depend on, the version of what makes them included.
 */
export async function madeOnce(
  name: string,
  from: string,
  make: () => Promise<Uint8Array>,
  folder = FOLDER,
): Promise<Uint8Array> {
  const path = `${folder}/${name}`;
  const key = await sha256(new TextEncoder().encode(from));
  const kept = await read(path, key);
  if (kept !== undefined) return kept;
  const bytes = await make();
  const head = new TextEncoder().encode(`${key} ${await sha256(bytes)}\n`);
  const file = new Uint8Array(head.length + bytes.length);
  file.set(head);
  file.set(bytes, head.length);
  await Deno.mkdir(folder, { recursive: true });
  await writeAtomically(path, file);
  return bytes;
}

/** Two SHA-256 in hex, a space and a line end. */
const HEAD = 130;

/** What is kept, if it was made from the same and is still what was written. */
async function read(path: string, key: string): Promise<Uint8Array | undefined> {
  let file: Uint8Array;
  try {
    file = await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  const [madeFrom, checksum] = new TextDecoder().decode(file.subarray(0, HEAD - 1)).split(" ");
  if (madeFrom !== key) return undefined;
  const bytes = file.subarray(HEAD);
  return await sha256(bytes) === checksum ? bytes : undefined;
}
