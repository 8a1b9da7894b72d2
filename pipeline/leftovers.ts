/** What a command that was killed left half-written in a report folder. */
import { HISTOGRAM_LOG, TABLE_FILES } from "./report_folder.ts";

/** Files of a report that bench writes. */
const BENCH_FILES: readonly string[] = ["report.json", "environment.json", "plan.json"];

/** Files of a report that normalize writes. */
const NORMALIZE_FILES: readonly string[] = [...TABLE_FILES, HISTOGRAM_LOG];

/** And those of imports and editions. */
const OTHER_FILES: readonly string[] = ["trials.ndjson", "report.md", "claims.json"];

const FILES = new Set([...BENCH_FILES, ...NORMALIZE_FILES, ...OTHER_FILES]);

/** How writeAtomically() names a file until all of it is there. */
const HALF_WRITTEN = /^(.+)\.[0-9a-f]{8}\.partial$/;

/** How bench names the folder of a trial's raw files until all of them are there. */
const UNFILED = /^\.[a-z0-9][a-z0-9._-]*\.partial$/;

/** A file that is younger may be one that another normalize is just writing. */
const YOUNG_MILLISECONDS = 60_000;

/** Paths, from the folder, of what has a name that nothing but a command of ours gives, and that it takes away as it ends. */
export async function leftoversIn(folder: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name, isFile } of await entriesOf(folder)) {
    const whole = HALF_WRITTEN.exec(name)?.[1];
    if (isFile && whole !== undefined && FILES.has(whole)) found.push(name);
  }
  for (const { name, isDirectory } of await entriesOf(`${folder}/raw`)) {
    if (isDirectory && UNFILED.test(name)) found.push(`raw/${name}`);
  }
  return found.sort();
}

/** Removes what an earlier bench left. For a bench, since there is no other meanwhile. */
export async function removeBenchLeftovers(folder: string): Promise<void> {
  for (const path of await leftoversIn(folder)) {
    if (!path.startsWith("raw/") && !BENCH_FILES.includes(wholeOf(path))) continue;
    await Deno.remove(`${folder}/${path}`, { recursive: true });
  }
}

/** Removes what an earlier normalize left. */
export async function removeNormalizeLeftovers(folder: string): Promise<void> {
  for (const path of await leftoversIn(folder)) {
    if (!NORMALIZE_FILES.includes(wholeOf(path))) continue;
    const { mtime } = await Deno.stat(`${folder}/${path}`);
    if (Date.now() - (mtime?.getTime() ?? 0) < YOUNG_MILLISECONDS) continue;
    await Deno.remove(`${folder}/${path}`);
  }
}

function wholeOf(path: string): string {
  return HALF_WRITTEN.exec(path)?.[1] ?? "";
}

/** Of a folder that cannot be read nothing: whoever needs its files says so. */
async function entriesOf(folder: string): Promise<Deno.DirEntry[]> {
  return await Array.fromAsync(Deno.readDir(folder)).catch(() => []);
}
