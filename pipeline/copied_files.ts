/** Raw files that would count as several trials: the same bytes again are no repetition of a measurement. */
import { citedCell } from "./formats/cited_table/cited_table.ts";
import type { Run } from "./formats/format.ts";
import { isLog } from "./raw_file.ts";
import type { Trial } from "./trial.ts";

/** A raw file that a trial is made of. */
interface Taken {
  trial: string;
  path: string;
}

/** A raw file whose bytes are there before it. */
export interface Copy {
  first: Taken;
  again: Taken;
  sha256: string;
}

/**
 * The raw files whose bytes another trial, or the same one, has before them in trials.ndjson; each with that one.
 * Logs hold no measurement, and neither does what a failed trial left.
 */
export function copiesAmong(trials: readonly Trial[]): Copy[] {
  const firsts = new Map<string, Taken>();
  const found: Copy[] = [];
  for (const { id, state, raw } of trials) {
    if (state === "failed") continue;
    for (const { path, sha256 } of raw) {
      if (isLog(path)) continue;
      const again = { trial: id, path };
      const first = firsts.get(sha256);
      if (first === undefined) firsts.set(sha256, again);
      else found.push({ first, again, sha256 });
    }
  }
  return found;
}

/** Whether each run says itself which trial it belongs to, as those of a cited table do: many trials may name it. */
export function nameTheirTrials(runs: readonly Run[]): boolean {
  return runs.every((run) => citedCell(run) !== undefined);
}

/** The sentence about a copy, without its file: what is wrong, and the remedy behind a semicolon. */
export function sayCopy({ first, again }: Copy): string {
  return `trial ${again.trial} has ${again.path}, which is ${first.path} of trial ${first.trial} byte for byte; ` +
    "a trial is another execution: remove the later one, and what only it has under raw/";
}
