/** Labels at the ends of lines instead of a legend: spread so that they never overlap. */
import type { RenderFunction } from "@observablehq/plot";
import type { Style } from "../palette.ts";
import { seriesClass } from "./chart.ts";
import { element, type Size } from "./plot.ts";
import { fitTitles } from "./rows.ts";
import { spread } from "./spread.ts";

export interface EndLabel {
  name: string;
  text: string;
  /** Last point of the line, in data. */
  x: number;
  y: number;
  style: Style;
  href: string | undefined;
}

/** Space between a line's end and its label, for the thread that joins them. */
const THREAD = 22;

/** A mark that writes the labels right of the frame, within `width` pixels. */
export function endLabels(labels: readonly EndLabel[], width: number, size: Size): RenderFunction {
  return (_index, scales, _channels, dimensions, context) => {
    const { document } = context;
    const place = (scale: ((value: never) => unknown) | undefined, value: number) =>
      Number((scale as ((value: number) => unknown) | undefined)?.(value));
    const wanted = labels.map((label) => place(scales.y, label.y));
    const { marginTop, marginBottom, height, width: total, marginRight } = dimensions;
    const half = size.fontSize / 2;
    const rows = spread(
      wanted,
      lineHeight(size),
      Math.min(half, marginTop),
      height - marginBottom + (marginBottom > 20 ? half : 0),
    );
    const edge = total - marginRight;
    const room = width - THREAD - 2;
    const texts = fitTitles(labels.map(({ name, text }) => ({ name, title: text })), room, size);
    const group = element(document, "g", { class: "end-labels" });
    for (const [index, label] of labels.entries()) {
      const x = place(scales.x, label.x);
      const y = wanted[index] as number;
      const row = rows[index] as number;
      const own = element(document, "g", { class: seriesClass(label.name) });
      own.appendChild(element(document, "path", {
        // Where the line ends earlier, its thread must not look like more of it.
        class: edge - x > 1 ? "thread far" : "thread",
        d: `M${x + 6},${y}L${edge + 6},${y}L${edge + THREAD - 4},${row}`,
        stroke: label.style.colour,
      }));
      const text = element(
        document,
        "text",
        {
          class: label.style.coloured ? "label" : "label rest",
          x: edge + THREAD,
          y: row,
          dy: "0.34em",
          "text-anchor": "start",
        },
        texts.get(label.name) ?? label.text,
      );
      own.appendChild(
        label.href === undefined ? text : element(document, "a", { href: label.href }, text),
      );
      group.appendChild(own);
    }
    return group;
  };
}

/** Distance of two labels' baselines. */
export function lineHeight(size: Size): number {
  return Math.ceil(size.fontSize * 1.2);
}
