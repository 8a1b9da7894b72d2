/** Finding programs on this host and asking them for their versions. */
import type { Requirement } from "../implementation.ts";

/** A program as it was found. */
export interface FoundProgram {
  path: string;
  /** As it states it, "17.0.15"; empty where it states none. */
  version: string;
}

/** A program that is missing or too old, and how to get it. */
export interface MissingProgram {
  program: string;
  reason: string;
  get: string;
}

/** Every place where an executable of this name lies: PATH first, then the extra folders, newest first. */
export function findExecutables(program: string, alsoIn: readonly string[] = []): string[] {
  const folders = [
    ...(Deno.env.get("PATH") ?? "").split(":").filter((folder) => folder !== ""),
    ...alsoIn.flatMap(expandFolder),
  ];
  const found: string[] = [];
  for (const folder of folders) {
    const path = `${folder}/${program}`;
    if (!found.includes(path) && isExecutable(path)) found.push(path);
  }
  return found;
}

/** The folders that a pattern with `*` segments means, in descending order of name. */
function expandFolder(pattern: string): string[] {
  const star = pattern.split("/").indexOf("*");
  if (star < 0) return [pattern];
  const segments = pattern.split("/");
  const parent = segments.slice(0, star).join("/") || "/";
  const rest = segments.slice(star + 1).join("/");
  const names: string[] = [];
  try {
    for (const entry of Deno.readDirSync(parent)) names.push(entry.name);
  } catch {
    return [];
  }
  names.sort((a, b) => compareVersions(b, a) || (a < b ? 1 : -1));
  return names.flatMap((name) => expandFolder([parent, name, rest].join("/")));
}

function isExecutable(path: string): boolean {
  try {
    const info = Deno.statSync(path);
    return info.isFile && ((info.mode ?? 0) & 0o111) !== 0;
  } catch {
    return false;
  }
}

/** The first program found that is new enough, or why there is none. */
export async function findProgram(
  requirement: Requirement,
): Promise<FoundProgram | MissingProgram> {
  const { program, alsoIn, version, atLeast, get } = requirement;
  const paths = findExecutables(program, alsoIn);
  // The bench itself runs in Deno, so a deno is at hand even where none is on PATH.
  if (program === "deno") paths.push(Deno.execPath());
  const tooOld: string[] = [];
  for (const path of paths) {
    const stated = await statedVersion([path, ...version]);
    if (atLeast === undefined || compareVersions(stated, atLeast) >= 0) {
      return { path, version: stated };
    }
    const asked = [program, ...version].join(" ");
    tooOld.push(stated === "" ? `of unknown version (\`${asked}\` prints none)` : stated);
  }
  const reason = tooOld.length > 0
    ? `${program} is ${tooOld.join(", ")}, at least ${atLeast} is needed`
    : `${program} is not installed`;
  return { program, reason, get };
}

/** The first number with dots that a command prints; empty where it fails or prints none. */
export async function statedVersion(argv: readonly string[]): Promise<string> {
  const { success, text } = await run(argv);
  // What a program prints that fails may hold any number: "Error 0x2", "install 1.85 or later".
  if (!success) return "";
  return /\d+(?:\.\d+)+(?:[-+.]?\w+)*/.exec(text)?.[0] ?? /\b\d+\b/.exec(text)?.[0] ?? "";
}

/** What a short command prints on stdout and stderr, though it fail; empty where it cannot be run. */
export async function outputOf(
  argv: readonly string[],
  options: { cwd?: string } = {},
): Promise<string> {
  return (await run(argv, options)).text;
}

async function run(
  argv: readonly string[],
  options: { cwd?: string } = {},
): Promise<{ success: boolean; text: string }> {
  try {
    const [program, ...args] = argv as [string, ...string[]];
    const child = new Deno.Command(program, {
      args,
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
      signal: AbortSignal.timeout(20_000),
      ...options,
    });
    const { success, stdout, stderr } = await child.output();
    const decoder = new TextDecoder();
    const text = (decoder.decode(stdout) + decoder.decode(stderr)).trim();
    return { success, text };
  } catch {
    return { success: false, text: "" };
  }
}

/** Compares versions number by number; a missing number counts as 0. */
export function compareVersions(a: string, b: string): number {
  const numbers = (text: string) => (text.match(/\d+/g) ?? []).map(Number);
  const left = numbers(a), right = numbers(b);
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
