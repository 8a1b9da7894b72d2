/** The arguments that say which figures are meant, common to all functions over the tables. */
import { expressionFailure } from "../expression_failure.ts";
import { type Dimension, DIMENSIONS, type Selection, type Wish } from "../select.ts";
import {
  type Argument,
  type Call,
  checkArguments,
  flagOfArgument,
  numberOfArgument,
  textOfArgument,
} from "./function.ts";

const ROW_NAMES = ["trial", "correction", "original", "shown"];

/** Names of the arguments that {@linkcode selectionOf} reads. */
export const SELECTION_NAMES: readonly string[] = [...DIMENSIONS, ...ROW_NAMES];

/** Reads implementation and case, positional from `first` on, and the named arguments; `also` are others'. */
export function selectionOf(
  call: Call,
  metric: string,
  first = 0,
  also: readonly string[] = [],
): Selection {
  checkArguments(call, [...SELECTION_NAMES, ...also], first + 2);
  const wishes = new Map<Dimension, Wish>();
  const wish = (dimension: Dimension, argument: Argument | undefined) => {
    if (argument === undefined) return;
    if (wishes.has(dimension)) {
      throw expressionFailure(argument.at, `the ${dimension} is given twice; keep one of them`);
    }
    wishes.set(dimension, { text: wordOf(dimension, argument), at: argument.at });
  };
  wish("implementation", call.positional[first]);
  wish("case", call.positional[first + 1]);
  for (const dimension of DIMENSIONS) wish(dimension, call.named.get(dimension));
  const trial = call.named.get("trial");
  const correction = textOfArgument(call.named.get("correction"), "correction");
  return {
    metric,
    wishes,
    at: call.at,
    original: flagOfArgument(call.named.get("original"), "original"),
    shown: flagOfArgument(call.named.get("shown"), "shown"),
    ...(trial === undefined ? {} : { trial: numberOfArgument(trial, "trial") }),
    ...(correction === undefined ? {} : { correction }),
  };
}

function wordOf(dimension: Dimension, argument: Argument): string {
  if (dimension === "load" && argument.kind !== "text") {
    return String(numberOfArgument(argument, "load"));
  }
  return textOfArgument(argument, dimension) ?? "";
}
