/** What a claim rests on: the cells that its expression reads, and which side of its value the truth lies on. */
import { type Cell, cellKey } from "../row.ts";
import type { Claim } from "./claims_file.ts";
import type { ClaimContext } from "./context.ts";
import { namingClaim, sidesOf } from "./judge_claim.ts";
import type { Bound } from "./quantity.ts";

export interface ClaimSource {
  /** Each once; none of a claim that counts findings alone. */
  cells: Cell[];
  /** Of the left side: `at least` where the value is a lower bound. */
  bound: Bound;
}

/** By the claim's id. A Failure names `file` and the claim that leads to no figure. */
export function claimSources(
  claims: readonly Pick<Claim, "id" | "expression">[],
  context: ClaimContext,
  file: string,
): Map<string, ClaimSource> {
  return new Map(claims.map((claim) => {
    const { left, right } = namingClaim(claim, file, () => sidesOf(claim, context));
    const cells = new Map<string, Cell>();
    for (const { operands, cells: counted = [] } of [left, right]) {
      for (const read of [...operands, ...counted]) cells.set(cellKey(read), cellOf(read));
    }
    return [claim.id, { cells: [...cells.values()], bound: left.bound }];
  }));
}

function cellOf(
  { scenario, implementation, case: name, limits, load, load_unit }: Cell,
): Cell {
  return { scenario, implementation, case: name, limits, load, load_unit };
}
