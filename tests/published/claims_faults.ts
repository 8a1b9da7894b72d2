/** Claims with another number than their text states. */
import type { Claim } from "../../pipeline/claims/mod.ts";
import type { ClaimRow } from "../../pipeline/report.ts";

const STATED = /(?<= states )(\d+(?:\.\d+)?)/;
const DIFFERS = /^differs: (-?\d+(?:\.\d+)?)/;

export interface Alterations {
  /** Of those that hold: half as much again as is stated. */
  wrong: Claim[];
  /** Of those that differ: the number that the verdict gives. */
  right: Claim[];
}

/** Changes the stated number of every claim that has one. */
export function alterations(claims: readonly Claim[], rows: readonly ClaimRow[]): Alterations {
  const found = new Map(rows.map((row) => [row.id, row]));
  const wrong: Claim[] = [];
  const right: Claim[] = [];
  for (const claim of claims) {
    const row = found.get(claim.id);
    const [stated] = STATED.exec(claim.expression) ?? [];
    if (row === undefined || stated === undefined) continue;
    const [, correct] = DIFFERS.exec(row.reason) ?? [];
    if (row.verdict === "holds") wrong.push(restate(claim, String(Number(stated) * 1.5)));
    if (correct !== undefined) right.push(restate(claim, correct));
  }
  return { wrong, right };
}

function restate(claim: Claim, number: string): Claim {
  return { ...claim, expression: claim.expression.replace(STATED, number) };
}
