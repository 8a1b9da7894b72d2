/** Expressions of workflows, evaluated by GitHub's own library. */
import { data, Evaluator, Lexer, Parser } from "@actions/expressions";
import { Failure } from "../../common/failure.ts";

/** What expressions may read: `github`, `needs`, `steps`, `matrix`, `inputs`. */
export type Contexts = Readonly<Record<string, unknown>>;

/** How the job stands so far. */
export type Status = "success" | "failure";

function functionsOf(status: Status) {
  const constant = (name: string, value: boolean) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(value),
  });
  return [
    constant("always", true),
    constant("success", status === "success"),
    constant("failure", status === "failure"),
    constant("cancelled", false),
  ];
}

/** The value of an expression. Throws a Failure with the expression where it makes no sense. */
export function evaluate(expression: string, contexts: Contexts, status: Status): unknown {
  try {
    const functions = functionsOf(status);
    const { tokens } = new Lexer(expression).lex();
    const tree = new Parser(tokens, Object.keys(contexts), functions).parse();
    const context = JSON.parse(JSON.stringify(contexts), data.reviver) as data.Dictionary;
    const byName = new Map(functions.map((each) => [each.name, each]));
    const value = new Evaluator(tree, context, byName).evaluate();
    return JSON.parse(JSON.stringify(value, data.replacer));
  } catch (error) {
    throw new Failure(`the expression "${expression}": ${(error as Error).message}`);
  }
}

/** Text with each `${{ }}` replaced by its value; a text that is one expression keeps the value's type. */
export function interpolate(text: string, contexts: Contexts, status: Status): unknown {
  const whole = /^\$\{\{((?:(?!\}\}).)*)\}\}$/s.exec(text.trim());
  if (whole !== null) return evaluate(whole[1] as string, contexts, status);
  return text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression: string) => {
    const value = evaluate(expression, contexts, status);
    return value === null ? "" : String(value);
  });
}

/** Whether a step or job with this `if` runs; without a status function it asks for success, as GitHub does. */
export function condition(
  text: string | number | boolean | undefined,
  contexts: Contexts,
  status: Status,
): boolean {
  const plain = String(text ?? "success()").trim().replace(/^\$\{\{(.*)\}\}$/s, "$1");
  const asked = /\b(?:always|success|failure|cancelled)\s*\(/.test(plain);
  return Boolean(evaluate(asked ? plain : `success() && (${plain})`, contexts, status));
}
