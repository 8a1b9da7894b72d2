/** The implementations of a scenario: found by their folders, checked against what this host has. */
import { z } from "zod";
import { Failure } from "../common/failure.ts";
import { findProgram, type FoundProgram } from "./host/programs.ts";
import { type Implementation, implementationSchema } from "./implementation.ts";
import { fromFileUrl, fromRoot } from "./paths.ts";
import type { Scenario } from "./scenario.ts";

/** An implementation as its folder describes it. */
export interface Candidate {
  name: string;
  /** Folder of the source. */
  folder: string;
  implementation: Implementation;
  /** The implementation that this is a second name of, for the noise floor. */
  twinOf?: string;
}

/** What a host lacks for a candidate. */
export interface Lack {
  reason: string;
  remedy: string;
}

/** A candidate and the programs it needs, or what is missing. */
export interface Resolved {
  candidate: Candidate;
  programs: Map<string, FoundProgram>;
  lacks: Lack[];
}

const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** Every implementation of a scenario, by name; or those chosen, by name or by the path of a folder. */
export async function findCandidates(
  scenario: Scenario,
  chosen: readonly string[] = [],
): Promise<Candidate[]> {
  const folder = fromFileUrl(new URL("implementations", scenario.folder));
  const names: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (entry.isDirectory) names.push(entry.name);
  }
  names.sort();
  if (chosen.length === 0) {
    return await Promise.all(names.map((name) => readCandidate(`${folder}/${name}`)));
  }
  return await Promise.all([...new Set(chosen)].map((choice) => {
    if (choice.includes("/")) return readCandidate(choice);
    if (names.includes(choice)) return readCandidate(`${folder}/${choice}`);
    throw new Failure(
      `${scenario.name} has no implementation "${choice}"; it has ${names.join(", ")}. ` +
        "A folder of your own is given by its path, with a slash",
      2,
    );
  }));
}

/** Reads the implementation.json of a folder; a Failure names the file and the field. */
export async function readCandidate(path: string): Promise<Candidate> {
  const folder = path.replace(/\/+$/, "");
  const file = `${folder}/implementation.json`;
  const name = folder.split("/").at(-1) as string;
  if (!NAME.test(name)) {
    throw new Failure(
      `${folder}: the folder's name is the implementation's: lower-case letters, digits and hyphens`,
    );
  }
  let text: string;
  try {
    text = await Deno.readTextFile(file);
  } catch {
    throw new Failure(`${file} is not there; see CONTRIBUTING.md for what it holds`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Failure(`${fromRoot(file)}: not JSON (${(error as Error).message})`);
  }
  const parsed = implementationSchema.safeParse(value);
  if (!parsed.success) {
    throw new Failure(
      `${fromRoot(file)}: ${z.prettifyError(parsed.error).replaceAll("\n", " ")}`,
    );
  }
  return { name, folder, implementation: parsed.data };
}

/** The second name under which one implementation runs, so that a report knows its own noise. */
export function twinOf(candidate: Candidate): Candidate {
  const { implementation } = candidate;
  return {
    ...candidate,
    name: `${candidate.name}-twin`,
    implementation: { ...implementation, title: `${implementation.title} (twin)` },
    twinOf: candidate.name,
  };
}

/** Finds what a candidate needs on this host. */
export async function resolveCandidate(candidate: Candidate): Promise<Resolved> {
  const programs = new Map<string, FoundProgram>();
  const lacks: Lack[] = [];
  for (const requirement of candidate.implementation.requires) {
    const found = await findProgram(requirement);
    if ("path" in found) programs.set(requirement.program, found);
    else lacks.push({ reason: found.reason, remedy: found.get });
  }
  for (const file of candidate.implementation.requiresFiles) {
    try {
      await Deno.stat(file.path);
    } catch {
      lacks.push({ reason: `${file.path} is not there`, remedy: file.get });
    }
  }
  return { candidate, programs, lacks };
}

/** An argv with its program replaced by the path that was found for it. */
export function resolveArgv(
  argv: readonly string[],
  programs: ReadonlyMap<string, FoundProgram>,
  cwd: string,
): string[] {
  const [first, ...rest] = argv as [string, ...string[]];
  const found = programs.get(first);
  if (found !== undefined) return [found.path, ...rest];
  // A relative program lies in the built copy.
  return [first.includes("/") && !first.startsWith("/") ? `${cwd}/${first}` : first, ...rest];
}
