/** Finds a place for the name of each point of a scatter chart, so that no name covers another or a point. */

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** A point, and how much room its name takes; pixels. */
export interface Named {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Room that a point itself takes, from its middle. */
const POINT = 6;
/** Distances of a name from its point; near ones are tried first. */
const DISTANCES = [9, 14, 22, 32, 46, 64, 88, 120];
/** Directions, as fractions of a turn from the right, in the order in which they are tried. */
const TURNS = [0, 1 / 2, 3 / 4, 1 / 4, 7 / 8, 1 / 8, 5 / 8, 3 / 8, 15 / 16, 1 / 16, 9 / 16, 7 / 16];
/** Steps of the search over all of the frame, where no direction has room. */
const STEP = 6;

/** The box of each name, in the order given: those first have the choice. Undefined where the frame is full. */
export function placeLabels(points: readonly Named[], frame: Box): (Box | undefined)[] {
  const taken = points.map(({ x, y }) => around(x, y, POINT, POINT));
  return points.map((point) => {
    const free = (box: Box) => isInside(box, frame) && !taken.some((other) => overlaps(box, other));
    const box = DISTANCES.flatMap((distance) => TURNS.map((turn) => beside(point, distance, turn)))
      .find(free) ?? nearestIn(frame, point, free);
    if (box !== undefined) taken.push(box);
    return box;
  });
}

/** The box of a name whose nearest edge is `distance` from its point. */
function beside({ x, y, width, height }: Named, distance: number, turn: number): Box {
  const [across, down] = [Math.cos(2 * Math.PI * turn), Math.sin(2 * Math.PI * turn)];
  const middleX = x + across * distance + Math.sign(Math.round(across * 10)) * width / 2;
  const middleY = y + down * distance + Math.round(down) * height / 2;
  return around(middleX, middleY, width / 2, height / 2);
}

function nearestIn(
  frame: Box,
  { x, y, width, height }: Named,
  free: (box: Box) => boolean,
): Box | undefined {
  let best: { box: Box; distance: number } | undefined;
  for (let top = frame.top; top + height <= frame.bottom; top += STEP) {
    for (let left = frame.left; left + width <= frame.right; left += STEP) {
      const box = { left, top, right: left + width, bottom: top + height };
      const distance = Math.hypot(left + width / 2 - x, top + height / 2 - y);
      if (distance < (best?.distance ?? Infinity) && free(box)) best = { box, distance };
    }
  }
  return best?.box;
}

function around(x: number, y: number, halfWidth: number, halfHeight: number): Box {
  return { left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight };
}

function isInside(box: Box, frame: Box): boolean {
  return box.left >= frame.left && box.right <= frame.right && box.top >= frame.top &&
    box.bottom <= frame.bottom;
}

/** Whether two boxes share more than an edge. */
export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
