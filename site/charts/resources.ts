/** What each implementation takes at its peak: throughput, CPU and memory in three panels. */
import * as Plot from "@observablehq/plot";
import { METRICS } from "../../pipeline/report.ts";
import { formatIn, formatQuantity, type Scale, scaleFor } from "../format.ts";
import type { Standing } from "../model/standings.ts";
import { trialsText } from "../model/sentences.ts";
import { centreOf, type Value, widthOf } from "../model/values.ts";
import { type Chart, type ChartInput, labelLink, seriesClass, stylesOf } from "./chart.ts";
import { draw, NARROW, type Size, textWidth, WIDE } from "./plot.ts";
import { rowLabels, rowsOf } from "./rows.ts";

interface Panel {
  title: string;
  scale: Scale;
  values: Map<string, Value>;
  /** Largest median, in base units: the panel's full width. */
  top: number;
}

/** CPU and memory of the server at each implementation's peak. */
export const RESOURCES = [
  { metric: "cpu", statistic: "mean", title: "CPU" },
  { metric: "memory_rss", statistic: "max", title: "Memory" },
] as const;

/** CPU and memory beside the ranked metric. */
export function resourcesChart(input: ChartInput): Chart | undefined {
  const { board } = input;
  const rows = rowsOf(board).filter((row) => row.series.implementation.twin_of === undefined);
  const ranked = { ...board.ranked, title: METRICS[board.ranked.metric]?.title ?? "Result" };
  const panels = [ranked, ...RESOURCES].map((each) => panelOf(each, rows))
    .filter((panel) => panel !== undefined);
  if (panels.length < 2 || rows.length === 0) return undefined;
  const title = memorySentence(rows);
  const subtitle = `At each implementation's peak · ${trialsText(board)}`;
  const label = `${title}. ${subtitle}.`;
  return {
    id: "resources",
    title,
    subtitle,
    notes: [
      "CPU is the mean over the trial in busy cores, memory the highest resident size: medians over trials.",
    ],
    wide: drawPanels(input, panels, rows, WIDE, label),
    narrow: drawPanels(input, panels, rows, NARROW, label),
  };
}

function panelOf(
  { metric, statistic, title }: { metric: string; statistic: string; title: string },
  rows: readonly Standing[],
): Panel | undefined {
  const values = new Map<string, Value>();
  for (const row of rows) {
    const value = row.point.value(metric, statistic);
    if (value !== undefined && value.summary.status !== "withheld") {
      values.set(row.series.name, value);
    }
  }
  const medians = [...values.values()].map((value) => centreOf(value.summary));
  const unit = METRICS[metric]?.unit ?? [...values.values()][0]?.summary.unit ?? "1";
  if (medians.length === 0) return undefined;
  const scale = scaleFor(unit, metric, medians);
  return {
    title: scale.unit === "" ? title : `${title}, ${scale.unit}`,
    scale,
    values,
    top: Math.max(...medians, Number.MIN_VALUE),
  };
}

function memorySentence(rows: readonly Standing[]): string {
  const used = rows.map((row) => ({ row, value: row.point.value("memory_rss", "max") }))
    .filter(({ value }) => value !== undefined && value.summary.status !== "withheld")
    .sort((a, b) => memoryOf(a) - memoryOf(b));
  const [least, most] = [used[0], used.at(-1)];
  if (least === undefined || most === undefined || least === most) {
    return "CPU and memory at the peak";
  }
  const say = ({ row, value }: typeof least) =>
    `${formatQuantity(memoryOf({ value }), "B", "memory_rss")} (${row.series.title})`;
  return `At their peaks the servers hold from ${say(least)} to ${say(most)} in memory`;
}

function memoryOf({ value }: { value: Value | undefined }): number {
  return value === undefined ? 0 : centreOf(value.summary);
}

function drawPanels(
  input: ChartInput,
  panels: readonly Panel[],
  rows: readonly Standing[],
  size: Size,
  label: string,
): string {
  const style = stylesOf(input);
  const labelSpace = Math.min(
    size.narrow ? 130 : 230,
    Math.max(...rows.map((row) => textWidth(row.series.title, size.fontSize))) + 16,
  );
  const labels = rowLabels(rows, labelSpace - 10, size);
  // Values stand right of their bars, inside the panel: the longest bar leaves room for them.
  const room = size.narrow ? 1.55 : 1.42;
  const facet = size.narrow ? "fy" : "fx";
  const rowHeight = size.narrow ? 22 : 25;
  const names = rows.map((row) => row.series.name);
  const bars = panels.flatMap((panel) =>
    names.map((name) => ({ panel: panel.title, name, value: panel.values.get(name), of: panel }))
  );
  const heads = panels.map((panel) => ({ panel: panel.title }));
  const panelHeight = rows.length * rowHeight + (size.narrow ? 40 : 0);
  return draw(
    {
      height: size.narrow ? panels.length * panelHeight : panelHeight + 34,
      marginTop: size.narrow ? 8 : 30,
      marginBottom: 4,
      marginLeft: labelSpace,
      marginRight: 4,
      fx: { domain: panels.map((panel) => panel.title), axis: null, padding: 0.04 },
      fy: { domain: panels.map((panel) => panel.title), axis: null, padding: 0.09 },
      x: { domain: [0, room], axis: null },
      y: { domain: size.narrow ? ["", ...names] : names, axis: null, padding: 0.42 },
      marks: [
        Plot.text(heads, {
          [facet]: "panel",
          frameAnchor: "top-left",
          text: "panel",
          dy: size.narrow ? 0 : -20,
          fontWeight: 600,
          fill: "var(--ink)",
        }),
        ...bars.flatMap((bar): Plot.Markish[] => {
          const { colour, coloured } = style(bar.name);
          const className = seriesClass(bar.name);
          const median = bar.value === undefined ? 0 : centreOf(bar.value.summary);
          return [
            Plot.barX([bar], {
              [facet]: "panel",
              x1: 0,
              x2: () => median / bar.of.top,
              y: "name",
              fill: colour,
              fillOpacity: coloured ? 0.7 : 0.4,
              className,
            }),
            Plot.text([bar], {
              [facet]: "panel",
              x: () => median / bar.of.top,
              y: "name",
              text: () => textOf(bar.value, bar.of.scale),
              textAnchor: "start",
              dx: 5,
              fill: "var(--ink)",
              fontVariant: "tabular-nums",
              className,
            }),
          ];
        }),
        ...labelMarks(rows, labels, panels, facet, input),
      ],
    },
    size,
    label,
  );
}

function textOf(value: Value | undefined, scale: Scale): string {
  if (value === undefined) return "–";
  const { summary } = value;
  const bound = summary.status === "lower bound" ? "≥ " : "";
  return bound + formatIn(scale, centreOf(summary), widthOf(summary));
}

function labelMarks(
  rows: readonly Standing[],
  labels: ReadonlyMap<string, string>,
  panels: readonly Panel[],
  facet: "fx" | "fy",
  input: ChartInput,
): Plot.Markish[] {
  const style = stylesOf(input);
  const labelled = facet === "fx" ? panels.slice(0, 1) : panels;
  return rows.map(({ series }) =>
    Plot.text(labelled.map((panel) => ({ panel: panel.title })), {
      [facet]: "panel",
      frameAnchor: "left",
      y: () => series.name,
      text: () => labels.get(series.name) ?? series.name,
      textAnchor: "end",
      dx: -10,
      fill: style(series.name).coloured ? "var(--ink)" : "var(--muted)",
      ...labelLink(input, series.name),
      className: seriesClass(series.name),
    })
  );
}
