/** Which unit a typed number has beside figures of the tables. */
import { expressionFailure } from "./expression_failure.ts";
import type { Literal } from "./literal.ts";
import { nameOfUnit, sameUnit } from "./units.ts";

/**
 * The number in the unit of what it is compared with; 61.8 % of cores is 0.618 of one core, as in pidstat and
 * top. Throws a Failure naming the column `at` where the units differ.
 */
export function inUnitOf(unit: string, literal: Literal, at: number): Literal {
  if (sameUnit(unit, literal.unit)) return { ...literal, unit };
  if (unit === "cores" && ["%", "points"].includes(literal.suffix)) return { ...literal, unit };
  throw expressionFailure(at, differingUnits(unit, literal.unit));
}

/** What to say of two sides that cannot be compared. */
export function differingUnits(left: string, right: string): string {
  return `the left side is ${nameOfUnit(left)}, the right ${nameOfUnit(right)}; ` +
    "give the number the unit of the figures, as in 200 ms or 24k/s";
}
