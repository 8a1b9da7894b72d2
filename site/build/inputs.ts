/** What a build is made from, as text that differs when it does. */
import { sha256 } from "../../common/files.ts";

const ROOT = decodeURIComponent(new URL("../..", import.meta.url).pathname);

/** What the bytes of pages depend on beside the reports. */
const CODE = ["common", "pipeline", "site", "deno.json", "deno.lock"];

/** Clocks of file systems tick in milliseconds: a file may change again without a trace within these. */
const UNSETTLED_MILLISECONDS = 200;

/** SHA-256 of all code that makes pages, of the settings, and of the runtime. `root` ends in a slash. */
export async function codeHash(root = ROOT): Promise<string> {
  const lines: string[] = [Deno.version.deno];
  for (const path of CODE.flatMap((name) => filesBelow(root, name)).sort()) {
    if (/_test\.tsx?$|\/testdata\/|\.md$/.test(path)) continue;
    lines.push(`${path} ${await sha256(Deno.readFileSync(root + path))}`);
  }
  return await hashOf(lines);
}

/**
 * Name, size and times of every file below a report's folder as one SHA-256: reading 1,350 raw files takes longer
 * than all else, and who alters one leaves its time. Undefined where a file is so young that it could
 * change once more within the same tick.
 */
export async function stampOf(folder: string): Promise<string | undefined> {
  const lines: string[] = [];
  const now = Date.now();
  for (const path of filesBelow(`${folder}/`, "").sort()) {
    const { size, mtime, ctime, ino } = Deno.statSync(`${folder}/${path}`);
    const times = [mtime, ctime].map((time) => time?.getTime() ?? 0);
    if (Math.max(...times) > now - UNSETTLED_MILLISECONDS) return undefined;
    lines.push([path, size, ...times, ino].join("\0"));
  }
  return await hashOf(lines);
}

/** SHA-256 of lines of text. */
export function hashOf(lines: readonly string[]): Promise<string> {
  return sha256(new TextEncoder().encode(lines.join("\n")));
}

/** Paths of files below `root`, at or below `path`. */
function filesBelow(root: string, path: string): string[] {
  if (path !== "" && Deno.statSync(root + path).isFile) return [path];
  const found: string[] = [];
  for (const entry of Deno.readDirSync(root + path)) {
    const below = path === "" ? entry.name : `${path}/${entry.name}`;
    if (entry.isDirectory) found.push(...filesBelow(root, below));
    else found.push(below);
  }
  return found;
}
