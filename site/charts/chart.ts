/** What a chart module gives: the picture in two sizes and everything that must stand around it. */
import type { Result } from "../../pipeline/report.ts";
import { COLOURED, type Slots, type Style, styleOf } from "../palette.ts";
import type { Standings } from "../model/standings.ts";
import type { Numbers } from "./numbers.ts";

export interface Chart {
  /** Element id, unique on its page. */
  id: string;
  /** The finding, computed: a sentence without a full stop. */
  title: string;
  /** Metric, unit, direction and number of trials. */
  subtitle: string;
  /** What the reader must know of single points: withheld, limited, left out. A sentence each. */
  notes: string[];
  /**
   * The figures that are drawn as the report has them, or else cells of which no single figure is: what later reports
   * say of these stands below the chart. None of a chart that leaves them out, or marks them itself.
   */
  cells: readonly Result[];
  /** What is drawn, in figures; absent where another table of the page has them all. */
  readonly numbers?: Numbers;
  /** Drawn when it is asked for: what only wants the title, or one size, pays for no more. */
  readonly wide: string;
  readonly narrow: string;
}

/**
 * The chart with some of it made anew. What is not there yet is made no sooner than it was: a getter of either
 * stays one.
 */
export function chartWith(chart: Chart, changes: Partial<Chart>): Chart {
  return Object.defineProperties(Object.create(null), {
    ...Object.getOwnPropertyDescriptors(chart),
    ...Object.getOwnPropertyDescriptors(changes),
  });
}

/** The chart with more to know of its points. */
export function withNotes(chart: Chart, notes: readonly string[]): Chart {
  return chartWith(chart, { notes: [...chart.notes, ...notes] });
}

/** What a chart is drawn from. */
export interface ChartInput {
  board: Standings;
  slots: Slots;
  /** Address that the label of an implementation leads to. */
  hrefOf?: (name: string) => string;
}

/** A chart module: undefined where its data would make no chart. */
export type ChartMaker = (input: ChartInput) => Chart | undefined;

/** How each implementation of a group is drawn, the same in all charts of a page. */
export function stylesOf({ board, slots }: ChartInput): (name: string) => Style {
  const coloured = new Set(
    board.standings.slice(0, COLOURED).map((standing) => standing.series.name),
  );
  return (name) => styleOf(name, slots, coloured);
}

/** Which way a figure is better. */
export type Better = "higher" | "lower";

/** "higher is better". */
export function direction(better: Better | ""): string {
  return better === "" ? "" : `${better} is better`;
}

/** Stands in place of a direction where more and less say nothing by themselves. */
export const NEITHER = "neither way is better";

/** "by median", "by single trials": what an order in a sentence rests on. */
export function orderWords({ trials }: Standings): string {
  return trials.most > 1 ? "by median" : "by single trials";
}

/** What makes a mark's text a link to an implementation's page. */
export function labelLink({ hrefOf }: ChartInput, name: string): { href?: () => string } {
  return hrefOf === undefined ? {} : { href: () => hrefOf(name) };
}

/** Class names that let the page's script bring one implementation forward. */
export function seriesClass(name: string): string {
  return `series s-${name}`;
}
