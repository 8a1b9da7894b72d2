/** Trials that trials.ndjson lost: tables made without them would replace those that tell of them. */
import { Failure } from "../common/failure.ts";
import { asFailure } from "../common/file_errors.ts";
import { readTextIfThere } from "../common/files.ts";
import type { Trial } from "./trial.ts";

/**
 * Checks that the trials of a report are all there are. A bench that is killed leaves a last line that is not
 * complete, and raw files of one trial that no line names: a sentence about that line is returned, since bench
 * runs this trial again. Throws a {@linkcode Failure} where more is missing, or no trial is left.
 */
export async function checkNoneLost(
  folder: string,
  trials: readonly Trial[],
): Promise<string | undefined> {
  const path = `${folder}/trials.ndjson`;
  const text = await readTextIfThere(path) ?? "";
  const isCut = !text.endsWith("\n") && text !== "";
  const line = `${path}:${text.split("\n").length}: the line is not complete`;
  const remedy = "restore the file, or run its bench again";
  if (isCut && trials.length === 0) throw new Failure(`${line}, and no other is there; ${remedy}`);
  const unnamed = await unnamedIn(`${folder}/raw`, trials);
  if (unnamed.length > (trials.length === 0 ? 0 : 1)) {
    const [first, ...others] = unnamed;
    const more = others.length === 0 ? "" : ` and ${others.length} more`;
    throw new Failure(`${path} names no trial of raw/${first}${more}; ${remedy}`);
  }
  return isCut ? `${line}: its trial is left out; \`deno task bench\` runs it again` : undefined;
}

/** What lies in the folder of raw files and belongs to none of these trials, sorted. */
async function unnamedIn(folder: string, trials: readonly Trial[]): Promise<string[]> {
  const named = new Set(
    trials.flatMap(({ id, raw }) => [id, ...raw.map(({ path }) => path.split("/")[1])]),
  );
  const unnamed: string[] = [];
  try {
    for await (const { name } of Deno.readDir(folder)) if (!named.has(name)) unnamed.push(name);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw asFailure(error, folder);
  }
  return unnamed.sort();
}
