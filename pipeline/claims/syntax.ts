/** The parts of an expression; `at` is the 1-based column where each begins. */
import type { Relation } from "../tables/claims.ts";
import type { Literal } from "./literal.ts";

export type Operator = "+" | "-" | "*" | "/";

/** `>=` and the others that compare. */
export type Comparison = Exclude<Relation, "states">;

export type Expression =
  | { kind: "number"; literal: Literal; at: number }
  | { kind: "minus"; of: Expression; at: number }
  | { kind: "operation"; operator: Operator; left: Expression; right: Expression; at: number }
  | { kind: "call"; name: string; positional: Part[]; named: Map<string, Part>; at: number };

/** What may stand between the parentheses of a function. */
export type Part =
  | { kind: "text"; text: string; at: number }
  | { kind: "flag"; value: boolean; at: number }
  | { kind: "expression"; expression: Expression; at: number }
  | {
    kind: "comparison";
    comparison: Comparison;
    left: Expression;
    right: Expression;
    at: number;
  };

/** A claim: what is computed, and what the text says of it. */
export type Claimed =
  | { relation: Comparison; left: Expression; right: Expression; at: number }
  | {
    relation: "states";
    left: Expression;
    stated: Literal;
    /** How far off a round word may be. */
    within?: Literal;
    /** How many significant digits the text's own inputs had. */
    inputDigits?: number;
    at: number;
  };
