import type { Cell } from "../row.ts";
import type { Summary } from "../tables/summary.ts";

/**
 * Where the bounds of a quantity come from. `exact`: constants and counts, which have none. `rounded`: a
 * cited figure, bounded by what its printed digits allow. `sampled`: a 95 % interval over trials. `single`: one
 * trial, so nobody knows.
 */
export type Certainty = "exact" | "rounded" | "sampled" | "single";

/**
 * Which side of a value the truth lies on, where an operand was limited by the load generator: the true value is
 * at least, or at most, what was measured; it is not known where operands leave both sides open.
 */
export type Bound = "" | "at least" | "at most" | "not known";

/** What an expression over the tables is worth. */
export interface Quantity {
  value: number;
  /** Bounds; equal to the value where exact, null where `single` or where no side can be told. */
  low: number | null;
  high: number | null;
  certainty: Certainty;
  /** SI base unit as in the tables; `1` of ratios and counts. */
  unit: string;
  bound: Bound;
  /** The figures it was computed from, each once. */
  operands: readonly Summary[];
  /** Those of them that something was divided by; absent where there are none. */
  denominators?: readonly Summary[];
  /** What was counted or looked up, such as load points: none of its figures. Absent where there is none. */
  cells?: readonly Cell[];
  /** The figure it is, where it stands in the table as it is. */
  figure?: Summary;
}

/** One of many: its label is what the asterisks of its selection stood for. */
export interface Item {
  /** Empty where it was not selected by a pattern. */
  label: string;
  quantity: Quantity;
}

/** What an expression or a part of it is worth: one quantity, or those that a pattern selects. */
export type Value = Quantity | readonly Item[];

export function isList(value: Value): value is readonly Item[] {
  return Array.isArray(value);
}

/** A number that is what it is. */
export function exactly(value: number, unit = "1", operands: readonly Summary[] = []): Quantity {
  return { value, low: value, high: value, certainty: "exact", unit, bound: "", operands };
}

const CERTAINTIES: readonly Certainty[] = ["exact", "rounded", "sampled", "single"];

/** The least certain of several: what is computed from them is no better. */
export function leastCertain(quantities: readonly Quantity[]): Certainty {
  const ranks = quantities.map(({ certainty }) => CERTAINTIES.indexOf(certainty));
  return CERTAINTIES[Math.max(0, ...ranks)] as Certainty;
}

/** What a result of several was computed from. */
export function originOf(
  quantities: readonly Quantity[],
): Pick<Quantity, "operands" | "denominators" | "cells"> {
  const operands = unionOf(...quantities.map((each) => each.operands));
  const denominators = unionOf(...quantities.map((each) => each.denominators));
  const cells = unionOf(...quantities.map((each) => each.cells));
  return {
    operands,
    ...(denominators.length === 0 ? {} : { denominators }),
    ...(cells.length === 0 ? {} : { cells }),
  };
}

/** Each figure of several lists once, in their order. */
export function unionOf<T extends Cell>(...lists: readonly (readonly T[] | undefined)[]): T[] {
  return [...new Set(lists.flatMap((list) => list ?? []))];
}
