/** Before measuring: everything under test, and twins of some of it. */
import type { Progress } from "../common/progress.ts";
import { type Candidate, twinOf } from "./implementations.ts";
import { prepare, type Prepared } from "./prepare.ts";
import type { Surroundings } from "./trial_spec.ts";

/** Prepares the candidates in the order of their ports, then the twins where anything can be run. */
export async function prepareAll(
  candidates: readonly Candidate[],
  around: Surroundings,
  cases: readonly string[],
  signal: AbortSignal,
  progress: Progress,
): Promise<Prepared[]> {
  const { scenario } = around;
  const prepareAt = (candidate: Candidate, index: number) =>
    prepare(candidate, scenario.basePort + index, around, cases, signal, progress);
  const prepared: Prepared[] = [];
  for (const [index, candidate] of candidates.entries()) {
    prepared.push(await prepareAt(candidate, index));
  }
  const runnable = prepared.filter((each) => each.ready !== undefined);
  const chosen = chooseTwins(scenario.twins, runnable.map(({ entry }) => entry.name));
  // The same build under another name and port: whatever differs between the two is noise.
  for (const { entry, ready } of runnable) {
    if (ready === undefined || !chosen.includes(entry.name)) continue;
    prepared.push(await prepareAt(twinOf(ready.resolved.candidate), prepared.length));
  }
  return prepared;
}

/** Of each list the first that can run, by name; where none of them can, the first that can run at all. */
export function chooseTwins(
  lists: readonly (readonly string[])[],
  runnable: readonly string[],
): string[] {
  const chosen = lists.flatMap((names) =>
    names.filter((name) => runnable.includes(name)).slice(0, 1)
  );
  return chosen.length > 0 ? chosen : runnable.slice(0, 1);
}
