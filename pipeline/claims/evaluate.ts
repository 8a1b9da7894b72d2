/** What an expression is worth in the tables of a report. */
import { negated, operate, zip } from "./arithmetic.ts";
import { compare } from "./compare.ts";
import type { ClaimContext, EvaluateOptions } from "./context.ts";
import { expressionFailure } from "./expression_failure.ts";
import type { Argument } from "./functions/function.ts";
import { FUNCTIONS } from "./functions/mod.ts";
import { inUnitOf } from "./literal_unit.ts";
import { nearestNames } from "./nearest.ts";
import { parseExpression } from "./parser.ts";
import { exactly, isList, type Quantity, type Value } from "./quantity.ts";
import type { Expression, Part } from "./syntax.ts";

/**
 * The quantity of an expression as an author writes it. Throws a Failure naming the column and the remedy
 * where it is not well formed, where it does not lead to figures of the tables, where units do not fit, and
 * where it is a list.
 */
export function evaluate(
  text: string,
  context: ClaimContext,
  options: EvaluateOptions = {},
): Quantity {
  return quantityOfExpression(parseExpression(text), context, options);
}

/** The one quantity of a tree; a Failure where it is a list of several. */
export function quantityOfExpression(
  expression: Expression,
  context: ClaimContext,
  options: EvaluateOptions,
): Quantity {
  return oneOf(valueOf(expression, context, options), expression.at);
}

/** A value that is one quantity, or a list of one. */
export function oneOf(value: Value, at: number): Quantity {
  if (!isList(value)) return value;
  const [only] = value;
  if (only !== undefined && value.length === 1) return only.quantity;
  throw expressionFailure(
    at,
    `this is a list of ${value.length}; make one of it with min, max, sum, mean, spread or count`,
  );
}

/** What a tree is worth: a quantity, or a list where it selects by patterns. */
export function valueOf(
  expression: Expression,
  context: ClaimContext,
  options: EvaluateOptions,
): Value {
  switch (expression.kind) {
    case "number":
      return exactly(expression.literal.value, expression.literal.unit);
    case "minus": {
      const value = valueOf(expression.of, context, options);
      if (!isList(value)) return negated(value);
      return value.map(({ label, quantity }) => ({ label, quantity: negated(quantity) }));
    }
    case "operation":
      return operate(
        expression.operator,
        valueOf(expression.left, context, options),
        valueOf(expression.right, context, options),
        context.comparisons,
        expression.at,
      );
    case "call": {
      const { name, at } = expression;
      const called = FUNCTIONS.get(name);
      if (called === undefined) {
        throw expressionFailure(
          at,
          `no function is called "${name}"; there are ${nearestNames(name, FUNCTIONS.keys())}`,
        );
      }
      const argument = (part: Part) => argumentOf(part, context, options);
      return called.evaluate({
        name,
        positional: expression.positional.map(argument),
        named: new Map([...expression.named].map(([key, part]) => [key, argument(part)])),
        at,
        context,
        options,
      });
    }
  }
}

/** The right side of a comparison; a typed number takes the unit of the left where it can. */
export function comparedWith(
  left: Value,
  right: Expression,
  context: ClaimContext,
  options: EvaluateOptions,
): Value {
  const unit = isList(left) ? left[0]?.quantity.unit : left.unit;
  if (right.kind !== "number" || right.literal.value === 0 || unit === undefined) {
    return valueOf(right, context, options);
  }
  return exactly(right.literal.value, inUnitOf(unit, right.literal, right.at).unit);
}

function argumentOf(part: Part, context: ClaimContext, options: EvaluateOptions): Argument {
  const { at } = part;
  switch (part.kind) {
    case "text":
    case "flag":
      return part;
    case "expression":
      return {
        kind: "value",
        value: valueOf(part.expression, context, options),
        compared: false,
        at,
      };
    case "comparison": {
      const left = valueOf(part.left, context, options);
      const right = comparedWith(left, part.right, context, options);
      const value = zip(left, right, at, (a, b) => compare(part.comparison, a, b, at));
      return { kind: "value", value, compared: true, at };
    }
  }
}
