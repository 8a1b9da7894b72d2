/** Two figures of each implementation against each other, with their Pareto front; every point is named. */
import * as Plot from "@observablehq/plot";
import type { RenderFunction } from "@observablehq/plot";
import type { Style } from "../palette.ts";
import { type Better, seriesClass } from "./chart.ts";
import { paretoFront } from "./front.ts";
import { logarithmicTicks } from "./ladder.ts";
import { placeLabels } from "./place_labels.ts";
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
        names(points, size),
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

/** The names beside their points; a thread leads to those that stand further away. */
function names(points: readonly ScatterPoint[], size: Size): RenderFunction {
  return (_index, scales, _channels, dimensions, context) => {
    const { document } = context;
    const place = (scale: unknown, value: number) =>
      Number((scale as (v: number) => number)(value));
    const most = size.narrow ? 120 : 300;
    // What is in colour has the first choice of a place.
    const ordered = [...points].sort((a, b) => Number(b.style.coloured) - Number(a.style.coloured));
    const wanted = ordered.map((point) => {
      const text = fitText(point.title, most, size.fontSize);
      return {
        text,
        x: place(scales.x, point.x),
        y: place(scales.y, point.y),
        // A font that is wider than the server thinks must not make names touch.
        width: textWidth(text, size.fontSize) * 1.08 + 4,
        height: size.fontSize * 1.15,
      };
    });
    const { width, height, marginTop, marginRight, marginBottom, marginLeft } = dimensions;
    const boxes = placeLabels(wanted, {
      left: marginLeft,
      top: marginTop,
      right: width - marginRight + 10,
      bottom: height - marginBottom,
    });
    const group = element(document, "g", { class: "names" });
    for (const [index, point] of ordered.entries()) {
      const own = wanted[index];
      const box = boxes[index];
      if (own === undefined || box === undefined) continue;
      group.appendChild(nameOf(document, point, own, box));
    }
    return group;
  };
}

function nameOf(
  document: Document,
  { name, style, href }: ScatterPoint,
  { x, y, text }: { x: number; y: number; text: string },
  box: { left: number; right: number; top: number; bottom: number },
): SVGElement {
  const own = element(document, "g", { class: seriesClass(name) });
  const nearX = Math.min(Math.max(x, box.left), box.right);
  const nearY = Math.min(Math.max(y, box.top), box.bottom);
  if (Math.hypot(nearX - x, nearY - y) > 10) {
    own.appendChild(element(document, "path", {
      class: "thread",
      d: `M${x.toFixed(1)},${y.toFixed(1)}L${nearX.toFixed(1)},${nearY.toFixed(1)}`,
      stroke: style.colour,
    }));
  }
  // Towards its point, so that a narrower font leaves no gap between them.
  const [anchor, at] = x < box.left
    ? ["start", box.left]
    : x > box.right
    ? ["end", box.right]
    : ["middle", (box.left + box.right) / 2];
  const written = element(document, "text", {
    class: style.coloured ? "label" : "label rest",
    x: Number(at).toFixed(1),
    y: ((box.top + box.bottom) / 2).toFixed(1),
    dy: "0.34em",
    "text-anchor": String(anchor),
  }, text);
  // The front runs behind names.
  own.appendChild(element(document, "rect", {
    x: box.left.toFixed(1),
    y: box.top.toFixed(1),
    width: (box.right - box.left).toFixed(1),
    height: (box.bottom - box.top).toFixed(1),
    fill: "var(--paper)",
    stroke: "none",
  }));
  own.appendChild(href === undefined ? written : element(document, "a", { href }, written));
  return own;
}
