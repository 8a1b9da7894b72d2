/** What a claim rests on: the results that its expression reads, and which side of its value the truth lies on. */
import { Failure } from "../../common/failure.ts";
import type { Cell } from "../row.ts";
import { type Result, resultKey } from "../standing.ts";
import type { StateRow } from "../tables/states.ts";
import { gateResults } from "../verdicts/gate_standing.ts";
import type { Claim } from "./claims_file.ts";
import type { ClaimContext } from "./context.ts";
import { sidesOf } from "./judge_claim.ts";
import type { Bound, Quantity } from "./quantity.ts";

export interface ClaimSource {
  /** Each once; none of a claim that counts findings alone. */
  results: Result[];
  /** Of the left side: `at least` where the value is a lower bound. */
  bound: Bound;
}

/**
 * By the claim's id. A claim that leads to no figure has none: its verdict was given when it was published, by the
 * expressions of that day, and stays whatever is read of it later.
 */
export function claimSources(
  claims: readonly Pick<Claim, "id" | "expression">[],
  context: ClaimContext,
): Map<string, ClaimSource> {
  return new Map(claims.flatMap((claim) => {
    const sides = sidesIfAny(claim, context);
    if (sides === undefined) return [];
    const { left, right } = sides;
    return [[claim.id, { results: resultsOf([left, right], context), bound: left.bound }]];
  }));
}

/** The results that these were computed from, each once. */
export function resultsOf(quantities: readonly Quantity[], context: ClaimContext): Result[] {
  const results = new Map<string, Result>();
  for (const { operands, cells: counted = [] } of quantities) {
    const judged = counted.flatMap((cell) => gatesOf(cell, context));
    for (const read of [...operands, ...counted, ...judged]) {
      results.set(resultKey(read), resultOf(read));
    }
  }
  return [...results.values()];
}

/** A load point rests on the figures by which it was judged. */
function gatesOf(cell: Cell, { manifest }: ClaimContext): Result[] {
  const slo = manifest.scenarios.find(({ name }) => name === cell.scenario)?.slo;
  return slo === undefined || !("limited_by" in cell) ? [] : gateResults(cell as StateRow, slo);
}

function sidesIfAny(claim: Pick<Claim, "expression">, context: ClaimContext) {
  try {
    return sidesOf(claim, context);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

function resultOf(
  { scenario, implementation, case: name, limits, load, load_unit, metric, statistic }: Result,
): Result {
  const cell = { scenario, implementation, case: name, limits, load, load_unit };
  return metric === undefined || statistic === undefined ? cell : { ...cell, metric, statistic };
}
