import { Failure } from "../../common/failure.ts";

/** What is wrong in an expression: the column, counted from 1, and the remedy. */
export function expressionFailure(at: number, message: string): Failure {
  return new Failure(`column ${at}: ${message}`);
}
