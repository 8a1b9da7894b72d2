/** Lines of a metric against load: the common drawing of throughput and latency charts. */
import * as Plot from "@observablehq/plot";
import type { Scale } from "../format.ts";
import { centreOf, intervalOf } from "../model/values.ts";
import { type ChartInput, stylesOf } from "./chart.ts";
import { endColumn, type EndLabel, endLabels } from "./end_labels.ts";
import { boundMarks, type LadderLine, type LadderPoint, lineMarks } from "./ladder_marks.ts";
import { draw, formatTick, type Size, textWidth, tickRoom } from "./plot.ts";
import { type Reach, reachOf } from "./reach.ts";

export { isGone, type LadderLine, type LadderPoint } from "./ladder_marks.ts";

/**
 * The lines of a metric: every series of the group that has a point to show. `ownLoads` are those of a search, which
 * each implementation has to itself: that another was tried at a load is no gap then.
 */
export function ladderLines(
  { board: { group } }: ChartInput,
  metric: string,
  statistic: string,
  { ownLoads = false } = {},
): LadderLine[] {
  const lines = group.series.map((series): LadderLine => {
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
    return { series, points, withheld, absent: [] };
  });
  if (!ownLoads) {
    const loads = new Set(lines.flatMap(loadsOfLine));
    for (const line of lines) {
      line.absent = [...loads.difference(new Set(loadsOfLine(line)))].sort((a, b) => a - b);
    }
  }
  return lines.filter((line) => line.points.length > 0);
}

/** Loads at which there is a value, even if it is withheld. */
function loadsOfLine({ points, withheld }: LadderLine): number[] {
  return [...points.map(({ load }) => load), ...withheld];
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
  /** Whether loads stand as far apart as they are: of a search, whose loads are no powers of two. */
  evenLoads?: boolean;
  /** The largest value that an objective lets pass, in base units, and what to call it. */
  gate?: { value: number; text: string };
}

/** Draws the lines at one size. */
export function drawLadder(
  input: ChartInput,
  lines: readonly LadderLine[],
  options: LadderOptions,
  size: Size,
): string {
  const { scale, logarithmic, gate, evenLoads = false } = options;
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
  const column = endColumn(labels, size.narrow ? 128 : 310, size);
  const domain = domainOf(lines, options);
  const height = Math.max(size.narrow ? 300 : 420, column.height + 60);
  const [marginTop, marginBottom] = [18, 42];
  const yTicks = logarithmic ? logarithmicTicks(...domain) : undefined;
  const axis = logarithmic ? Math.log : (value: number) => value;
  const [bottom, top] = [axis(domain[0]), axis(domain[1])];
  const place = (value: number) =>
    marginTop +
    (height - marginTop - marginBottom) * (top - axis(scaled(value))) / (top - bottom);
  return draw(
    {
      height,
      marginTop,
      marginLeft: tickRoom(yTicks ?? [Math.round(domain[1])], size),
      marginRight: column.width,
      marginBottom,
      x: {
        ...(evenLoads ? { domain: [0, loads.at(-1) as number], ticks: size.narrow ? 3 : 6 } : {
          type: "log",
          base: 2,
          domain: [loads[0] as number, loads.at(-1) as number],
          ticks: readableTicks(loads, size, column.width),
        }),
        tickFormat: formatTick,
        tickSize: 4,
        label: input.board.group.loadUnit.replaceAll("-", " "),
        labelAnchor: "center",
        labelArrow: "none",
        labelOffset: 38,
      },
      y: {
        type: logarithmic ? "log" : "linear",
        domain,
        grid: true,
        ...(yTicks === undefined
          ? { ticks: size.narrow ? 5 : 7 }
          : { ticks: yTicks, tickFormat: formatTick }),
        tickSize: 0,
        label: null,
      },
      marks: [
        ...gateLine(gate, scaled),
        ...ordered.flatMap((line) => {
          const own = style(line.series.name);
          return lineMarks(line, {
            style: own,
            size,
            scaled,
            reach: { low: domain[0], high: domain[1] },
            dodge: own.coloured ? dodge(line.series.name) : 0,
          });
        }),
        ...boundMarks(ordered, { styleOf: style, scaled, place }),
        ...gateName(gate, evenLoads ? 0 : loads[0] as number, scaled),
        endLabels(column, size),
      ],
    },
    size,
    options.label,
  );
}

/** The objective as a line across, below all others. */
function gateLine(
  gate: LadderOptions["gate"],
  scaled: (value: number) => number,
): Plot.Markish[] {
  if (gate === undefined) return [];
  return [
    Plot.ruleY([scaled(gate.value)], {
      stroke: "var(--warning)",
      strokeWidth: 1.2,
      strokeDasharray: "5 4",
    }),
  ];
}

/** Its name at the start of the line: above the lines, which may be steep there. */
function gateName(
  gate: LadderOptions["gate"],
  start: number,
  scaled: (value: number) => number,
): Plot.Markish[] {
  if (gate === undefined) return [];
  return [
    Plot.text([gate], {
      x: () => start,
      y: ({ value }) => scaled(value),
      text: "text",
      textAnchor: "start",
      dx: 4,
      dy: -9,
      fill: "var(--warning)",
      stroke: "var(--paper)",
      strokeWidth: 3,
    }),
  ];
}

/** Beyond the values, an interval gets so many times as much room on each kind of axis. */
const FACTOR = { logarithmic: 4, linear: 1.25 };

/** How far the values and intervals of the lines go. */
export function reachOfLines(lines: readonly LadderLine[], logarithmic: boolean): Reach {
  const values = lines.flatMap((line) =>
    line.points.map(({ value, centre }) => {
      const interval = intervalOf(value.summary);
      // A lower end below zero has no place on a logarithmic axis.
      const low = interval !== undefined && (interval.low > 0 || !logarithmic)
        ? interval.low
        : centre;
      return {
        centre,
        interval: interval === undefined ? undefined : { low, high: interval.high },
      };
    })
  );
  return reachOf(values, logarithmic ? FACTOR.logarithmic : FACTOR.linear);
}

/** Ends of the axis, scaled; a linear one begins at zero. */
function domainOf(
  lines: readonly LadderLine[],
  { scale, logarithmic, gate }: LadderOptions,
): [number, number] {
  const { low, high } = reachOfLines(lines, logarithmic);
  const top = Math.max(high, gate?.value ?? high) / scale.divisor;
  const least = Math.min(low, gate?.value ?? low) / scale.divisor;
  return logarithmic ? [least / 1.1, top * 1.1] : [0, top * 1.03];
}

/** 1, 10, 100 ... within the ends; where that would name fewer than three, 1, 2, 5, 10 ..., or else even steps. */
export function logarithmicTicks(low: number, high: number): number[] {
  const ticks: number[] = [];
  for (let exponent = Math.floor(Math.log10(low)); 10 ** exponent <= high; exponent++) {
    for (const digit of [1, 2, 5]) ticks.push(Number(`${digit}e${exponent}`));
  }
  const inside = ticks.filter((tick) => tick >= low && tick <= high);
  const decades = inside.filter((tick) => String(tick).replace(/[0.]/g, "") === "1");
  if (decades.length >= FEWEST_TICKS) return decades;
  return inside.length >= FEWEST_TICKS ? inside : evenTicks(low, high);
}

/** An axis that names fewer places cannot be read between them. */
const FEWEST_TICKS = 3;

/** The multiples within the ends of the largest 1, 2 or 5 of any decade that has enough of them there. */
function evenTicks(low: number, high: number): number[] {
  for (let exponent = Math.floor(Math.log10(high));; exponent--) {
    for (const digit of [5, 2, 1]) {
      const step = Number(`${digit}e${exponent}`);
      const first = Math.ceil(low / step);
      const count = Math.floor(high / step) - first + 1;
      if (count < FEWEST_TICKS) continue;
      // 3 x 0.4 is 1.2000000000000002.
      return Array.from(
        { length: count },
        (_, at) => Number(((first + at) * step).toPrecision(12)),
      );
    }
  }
}

/** The loads that the axis has room to name, from the highest down. */
function readableTicks(loads: readonly number[], size: Size, labelWidth: number): number[] {
  const room = size.width - labelWidth - 60;
  const widest = Math.max(...loads.map((load) => textWidth(formatTick(load), size.fontSize))) + 8;
  const [first, last] = [loads[0] as number, loads.at(-1) as number];
  const place = (load: number) => room * Math.log(load / first) / Math.log(last / first);
  const even = Math.ceil(loads.length * widest / Math.max(room, widest));
  const ticks: number[] = [];
  // Every load, or every second, third ..., and of those none that would run into its neighbour.
  for (let index = loads.length - 1; index >= 0; index -= even) {
    const load = loads[index] as number;
    const before = ticks.at(-1);
    if (before === undefined || place(before) - place(load) >= widest) ticks.push(load);
  }
  return ticks.reverse();
}
