/**
 * The distribution of latency at one load: its percentiles on an axis that gives the tail as much room as the
 * rest (each further nine takes the same width, as plots of HdrHistogram have it).
 */
import * as Plot from "@observablehq/plot";
import { percentOf } from "../../pipeline/report.ts";
import { formatFactor, formatLoad, formatQuantity, type Scale, scaleFor } from "../format.ts";
import type { Point, Series } from "../model/scenario.ts";
import { trialsText } from "../model/sentences.ts";
import { centreOf, intervalOf, type Value } from "../model/values.ts";
import { type Chart, type ChartInput, direction, seriesClass, stylesOf } from "./chart.ts";
import { type EndLabel, endLabels, lineHeight } from "./end_labels.ts";
import { logarithmicTicks } from "./ladder.ts";
import { draw, NARROW, type Size, textWidth, WIDE } from "./plot.ts";
import { CUT_NOTE, type Reach, reachOf, within } from "./reach.ts";

const METRIC = "latency";
const PERCENTILES = ["p50", "p75", "p90", "p95", "p99", "p99.9", "p99.99"] as const;
/** Fewer percentiles than this are no distribution. */
const FEWEST = 3;

interface Dot {
  /** Nines: 1 is p90, 2 is p99. */
  nines: number;
  value: Value;
  centre: number;
}

interface Curve {
  series: Series;
  dots: Dot[];
}

/** Percentile curves at the highest load that most implementations have them for. */
export function distributionChart(input: ChartInput): Chart | undefined {
  const { board } = input;
  // A part of a workload that nothing ranks says what the whole of it says.
  if (board.standings.length === 0) return undefined;
  const found = curvesOf(board.group.series, board.group.loads);
  if (found === undefined) return undefined;
  const { curves, load } = found;
  const scale = scaleFor("s", METRIC, curves.flatMap(({ dots }) => dots.map((dot) => dot.centre)));
  const isMerged = curves.some(({ dots }) =>
    dots.some(({ value }) => value.summary.merged !== null)
  );
  const title = tailSentence(curves, formatLoad(load, board.group.loadUnit));
  const subtitle = [
    `Percentiles of latency${load === null ? "" : ` at ${formatLoad(load, board.group.loadUnit)}`}`,
    `${scale.unit}, logarithmic`,
    direction("lower"),
    trialsText(board),
  ].join(" · ");
  const label = `${title}. ${subtitle}.`;
  const notes = [
    isMerged
      ? "Read from the histograms of all trials together, which histograms.hlog has in full; " +
        "bands and bars are 95\u00a0% intervals."
      : "As the load tool states them; its histograms were not kept.",
    ...(reachOfDots(curves.flatMap(({ dots }) => dots)).isCut ? [CUT_NOTE] : []),
    "Half of all answers are left of p50; each further nine takes as much width as the one before.",
  ];
  return {
    id: "distribution",
    title,
    subtitle,
    notes,
    get wide() {
      return drawCurves(input, curves, scale, WIDE, label);
    },
    get narrow() {
      return drawCurves(input, curves, scale, NARROW, label);
    },
  };
}

function curvesOf(series: readonly Series[], loads: readonly (number | null)[]) {
  const measured = series.filter(({ implementation }) => implementation.twin_of === undefined);
  for (const load of [...loads].reverse()) {
    const curves = measured.flatMap((each): Curve[] => {
      const point = each.points.find(({ cell }) => cell.load === load);
      const dots = point === undefined ? [] : dotsOf(point);
      return dots.length < FEWEST ? [] : [{ series: each, dots }];
    });
    if (curves.length > 0 && 2 * curves.length > measured.length) return { curves, load };
  }
  return undefined;
}

function dotsOf(point: Point): Dot[] {
  return PERCENTILES.flatMap((statistic) => {
    const value = point.value(METRIC, statistic);
    if (value === undefined || value.summary.status === "withheld") return [];
    const centre = centreOf(value.summary);
    const nines = ninesOf(percentOf(statistic) as number);
    return centre > 0 ? [{ nines, value, centre }] : [];
  });
}

/** -log10 of the share of answers that take longer. */
function ninesOf(percent: number): number {
  return -Math.log10(1 - percent / 100);
}

/** Whose tail is the longest beside its own middle. */
function tailSentence(curves: readonly Curve[], load: string): string {
  const spans = curves.map(({ series, dots }) => {
    const [first, last] = [dots[0] as Dot, dots.at(-1) as Dot];
    return { series, first, last, ratio: last.centre / first.centre };
  }).sort((a, b) => b.ratio - a.ratio);
  const { series, first, last, ratio } = spans[0] as typeof spans[number];
  const say = ({ centre, value: { summary } }: Dot) =>
    `${formatQuantity(centre, "s", METRIC)} (${summary.statistic})`;
  const at = load === "" ? "" : `At ${load} `;
  const who = curves.length > 1 ? `${series.title} has the longest tail: ` : `${series.title}: `;
  return `${at}${who}${say(first)} to ${say(last)}, a factor of ${formatFactor(ratio)}`;
}

/** Beyond the values, an interval gets so many times as much room. */
const FACTOR = 4;

function reachOfDots(dots: readonly Dot[]): Reach {
  const values = dots.map(({ value, centre }) => ({ centre, interval: intervalOf(value.summary) }));
  return reachOf(values, FACTOR);
}

interface Span {
  nines: number;
  low: number;
  high: number;
}

function drawCurves(
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
  const reach = reachOfDots(all);
  const domain: [number, number] = [scaled(reach.low) / 1.1, scaled(reach.high) * 1.1];
  const named = new Map(all.map(({ nines, value }) => [nines, value.summary.statistic]));
  const labels = curves.map(({ series, dots }): EndLabel => {
    const last = dots.at(-1) as Dot;
    return {
      name: series.name,
      text: series.title,
      x: last.nines,
      y: scaled(last.centre),
      style: style(series.name),
      href: input.hrefOf?.(series.name),
    };
  });
  const labelWidth = Math.min(
    size.narrow ? 120 : 250,
    Math.max(...labels.map(({ text }) => textWidth(text, size.fontSize))) + 30,
  );
  const places = [...named.keys()].sort((a, b) => a - b);
  return draw(
    {
      height: Math.max(size.narrow ? 300 : 420, curves.length * lineHeight(size) + 60),
      marginTop: 18,
      marginLeft: size.narrow ? 44 : 56,
      marginRight: labelWidth,
      marginBottom: 36,
      x: {
        domain: [places[0] as number, places.at(-1) as number],
        ticks: size.narrow ? apart(places) : places,
        tickFormat: (nines: number) => named.get(nines) ?? "",
        tickSize: 4,
        label: null,
      },
      y: {
        type: "log",
        domain,
        grid: true,
        ticks: logarithmicTicks(...domain),
        tickFormat: (tick: number) => String(tick),
        tickSize: 0,
        label: null,
      },
      marks: [
        ...ordered.flatMap(({ series, dots }): Plot.Markish[] => {
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
            Plot.line(dots, {
              x: "nines",
              y: ({ centre }: Dot) => scaled(centre),
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
        endLabels(labels, labelWidth, size),
      ],
    },
    size,
    label,
  );
}

/** On a phone p75 and p95 have no room beside their neighbours. */
function apart(places: readonly number[]): number[] {
  const kept: number[] = [];
  for (const place of places) {
    if (kept.length === 0 || place - (kept.at(-1) as number) > 0.55) kept.push(place);
  }
  return kept;
}
