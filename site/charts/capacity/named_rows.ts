/** The frame of a search's charts with a row an implementation: its title at the left, its figures at the right. */
import * as Plot from "@observablehq/plot";
import type { Style } from "../../palette.ts";
import { seriesClass } from "../chart.ts";
import { draw, type Size, textWidth } from "../plot.ts";
import { titleColumn } from "../rows.ts";
import { type CapacityInput, capacityStyles, searchLink } from "./palette.ts";

/** One implementation. */
export interface NamedRow {
  name: string;
  title: string;
  /** The figures in words. */
  text: string;
}

export interface NamedRows<Row extends NamedRow> {
  input: CapacityInput;
  /** Top to bottom. */
  rows: readonly Row[];
  x: Pick<Plot.ScaleOptions, "domain" | "ticks" | "tickFormat">;
  /** Between rows that are bars, as a share of a row. */
  padding?: number;
  /** What lies below the rows. */
  under?: readonly Plot.Markish[];
  /** What a row is drawn as; each mark at the y of its name. */
  marksOf(row: Row, style: Style, className: string): Plot.Markish[];
}

/** Draws the rows; `label` says the same in words. */
export function drawNamedRows<Row extends NamedRow>(
  { input, rows, x, padding, under = [], marksOf }: NamedRows<Row>,
  size: Size,
  label: string,
): string {
  const style = capacityStyles(input);
  const widest = (texts: readonly string[]) =>
    Math.max(...texts.map((text) => textWidth(text, size.fontSize)));
  const column = titleColumn(rows, { most: 300, leastHeight: 27, size });
  return draw(
    {
      height: rows.length * column.rowHeight + 44,
      marginTop: 8,
      marginBottom: 36,
      marginLeft: column.space,
      marginRight: widest(rows.map(({ text }) => text)) * 1.05 + 16,
      x: { ...x, tickSize: 4, grid: true, label: null },
      y: {
        domain: rows.map(({ name }) => name),
        axis: null,
        ...(padding === undefined ? {} : { padding }),
      },
      marks: [
        ...under,
        ...rows.flatMap((row): Plot.Markish[] => {
          const { name, title, text } = row;
          const own = style(name);
          const className = seriesClass(name);
          return [
            ...marksOf(row, own, className),
            Plot.text([name], {
              frameAnchor: "right",
              y: () => name,
              text: () => text,
              textAnchor: "start",
              dx: 10,
              fill: "var(--ink)",
              fontVariant: "tabular-nums",
              className,
            }),
            Plot.text([name], {
              frameAnchor: "left",
              y: () => name,
              text: () => column.labels.get(name) ?? title,
              textAnchor: "end",
              dx: -10,
              fill: own.coloured ? "var(--ink)" : "var(--muted)",
              ...searchLink(input, name),
              className,
            }),
          ];
        }),
      ],
    },
    size,
    label,
  );
}
