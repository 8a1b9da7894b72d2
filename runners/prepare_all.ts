/** Before measuring: everything under test, and a twin of one of it. */
import type { Progress } from "../common/progress.ts";
import { type Candidate, twinOf } from "./implementations.ts";
import { prepare, type Prepared } from "./prepare.ts";
import type { Surroundings } from "./trial_spec.ts";

/** Prepares the candidates in the order of their ports, then the twin where anything can be run. */
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
  const chosen = scenario.twins
    .map((name) => runnable.find((each) => each.entry.name === name))
    .find((each) => each !== undefined) ?? runnable[0];
  if (chosen?.ready === undefined) return prepared;
  // The same build under another name and port: whatever differs between the two is noise.
  const twin = twinOf(chosen.ready.resolved.candidate);
  prepared.push(await prepareAt(twin, candidates.length));
  return prepared;
}
