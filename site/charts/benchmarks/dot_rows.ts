/** A row per thing, dots on an axis that all share: the common drawing of the charts of benchmarks. */
import * as Plot from "@observablehq/plot";
import { formatNumber } from "../../format.ts";
import { logarithmicTicks } from "../ladder.ts";
import { draw, fitText, type Size, textWidth } from "../plot.ts";

export interface RowDot {
  value: number;
  /** A ring: what was printed, or the other of two clocks. */
  hollow?: boolean;
  /** A shape of its own, for what is neither the one nor the other. */
  symbol?: "diamond";
}

export interface DotRow {
  label: string;
  dots: readonly RowDot[];
  /** Joins the outermost dots. */
  joined?: boolean;
  /** A 95 % interval. */
  interval?: { low: number; high: number };
  /** Right of the last dot. */
  text?: string;
  colour: string;
  /** Ends a group: a rule is drawn below it. */
  endsGroup?: boolean;
}

export interface DotAxis {
  logarithmic: boolean;
  /** A value that all are held against, drawn as a line. */
  reference?: number;
  /** Values between which a difference says nothing. */
  band?: { low: number; high: number };
  /** In place of the bare number. */
  tickFormat?: (tick: number) => string;
}

/** Draws the rows in their order, labels left on a desk and above on a phone. */
export function drawDotRows(
  rows: readonly DotRow[],
  axis: DotAxis,
  size: Size,
  label: string,
): string {
  const keys = rows.map((_, index) => String(index));
  const labelSpace = size.narrow ? 6 : Math.min(
    330,
    Math.max(...rows.map((row) => textWidth(row.label, size.fontSize))) + 16,
  );
  const textSpace = Math.max(
    8,
    ...rows.map((row) => textWidth(row.text ?? "", size.fontSize) + 14),
  );
  const domain = domainOf(rows, axis);
  const rowHeight = size.narrow ? 40 : 26;
  const middle = size.narrow ? 8.5 : 0;
  const format = axis.tickFormat ?? ((tick: number) => formatNumber(tick, decimalsOf(tick)));
  return draw(
    {
      height: rows.length * rowHeight + 44,
      marginTop: 6,
      marginBottom: 34,
      marginLeft: labelSpace,
      marginRight: textSpace,
      x: {
        type: axis.logarithmic ? "log" : "linear",
        domain,
        ...(axis.logarithmic
          ? { ticks: logarithmicTicks(...domain) }
          : { ticks: ticksFor(size.width - labelSpace - textSpace, size) }),
        tickFormat: format,
        tickSize: 4,
        grid: true,
        label: null,
      },
      y: { type: "band", domain: keys, axis: null, padding: 0 },
      marks: [
        Plot.rectX(axis.band === undefined ? [] : [axis.band], {
          x1: "low",
          x2: "high",
          fill: "var(--rest)",
          fillOpacity: 0.16,
        }),
        Plot.ruleX(axis.reference === undefined ? [] : [axis.reference], { stroke: "var(--ink)" }),
        ...rows.flatMap((row, index) =>
          rowMarks(row, String(index), { size, middle, rowHeight, domain, labelSpace })
        ),
      ],
    },
    size,
    label,
  );
}

/** The last lies on top. */
const SYMBOLS = ["circle", "diamond"] as const;

interface Place {
  size: Size;
  middle: number;
  rowHeight: number;
  domain: readonly [number, number];
  labelSpace: number;
}

function rowMarks(row: DotRow, key: string, place: Place): Plot.Markish[] {
  const { size, middle, domain } = place;
  const values = row.dots.map(({ value }) => value);
  const ends = { low: Math.min(...values), high: Math.max(...values) };
  const y = () => key;
  return [
    Plot.ruleY(row.joined === true ? [ends] : [], {
      x1: "low",
      x2: "high",
      y,
      dy: middle,
      stroke: row.colour,
      strokeWidth: 2,
      strokeOpacity: 0.6,
    }),
    Plot.ruleY(row.interval === undefined ? [] : [row.interval], {
      x1: ({ low }) => Math.max(low, domain[0]),
      x2: ({ high }) => Math.min(high, domain[1]),
      y,
      dy: middle,
      stroke: "var(--ink)",
      strokeWidth: 1.2,
    }),
    ...SYMBOLS.map((symbol) =>
      Plot.dot(row.dots.filter((dot) => (dot.symbol ?? "circle") === symbol), {
        x: "value",
        y,
        dy: middle,
        r: 4.5,
        symbol,
        fill: ({ hollow }: RowDot) => hollow === true ? "var(--paper)" : row.colour,
        stroke: row.colour,
        strokeWidth: 1.6,
      })
    ),
    Plot.text(row.text === undefined ? [] : [row.text], {
      x: () => Math.max(ends.high, row.interval?.high ?? ends.high),
      y,
      dy: middle,
      dx: 10,
      text: (text: string) => text,
      textAnchor: "start",
      fill: "var(--ink)",
      fontVariant: "tabular-nums",
    }),
    Plot.text([row], {
      frameAnchor: "left",
      y,
      text: () =>
        fitText(row.label, size.narrow ? size.width - 8 : place.labelSpace - 10, size.fontSize),
      textAnchor: size.narrow ? "start" : "end",
      dx: size.narrow ? 0 : -10,
      dy: size.narrow ? -9 : 0,
      fill: "var(--ink)",
      // On a phone the label lies across the line of the reference.
      ...(size.narrow ? { stroke: "var(--paper)", strokeWidth: 3 } : {}),
    }),
    Plot.ruleY(row.endsGroup === true ? [row] : [], {
      x1: domain[0],
      x2: domain[1],
      y,
      dy: place.rowHeight / 2,
      stroke: "var(--muted)",
      strokeWidth: 0.7,
    }),
  ];
}

function domainOf(rows: readonly DotRow[], axis: DotAxis): [number, number] {
  const values = [
    ...rows.flatMap(({ dots, interval }) => [
      ...dots.map(({ value }) => value),
      ...(interval === undefined ? [] : [interval.low, interval.high]),
    ]),
    ...(axis.reference === undefined ? [] : [axis.reference]),
    ...(axis.band === undefined ? [] : [axis.band.low, axis.band.high]),
  ].filter((value) => !axis.logarithmic || value > 0);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (axis.logarithmic) return [least / 1.15, most * 1.15];
  if (axis.reference === undefined) return [Math.min(0, least), most * 1.03];
  const room = Math.max((most - least) * 0.05, Math.abs(axis.reference) * 1e-3, 1e-12);
  return [least - room, most + room];
}

/** Ticks of a linear axis that its width has room to name. */
function ticksFor(width: number, size: Size): number {
  return Math.max(2, Math.min(size.narrow ? 4 : 8, Math.floor(width / 60)));
}

function decimalsOf(tick: number): number {
  return Number.isInteger(tick) ? 0 : Math.abs(tick) < 0.1 ? 2 : 1;
}
