/** Builds an implementation in a copy of its folder, kept under the hash of all that it is made from. */
import { sha256 } from "../common/files.ts";
import { waitForLock } from "../common/lock.ts";
import type { Version } from "../pipeline/report.ts";
import { runBuildCommand } from "./build_command.ts";
import { outputOf } from "./host/programs.ts";
import { type Candidate, resolveArgv, type Resolved } from "./implementations.ts";
import { CACHE } from "./paths.ts";
import { sourceFiles } from "./source_files.ts";

/** A built implementation. */
export interface Built {
  /** Folder to start it in. */
  folder: string;
  /** Identifies sources, build commands and toolchain. */
  hash: string;
  versions: Version[];
  /** Whether it came from the cache. */
  cached: boolean;
}

/** Builds, or finds the build of the same sources. Throws an Error that names the command that failed. */
export async function build(resolved: Resolved, signal: AbortSignal): Promise<Built> {
  const { candidate, programs } = resolved;
  const files = await allFiles(candidate);
  const hash = (await hashOf(candidate, files, resolved)).slice(0, 16);
  const name = candidate.twinOf ?? candidate.name;
  const folder = `${CACHE}/builds/${name}-${hash}`;
  const done = `${folder}.done`;
  let cached = true;
  // Two benches at once would take the folder from under each other; the kernel unlocks it when this process ends.
  await Deno.mkdir(`${CACHE}/builds`, { recursive: true });
  using lock = await Deno.open(`${folder}.lock`, { write: true, create: true });
  await waitForLock(lock, () => signal.throwIfAborted());
  try {
    await Deno.stat(done);
  } catch {
    cached = false;
    await Deno.remove(folder, { recursive: true }).catch(() => {});
    for (const [file, source] of files) {
      const target = `${folder}/${file}`;
      await Deno.mkdir(target.slice(0, target.lastIndexOf("/")), { recursive: true });
      await Deno.copyFile(source, target);
    }
    for (const argv of candidate.implementation.build) {
      const command = resolveArgv(argv, programs, folder);
      await runBuildCommand({ argv, command, cwd: folder }, signal);
    }
    await Deno.writeTextFile(done, "");
  }
  return { folder, hash, versions: await versionsOf(resolved, folder), cached };
}

async function versionsOf(resolved: Resolved, folder: string): Promise<Version[]> {
  const versions: Version[] = [...resolved.programs].map(([name, { version }]) => ({
    name,
    version,
  }));
  for (const { name, argv } of resolved.candidate.implementation.versions) {
    const text = await outputOf(resolveArgv(argv, resolved.programs, folder), { cwd: folder });
    const stated = /\d+(?:\.\d+)+(?:[-+.]?\w+)*/.exec(text)?.[0] ?? text.split("\n")[0] ?? "";
    const known = versions.find((each) => each.name === name);
    if (known === undefined) versions.push({ name, version: stated });
    else known.version = stated;
  }
  return versions;
}

/** What a copy is made of: path in the copy -> path of the source, the folder's own files first. */
async function allFiles({ folder, implementation }: Candidate): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const file of await sourceFiles(folder)) files.set(file, `${folder}/${file}`);
  for (const path of implementation.shared) {
    const shared = `${folder}/${path}`;
    const name = path.split("/").at(-1) as string;
    for (const file of await sourceFiles(shared)) files.set(`${name}/${file}`, `${shared}/${file}`);
  }
  return files;
}

async function hashOf(
  candidate: Candidate,
  files: ReadonlyMap<string, string>,
  resolved: Resolved,
): Promise<string> {
  const parts: string[] = [candidate.twinOf ?? candidate.name];
  for (const [file, source] of files) {
    parts.push(file, await sha256(await Deno.readFile(source)));
  }
  for (const [name, { path, version }] of resolved.programs) parts.push(name, path, version);
  return await sha256(new TextEncoder().encode(parts.join("\n")));
}
