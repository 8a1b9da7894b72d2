import { Failure } from "./failure.ts";
import { asFailure } from "./file_errors.ts";

/** As `Deno.readTextFile` decodes: a byte order mark stays. */
const TEXT = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Writes a file so that a reader sees the old bytes or the new ones, never half of them:
 * a temporary file in the same folder, flushed, then renamed over the target. A {@linkcode Failure} names the
 * target where it cannot be written.
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const temporary = `${path}.${crypto.randomUUID().slice(0, 8)}.partial`;
  try {
    using file = await Deno.open(temporary, { write: true, createNew: true });
    let written = 0;
    while (written < bytes.length) written += await file.write(bytes.subarray(written));
    await file.sync();
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw asFailure(error, path);
  }
}

/**
 * Reads a file; undefined where there is none. Throws a {@linkcode Failure} where it cannot be read, and where it is
 * a pipe, a socket or a device, which might never end.
 */
export async function readFileIfThere(path: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    // At once: a promise takes longer than the system's answer.
    const { isFile, isDirectory } = Deno.statSync(path);
    // What the system says of a folder is clear enough.
    if (!isFile && !isDirectory) {
      throw new Failure(`${path}: it is no regular file (a pipe, or a device); put the file there`);
    }
    return await Deno.readFile(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw asFailure(error, path);
  }
}

/** {@linkcode readFileIfThere} of a text file. */
export async function readTextIfThere(path: string): Promise<string | undefined> {
  const bytes = await readFileIfThere(path);
  return bytes === undefined ? undefined : TEXT.decode(bytes);
}

/** SHA-256 of bytes as lower-case hex. */
export async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes as Uint8Array<ArrayBuffer>);
  return new Uint8Array(digest).toHex();
}

/**
 * Checks a path that came from a file: relative, with forward slashes, never upwards.
 * Throws a {@linkcode Failure} that names `where` the path stood.
 */
export function checkRelativePath(path: string, where: string): string {
  const bad = path === "" || path.startsWith("/") || path.includes("\\") || path.includes("\0") ||
    path.split("/").some((part) => part === ".." || part === "." || part === "");
  if (bad) {
    throw new Failure(
      `${where}: "${path}" is not a plain relative path; write it below the folder, without ".."`,
    );
  }
  return path;
}
