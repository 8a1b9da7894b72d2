/** What is printed for an expression, a claim, a given. */
import { escapeMarkdown } from "../../../common/markdown.ts";
import { Failure } from "../../../common/failure.ts";
import type { ClaimRow, ClaimVerdict } from "../../tables/claims.ts";
import type { FindingRow } from "../../tables/findings.ts";
import type { Summary } from "../../tables/summary.ts";
import { bears } from "../judge_claim.ts";
import type { Quantity } from "../quantity.ts";
import type { Directive } from "./expressions.ts";
import { NOT_KNOWN } from "./digits.ts";
import { formatQuantityAs } from "./formatters.ts";
import { withheldIn } from "./quantity_words.ts";
import { figureGiven } from "./typed_numbers.ts";

/** A claim as the tables judge it, and as its author wrote down. */
export interface ExpectedClaim {
  row: ClaimRow;
  /** What claims.json expects. */
  expected: ClaimVerdict;
}

/** What a text is rendered against. */
export interface ProseContext {
  /** Throws a Failure, "column N: ..." where it can tell. */
  evaluate: (expression: string) => Quantity;
  /** Undefined where claims.json has no such claim. */
  claim: (id: string) => ExpectedClaim | undefined;
  summaries: readonly Summary[];
  /** What the audit said. */
  findings: readonly FindingRow[];
  /** Path that problems name. */
  file: string;
  /** Where a claim's row is shown; by default {@linkcode claimAnchor} on the same page. */
  claimAddress?: (id: string) => string;
  /** What stands behind an expression or a claim: a sign of what became of the figures that it rests on. */
  signOf?: (of: { quantity: Quantity } | { claim: string }) => string;
}

/** The element id of a claim's row. */
export function claimAnchor(id: string): string {
  return `claim-${id}`;
}

/** What stands for a directive: as Markdown, and as readers see it. */
export interface Printed {
  markdown: string;
  text: string;
}

function signed({ markdown, text }: Printed, sign = ""): Printed {
  return { markdown: `${markdown}${escapeMarkdown(sign)}`, text: `${text}${sign}` };
}

function plainly(text: string): Printed {
  return { markdown: escapeMarkdown(text), text: text.replace(/\p{Cc}+/gu, " ") };
}

/** Puts a directive into words. Throws a Failure on what cannot be said. */
export function printDirective(directive: Directive, context: ProseContext): Printed {
  switch (directive.kind) {
    case "expression": {
      const quantity = context.evaluate(directive.expression);
      const text = formatQuantityAs(quantity, directive.formatters, context.findings);
      // Withheld, it comes with its reasons.
      const isUnknown = quantity.bound === "not known" && withheldIn(quantity).length === 0;
      return signed(plainly(isUnknown ? NOT_KNOWN : text), context.signOf?.({ quantity }));
    }
    case "given":
      return printGiven(directive, context.summaries);
    case "claim":
      return signed(printClaim(directive, context), context.signOf?.({ claim: directive.id }));
  }
}

function printGiven(
  { text, why }: Directive & { kind: "given" },
  summaries: readonly Summary[],
): Printed {
  if (text === "" || why === "") {
    throw new Failure('a given says what and why: {{ given "40 ms" "why, or where from" }}');
  }
  const figure = figureGiven(text, summaries);
  if (figure === undefined) return plainly(text);
  throw new Failure(`"${text}" is no given: it is ${figure}; let an expression say it`);
}

function printClaim(
  { id, formatters: [formatter, ...more] }: Directive & { kind: "claim" },
  context: ProseContext,
): Printed {
  if (more.length > 0 || (formatter !== undefined && formatter !== "verdict")) {
    throw new Failure(`a claim has one formatter, "verdict"; write {{ claim "${id}" | verdict }}`);
  }
  const claim = context.claim(id);
  if (claim === undefined) throw new Failure(`claims.json has no claim "${id}"; add it there`);
  const { row, expected } = claim;
  if (!bears(row.verdict, expected)) {
    throw new Failure(
      `claim "${id}" is "${row.verdict}" (${row.reason}) and claims.json expects "${expected}"; ` +
        `mend this sentence, then what claims.json expects`,
    );
  }
  const address = context.claimAddress?.(id) ?? `#${encodeURIComponent(claimAnchor(id))}`;
  // encodeURIComponent() leaves parentheses, and in Markdown they would end the address.
  const target = address.replaceAll("(", "%28").replaceAll(")", "%29");
  const shown = formatter === "verdict" ? row.verdict : id;
  const link = `[${escapeMarkdown(shown)}](${target})`;
  return formatter === "verdict"
    ? { markdown: link, text: shown }
    : { markdown: `\\[${link}\\]`, text: `[${shown}]` };
}
