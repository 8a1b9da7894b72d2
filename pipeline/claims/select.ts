/** Which figures of the tables a call means. */
import type { Cell } from "../row.ts";
import { compareCells, compareText } from "../row.ts";
import type { Summary } from "../tables/summary.ts";
import { type ClaimContext, summariesOf } from "./context.ts";
import { expressionFailure } from "./expression_failure.ts";
import { isPattern, type Matcher, matcherOf } from "./glob.ts";
import { nearestNames } from "./nearest.ts";
import { figuresOfRows, type RowSelection } from "./select_rows.ts";

/** What is asked for by name. */
export const DIMENSIONS = [
  "scenario",
  "implementation",
  "case",
  "limits",
  "load",
  "statistic",
  "clock",
  "loop",
] as const;
export type Dimension = typeof DIMENSIONS[number];

/** A wish for a dimension: its text or a pattern, and the column where it stands. */
export interface Wish {
  text: string;
  at: number;
}

export interface Selection extends RowSelection {
  metric: string;
  wishes: ReadonlyMap<Dimension, Wish>;
  /** Leaves out what is withheld, as the tables of a page do. */
  shown?: boolean;
  /** Column of the call. */
  at: number;
}

export interface Selected {
  /** What the asterisks stood for. */
  label: string;
  figure: Summary;
}

/**
 * The figures of a selection in the order of the tables. With a pattern there are as many as it fits; without
 * one there is exactly one. Of several statistics the mean or else the total is meant, of several clocks the
 * wall's. Throws a Failure that lists the candidates where nothing fits or where more is left open.
 */
export function select(context: ClaimContext, selection: Selection): Selected[] {
  const { metric, wishes, at } = selection;
  const what = describe(selection);
  let left: Summary[] = [
    ...(selection.correction === undefined && selection.trial === undefined && !selection.original
      ? summariesOf(context, metric)
      : figuresOfRows(context, metric, selection)),
  ];
  if (left.length === 0) throw expressionFailure(at, missing(context, selection, what));
  const patterns = new Map<Dimension, Matcher>();
  for (const dimension of DIMENSIONS) {
    const wish = wishes.get(dimension);
    if (wish === undefined) continue;
    const pattern = isPattern(wish.text) ? matcherOf(wish.text) : undefined;
    if (pattern !== undefined) patterns.set(dimension, pattern);
    const fitting = left.filter((figure) => {
      const text = textOf(figure, dimension);
      return pattern === undefined ? text === wish.text : pattern(text) !== undefined;
    });
    if (fitting.length === 0) {
      const names = left.map((figure) => textOf(figure, dimension));
      throw expressionFailure(
        wish.at,
        `${what} has no ${dimension} "${wish.text}"; there are ${nearestNames(wish.text, names)}`,
      );
    }
    left = fitting;
  }
  if (selection.shown) {
    left = left.filter((figure) => figure.status !== "withheld");
    if (left.length === 0) {
      throw expressionFailure(at, `${what}: every figure is withheld; leave shown=true out`);
    }
  }
  left = prefer(left, wishes, "statistic", ["mean", "total"]);
  left = prefer(left, wishes, "clock", ["wall"]);
  left.sort((a, b) => compareCells(a, b) || compareText(a.statistic, b.statistic));
  const labelOf = (figure: Summary) =>
    [...patterns].map(([dimension, fit]) => fit(textOf(figure, dimension))).join(" ");
  const keys = [...patterns.keys()];
  const seen = new Map<string, Summary>();
  for (const figure of left) {
    const key = keys.map((dimension) => textOf(figure, dimension)).join("\u0000");
    const other = seen.get(key);
    if (other !== undefined) throw expressionFailure(at, ambiguous(other, figure, left, what));
    seen.set(key, figure);
  }
  return left.map((figure) => ({ label: labelOf(figure), figure }));
}

/** Whether a selection asks for many. */
export function asksForMany({ wishes }: Selection): boolean {
  return [...wishes.values()].some(({ text }) => isPattern(text));
}

/** A dimension of a figure as text; a load of none is empty. */
export function textOf(
  figure: Cell & Partial<Pick<Summary, Dimension>>,
  dimension: Dimension,
): string {
  return String(figure[dimension] ?? "");
}

function prefer(
  figures: Summary[],
  wishes: ReadonlyMap<Dimension, Wish>,
  dimension: "statistic" | "clock",
  favourites: readonly string[],
): Summary[] {
  const there = new Set(figures.map((figure) => figure[dimension]));
  if (wishes.has(dimension) || there.size <= 1) return figures;
  const favourite = favourites.find((each) => there.has(each as Summary["clock"]));
  return favourite === undefined
    ? figures
    : figures.filter((figure) => figure[dimension] === favourite);
}

function ambiguous(a: Summary, b: Summary, all: readonly Summary[], what: string): string {
  const open = DIMENSIONS.find((dimension) => textOf(a, dimension) !== textOf(b, dimension));
  if (open === undefined) {
    return `${what} is there twice (${a.unit} and ${b.unit}, ${a.load_unit} and ${b.load_unit})`;
  }
  const names = nearestNames("", all.map((figure) => textOf(figure, open)));
  const example = open === "load" ? textOf(b, open) : `"${textOf(b, open)}"`;
  return `${what} leaves the ${open} open: there are ${names}; add ${open}=${example}`;
}

function missing(context: ClaimContext, selection: Selection, what: string): string {
  if (selection.original) return `${what}: no original of it was replaced; leave original=true out`;
  if (selection.trial !== undefined) return `${what} has no trial ${selection.trial}`;
  if (selection.correction !== undefined) {
    const names = context.rows.map((row) => row.correction).filter((name) => name !== "");
    return `${what} has no correction "${selection.correction}"; there are ${
      nearestNames(selection.correction, names)
    }`;
  }
  const metrics = context.summary.map((figure) => figure.metric);
  return `the report has no ${selection.metric}; there are ${
    nearestNames(selection.metric, metrics)
  }`;
}

function describe({ metric, wishes }: Selection): string {
  const words = ["implementation", "case", "load"].flatMap((dimension) => {
    const text = wishes.get(dimension as Dimension)?.text;
    return text === undefined || text === "" ? [] : [text];
  });
  return words.length === 0 ? metric : `${metric} of ${words.join(", ")}`;
}
