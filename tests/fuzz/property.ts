/** What must hold of a damaged raw file: no crash, and no wrong number without a finding. */
import { Failure } from "../../common/failure.ts";
import { readRuns } from "../../pipeline/formats/read.ts";
import type { Run } from "../../pipeline/formats/format.ts";
import type { Measurement } from "../../pipeline/measurement.ts";

/**
 * Formats whose values are computed from many lines, each a sample of its own: a sample that is missing or
 * there twice is a different, equally good file, and nothing in it can say so.
 */
const SAMPLE_FORMATS = new Set(["k6-points", "k6-csv", "hey-csv", "pidstat", "hdr-log"]);

/** What identifies a value: repetitions and tables are left out, since a line more counts them on. */
function keyOf(each: Measurement): string {
  const { benchmark, name, pid, aggregate, threads, tag, tags } = each.labels;
  return JSON.stringify(
    [each.metric, each.statistic, each.clock, benchmark, name, pid, aggregate, threads, tag, tags],
  );
}

/** The runs of a text; a Failure counts as an answer, anything else thrown does not. */
export async function readText(text: string, file: string): Promise<Run[] | Failure> {
  try {
    return await readRuns(new TextEncoder().encode(text), { file });
  } catch (error) {
    // What a format did not think of is an error of ours, whatever is told of it.
    if (error instanceof Failure && error.cause === undefined) return error;
    throw error;
  }
}

/** Values by key. */
export function valuesOf(runs: readonly Run[]): Map<string, Set<number>> {
  const values = new Map<string, Set<number>>();
  for (const run of runs) {
    for (const each of run.measurements) {
      const key = keyOf(each);
      const known = values.get(key) ?? new Set();
      values.set(key, known.add(each.value));
    }
  }
  return values;
}

/** Values of the mutant that are wrong and about which nothing is said, as sentences. */
export function unexplained(
  originals: readonly (readonly Run[])[],
  mutant: readonly Run[],
): string[] {
  // A finding about one run of a file warns of the others: who joined two outputs knows which is meant.
  if (mutant.some((run) => run.findings.length > 0)) return [];
  const known = originals.map(valuesOf);
  const found: string[] = [];
  for (const run of mutant) {
    if (SAMPLE_FORMATS.has(run.format)) continue;
    for (const each of run.measurements) {
      if (each.findings.length > 0 || each.status !== "ok") continue;
      const key = keyOf(each);
      if (known.some((values) => values.get(key)?.has(each.value))) continue;
      found.push(
        `${run.format}: ${each.metric} ${each.statistic} is ${each.value} (${each.source})`,
      );
    }
  }
  return found;
}

/** Values that are no numbers at all, as sentences. */
export function notFinite(runs: readonly Run[]): string[] {
  return runs.flatMap((run) => run.measurements)
    .filter((each) => !Number.isFinite(each.value))
    .map((each) => `${each.metric} ${each.statistic} is ${each.value}`);
}

/** Values of the original that are gone or different in a copy that says the same. */
export function differing(original: readonly Run[], copy: readonly Run[]): string[] {
  const before = valuesOf(original);
  const after = valuesOf(copy);
  const found: string[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [a, b] = [before.get(key), after.get(key)].map((values) => [...values ?? []].join(" "));
    if (a !== b) found.push(`${key}: ${a} became ${b}`);
  }
  return found;
}
