/**
 * Expressions and claims as trees: recursive descent over the grammar of pipeline/claims/README.md.
 * Every mistake is a Failure that names its column.
 */
import { expressionFailure } from "./expression_failure.ts";
import { type Token, tokensOf } from "./lexer.ts";
import type { Literal } from "./literal.ts";
import type { Claimed, Comparison, Expression, Operator, Part } from "./syntax.ts";

/** Parentheses, calls and signs within one another; a sentence has far fewer. */
const DEEPEST = 40;
const COMPARISONS: readonly string[] = [">=", ">", "<=", "<", "=="];
const RELATIONS = `one of ${COMPARISONS.join(" ")} or the word states`;

/** The tree of an expression without a relation, as prose uses it. */
export function parseExpression(text: string): Expression {
  const parser = new Parser(tokensOf(text));
  const expression = parser.sum();
  parser.end("an operator or the end");
  return expression;
}

/** The tree of a claim: an expression, a relation, and what it is compared with. */
export function parseClaim(text: string): Claimed {
  const parser = new Parser(tokensOf(text));
  const claimed = parser.claim();
  parser.end("the end of the claim");
  return claimed;
}

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  claim(): Claimed {
    const left = this.sum();
    const { at } = this.#token;
    const comparison = this.#comparison();
    if (comparison !== undefined) return { relation: comparison, left, right: this.sum(), at };
    if (!this.#takeName("states")) this.#fail(RELATIONS);
    const stated = this.#number("the number that the text prints");
    let within: Literal | undefined;
    let inputDigits: number | undefined;
    if (this.#takeName("within")) within = this.#number("how far off it may be, as in within 5 %");
    if (this.#takeName("from")) {
      const column = this.#token.at;
      const { value, suffix } = this.#number(
        "how many digits the inputs have, as in from 3 digits",
      );
      if (suffix !== "" || !Number.isInteger(value) || value < 1 || value > 15) {
        throw expressionFailure(column, "inputs have 1 to 15 digits; write from 3 digits");
      }
      if (!this.#takeName("digits")) this.#fail("the word digits");
      inputDigits = value;
    }
    return {
      relation: "states",
      left,
      stated,
      ...(within === undefined ? {} : { within }),
      ...(inputDigits === undefined ? {} : { inputDigits }),
      at,
    };
  }

  sum(): Expression {
    return this.#operations(["+", "-"], () => this.#operations(["*", "/"], () => this.#unary()));
  }

  end(expected: string): void {
    if (this.#token.kind !== "end") this.#fail(expected);
  }

  #operations(operators: readonly string[], operand: () => Expression): Expression {
    let left = operand();
    for (;;) {
      const { at } = this.#token;
      const operator = operators.find((sign) => this.#takeSign(sign)) as Operator | undefined;
      if (operator === undefined) return left;
      left = { kind: "operation", operator, left, right: operand(), at };
    }
  }

  #unary(): Expression {
    const token = this.#token;
    return this.#deeper(() => {
      if (this.#takeSign("-")) return { kind: "minus", of: this.#unary(), at: token.at };
      if (this.#takeSign("(")) {
        const inner = this.sum();
        if (!this.#takeSign(")")) this.#fail("a closing parenthesis");
        return inner;
      }
      if (token.kind === "number") {
        this.#next++;
        return { kind: "number", literal: token.literal, at: token.at };
      }
      if (token.kind === "name") {
        this.#next++;
        if (!this.#takeSign("(")) {
          throw expressionFailure(
            token.at,
            `"${token.name}" is a name: text stands in quotes, a function has parentheses`,
          );
        }
        return this.#call(token.name, token.at);
      }
      return this.#fail("a number, a function or a parenthesis");
    });
  }

  #call(name: string, at: number): Expression {
    const positional: Part[] = [];
    const named = new Map<string, Part>();
    if (this.#takeSign(")")) return { kind: "call", name, positional, named, at };
    do {
      const key = this.#token;
      const equals = this.#tokens[this.#next + 1];
      if (key.kind === "name" && equals?.kind === "sign" && equals.sign === "=") {
        this.#next += 2;
        if (named.has(key.name)) {
          throw expressionFailure(key.at, `${key.name}= is there twice; keep one of them`);
        }
        named.set(key.name, this.#part());
      } else if (named.size > 0) {
        throw expressionFailure(
          key.at,
          "what has no name stands before what has one, as in f(a, b=1)",
        );
      } else {
        positional.push(this.#part());
      }
    } while (this.#takeSign(","));
    if (!this.#takeSign(")")) this.#fail("a comma or a closing parenthesis");
    return { kind: "call", name, positional, named, at };
  }

  #part(): Part {
    const token = this.#token;
    const { at } = token;
    if (token.kind === "text") {
      this.#next++;
      return { kind: "text", text: token.text, at };
    }
    if (this.#takeName("true")) return { kind: "flag", value: true, at };
    if (this.#takeName("false")) return { kind: "flag", value: false, at };
    const left = this.sum();
    const comparison = this.#comparison();
    return comparison === undefined
      ? { kind: "expression", expression: left, at }
      : { kind: "comparison", comparison, left, right: this.sum(), at };
  }

  #comparison(): Comparison | undefined {
    return COMPARISONS.find((sign) => this.#takeSign(sign)) as Comparison | undefined;
  }

  #number(what: string): Literal {
    const token = this.#token;
    if (token.kind !== "number") return this.#fail(what);
    this.#next++;
    return token.literal;
  }

  #deeper(parse: () => Expression): Expression {
    if (++this.#depth > DEEPEST) {
      throw expressionFailure(
        this.#token.at,
        `more than ${DEEPEST} parentheses within one another; split the claim`,
      );
    }
    const expression = parse();
    this.#depth--;
    return expression;
  }

  get #token(): Token {
    return this.#tokens[this.#next] as Token;
  }

  #takeSign(sign: string): boolean {
    const token = this.#token;
    if (token.kind !== "sign" || token.sign !== sign) return false;
    this.#next++;
    return true;
  }

  #takeName(name: string): boolean {
    const token = this.#token;
    if (token.kind !== "name" || token.name !== name) return false;
    this.#next++;
    return true;
  }

  #fail(expected: string): never {
    const token = this.#token;
    const found = token.kind === "end"
      ? "the expression ends"
      : token.kind === "number"
      ? `"${token.literal.digits}" stands`
      : `"${
        token.kind === "sign" ? token.sign : token.kind === "name" ? token.name : token.text
      }" stands`;
    throw expressionFailure(token.at, `${found} where ${expected} should`);
  }
}
