/** What a claim rests on: the cells that its expression reads, and which side of its value the truth lies on. */
import { Failure } from "../../common/failure.ts";
import { type Cell, cellKey } from "../row.ts";
import type { Claim } from "./claims_file.ts";
import type { ClaimContext } from "./context.ts";
import { sidesOf } from "./judge_claim.ts";
import type { Bound } from "./quantity.ts";

export interface ClaimSource {
  /** Each once; none of a claim that counts findings alone. */
  cells: Cell[];
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
    const cells = new Map<string, Cell>();
    for (const { operands, cells: counted = [] } of [left, right]) {
      for (const read of [...operands, ...counted]) cells.set(cellKey(read), cellOf(read));
    }
    return [[claim.id, { cells: [...cells.values()], bound: left.bound }]];
  }));
}

function sidesIfAny(claim: Pick<Claim, "expression">, context: ClaimContext) {
  try {
    return sidesOf(claim, context);
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

function cellOf(
  { scenario, implementation, case: name, limits, load, load_unit }: Cell,
): Cell {
  return { scenario, implementation, case: name, limits, load, load_unit };
}
