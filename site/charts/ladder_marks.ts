/** How one line of a chart against load is drawn: its band of intervals, the line, its points and their marks. */
import * as Plot from "@observablehq/plot";
import { formatLoad, formatQuantity } from "../format.ts";
import type { Series } from "../model/scenario.ts";
import { centreOf, type Interval, intervalOf, type Value, widthOf } from "../model/values.ts";
import type { Style } from "../palette.ts";
import { seriesClass } from "./chart.ts";
import type { Size } from "./plot.ts";
import { within } from "./reach.ts";

/** A point of a line. */
export interface LadderPoint {
  load: number;
  value: Value;
  centre: number;
  bound: boolean;
  /** Whether a later report took it back or replaced it. */
  gone?: boolean;
}

/** The line of one implementation; where it has no value there is a gap in it. */
export interface LadderLine {
  series: Series;
  points: LadderPoint[];
  /** Loads whose value is withheld. */
  withheld: number[];
  /** Loads at which others of the group have a value and this one has none. */
  absent: number[];
}

export interface LineContext {
  style: Style;
  size: Size;
  /** From base units to those of the axis. */
  scaled: (value: number) => number;
  /** Ends of the axis, scaled: intervals are cut off there. */
  reach: Interval;
  /** Pixels by which bars of this line stand beside their point. */
  dodge: number;
}

/** Ends of a point's interval on the axis; null where it has none, or at a gap. */
interface Span {
  load: number;
  low: number | null;
  high: number | null;
}

/** The marks of a line, from the lowest layer up. */
export function lineMarks(line: LadderLine, context: LineContext): Plot.Markish[] {
  const { style, size, scaled } = context;
  const className = seriesClass(line.series.name);
  const dash = isGone(line) ? "1 4" : style.dash;
  // No value there, so none between its neighbours either.
  const path = [
    ...line.points.map(({ load, centre }) => ({ load, y: scaled(centre) as number | null })),
    ...gapsOf(line).map((load) => ({ load, y: null })),
  ].sort((a, b) => a.load - b.load);
  return [
    ...intervalMarks(spansOf(line, context), context, className),
    Plot.line(path, {
      x: "load",
      y: "y",
      stroke: style.colour,
      strokeWidth: style.coloured ? 2 : 1.2,
      ...(dash === "" ? {} : { strokeDasharray: dash }),
      className,
    }),
    Plot.dot(line.points.filter(({ gone }) => gone === true), {
      x: "load",
      y: ({ centre }: LadderPoint) => scaled(centre),
      fill: "var(--paper)",
      stroke: "var(--rest)",
      strokeWidth: 1.2,
      strokeDasharray: "2 2",
      r: 3.5,
      className,
    }),
    Plot.dot(line.points.filter(({ gone }) => gone !== true), {
      x: "load",
      y: ({ centre }: LadderPoint) => scaled(centre),
      fill: style.coloured ? style.colour : "var(--paper)",
      stroke: style.coloured ? "var(--paper)" : style.colour,
      strokeWidth: style.coloured ? 0.8 : 1.2,
      symbol: style.marker,
      r: style.coloured ? (size.narrow ? 3 : 4) : 2,
      ...(size.narrow ? {} : { title: (point: LadderPoint) => pointTitle(line.series, point) }),
      className,
    }),
  ];
}

/** Whether nothing of the line counts any more. */
export function isGone({ points }: LadderLine): boolean {
  return points.every(({ gone }) => gone === true);
}

/** Loads at which the line is broken. */
function gapsOf({ withheld, absent }: LadderLine): number[] {
  return [...withheld, ...absent];
}

/** By load; a gap has no span and breaks the band. */
function spansOf(line: LadderLine, { scaled, reach }: LineContext): Span[] {
  const spans = line.points.map(({ load, value }): Span => {
    const interval = intervalOf(value.summary);
    if (interval === undefined) return { load, low: null, high: null };
    return { load, ...within({ low: scaled(interval.low), high: scaled(interval.high) }, reach) };
  });
  const gaps = gapsOf(line).map((load): Span => ({ load, low: null, high: null }));
  return [...spans, ...gaps].sort((a, b) => a.load - b.load);
}

/** A band for what is in colour; bars for the rest, and where a point has no neighbour to share a band with. */
function intervalMarks(
  spans: readonly Span[],
  { style, size, dodge }: LineContext,
  className: string,
): Plot.Markish[] {
  const has = (span: Span | undefined) => span !== undefined && span.low !== null;
  const banded = spans.some((span, index) => has(span) && has(spans[index + 1]));
  const inBand = (index: number) => has(spans[index - 1]) || has(spans[index + 1]);
  const bars = spans.filter((span, index) => has(span) && !(style.coloured && inBand(index)));
  const marks: Plot.Markish[] = [];
  if (style.coloured && banded) {
    marks.push(Plot.areaY(spans, {
      x: "load",
      y1: "low",
      y2: "high",
      fill: style.colour,
      fillOpacity: 0.1,
      className,
    }));
  }
  if (bars.length > 0) {
    marks.push(Plot.ruleX(bars, {
      x: "load",
      y1: "low",
      y2: "high",
      stroke: style.colour,
      strokeWidth: style.coloured ? (size.narrow ? 2 : 3) : 1,
      strokeOpacity: style.coloured ? 0.45 : 0.6,
      dx: dodge,
      className,
    }));
  }
  return marks;
}

/** Pixels beside a point that its sign takes. */
const SIGN = 20;

/**
 * "≥" at the points that are lower bounds, over lines and bars, each in the colour of its line: above the point,
 * or below it where another point is in the way above and none below. `place` gives the pixel of a value.
 */
export function boundMarks(
  lines: readonly LadderLine[],
  { styleOf, scaled, place }: {
    styleOf: (name: string) => Style;
    scaled: (value: number) => number;
    place: (value: number) => number;
  },
): Plot.Markish[] {
  const all = lines.flatMap(({ points }) => points);
  const isFree = (point: LadderPoint, direction: number) =>
    all.every((other) => {
      const distance = (place(other.centre) - place(point.centre)) * direction;
      return other === point || other.load !== point.load || distance < 0 || distance > SIGN;
    });
  const isBelow = (point: LadderPoint) => !isFree(point, -1) && isFree(point, 1);
  return lines.flatMap((line) => {
    const bounds = line.points.filter(({ bound }) => bound);
    const { colour, coloured } = styleOf(line.series.name);
    return [bounds.filter((point) => !isBelow(point)), bounds.filter(isBelow)]
      .flatMap((points, side) =>
        points.length === 0 ? [] : [Plot.text(points, {
          x: "load",
          y: ({ centre }: LadderPoint) => scaled(centre),
          text: () => "≥",
          dy: side === 0 ? -10 : 10,
          fill: coloured ? colour : "var(--muted)",
          stroke: "var(--paper)",
          strokeWidth: 2.5,
          fontWeight: 600,
          className: seriesClass(line.series.name),
        })]
      );
  });
}

function pointTitle(series: Series, { load, value, bound }: LadderPoint): string {
  const { summary } = value;
  const quantity = formatQuantity(
    centreOf(summary),
    summary.unit,
    summary.metric,
    widthOf(summary),
  );
  const at = formatLoad(load, summary.load_unit);
  return `${series.title}, ${at}: ${bound ? "≥ " : ""}${quantity}`;
}
