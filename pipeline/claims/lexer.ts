/** An expression as tokens. */
import { expressionFailure } from "./expression_failure.ts";
import { type Literal, readLiteral } from "./literal.ts";

export type Token =
  | { kind: "number"; literal: Literal; at: number }
  | { kind: "text"; text: string; at: number }
  | { kind: "name"; name: string; at: number }
  | { kind: "sign"; sign: string; at: number }
  | { kind: "end"; at: number };

/** No claim of a sentence needs more. */
export const LONGEST_EXPRESSION = 4096;

const SPACE = /[ \t\r\n]+/y;
// A metric of a user counter keeps its colon.
const NAME = /[A-Za-z_][A-Za-z0-9_]*(?::[A-Za-z0-9_.-]+)?/y;
const SIGN = />=|<=|==|[-+*/()<>=,]/y;
const TEXT = /"((?:[^"\\\n]|\\["\\])*)"/y;

/** Splits an expression. Throws a Failure naming the column of what cannot stand there. */
export function tokensOf(text: string): Token[] {
  if (text.length > LONGEST_EXPRESSION) {
    throw expressionFailure(
      LONGEST_EXPRESSION,
      `the expression has ${text.length} characters, ${LONGEST_EXPRESSION} are allowed; split the claim`,
    );
  }
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const match = pattern.exec(text) ?? undefined;
    if (match !== undefined) at += match[0].length;
    return match;
  };
  while (at < text.length) {
    if (take(SPACE) !== undefined) continue;
    const column = at + 1;
    const last = tokens.at(-1);
    // What the text prints may have a tilde and a sign: they belong to the number.
    const stated = last?.kind === "name" && last.name === "states";
    const number = readLiteral(text, at, stated);
    if (number !== undefined) {
      at = number.end;
      if (!Number.isFinite(number.literal.value)) {
        throw expressionFailure(column, "the number is too large; write it in another unit");
      }
      tokens.push({ kind: "number", literal: number.literal, at: column });
      continue;
    }
    const name = take(NAME);
    if (name !== undefined) {
      tokens.push({ kind: "name", name: name[0], at: column });
      continue;
    }
    const quoted = take(TEXT);
    if (quoted !== undefined) {
      const inner = (quoted[1] as string).replace(/\\(["\\])/g, "$1");
      tokens.push({ kind: "text", text: inner, at: column });
      continue;
    }
    const sign = take(SIGN);
    if (sign !== undefined) {
      tokens.push({ kind: "sign", sign: sign[0], at: column });
      continue;
    }
    throw expressionFailure(column, unexpected(text, at));
  }
  tokens.push({ kind: "end", at: text.length + 1 });
  return tokens;
}

function unexpected(text: string, at: number): string {
  const character = String.fromCodePoint(text.codePointAt(at) as number);
  if (character === '"') return "the text is not closed; end it with a quote";
  if (character === "'") return "text stands in double quotes here";
  if (character === "~") return "~ stands before a number that is stated, nowhere else";
  return `"${character}" means nothing here; see pipeline/claims/README.md for the grammar`;
}
