/** Labels at the ends of lines instead of a legend: spread so that they never overlap. */
import type { RenderFunction } from "@observablehq/plot";
import type { Style } from "../palette.ts";
import { seriesClass } from "./chart.ts";
import { element, type Size, textWidth } from "./plot.ts";
import { fitLabels, SPARE } from "./rows.ts";
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

/** Space between labels of which one has two lines. */
const GAP = 4;

/** The labels right of the frame of a chart. */
export interface EndColumn {
  labels: readonly EndLabel[];
  /** Pixels that it takes, with the threads. */
  width: number;
  /** Pixels that all labels take below each other. */
  height: number;
  /** By name, in lines: two where a phone has no room for one. */
  lines: ReadonlyMap<string, readonly string[]>;
}

/** Pixels by which a column may be wider than it should for the sake of a word that would be cut. */
const LENIENCY = 16;

/** The column of these labels, at most `most` pixels wide where that cuts no word. */
export function endColumn(labels: readonly EndLabel[], most: number, size: Size): EndColumn {
  const widthFor = (texts: readonly string[]) =>
    Math.max(...texts.map((text) => textWidth(text, size.fontSize))) / (size.narrow ? SPARE : 1) +
    THREAD + 8;
  const texts = labels.map(({ text }) => text);
  const forWords = widthFor(texts.flatMap((text) => text.split(" ")));
  const width = Math.min(Math.max(most, Math.min(forWords, most + LENIENCY)), widthFor(texts));
  const titles = labels.map(({ name, text }) => ({ name, title: text }));
  const fitted = fitLabels(titles, width - THREAD - 2, size);
  const lines = new Map(
    labels.map(({ name, text }) => [name, (fitted.get(name) ?? text).split("\n")]),
  );
  const height = heightsOf({ labels, lines }, size).reduce((sum, each) => sum + each, 0);
  return { labels, width, height, lines };
}

/** Pixels of each label; labels of two lines stand further apart than their lines. */
function heightsOf({ labels, lines }: Pick<EndColumn, "labels" | "lines">, size: Size): number[] {
  const counts = labels.map(({ name }) => lines.get(name)?.length ?? 1);
  const gap = counts.some((count) => count > 1) ? GAP : 0;
  return counts.map((count) => Math.ceil(size.fontSize * 1.2) + (count - 1) * leading(size) + gap);
}

/**
 * A mark that writes the labels right of the frame; a line that ends within `reach` pixels of it ends at it. Beside the
 * words of an axis they may stand, unless these are so wide that they reach `below` the labels.
 */
export function endLabels(
  column: EndColumn,
  size: Size,
  reach = 0,
  below?: number,
): RenderFunction {
  const { labels, width, lines } = column;
  return (_index, scales, _channels, dimensions, context) => {
    const { document } = context;
    const place = (scale: ((value: never) => unknown) | undefined, value: number) =>
      Number((scale as ((value: number) => unknown) | undefined)?.(value));
    const wanted = labels.map((label) => place(scales.y, label.y));
    const { marginTop, marginBottom, height, width: total } = dimensions;
    const beyond = size.fontSize / 10;
    const rows = spread(
      wanted,
      heightsOf(column, size),
      Math.min(0, marginTop - size.fontSize / 2) - beyond,
      height - marginBottom +
        (below ?? (marginBottom > 20 ? size.fontSize : size.fontSize / 2) + beyond),
    );
    const edge = total - width;
    const group = element(document, "g", { class: "end-labels" });
    for (const [index, label] of labels.entries()) {
      const x = place(scales.x, label.x);
      const y = wanted[index] as number;
      const row = rows[index] as number;
      const own = element(document, "g", { class: seriesClass(label.name) });
      own.appendChild(element(document, "path", {
        // Where the line ends earlier, its thread must not look like more of it.
        class: edge - x > 1 + reach ? "thread far" : "thread",
        d: `M${x + 6},${y}L${edge + 6},${y}L${edge + THREAD - 4},${row}`,
        stroke: label.style.colour,
      }));
      const ownLines = lines.get(label.name) ?? [label.text];
      const text = element(
        document,
        "text",
        {
          class: label.style.coloured ? "label" : "label rest",
          x: edge + THREAD,
          y: row - (ownLines.length - 1) * leading(size) / 2,
          dy: "0.34em",
          "text-anchor": "start",
        },
        ...inLines(ownLines, edge + THREAD, leading(size), document),
      );
      own.appendChild(
        label.href === undefined ? text : element(document, "a", { href: label.href }, text),
      );
      group.appendChild(own);
    }
    return group;
  };
}

/** The lines of a label; the space after a line is for who copies it or has it read out. */
function inLines(
  [first = "", ...more]: readonly string[],
  x: number,
  height: number,
  document: Document,
): (Element | string)[] {
  return [
    more.length === 0 ? first : `${first} `,
    ...more.map((line) => element(document, "tspan", { x, dy: height }, line)),
  ];
}

/** Distance of two lines of a label. */
function leading(size: Size): number {
  return Math.round(size.fontSize * 1.1);
}
