/** A row per implementation and a panel per figure: bars side by side on a desk, one below another on a phone. */
import * as Plot from "@observablehq/plot";
import type { Scale } from "../format.ts";
import type { Series } from "../model/scenario.ts";
import { centreOf, type Interval, intervalOf, type Value } from "../model/values.ts";
import { type ChartInput, labelLink, seriesClass, stylesOf } from "./chart.ts";
import { centreText, NONE, type Numbers, valueText } from "./numbers.ts";
import { draw, fitText, type Size, textWidth } from "./plot.ts";
import { CUT_NOTE } from "./reach.ts";
import { titleColumn } from "./rows.ts";

/** A bar of a panel. */
export interface PanelBar {
  /** Length as a share of the panel's longest bar, 0 to 1. */
  share: number;
  text: string;
  /** The text with its interval, where it has one: for the table beside the chart. */
  said?: string;
  /** Its 95 % interval, as shares of the longest bar too. */
  interval?: Interval & { isCut: boolean };
}

interface PlacedBar extends PanelBar {
  panel: string;
  name: string;
}

export interface Panel {
  title: string;
  /** By implementation; one without a bar gets a dash. */
  bars: ReadonlyMap<string, PanelBar>;
}

/** An interval longer than so many of the longest bar is cut off: its ends stand in the table. */
const LONGEST_INTERVAL = 1.5;

/** No panel need be wider for titles to be whole; beyond that they are cut. */
const LEAST_PANEL = 118;
/** What titles get beside however many panels, as pixels. */
const LEAST_TITLES = 290;

/** The bar of a value whose panel is `top` wide, in base units; its text in the panel's scale. */
export function barOf(value: Value, top: number, scale: Scale): PanelBar {
  const { summary } = value;
  const interval = intervalOf(summary);
  const share = (value: number) => Math.min(LONGEST_INTERVAL, Math.max(0, value / top));
  return {
    share: share(centreOf(summary)),
    text: centreText(value, scale),
    said: valueText(value, scale),
    ...(interval === undefined ? {} : {
      interval: {
        low: share(interval.low),
        high: share(interval.high),
        isCut: interval.high / top > LONGEST_INTERVAL,
      },
    }),
  };
}

/** Told below panels that cut an interval off. */
export function panelNotes(panels: readonly Panel[]): string[] {
  const bars = panels.flatMap((panel) => [...panel.bars.values()]);
  return bars.some(({ interval }) => interval?.isCut) ? [CUT_NOTE] : [];
}

/** What the panels show, a column each. */
export function panelNumbers(
  panels: readonly Panel[],
  rows: readonly Pick<Series, "name" | "title">[],
): Numbers {
  const said = ({ bars }: Panel, name: string) => {
    const bar = bars.get(name);
    return bar === undefined ? NONE : bar.said ?? bar.text;
  };
  return {
    head: ["Implementation", ...panels.map(({ title }) => title)],
    rows: rows.map(({ name, title }) => [title, ...panels.map((panel) => said(panel, name))]),
  };
}

/** Draws the panels with the rows in the order given. */
export function drawPanels(
  input: ChartInput,
  panels: readonly Panel[],
  rows: readonly Pick<Series, "name" | "title">[],
  size: Size,
  label: string,
): string {
  const style = stylesOf(input);
  const { space, labels, rowHeight } = titleColumn(rows, {
    most: Math.max(LEAST_TITLES, size.width - panels.length * LEAST_PANEL),
    leastHeight: size.narrow ? 22 : 25,
    size,
  });
  const facet = size.narrow ? "fy" : "fx";
  const names = rows.map(({ name }) => name);
  const panelWidth = (size.width - space - 4) / (size.narrow ? 1 : panels.length) * 0.96;
  const head = headRoom(panels, panelWidth, size);
  const panelHeight = rows.length * rowHeight + (size.narrow ? 40 : 0);
  return draw(
    {
      height: size.narrow ? panels.length * panelHeight : panelHeight + 14 + head,
      marginTop: size.narrow ? 8 : 10 + head,
      marginBottom: 4,
      marginLeft: space,
      marginRight: 4,
      fx: { domain: panels.map(({ title }) => title), axis: null, padding: 0.04 },
      fy: { domain: panels.map(({ title }) => title), axis: null, padding: 0.09 },
      x: { domain: [0, roomOf(panels, panelWidth, size)], axis: null },
      y: { domain: size.narrow ? ["", ...names] : names, axis: null, padding: 0.42 },
      marks: [
        Plot.text(panels, {
          [facet]: "title",
          frameAnchor: "top-left",
          text: ({ title }: Panel) => headLines(title, panelWidth, size).join("\n"),
          lineAnchor: size.narrow ? "top" : "bottom",
          dy: size.narrow ? 0 : -6,
          fontWeight: 600,
          fill: "var(--ink)",
        }),
        ...names.flatMap((name): Plot.Markish[] => {
          const { colour, coloured } = style(name);
          const className = seriesClass(name);
          const bars = panels.map((panel): PlacedBar => ({
            panel: panel.title,
            name,
            ...panel.bars.get(name) ?? { share: 0, text: NONE },
          }));
          return [
            Plot.barX(bars, {
              [facet]: "panel",
              x1: 0,
              x2: "share",
              y: "name",
              fill: colour,
              fillOpacity: coloured ? 0.7 : 0.4,
              className,
            }),
            Plot.ruleY(bars.filter(({ interval }) => interval !== undefined), {
              [facet]: "panel",
              x1: ({ interval }: PlacedBar) => interval?.low,
              x2: ({ interval }: PlacedBar) => interval?.high,
              y: "name",
              stroke: "var(--ink)",
              strokeWidth: 1.2,
              className,
            }),
            Plot.text(bars, {
              [facet]: "panel",
              x: endOf,
              y: "name",
              text: "text",
              textAnchor: "start",
              dx: 5,
              fill: "var(--ink)",
              fontVariant: "tabular-nums",
              className,
            }),
          ];
        }),
        ...rows.map(({ name, title }) =>
          Plot.text(
            (size.narrow ? panels : panels.slice(0, 1)).map((panel) => ({ panel: panel.title })),
            {
              [facet]: "panel",
              frameAnchor: "left",
              y: () => name,
              text: () => labels.get(name) ?? title,
              textAnchor: "end",
              dx: -10,
              fill: style(name).coloured ? "var(--ink)" : "var(--muted)",
              ...labelLink(input, name),
              className: seriesClass(name),
            },
          )
        ),
      ],
    },
    size,
    label,
  );
}

/** How long the axis is when the longest bar is 1: texts stand right of their bars, inside the panel. */
function roomOf(panels: readonly Panel[], panelWidth: number, size: Size): number {
  const bars = panels.flatMap((panel) => [...panel.bars.values()]);
  const widest = Math.max(0, ...bars.map(({ text }) => textWidth(text, size.fontSize))) + 10;
  const longest = Math.max(1, ...bars.map(endOf));
  return longest / Math.max(0.3, 1 - widest / panelWidth);
}

/** Where the text of a bar begins: behind its interval, which may be longer than the bar. */
function endOf({ share, interval }: PanelBar): number {
  return Math.max(share, interval?.high ?? 0);
}

/** The title of a panel in lines no wider than the panel. */
function headLines(title: string, panelWidth: number, size: Size): string[] {
  const lines: string[] = [];
  for (const word of title.split(" ")) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`;
    // Bold letters are wider than those that were counted.
    const fits = textWidth(longer, size.fontSize) * 1.1 <= panelWidth;
    if (lines.length > 0 && fits) lines[lines.length - 1] = longer;
    else lines.push(fitText(word, panelWidth / 1.1, size.fontSize));
  }
  return lines;
}

/** Pixels that the titles take above the panels; on a phone each has its own line. */
function headRoom(panels: readonly Panel[], panelWidth: number, size: Size): number {
  if (size.narrow) return 0;
  const lines = Math.max(...panels.map(({ title }) => headLines(title, panelWidth, size).length));
  return lines * size.fontSize * 1.1 + 4;
}
