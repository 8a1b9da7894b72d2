/** What the engine must make of each claim that was judged by hand before, in the word it was judged by. */
import type { ClaimRow } from "../../pipeline/report.ts";

/** By id of the claim as judged by hand: the word. Parts of it are called `A06-least`, `A06-most`. */
export type Golden = Readonly<Record<string, string>>;

/** By word: verdict and reason of a part that has to say so. */
const SAYS: Readonly<Record<string, RegExp>> = {
  match: /^holds: (as stated|exact$|within \d|cited figures: )/,
  match_within_rounding: /^holds: within rounding$/,
  derived: /^holds: (as stated$|within rounding$|exact$)/,
  approximate: /^refuted: differs: /,
  mismatch: /^(refuted: (differs: |exact$)|not established: connections-rounded: )/,
  double_rounding: /^refuted: differs: /,
  stale: /^refuted: differs: /,
  hidden_regression: /^refuted: differs: /,
  omitted_metric: /^refuted: differs: /,
  not_reproduced: /^refuted: differs: /,
  incomplete: /^refuted: differs: /,
  retracted: /^refuted: differs: /,
  cpu_time: /^refuted: differs: /,
  mislabelled: /^refuted: differs: /,
  resolution: /^refuted: exact$/,
  contradiction: /^refuted: (differs: |exact$)/,
  invalid: /^(not established: withheld: .*work-does-not-scale|refuted: exact$)/,
  misleading:
    /^(refuted: differs: |refuted: exact$|not established: (cpu-clock-rate|drifted baseline): )/,
  confounded: /^not established: (threads-step|response-size-differs): /,
  violates: /^not established: withheld: littles-law$/,
  bug_in_server: /^(refuted: exact$|not established: withheld: littles-law$)/,
  within_noise: /^not established: single trial: /,
  too_short: /^not established: short-run: measured for /,
};

const HOLDING = new Set(["match", "match_within_rounding", "derived"]);

/** The claims that are a part of a golden one. */
export function partsOf<T extends { id: string }>(claims: readonly T[], golden: string): T[] {
  return claims.filter(({ id }) => id === golden || id.startsWith(`${golden}-`));
}

/** Golden ids of which a part does not hold. */
export function flaggedIn(rows: readonly ClaimRow[], golden: Golden): string[] {
  return Object.keys(golden).filter((id) =>
    partsOf(rows, id).some(({ verdict }) => verdict !== "holds")
  );
}

/**
 * A sentence for each golden claim that has no part, or whose parts do not say what its word stands for: all
 * of what holds, all that is flagged of what does not.
 */
export function disagreements(rows: readonly ClaimRow[], golden: Golden): string[] {
  return Object.entries(golden).flatMap(([id, word]) => {
    const parts = partsOf(rows, id);
    if (parts.length === 0) return [`${id}: no claim is called so`];
    const says = SAYS[word];
    if (says === undefined) return [`${id}: "${word}" is no word of this table`];
    const flagged = parts.filter(({ verdict }) => verdict !== "holds");
    if (!HOLDING.has(word) && flagged.length === 0) return [`${id}: holds, and is ${word}`];
    return (HOLDING.has(word) ? parts : flagged)
      .map((row) => ({ id: row.id, said: `${row.verdict}: ${row.reason}` }))
      .filter(({ said }) => !says.test(said))
      .map((row) => `${row.id}: ${word}, and is "${row.said}"`);
  });
}
