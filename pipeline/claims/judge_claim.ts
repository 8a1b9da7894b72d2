/** From claims to claims.csv: what the tables say of each sentence. */
import { Failure, messageOf } from "../../common/failure.ts";
import { RULES } from "../audit/mod.ts";
import type { ClaimRow, ClaimVerdict } from "../tables/claims.ts";
import type { Summary } from "../tables/summary.ts";
import { type Claim, CLAIMS_FILE } from "./claims_file.ts";
import { checkComparable, truthOf } from "./compare.ts";
import type { ClaimContext, EvaluateOptions } from "./context.ts";
import { driftOf } from "./drift.ts";
import { comparedWith, oneOf, quantityOfExpression } from "./evaluate.ts";
import { speaksOf } from "./functions/findings.ts";
import { nearestNames } from "./nearest.ts";
import { parseClaim } from "./parser.ts";
import { exactly, type Quantity, unionOf } from "./quantity.ts";
import { judgeStated } from "./stated.ts";
import type { Claimed } from "./syntax.ts";
import { closedReason, openReason } from "./reasons.ts";
import { rulesThatWithhold } from "./withheld_by.ts";

/** A verdict; its reason begins with a short word or two that can be filtered by. */
interface Judged {
  verdict: ClaimVerdict;
  reason: string;
}

const ASSERTED: EvaluateOptions = { asserted: true };

/**
 * Judges every claim, in the order given. A claim that leads to no figure of the tables is its author's
 * mistake: a Failure names the file, the claim, the column and the remedy.
 */
export function judgeClaims(
  claims: readonly Claim[],
  context: ClaimContext,
  file = CLAIMS_FILE,
): ClaimRow[] {
  return claims.map((claim) => {
    try {
      return judgeClaim(claim, context);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      throw new Failure(`${file}: claim "${claim.id}", ${messageOf(error)}`);
    }
  });
}

/**
 * Whether a verdict bears a text that relies on `expected`. A text that leaves a claim open says nothing untrue
 * where the tables decide it, and prints the verdict that is: a report stays what was published.
 */
export function bears(verdict: ClaimVerdict, expected: ClaimVerdict): boolean {
  return verdict === expected || expected === "not established";
}

/** A sentence for each claim that its text leaves open and the tables decide. */
export function decidedVerdicts(
  claims: readonly Claim[],
  rows: readonly ClaimRow[],
  file = CLAIMS_FILE,
): string[] {
  const found = new Map(rows.map((row) => [row.id, row]));
  return claims.flatMap(({ id, statement, expected }) => {
    const row = found.get(id);
    if (expected !== "not established" || row === undefined || row.verdict === expected) return [];
    return [
      `${file}: claim "${id}" (${statement}) is "${row.verdict}", ${row.reason}: ` +
      "the text leaves it open and can say more",
    ];
  });
}

/** A sentence for each claim whose verdict does not bear the text. */
export function unexpectedVerdicts(
  claims: readonly Claim[],
  rows: readonly ClaimRow[],
  file = CLAIMS_FILE,
): string[] {
  const found = new Map(rows.map((row) => [row.id, row]));
  return claims.flatMap(({ id, statement, expected = "holds" }) => {
    const row = found.get(id);
    if (row === undefined) return [`${file}: claim "${id}" was not judged; run normalize again`];
    if (bears(row.verdict, expected)) return [];
    return [
      `${file}: claim "${id}" (${statement}) should be "${expected}" and is "${row.verdict}", ` +
      `${row.reason}: correct the sentence, or what is expected of it`,
    ];
  });
}

/** A claim with what both of its sides are worth. */
export interface Sides {
  claimed: Claimed;
  left: Quantity;
  right: Quantity;
}

/** Evaluates both sides of a claim. Throws a Failure naming the column of what leads to no figure. */
export function sidesOf(
  { expression }: Pick<Claim, "expression">,
  context: ClaimContext,
): Sides {
  const claimed = parseClaim(expression);
  const restated = claimed.relation === "states";
  const options = claimed.relation !== "states"
    ? ASSERTED
    : claimed.inputDigits === undefined
    ? { restated }
    : { restated, inputDigits: claimed.inputDigits };
  const left = quantityOfExpression(claimed.left, context, options);
  return { claimed, left, right: rightOf(claimed, left, context) };
}

function judgeClaim(claim: Claim, context: ClaimContext): ClaimRow {
  checkRules(claim, context);
  const { claimed, left, right } = sidesOf(claim, context);
  const operands = unionOf(left.operands, right.operands);
  const withheld = operands.filter((figure) => figure.status === "withheld");
  const judged = withheld.length > 0
    ? open(`withheld: ${rulesThatWithhold(withheld, context.findings).join(", ")}`)
    : verdictOf(claimed, left, right, context);
  const { verdict, reason } = judged.verdict === "holds"
    ? undermined(claim, operands, context) ?? judged
    : judged;
  const hidden = withheld.length > 0;
  return {
    id: claim.id,
    statement: claim.statement,
    expression: claim.expression,
    value: hidden ? null : left.value,
    low: hidden ? null : left.low,
    high: hidden ? null : left.high,
    relation: claimed.relation,
    threshold: right.operands.some((figure) => figure.status === "withheld") ? null : right.value,
    verdict,
    reason,
    unit: left.unit,
  };
}

function rightOf(claimed: Claimed, left: Quantity, context: ClaimContext): Quantity {
  if (claimed.relation === "states") return exactly(claimed.stated.value, left.unit);
  const right = oneOf(comparedWith(left, claimed.right, context, ASSERTED), claimed.right.at);
  checkComparable(left, right, claimed.at);
  return right;
}

function verdictOf(
  claimed: Claimed,
  left: Quantity,
  right: Quantity,
  context: ClaimContext,
): Judged {
  const drift = driftOf([left, right], claimed.relation === "states", context);
  if (claimed.relation === "states") {
    const stated = judgeStated(left, claimed.stated, claimed.within, claimed.at);
    if (drift !== undefined) return open(`${drift}; the number is ${stated.reason}`);
    const limited = left.operands.some((figure) => figure.status === "lower bound");
    if (limited) return open(openReason(left, right));
    return { verdict: stated.matches ? "holds" : "refuted", reason: stated.reason };
  }
  if (drift !== undefined) return open(drift);
  const truth = truthOf(claimed.relation, left, right);
  if (truth === undefined) return open(openReason(left, right));
  const verdict = truth ? "holds" : "refuted";
  return { verdict, reason: closedReason(left, right, truth) };
}

function open(reason: string): Judged {
  return { verdict: "not established", reason };
}

/** The claim's own doubts, where the audit confirms one of them. */
function undermined(
  { undermined_by = [] }: Claim,
  operands: readonly Summary[],
  { findings }: ClaimContext,
): Judged | undefined {
  for (const rule of undermined_by) {
    for (const figure of operands) {
      if (!figure.findings.includes(rule)) continue;
      const said = findings.find((each) => each.rule === rule && speaksOf(each, figure));
      return open(`${rule}: ${said?.message ?? `spoke of ${figure.implementation}`}`);
    }
  }
  return undefined;
}

function checkRules({ undermined_by = [] }: Claim, context: ClaimContext): void {
  const rules = new Set([
    ...RULES.map((rule) => rule.name),
    ...context.findings.map((finding) => finding.rule),
  ]);
  for (const rule of undermined_by) {
    if (rules.has(rule)) continue;
    throw new Failure(
      `undermined_by: no rule is called "${rule}"; there are ${nearestNames(rule, rules)}`,
    );
  }
}
