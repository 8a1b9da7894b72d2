/** Parts of a run as boxes, with arrows for what passes between neighbours: side by side, or one below another. */
import type { RenderFunction } from "@observablehq/plot";
import { draw, element, type Size } from "../plot.ts";
import { wrapText } from "../wrap.ts";

/** A program that takes part. */
export interface Part {
  title: string;
  /** Below the title. */
  detail: string;
  /** Whether it is under test. */
  isMeasured: boolean;
}

/** What passes from one part to its neighbour. */
export interface Flow {
  /** Index of the part that it comes from. */
  from: number;
  to: number;
  text: string;
  /** Whether something comes back that has no words of its own. */
  isAnswered: boolean;
}

export interface Architecture {
  /** From the client on, each beside those that it talks to. */
  parts: readonly Part[];
  flows: readonly Flow[];
}

/** Room for a frame's own line. */
const EDGE = 2;

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Boxes side by side on a desk, one below another on a phone; between two of them there is room for what passes. */
function boxesOf({ parts }: Architecture, size: Size): Box[] {
  const whole = size.width - 2 * EDGE;
  if (size.narrow) {
    return parts.map((_, index) => ({
      x: EDGE,
      y: EDGE + index * 146,
      width: whole,
      height: 62,
    }));
  }
  const width = 190;
  const gap = (whole - parts.length * width) / (parts.length - 1);
  return parts.map((_, index) => ({
    ...{ x: EDGE + index * (width + gap), y: EDGE },
    ...{ width, height: 128 },
  }));
}

/** Draws the parts; `label` says the same in words. */
export function drawParts(architecture: Architecture, size: Size, label: string): string {
  const boxes = boxesOf(architecture, size);
  const last = boxes.at(-1) as Box;
  const render: RenderFunction = (_index, _scales, _channels, _dimensions, { document }) => {
    const group = element(document, "g", {});
    for (const [index, part] of architecture.parts.entries()) {
      const box = boxes[index] as Box;
      for (const mark of partMarks(document, part, box, size)) group.appendChild(mark);
    }
    for (const flow of architecture.flows) {
      const [from, to] = [boxes[flow.from] as Box, boxes[flow.to] as Box];
      const marks = (size.narrow ? flowDown : flowAcross)({ document, flow, from, to, size });
      for (const mark of marks) group.appendChild(mark);
    }
    return group;
  };
  return draw({ height: last.y + last.height + EDGE, marks: [render] }, size, label);
}

function partMarks(document: Document, part: Part, box: Box, size: Size): SVGElement[] {
  const lines = [part.title, ...wrapText(part.detail, box.width - 16, size.fontSize, 3)];
  const middle = box.y + box.height / 2 - (lines.length - 1) * lineOf(size) / 2;
  return [
    element(document, "rect", {
      ...box,
      fill: "none",
      stroke: part.isMeasured ? "var(--accent)" : "var(--muted)",
      "stroke-width": part.isMeasured ? 3 : 1,
    }),
    ...lines.map((line, index) =>
      element(document, "text", {
        x: box.x + box.width / 2,
        y: middle + index * lineOf(size),
        dy: "0.34em",
        "text-anchor": "middle",
        fill: "var(--ink)",
        ...(index === 0 ? { "font-weight": 600 } : {}),
      }, line)
    ),
  ];
}

interface FlowMark {
  document: Document;
  flow: Flow;
  from: Box;
  to: Box;
  size: Size;
}

/** Arrows between boxes side by side: what goes on above the middle, what comes back below it. */
function flowAcross({ document, flow, from, to, size }: FlowMark): SVGElement[] {
  const goesOn = to.x > from.x;
  const [start, end] = goesOn ? [from.x + from.width, to.x] : [from.x, to.x + to.width];
  const middle = from.y + from.height / 2;
  const y = goesOn ? middle + 6 : middle + 26;
  const lines = wrapText(flow.text, Math.abs(end - start) - 14, size.fontSize, 4);
  const first = goesOn ? y - 12 - (lines.length - 1) * lineOf(size) : y + 16;
  return [
    ...arrow(document, { x: start, y }, { x: end, y }, flow.isAnswered),
    ...lines.map((line, index) =>
      element(document, "text", {
        x: (start + end) / 2,
        y: first + index * lineOf(size),
        dy: "0.34em",
        "text-anchor": "middle",
        fill: "var(--ink)",
      }, line)
    ),
  ];
}

/** Arrows between boxes one below another: what goes on at the left, what comes back at the right. */
function flowDown({ document, flow, from, to, size }: FlowMark): SVGElement[] {
  const goesOn = to.y > from.y;
  const [start, end] = goesOn ? [from.y + from.height, to.y] : [from.y, to.y + to.height];
  const x = goesOn ? 24 : 190;
  const room = goesOn && !flow.isAnswered ? 142 : size.width - x - 16;
  const lines = wrapText(flow.text, room, size.fontSize, 4);
  const first = (start + end) / 2 - (lines.length - 1) * lineOf(size) / 2;
  return [
    ...arrow(document, { x, y: start }, { x, y: end }, flow.isAnswered),
    ...lines.map((line, index) =>
      element(document, "text", {
        x: x + 12,
        y: first + index * lineOf(size),
        dy: "0.34em",
        "text-anchor": "start",
        fill: "var(--ink)",
      }, line)
    ),
  ];
}

function lineOf(size: Size): number {
  return Math.ceil(size.fontSize * 1.25);
}

interface Place {
  x: number;
  y: number;
}

/** A line from a box to another with a head at its end, or at both. */
function arrow(document: Document, from: Place, to: Place, both: boolean): SVGElement[] {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const [alongX, alongY] = [(to.x - from.x) / length, (to.y - from.y) / length];
  const at = (place: Place, along: number, beside: number): Place => ({
    x: place.x + along * alongX - beside * alongY,
    y: place.y + along * alongY + beside * alongX,
  });
  const [start, end] = [at(from, 5, 0), at(to, -5, 0)];
  const head = (tip: Place, along: number) => {
    const [left, right] = [at(tip, along, 4), at(tip, along, -4)];
    return element(document, "path", {
      d: `M${tip.x},${tip.y}L${left.x},${left.y}L${right.x},${right.y}Z`,
      fill: "var(--muted)",
    });
  };
  return [
    element(document, "line", {
      x1: start.x,
      y1: start.y,
      x2: end.x,
      y2: end.y,
      stroke: "var(--muted)",
      "stroke-width": 1.4,
    }),
    head(end, -9),
    ...(both ? [head(start, 9)] : []),
  ];
}
