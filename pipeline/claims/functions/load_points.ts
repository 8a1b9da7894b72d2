/** Load points of a scenario with an objective: how many there are of a kind, what they bear, what they allow. */
import { type Cell, cellKey, compareCells } from "../../row.ts";
import type { StateRow } from "../../tables/states.ts";
import { capacitiesOf, type CapacityOf } from "../../verdicts/point_states.ts";
import type { ClaimContext } from "../context.ts";
import { expressionFailure } from "../expression_failure.ts";
import { isPattern, matcherOf } from "../glob.ts";
import { nearestNames } from "../nearest.ts";
import { exactly, type Item, type Quantity, type Value } from "../quantity.ts";
import { type Dimension, textOf, type Wish } from "../select.ts";
import { type Call, checkArguments, type ClaimFunction, textOfArgument } from "./function.ts";
import { selectionOf } from "./selection.ts";

const DIMENSIONS = ["scenario", "implementation", "case", "limits"] as const;
const PLACE = 'implementation", "case", limits=...';

export const pointsFunction: ClaimFunction = {
  name: "points",
  signature: `points("${PLACE}, load=..., state="passed", gate="newest_p95", printed="pass*")`,
  about: "how many load points are in that state, fail that gate, and have that verdict in print",
  evaluate(call) {
    checkArguments(call, [...DIMENSIONS, "load", "state", "gate", "printed"], 2);
    const rows = selected(call, statesOf(call), [...DIMENSIONS, "load"], [
      "state",
      "gate",
      "printed",
    ]);
    const state = testOf(call, "state", (row) => [row.state]);
    const gate = testOf(call, "gate", (row) => row.limited_by.map(nameOfGate));
    const printed = testOf(call, "printed", (row) => notesOf(call.context, row));
    const found = rows.filter(({ row }) => state(row) && gate(row) && printed(row));
    return { ...exactly(found.length), cells: rows.map(({ row }) => row) };
  },
};

export const capacityFunction: ClaimFunction = {
  name: "capacity",
  signature: `capacity("${PLACE})`,
  about: "the highest load that passes with no lower one that fails, by the report's own points",
  evaluate(call) {
    checkArguments(call, DIMENSIONS, 2);
    const capacities = capacitiesOf(statesOf(call));
    const quantityOf = (capacity: CapacityOf) => ({
      ...quantityOfCapacity(capacity, call),
      cells: statesOf(call).filter((row) =>
        compareCells({ ...row, load: null }, { ...capacity, load: null }) === 0
      ),
    });
    return valueOf(call, DIMENSIONS, selected(call, capacities, DIMENSIONS), quantityOf);
  },
};

export const errorsAllowedFunction: ClaimFunction = {
  name: "errors_allowed",
  signature: `errors_allowed("${PLACE}, load=...)`,
  about: "the errors that the objective allows a run at that load",
  evaluate(call) {
    const dimensions = [...DIMENSIONS, "load"] as const;
    checkArguments(call, dimensions, 2);
    const rows = selected(call, statesOf(call), dimensions)
      .filter(({ row }) => row.errors_allowed !== null);
    return valueOf(call, dimensions, rows, (row) => ({
      ...exactly(row.errors_allowed as number),
      cells: [row],
    }));
  },
};

interface Selected<T> {
  /** What the asterisks stood for. */
  label: string;
  row: T;
}

function statesOf({ name, at, context }: Call): readonly StateRow[] {
  const { states = [] } = context;
  if (states.length > 0) return states;
  throw expressionFailure(at, `${name}: no scenario of the report states an objective`);
}

/** The rows that the arguments without and with a name fit. */
function selected<T extends Cell | CapacityOf>(
  call: Call,
  rows: readonly T[],
  dimensions: readonly Dimension[],
  also: readonly string[] = [],
): Selected<T>[] {
  const wishes = wishesOf(call, also);
  const text = (row: T, dimension: Dimension) => textOf({ load: null, ...row }, dimension);
  let left = rows.map((row): Selected<T> => ({ label: "", row }));
  for (const dimension of dimensions) {
    const wish = wishes.get(dimension);
    if (wish === undefined) continue;
    const match = matcherOf(wish.text);
    const fitting = left.flatMap(({ label, row }): Selected<T>[] => {
      const stars = match(text(row, dimension));
      if (stars === undefined) return [];
      return [{ label: isPattern(wish.text) ? `${label} ${stars}`.trim() : label, row }];
    });
    if (fitting.length === 0) {
      const names = left.map(({ row }) => text(row, dimension));
      throw expressionFailure(
        wish.at,
        `${call.name} has no ${dimension} "${wish.text}"; there are ${
          nearestNames(wish.text, names)
        }`,
      );
    }
    left = fitting;
  }
  return left;
}

function wishesOf(call: Call, also: readonly string[]): ReadonlyMap<Dimension, Wish> {
  return selectionOf(call, "", 0, also).wishes;
}

/** One quantity, or a list where a pattern asked for many. */
function valueOf<T extends Cell | CapacityOf>(
  call: Call,
  dimensions: readonly Dimension[],
  found: readonly Selected<T>[],
  quantityOf: (row: T, call: Call) => Quantity,
): Value {
  const wishes = wishesOf(call, []);
  const items = found.map(({ label, row }): Item => ({ label, quantity: quantityOf(row, call) }));
  if ([...wishes.values()].some(({ text }) => isPattern(text))) return items;
  const [only, second] = items;
  if (only !== undefined && second === undefined) return only.quantity;
  const open = dimensions.filter((dimension) => !wishes.has(dimension));
  throw expressionFailure(
    call.at,
    `${call.name} fits ${items.length} of the report; say one of ${open.join(", ")} too`,
  );
}

function quantityOfCapacity(capacity: CapacityOf, { name, at }: Call): Quantity {
  const { implementation, limits, passes, status } = capacity;
  if (passes === undefined) {
    throw expressionFailure(at, `${name}: ${implementation} (${limits}) passes at no load`);
  }
  return { ...exactly(passes), bound: status === "lower bound" ? "at least" : "" };
}

function testOf(
  call: Call,
  name: string,
  textsOf: (row: StateRow) => readonly string[],
): (row: StateRow) => boolean {
  const pattern = textOfArgument(call.named.get(name), name);
  if (pattern === undefined) return () => true;
  const match = matcherOf(pattern);
  return (row) => textsOf(row).some((text) => match(text) !== undefined);
}

/** `newest_p50` of `newest_p50=204>200`. */
function nameOfGate(text: string): string {
  return /^[\w.]+/.exec(text)?.[0] ?? text;
}

const notes = new WeakMap<ClaimContext, Map<string, string[]>>();

/** What the page prints beside the figures of a load point. */
function notesOf(context: ClaimContext, row: StateRow): readonly string[] {
  let known = notes.get(context);
  if (known === undefined) {
    known = new Map();
    for (const each of context.rows) {
      const note = context.printedNotes?.get(each.source);
      if (note === undefined) continue;
      const key = cellKey(each);
      known.set(key, [...known.get(key) ?? [], note]);
    }
    notes.set(context, known);
  }
  return known.get(cellKey(row)) ?? [];
}
