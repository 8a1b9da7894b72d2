/** What a function of the expression language is: one file each, and a line in mod.ts. */
import type { ClaimContext, EvaluateOptions } from "../context.ts";
import { expressionFailure } from "../expression_failure.ts";
import { isList, type Item, type Value } from "../quantity.ts";

/** What stands between the parentheses; columns are counted from 1. */
export type Argument =
  | { kind: "text"; text: string; at: number }
  | { kind: "flag"; value: boolean; at: number }
  /** A comparison is worth 1 where it is true and 0 where it is not, within its bounds. */
  | { kind: "value"; value: Value; compared: boolean; at: number };

export interface Call {
  name: string;
  positional: readonly Argument[];
  named: ReadonlyMap<string, Argument>;
  at: number;
  context: ClaimContext;
  options: EvaluateOptions;
}

export interface ClaimFunction {
  name: string;
  /** As authors write it, for errors and the list of functions. */
  signature: string;
  /** One line on what it is worth. */
  about: string;
  /** Throws a Failure naming the column of what it cannot use. */
  evaluate(call: Call): Value;
}

/** Refuses named arguments that a function does not know, and more positional ones than it takes. */
export function checkArguments(call: Call, names: readonly string[], most: number): void {
  for (const [name, { at }] of call.named) {
    if (!names.includes(name)) {
      const known = names.length === 0 ? "it takes none" : `it takes ${names.join("=, ")}=`;
      throw expressionFailure(at, `${call.name} knows no ${name}=; ${known}`);
    }
  }
  const extra = call.positional[most];
  if (extra !== undefined) {
    throw expressionFailure(
      extra.at,
      `${call.name} takes ${most} arguments without a name at most`,
    );
  }
}

/** The text of an argument; undefined where it is not there. */
export function textOfArgument(argument: Argument | undefined, what: string): string | undefined {
  if (argument === undefined || argument.kind === "text") return argument?.text;
  throw expressionFailure(argument.at, `${what} is text; write it in quotes`);
}

/** Whether a flag is set; false where it is not there. */
export function flagOfArgument(argument: Argument | undefined, what: string): boolean {
  if (argument === undefined) return false;
  if (argument.kind === "flag") return argument.value;
  throw expressionFailure(argument.at, `${what} is true or false, without quotes`);
}

/** The one number of an argument. */
export function numberOfArgument(argument: Argument, what: string): number {
  if (argument.kind === "value" && !isList(argument.value) && argument.value.unit === "1") {
    return argument.value.value;
  }
  throw expressionFailure(argument.at, `${what} is a number without unit`);
}

/** All positional arguments as one list. */
export function itemsOf(call: Call): Item[] {
  if (call.positional.length === 0) {
    throw expressionFailure(
      call.at,
      `${call.name} needs a value; write ${call.name}(a, b) or a list`,
    );
  }
  return call.positional.flatMap((argument): readonly Item[] => {
    if (argument.kind !== "value") {
      throw expressionFailure(
        argument.at,
        `${call.name} takes values, as in throughput("rust-axum")`,
      );
    }
    return isList(argument.value) ? argument.value : [{ label: "", quantity: argument.value }];
  });
}
