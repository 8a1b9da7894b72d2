/** Panels of figures: each has the bars of one metric and statistic, as wide as the largest of them. */
import { METRICS, type Summary } from "../../pipeline/report.ts";
import {
  asPrinted,
  formatAsDrawn,
  formatCount,
  formatList,
  type Scale,
  scaleFor,
} from "../format.ts";
import type { Point, Series } from "../model/scenario.ts";
import { centreOf, type Value, widthOf } from "../model/values.ts";
import { barOf, type Panel } from "./panels.ts";

/** What a panel shows. */
export interface PanelFigure {
  metric: string;
  statistic: string;
  title: string;
}

/** An implementation at the load that is drawn of it. */
export interface FigureRow {
  series: Series;
  point: Point;
}

/** A row and its figure, if that may be shown. */
interface Shown {
  row: FigureRow;
  value: Value;
}

/** The panels of those figures that any row has. */
export function figurePanels(
  figures: readonly PanelFigure[],
  rows: readonly FigureRow[],
): Panel[] {
  return figures.flatMap((figure) => panelOf(figure, rows) ?? []);
}

/** What these panels draw. */
export function drawnFigures(
  figures: readonly PanelFigure[],
  rows: readonly FigureRow[],
): Summary[] {
  return figures.flatMap((figure) => shownOf(figure, rows).map(({ value }) => value.summary));
}

function panelOf(figure: PanelFigure, rows: readonly FigureRow[]): Panel | undefined {
  const { metric, title } = figure;
  const shown = shownOf(figure, rows);
  if (shown.length === 0) return undefined;
  const centres = shown.map(({ value }) => centreOf(value.summary));
  const scale = scaleOf(metric, shown);
  const top = Math.max(...centres, Number.MIN_VALUE);
  const bars = shown.map(({ row, value }) => [row.series.name, barOf(value, top, scale)] as const);
  return { title: scale.unit === "" ? title : `${title}, ${scale.unit}`, bars: new Map(bars) };
}

function scaleOf(metric: string, shown: readonly Shown[]): Scale {
  const [unit = "1"] = shown.map(({ value }) => value.summary.unit);
  const centres = shown.map(({ value }) => centreOf(value.summary));
  return scaleFor(METRICS[metric]?.unit ?? unit, metric, centres);
}

/** A figure of a row; undefined where there is none, or where it is withheld. */
export function shownFigure(
  { metric, statistic }: Pick<PanelFigure, "metric" | "statistic">,
  { point }: FigureRow,
): Value | undefined {
  const value = point.value(metric, statistic);
  return value === undefined || value.summary.status === "withheld" ? undefined : value;
}

function shownOf(figure: PanelFigure, rows: readonly FigureRow[]): Shown[] {
  return rows.flatMap((row) => {
    const value = shownFigure(figure, row);
    return value === undefined ? [] : [{ row, value }];
  });
}

/** So many who read alike a title has room for. */
const MOST_NAMED = 3;

/**
 * "1.2 ms (Go and Rust) to 9 ms (Bun)", by the figures as they read; "2.5 s" where all read alike, undefined where fewer
 * than two rows have it.
 */
export function spanText(
  figure: PanelFigure,
  rows: readonly FigureRow[],
): string | undefined {
  const shown = shownOf(figure, rows);
  const scale = scaleOf(figure.metric, shown);
  const size = ({ value: { summary } }: Shown) =>
    asPrinted(scale, centreOf(summary), widthOf(summary));
  shown.sort((a, b) => size(a) - size(b) || centreOf(a.value.summary) - centreOf(b.value.summary));
  const [least, most] = [shown[0], shown.at(-1)];
  if (least === undefined || most === undefined || least === most) return undefined;
  const say = ({ value: { summary } }: Shown) =>
    formatAsDrawn(scale, centreOf(summary), summary.unit, figure.metric, widthOf(summary));
  if (say(least) === say(most)) return say(least);
  const who = (end: Shown) => {
    const alike = shown.filter((each) => say(each) === say(end)).map(({ row }) => row.series.title);
    return alike.length > MOST_NAMED
      ? formatCount(alike.length, "implementation")
      : formatList(alike);
  };
  return `${say(least)} (${who(least)}) to ${say(most)} (${who(most)})`;
}
