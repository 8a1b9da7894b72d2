/**
 * A metric over the reports of one scenario, as shares of the first report of each host: levels of many
 * implementations side by side would hide their changes, and those of two hosts are not comparable.
 */
import * as Plot from "@observablehq/plot";
import { capital, formatDate } from "../format.ts";
import {
  type DatedReport,
  type TrendDot,
  type TrendGroup,
  type TrendPiece,
  type TrendSeries,
  type TrendView,
} from "../model/trends.ts";
import { type Slots, type Style, styleOf } from "../palette.ts";
import { type Chart, direction, seriesClass } from "./chart.ts";
import { endColumn, type EndLabel, endLabels } from "./end_labels.ts";
import { longestPiece, trendNotes, trendTitle } from "./trend_words.ts";
import { draw, NARROW, type Size, textWidth, WIDE } from "./plot.ts";

export interface TrendInput {
  view: Pick<TrendView, "reports" | "trends">;
  group: TrendGroup;
  slots: Slots;
  /** Address that the label of an implementation leads to. */
  hrefOf?: (name: string) => string | undefined;
}

/** Undefined where no series has two reports. */
export function trendChart(input: TrendInput): Chart | undefined {
  const { group } = input;
  const drawn = group.series.filter(({ pieces }) => pieces.some(({ dots }) => dots.length > 0));
  if (longestPiece(group) < 2) return undefined;
  const title = trendTitle(group);
  // The title has the case and the load.
  const subtitle = [
    capital(group.title),
    "% of the first report of each host",
    direction(group.better),
    "reports in order of date",
  ].filter((text) => text !== "").join(" · ");
  const label = `${title}. ${subtitle}.`;
  return {
    id: "trend",
    title,
    subtitle,
    notes: trendNotes(input.view, group, endsOf(drawn, group.coloured)),
    cells: [],
    get wide() {
      return drawTrend(input, drawn, WIDE, label);
    },
    get narrow() {
      return drawTrend(input, drawn, NARROW, label);
    },
  };
}

interface Drawn {
  series: TrendSeries;
  piece: TrendPiece;
  style: Style;
}

function drawTrend(
  { view: { reports }, group, slots, hrefOf }: TrendInput,
  series: readonly TrendSeries[],
  size: Size,
  label: string,
): string {
  const style = (name: string) => styleOf(name, slots, group.coloured);
  const dotted = reports.length <= MOST_DOTTED;
  const pieces = series.flatMap((own) =>
    own.pieces.filter(({ dots }) => dots.length > 0)
      .map((piece): Drawn => ({ series: own, piece, style: style(own.name) }))
  ).sort((a, b) => Number(a.style.coloured) - Number(b.style.coloured));
  const last = Math.max(1, reports.length - 1);
  const labels = series.map((own): EndLabel => {
    const dot = own.pieces.flatMap(({ dots }) => dots).at(-1) as TrendDot;
    return {
      name: own.name,
      text: own.title,
      x: dot.at,
      y: dot.share * 100,
      style: style(own.name),
      href: hrefOf?.(own.name),
    };
  });
  const column = endColumn(labels, size.narrow ? 124 : 310, size);
  const marginLeft = size.narrow ? 56 : 62;
  const beside = besideOf(series, group, last, size.width - marginLeft - column.width);
  const [low, high] = endsOf(series, group.coloured);
  return draw(
    {
      height: Math.max(size.narrow ? 280 : 380, column.height + 60),
      marginTop: 18,
      marginLeft,
      marginRight: column.width,
      marginBottom: 36,
      x: {
        domain: [-beside.most, last + beside.most],
        ticks: readableTicks(reports, size, column.width),
        tickFormat: (at: number) => dayOf(reports[at]),
        tickSize: 4,
        label: null,
      },
      y: {
        type: high / low > 4 ? "log" : "linear",
        domain: [low * 100, high * 100],
        grid: true,
        ticks: size.narrow ? 5 : 7,
        tickFormat: (tick: number) => `${Number(tick.toPrecision(3))}\u00a0%`,
        tickSize: 0,
        label: null,
      },
      marks: [
        Plot.rect(bandsOf(group, reports), {
          x1: "from",
          x2: "to",
          y1: ({ floor }: Band) => Math.max(low, 1 / (1 + floor)) * 100,
          y2: ({ floor }: Band) => Math.min(high, 1 + floor) * 100,
          fill: "var(--rest)",
          fillOpacity: 0.14,
        }),
        Plot.ruleX(breaksOf(reports), { stroke: "var(--muted)", strokeDasharray: "3 3" }),
        ...pieces.flatMap((each) => marksOf(each, size, dotted, beside.of(each.series.name))),
        // The last date is wider than the way to the labels.
        endLabels({ ...column, labels: labels.map(beside.label) }, size, beside.reach, 0),
      ],
    },
    size,
    label,
  );
}

/** Between the intervals of two implementations at one report, in pixels. */
const GAP = 5;

interface Beside {
  /** The furthest, in steps between two reports. */
  most: number;
  of: (name: string) => number;
  /** From the first to the last implementation at one report, in pixels. */
  reach: number;
  /** A label beside the end of its line. */
  label: (label: EndLabel) => EndLabel;
}

/**
 * How far each implementation in colour stands beside the place of its reports, in steps between two of them: the
 * intervals of all would lie on each other.
 */
function besideOf(
  series: readonly TrendSeries[],
  { coloured }: TrendGroup,
  steps: number,
  room: number,
): Beside {
  const names = series.filter(({ name, pieces }) =>
    coloured.has(name) && pieces.some(({ dots }) => dots.some(({ low }) => low !== null))
  ).map(({ name }) => name);
  const gaps = Math.max(0, names.length - 1);
  // Of many reports no one comes near to the next.
  const gap = Math.min(GAP, 0.5 * room / steps / (gaps + 1));
  const reach = gap * gaps;
  const most = steps * reach / 2 / (room - reach);
  const of = (name: string) =>
    gaps === 0 || !names.includes(name) ? 0 : most * (2 * names.indexOf(name) / gaps - 1);
  return { most, of, reach, label: (label) => ({ ...label, x: label.x + of(label.name) }) };
}

/** Beyond so many reports the dots of the grey lines would only be weight. */
const MOST_DOTTED = 20;

function marksOf(
  { series, piece: { dots }, style }: Drawn,
  size: Size,
  dotted: boolean,
  beside: number,
): Plot.Markish[] {
  const className = seriesClass(series.name);
  const x = ({ at }: TrendDot) => at + beside;
  const share = ({ share }: TrendDot) => share * 100;
  const spans = style.coloured ? dots.filter(({ low, high }) => low !== null && high !== null) : [];
  return [
    Plot.ruleX(spans, {
      x,
      y1: ({ low, share }: TrendDot) => (low ?? share) * 100,
      y2: ({ high, share }: TrendDot) => (high ?? share) * 100,
      stroke: style.colour,
      strokeWidth: 2,
      strokeOpacity: 0.4,
      className,
    }),
    Plot.line(dots, {
      x,
      y: share,
      stroke: style.colour,
      strokeWidth: style.coloured ? 2 : 1.2,
      ...(style.dash === "" ? {} : { strokeDasharray: style.dash }),
      className,
    }),
    Plot.dot(style.coloured || dotted ? dots : dots.slice(-1), {
      x,
      y: share,
      symbol: style.marker,
      r: style.coloured ? (size.narrow ? 2.5 : 3.5) : 1.8,
      fill: style.coloured ? style.colour : "var(--paper)",
      stroke: style.coloured ? "var(--paper)" : style.colour,
      strokeWidth: 0.8,
      ...(size.narrow || !style.coloured
        ? {}
        : { title: (dot: TrendDot) => dotTitle(series, dot) }),
      className,
    }),
    ...(["up", "down"] as const).map((direction) =>
      Plot.text(dots.filter(({ change }) => change?.direction === direction), {
        x,
        y: share,
        text: () => direction === "up" ? "▲" : "▼",
        dy: direction === "up" ? -13 : 13,
        fill: "var(--ink)",
        stroke: "var(--paper)",
        strokeWidth: 3,
        className,
      })
    ),
  ];
}

function dotTitle({ title }: TrendSeries, { point }: TrendDot): string {
  const programs = point.programs.length === 0 ? "" : `, with ${point.programs.join(", ")}`;
  return `${title}, ${point.report}, ${formatDate(point.created)}${programs}`;
}

interface Band {
  from: number;
  to: number;
  floor: number;
}

/** The noise floor of each line, as far as its reports go. */
function bandsOf({ floors }: TrendGroup, reports: readonly DatedReport[]): Band[] {
  return floors.flatMap((floor, line) => {
    const places = reports.flatMap((report, at) => report.line === line ? [at] : []);
    const [from, to] = [places[0], places.at(-1)];
    return floor === undefined || from === undefined || to === undefined || from === to
      ? []
      : [{ from, to, floor }];
  });
}

/** Between two reports of different lines. */
function breaksOf(reports: readonly DatedReport[]): number[] {
  return reports.flatMap(({ line }, at) => {
    const before = reports[at - 1];
    return before === undefined || before.line === line ? [] : [at - 0.5];
  });
}

/** The least and the greatest share of anything drawn, and 100 %, with a little room. */
function endsOf(series: readonly TrendSeries[], coloured: ReadonlySet<string>): [number, number] {
  const shares = series.flatMap(({ name, pieces }) =>
    pieces.flatMap(({ dots }) => dots).flatMap(({ share, low, high }) =>
      coloured.has(name) ? [share, low ?? share, high ?? share] : [share]
    )
  ).filter((share) => share > 0);
  const low = shares.reduce((a, b) => Math.min(a, b), 1);
  const high = shares.reduce((a, b) => Math.max(a, b), 1);
  const room = Math.max(0.02, (high - low) * 0.08);
  return [Math.max(low * 0.9, low - room), high + room];
}

/** As many dates as the axis has room for, at even distances, the last among them. */
function readableTicks(
  reports: readonly DatedReport[],
  size: Size,
  labelWidth: number,
): number[] {
  const room = size.width - labelWidth - 60;
  const widest = textWidth("2026-01-02", size.fontSize) + 12;
  const most = Math.max(2, Math.floor(room / widest) + 1);
  const last = reports.length - 1;
  const step = Math.max(1, Math.ceil(last / (most - 1)));
  return reports.flatMap((_, at) => (last - at) % step === 0 ? [at] : []);
}

/** The date of an RFC 3339 time. */
function dayOf(report: DatedReport | undefined): string {
  return (report?.created ?? "").replace(/T.*$/, "");
}
