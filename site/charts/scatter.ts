/** Two figures of each implementation against each other, with their Pareto front; every point is named. */
import * as Plot from "@observablehq/plot";
import type { RenderFunction } from "@observablehq/plot";
import type { Style } from "../palette.ts";
import { type Better, seriesClass } from "./chart.ts";
import { paretoFront } from "./front.ts";
import { logarithmicTicks } from "./ladder.ts";
import type { Box } from "./place_labels.ts";
import { placeNames, threadTo } from "./place_names.ts";
import { draw, element, fitText, formatTick, type Size, textWidth } from "./plot.ts";

/** A point, in the units of the axes. */
export interface ScatterPoint {
  name: string;
  title: string;
  x: number;
  y: number;
  style: Style;
  href: string | undefined;
}

export interface ScatterAxis {
  /** Figure and unit. */
  title: string;
  better: Better;
  logarithmic: boolean;
}

export interface ScatterOptions {
  x: ScatterAxis;
  y: ScatterAxis;
  label: string;
}

/** Draws points, names and front at one size. */
export function drawScatter(
  points: readonly ScatterPoint[],
  { x, y, label }: ScatterOptions,
  size: Size,
): string {
  const front = paretoFront(points, { x: x.better, y: y.better });
  const [domainX, domainY] = [
    domainOf(points.map((point) => point.x), x.logarithmic),
    domainOf(points.map((point) => point.y), y.logarithmic),
  ];
  const { threads, names } = naming(points, size);
  return draw(
    {
      height: size.narrow ? 360 : 460,
      marginTop: 34,
      marginLeft: size.narrow ? 46 : 56,
      marginRight: 14,
      marginBottom: 44,
      x: { ...axisOf(x, domainX, size), labelAnchor: "center", labelOffset: 38 },
      y: { ...axisOf(y, domainY, size), labelAnchor: "top", labelOffset: 0 },
      marks: [
        Plot.line(front, {
          x: "x",
          y: "y",
          // Between two points of the front nothing is known but that no point lies beyond the steps.
          curve: x.better === "higher" ? "step-before" : "step-after",
          stroke: "var(--muted)",
          strokeWidth: 1.2,
          strokeDasharray: "2 3",
        }),
        threads,
        ...points.map((point) =>
          Plot.dot([point], {
            x: "x",
            y: "y",
            r: 5,
            symbol: point.style.marker,
            fill: point.style.colour,
            stroke: "var(--paper)",
            strokeWidth: 0.8,
            className: seriesClass(point.name),
          })
        ),
        names,
      ],
    },
    size,
    label,
  );
}

function axisOf({ title, logarithmic }: ScatterAxis, domain: [number, number], size: Size) {
  const all = logarithmic ? logarithmicTicks(...domain) : undefined;
  return {
    type: logarithmic ? "log" as const : "linear" as const,
    domain,
    grid: true,
    tickSize: 0,
    ticks: all ?? (size.narrow ? 4 : 7),
    tickFormat: (tick: number) => logarithmic && tick < 1 ? String(tick) : formatTick(tick),
    label: title,
    labelArrow: "none" as const,
  };
}

/** With room around the points. A place says nothing by its distance from zero, so an axis need not begin there. */
function domainOf(values: readonly number[], logarithmic: boolean): [number, number] {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (logarithmic) return [least / 1.4, most * 1.4];
  const room = 0.12 * (most - least || most);
  return [Math.max(0, least - room), most + room];
}

/** A point with its place and that of its name, in pixels. */
interface NamedPoint {
  point: ScatterPoint;
  text: string;
  x: number;
  y: number;
  box: Box;
}

/** The names beside their points, and threads to those that stand further away: these run below all marks. */
function naming(points: readonly ScatterPoint[], size: Size) {
  const layer = (part: (document: Document, named: NamedPoint, size: Size) => SVGElement[]) => {
    const mark: RenderFunction = (_index, scales, _channels, dimensions, { document }) => {
      // Around the letters of a name, lines break off.
      const group = element(document, "g", {
        "paint-order": "stroke",
        stroke: "var(--paper)",
        "stroke-width": 4,
        "stroke-linejoin": "round",
      });
      for (const named of placed(points, size, scales, dimensions)) {
        const own = part(document, named, size);
        if (own.length === 0) continue;
        const series = seriesClass(named.point.name);
        group.appendChild(element(document, "g", { class: series }, ...own));
      }
      return group;
    };
    return mark;
  };
  return { threads: layer(threadOf), names: layer(nameOf) };
}

function placed(
  points: readonly ScatterPoint[],
  size: Size,
  scales: Parameters<RenderFunction>[1],
  { width, height, marginTop, marginRight, marginBottom, marginLeft }: Parameters<
    RenderFunction
  >[3],
): NamedPoint[] {
  const place = (scale: unknown, value: number) => Number((scale as (v: number) => number)(value));
  const most = size.narrow ? 120 : 300;
  // What is in colour has the first choice of a place.
  const ordered = [...points].sort((a, b) => Number(b.style.coloured) - Number(a.style.coloured));
  const wanted = ordered.map((point) => {
    const text = fitText(point.title, most, size.fontSize);
    return {
      point,
      text,
      x: place(scales.x, point.x),
      y: place(scales.y, point.y),
      // A font that is wider than the server thinks must not make names touch.
      width: textWidth(text, size.fontSize) * 1.08 + 4,
      height: size.fontSize * 1.15,
    };
  });
  const boxes = placeNames(wanted, {
    left: marginLeft,
    top: marginTop,
    right: width - marginRight + 10,
    bottom: height - marginBottom,
  });
  return wanted.flatMap((each, index) => {
    const box = boxes[index];
    return box === undefined ? [] : [{ ...each, box }];
  });
}

function threadOf(
  document: Document,
  { point: { style }, x, y, box }: NamedPoint,
): SVGElement[] {
  const end = threadTo({ x, y }, box);
  if (end === undefined) return [];
  const thread = element(document, "path", {
    class: "thread",
    d: `M${x.toFixed(1)},${y.toFixed(1)}L${end.map((each) => each.toFixed(1)).join(",")}`,
    stroke: style.colour,
  });
  return [thread];
}

function nameOf(
  document: Document,
  { point: { style, href }, text, x, box }: NamedPoint,
  size: Size,
): SVGElement[] {
  // Towards its point, so that a narrower font leaves no gap between them.
  const [anchor, at] = x < box.left
    ? ["start", box.left]
    : x > box.right
    ? ["end", box.right]
    : ["middle", (box.left + box.right) / 2];
  // And between its words: no wider than the name is at least, so that no line ends before it.
  const [wide, high] = [0.85 * textWidth(text, size.fontSize), 0.8 * size.fontSize];
  const left = Number(at) - wide * (anchor === "start" ? 0 : anchor === "end" ? 1 : 0.5);
  const patch = element(document, "rect", {
    x: left.toFixed(1),
    y: ((box.top + box.bottom - high) / 2).toFixed(1),
    width: wide.toFixed(1),
    height: high.toFixed(1),
    fill: "var(--paper)",
  });
  const written = element(document, "text", {
    class: style.coloured ? "label" : "label rest",
    x: Number(at).toFixed(1),
    y: ((box.top + box.bottom) / 2).toFixed(1),
    dy: "0.34em",
    "text-anchor": String(anchor),
  }, text);
  return [patch, href === undefined ? written : element(document, "a", { href }, written)];
}
