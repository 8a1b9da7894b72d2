/** Lines of a metric against load: the common drawing of throughput and latency charts. */
import * as Plot from "@observablehq/plot";
import { formatLoad, formatQuantity, type Scale } from "../format.ts";
import type { Series } from "../model/scenario.ts";
import { centreOf, type Interval, intervalOf, type Value, widthOf } from "../model/values.ts";
import type { Style } from "../palette.ts";
import { type ChartInput, seriesClass, stylesOf } from "./chart.ts";
import { type EndLabel, endLabels, lineHeight } from "./end_labels.ts";
import { draw, type Size, textWidth } from "./plot.ts";

/** A point of a line. */
export interface LadderPoint {
  load: number;
  value: Value;
  centre: number;
  bound: boolean;
}

/** The line of one implementation; withheld points are gaps in it. */
export interface LadderLine {
  series: Series;
  points: LadderPoint[];
  /** Loads whose value is withheld. */
  withheld: number[];
}

/** The lines of a metric: every series of the group that has a point to show. */
export function ladderLines(input: ChartInput, metric: string, statistic: string): LadderLine[] {
  return input.board.group.series.map((series) => {
    const points: LadderPoint[] = [];
    const withheld: number[] = [];
    for (const point of series.points) {
      const { load } = point.cell;
      const value = point.value(metric, statistic);
      if (load === null || load <= 0 || value === undefined) continue;
      const { status } = value.summary;
      if (status === "withheld") withheld.push(load);
      else {points.push({
          load,
          value,
          centre: centreOf(value.summary),
          bound: status === "lower bound",
        });}
    }
    return { series, points, withheld };
  }).filter((line) => line.points.length > 0);
}

/** Loads of the lines, ascending. A chart against load needs two. */
export function loadsOf(lines: readonly LadderLine[]): number[] {
  const loads = new Set(lines.flatMap((line) => line.points.map((point) => point.load)));
  return [...loads].sort((a, b) => a - b);
}

export interface LadderOptions {
  scale: Scale;
  /** Logarithmic y where the largest value is many times the smallest. */
  logarithmic: boolean;
  label: string;
}

/** Draws the lines at one size. */
export function drawLadder(
  input: ChartInput,
  lines: readonly LadderLine[],
  options: LadderOptions,
  size: Size,
): string {
  const { scale, logarithmic } = options;
  const style = stylesOf(input);
  const loads = loadsOf(lines);
  const scaled = (value: number) => value / scale.divisor;
  // Grey lines first, so that the coloured ones lie on top.
  const ordered = [...lines].sort((a, b) =>
    Number(style(a.series.name).coloured) - Number(style(b.series.name).coloured)
  );
  const inColour = ordered.map((line) => line.series.name).filter((name) => style(name).coloured);
  // Spreads of neighbours would hide each other: each stands a little beside its point.
  const dodge = (name: string) =>
    (inColour.indexOf(name) - (inColour.length - 1) / 2) * (size.narrow ? 2.5 : 4);
  const labels: EndLabel[] = lines.map((line) => {
    const last = line.points.at(-1) as LadderPoint;
    return {
      name: line.series.name,
      text: line.series.title,
      x: last.load,
      y: scaled(last.centre),
      style: style(line.series.name),
      href: input.hrefOf?.(line.series.name),
    };
  });
  const labelWidth = Math.min(
    size.narrow ? 128 : 250,
    Math.max(...labels.map((label) => textWidth(label.text, size.fontSize))) + 30,
  );
  const top = Math.max(...lines.flatMap((line) => line.points.map(({ value }) => upper(value))));
  const least = Math.min(...lines.flatMap((line) => line.points.map(({ value }) => lower(value))));
  const height = Math.max(
    size.narrow ? 300 : 420,
    lines.length * lineHeight(size) + 60,
  );
  return draw(
    {
      height,
      marginTop: 18,
      marginLeft: size.narrow ? 40 : 52,
      marginRight: labelWidth,
      marginBottom: 42,
      x: {
        type: "log",
        base: 2,
        domain: [loads[0] as number, loads.at(-1) as number],
        ticks: readableTicks(loads, size, labelWidth),
        tickFormat: (load: number) => String(load),
        tickSize: 4,
        label: input.board.group.loadUnit.replaceAll("-", " "),
        labelAnchor: "center",
        labelArrow: "none",
        labelOffset: 38,
      },
      y: {
        type: logarithmic ? "log" : "linear",
        domain: logarithmic ? [scaled(least) / 1.1, scaled(top) * 1.1] : [0, scaled(top) * 1.03],
        grid: true,
        ...(logarithmic
          ? {
            ticks: logarithmicTicks(scaled(least) / 1.1, scaled(top) * 1.1),
            tickFormat: (tick: number) => String(tick),
          }
          : { ticks: size.narrow ? 5 : 7 }),
        tickSize: 0,
        label: null,
      },
      marks: [
        ...ordered.flatMap((line) => marksOf(line, style(line.series.name), scaled, size, dodge)),
        ...ordered.flatMap((line) => boundMarks(line, scaled)),
        endLabels(labels, labelWidth, size),
      ],
    },
    size,
    options.label,
  );
}

function marksOf(
  line: LadderLine,
  style: Style,
  scaled: (value: number) => number,
  size: Size,
  dodge: (name: string) => number,
): Plot.Markish[] {
  const className = seriesClass(line.series.name);
  // A withheld point breaks the line: no value there, so none between its neighbours either.
  const path = [
    ...line.points.map(({ load, centre }) => ({ load, y: scaled(centre) as number | null })),
    ...line.withheld.map((load) => ({ load, y: null })),
  ].sort((a, b) => a.load - b.load);
  const marks: Plot.Markish[] = [
    Plot.line(path, {
      x: "load",
      y: "y",
      stroke: style.colour,
      strokeWidth: style.coloured ? 2 : 1.2,
      ...(style.dash === "" ? {} : { strokeDasharray: style.dash }),
      className,
    }),
  ];
  const intervals = line.points.flatMap(({ load, value }) => {
    const interval = intervalOf(value.summary);
    return interval === undefined ? [] : [{ load, ...interval }];
  });
  if (intervals.length > 0) {
    marks.unshift(Plot.ruleX(intervals, {
      x: "load",
      y1: ({ low }: Interval) => scaled(low),
      y2: ({ high }: Interval) => scaled(high),
      stroke: style.colour,
      strokeWidth: style.coloured ? (size.narrow ? 2 : 3) : 1,
      strokeOpacity: style.coloured ? 0.45 : 0.6,
      dx: style.coloured ? dodge(line.series.name) : 0,
      className,
    }));
  }
  marks.push(Plot.dot(line.points, {
    x: "load",
    y: ({ centre }: LadderPoint) => scaled(centre),
    fill: style.coloured ? style.colour : "var(--paper)",
    stroke: style.coloured ? "var(--paper)" : style.colour,
    strokeWidth: style.coloured ? 0.8 : 1.2,
    symbol: style.marker,
    r: style.coloured ? (size.narrow ? 3 : 4) : 2,
    ...(size.narrow ? {} : { title: (point: LadderPoint) => pointTitle(line.series, point) }),
    className,
  }));
  return marks;
}

/** "≥" beside the points that are lower bounds, over lines and bars but off the markers. */
function boundMarks(line: LadderLine, scaled: (value: number) => number): Plot.Markish[] {
  const bounds = line.points.filter((point) => point.bound);
  if (bounds.length === 0) return [];
  return [Plot.text(bounds, {
    x: "load",
    y: ({ centre }: LadderPoint) => scaled(centre),
    text: () => "≥",
    dx: 11,
    dy: -8,
    fill: "var(--ink)",
    stroke: "var(--paper)",
    strokeWidth: 2.5,
    className: seriesClass(line.series.name),
  })];
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

function upper({ summary }: Value): number {
  return Math.max(centreOf(summary), intervalOf(summary)?.high ?? 0);
}

/** The lower end, where a logarithmic axis can show it. */
function lower({ summary }: Value): number {
  const centre = centreOf(summary);
  const low = intervalOf(summary)?.low ?? centre;
  return low > 0 ? Math.min(low, centre) : centre;
}

/** 1, 10, 100 ... within the ends; 1, 2, 5, 10 ... where that would name fewer than three. */
export function logarithmicTicks(low: number, high: number): number[] {
  const ticks: number[] = [];
  for (let exponent = Math.floor(Math.log10(low)); 10 ** exponent <= high; exponent++) {
    for (const digit of [1, 2, 5]) ticks.push(Number(`${digit}e${exponent}`));
  }
  const inside = ticks.filter((tick) => tick >= low && tick <= high);
  const decades = inside.filter((tick) => String(tick).replace(/[0.]/g, "") === "1");
  return decades.length >= 3 ? decades : inside;
}

/** Every load where the axis has room for their names, or else every second, third ... */
function readableTicks(loads: readonly number[], size: Size, labelWidth: number): number[] {
  const room = size.width - labelWidth - 60;
  const widest = Math.max(...loads.map((load) => textWidth(String(load), size.fontSize))) + 8;
  const most = Math.max(2, Math.floor(room / widest));
  const every = Math.ceil(loads.length / most);
  return loads.filter((_, index) => (loads.length - 1 - index) % every === 0);
}

/** A note for each kind of point that is drawn in its own way, or not at all. */
export function ladderNotes(lines: readonly LadderLine[], unit: string): string[] {
  const notes: string[] = [];
  for (const { series, withheld } of lines) {
    if (withheld.length === 0) continue;
    const at = withheld.map((load) => String(load)).join(", ");
    notes.push(
      `${series.title}: withheld at ${at} ${unit.replaceAll("-", " ")}, so there is a gap.`,
    );
  }
  const last = loadsOf(lines).at(-1);
  if (lines.some((line) => line.points.at(-1)?.load !== last)) {
    notes.push("A dotted thread leads from a line that ends early to its name.");
  }
  if (lines.some((line) => line.points.some((point) => point.bound))) {
    notes.push(
      "≥\u00a0marks a lower bound: the load generator was at its limit there, not the server.",
    );
  }
  const values = lines.flatMap((line) => line.points.map(({ value }) => value.summary));
  if (values.some((summary) => intervalOf(summary) !== undefined)) {
    const isMerged = values.some(({ merged }) => merged !== null);
    notes.push(
      `Points are ${isMerged ? "percentiles of all trials together" : "medians over trials"}, ` +
        "the bars on them 95\u00a0% intervals.",
    );
  }
  if (values.some(({ n }) => n < 2)) notes.push("A single trial has no interval.");
  return notes;
}
