/** Places the names of points so that no line from a name to its point seems to come from another. */
import { type Box, type Named, placeLabels } from "./place_labels.ts";

type Place = readonly [x: number, y: number];

/** A name further than this from its point needs a line to it. */
const FAR = 10;
/** A line that comes as near as this to a mark seems to begin or end there. */
const NEAR = 10;

/** The line from a point to its name; undefined where the name stands beside the point. */
export function threadTo({ x, y }: Pick<Named, "x" | "y">, box: Box): Place | undefined {
  const end = [
    Math.min(Math.max(x, box.left), box.right),
    Math.min(Math.max(y, box.top), box.bottom),
  ] as const;
  return Math.hypot(end[0] - x, end[1] - y) > FAR ? end : undefined;
}

/**
 * The box of each name, in the order given. Those first have the choice of places; where a line would pass another's
 * mark or name, those get it whose choice mends that.
 */
export function placeNames(points: readonly Named[], frame: Box): (Box | undefined)[] {
  let best = placedIn(points.map((_, index) => index), points, frame);
  let isBetter = true;
  while (best.faults > 0 && isBetter) {
    isBetter = false;
    for (const index of points.keys()) {
      const order = [index, ...best.order.filter((other) => other !== index)];
      const other = placedIn(order, points, frame);
      if (other.faults < best.faults) [best, isBetter] = [other, true];
    }
  }
  return best.boxes;
}

function placedIn(order: readonly number[], points: readonly Named[], frame: Box) {
  const inOrder = order.map((index) => points[index] as Named);
  const placed = placeLabels(inOrder, frame);
  const boxes = points.map((_, index) => placed[order.indexOf(index)]);
  return { order, boxes, faults: faultsOf(points, boxes) };
}

/** Names without a place, and how often a line passes a mark or a name that is not its own. */
function faultsOf(points: readonly Named[], boxes: readonly (Box | undefined)[]): number {
  let faults = 0;
  for (const [index, point] of points.entries()) {
    const box = boxes[index];
    const end = box === undefined ? undefined : threadTo(point, box);
    if (box === undefined) faults += points.length;
    if (end === undefined) continue;
    const places = along([point.x, point.y], end);
    for (const [other, mark] of points.entries()) {
      if (other === index) continue;
      const name = boxes[other];
      if (places.some(([x, y]) => Math.hypot(x - mark.x, y - mark.y) < NEAR)) faults++;
      if (name !== undefined && places.some((place) => isIn(name, place))) faults++;
    }
  }
  return faults;
}

/** Places on a line, a few pixels apart. */
function along([x1, y1]: Place, [x2, y2]: Place): Place[] {
  const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 3);
  return Array.from({ length: steps + 1 }, (_, step): Place => {
    const share = step / steps;
    return [x1 + share * (x2 - x1), y1 + share * (y2 - y1)];
  });
}

function isIn({ left, right, top, bottom }: Box, [x, y]: Place): boolean {
  return x > left && x < right && y > top && y < bottom;
}
