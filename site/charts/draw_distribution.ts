/** Draws distributions: latency against nines, labels at the lines' ends, intervals at the named percentiles. */
import * as Plot from "@observablehq/plot";
import type { Scale } from "../format.ts";
import type { Series } from "../model/scenario.ts";
import { intervalOf, type Value } from "../model/values.ts";
import { type ChartInput, seriesClass, stylesOf } from "./chart.ts";
import { endColumn, type EndLabel, endLabels } from "./end_labels.ts";
import { logarithmicTicks } from "./ladder.ts";
import { draw, formatTick, type Size, textWidth, tickRoom } from "./plot.ts";
import { type Reach, reachOf, within } from "./reach.ts";

/** A named percentile. */
export interface Dot {
  /** Nines: 1 is p90, 2 is p99. */
  nines: number;
  value: Value;
  centre: number;
}

/** A place on a curve, in base units. */
export interface Place {
  nines: number;
  seconds: number;
}

export interface Curve {
  series: Series;
  /** The named percentiles, with their intervals. */
  dots: readonly Dot[];
  /** What the line is drawn through: the whole distribution, or the dots alone. */
  path: readonly Place[];
  isWhole: boolean;
}

/** Beyond the values, an interval gets so many times as much room. */
const FACTOR = 4;

/** How far the axis of latency reaches. */
export function reachOfCurves(curves: readonly Curve[]): Reach {
  const values = curves.flatMap(({ dots, path }) => [
    ...dots.map(({ value, centre }) => ({ centre, interval: intervalOf(value.summary) })),
    ...path.map(({ seconds }) => ({ centre: seconds })),
  ]);
  return reachOf(values, FACTOR);
}

interface Span {
  nines: number;
  low: number;
  high: number;
}

/** Draws the curves at one size. */
export function drawDistribution(
  input: ChartInput,
  curves: readonly Curve[],
  scale: Scale,
  size: Size,
  label: string,
): string {
  const style = stylesOf(input);
  const scaled = (value: number) => value / scale.divisor;
  const ordered = [...curves].sort((a, b) =>
    Number(style(a.series.name).coloured) - Number(style(b.series.name).coloured)
  );
  const all = curves.flatMap(({ dots }) => dots);
  const spansOf = (dots: readonly Dot[]): Span[] =>
    dots.flatMap(({ nines, value }) => {
      const interval = intervalOf(value.summary);
      if (interval === undefined) return [];
      const { low, high } = within(interval, reach);
      return [{ nines, low: scaled(low), high: scaled(high) }];
    });
  const reach = reachOfCurves(curves);
  const domain: [number, number] = [scaled(reach.low) / 1.1, scaled(reach.high) * 1.1];
  const named = new Map(all.map(({ nines, value }) => [nines, value.summary.statistic]));
  const labels = curves.map(({ series, path }): EndLabel => {
    const last = path.at(-1) as Place;
    return {
      name: series.name,
      text: series.title,
      x: last.nines,
      y: scaled(last.seconds),
      style: style(series.name),
      href: input.hrefOf?.(series.name),
    };
  });
  const column = endColumn(labels, size.narrow ? 120 : 310, size);
  const ends = curves.flatMap(({ path }) => [path[0], path.at(-1)] as Place[]);
  const [start, end] = [
    Math.min(...ends.map(({ nines }) => nines)),
    Math.max(...ends.map(({ nines }) => nines)),
  ];
  const yTicks = logarithmicTicks(...domain);
  const marginLeft = tickRoom(yTicks, size);
  const places = [...named.keys()].sort((a, b) => a - b);
  return draw(
    {
      height: Math.max(size.narrow ? 300 : 420, column.height + 60),
      marginTop: 18,
      marginLeft,
      marginRight: column.width,
      marginBottom: 36,
      x: {
        domain: [start, end],
        ticks: apart(places, named, (size.width - marginLeft - column.width) / (end - start), size),
        tickFormat: (nines: number) => named.get(nines) ?? "",
        tickSize: 4,
        label: null,
      },
      y: {
        type: "log",
        domain,
        grid: true,
        ticks: yTicks,
        tickFormat: formatTick,
        tickSize: 0,
        label: null,
      },
      marks: [
        ...ordered.flatMap(({ series, dots, path }): Plot.Markish[] => {
          const { colour, coloured, dash, marker } = style(series.name);
          const className = seriesClass(series.name);
          const own = spansOf(dots);
          return [
            coloured && own.length > 1
              ? Plot.areaY(own, {
                x: "nines",
                y1: "low",
                y2: "high",
                fill: colour,
                fillOpacity: 0.14,
                className,
              })
              : Plot.ruleX(own, {
                x: "nines",
                y1: "low",
                y2: "high",
                stroke: colour,
                strokeOpacity: 0.6,
                className,
              }),
            Plot.line(path, {
              x: "nines",
              y: ({ seconds }: Place) => scaled(seconds),
              stroke: colour,
              strokeWidth: coloured ? 2 : 1.2,
              ...(dash === "" ? {} : { strokeDasharray: dash }),
              className,
            }),
            Plot.dot(dots, {
              x: "nines",
              y: ({ centre }: Dot) => scaled(centre),
              r: coloured ? (size.narrow ? 3 : 4) : 2,
              symbol: marker,
              fill: coloured ? colour : "var(--paper)",
              stroke: coloured ? "var(--paper)" : colour,
              strokeWidth: 0.8,
              className,
            }),
          ];
        }),
        endLabels(column, size),
      ],
    },
    size,
    label,
  );
}

/** Those percentiles whose names have room beside each other; `perNine` is the width of a nine. */
function apart(
  places: readonly number[],
  named: ReadonlyMap<number, string>,
  perNine: number,
  size: Size,
): number[] {
  const half = (place: number) => textWidth(named.get(place) ?? "", size.fontSize) / 2;
  const kept: number[] = [];
  for (const place of places) {
    const last = kept.at(-1);
    const room = last === undefined ? Infinity : (place - last) * perNine;
    if (last === undefined || room > half(last) + half(place) + GAP) kept.push(place);
  }
  return kept;
}

/** Between two names on the axis. */
const GAP = 5;
