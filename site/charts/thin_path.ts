/** Takes the points out of a drawn line that nobody can see to be missing. */

/** How far, in pixels, the line may run beside a point that is taken out. */
const TOLERANCE = 0.3;

/** Lines of straight pieces between points with whole commands, as Plot writes them; nothing else is touched. */
const STRAIGHT = /^(?:M-?[\d.]+,-?[\d.]+(?:L-?[\d.]+,-?[\d.]+)+Z?)+$/;

type Point = readonly [x: number, y: number];

/** The same path by fewer points: no point of the former is further from it than a part of a pixel. */
export function thinPath(d: string): string {
  if (!STRAIGHT.test(d)) return d;
  return d.replace(/M[^MZ]*/g, (line) => {
    const texts = line.slice(1).split("L");
    const points = texts.map((text): Point => {
      const [x = "", y = ""] = text.split(",");
      return [Number(x), Number(y)];
    });
    const kept = needed(points);
    return `M${texts.filter((_, index) => kept.has(index)).join("L")}`;
  });
}

/** Ramer, Douglas and Peucker: of each stretch the furthest point, until all others are near. */
function needed(points: readonly Point[]): Set<number> {
  const at = (index: number): Point => points[index] ?? [0, 0];
  const kept = new Set([0, points.length - 1]);
  const open: [from: number, to: number][] = [[0, points.length - 1]];
  for (let stretch = open.pop(); stretch !== undefined; stretch = open.pop()) {
    const [from, to] = stretch;
    let far = { index: -1, distance: TOLERANCE };
    for (let index = from + 1; index < to; index++) {
      const distance = distanceOf(at(index), at(from), at(to));
      if (distance > far.distance) far = { index, distance };
    }
    if (far.index < 0) continue;
    kept.add(far.index);
    open.push([from, far.index], [far.index, to]);
  }
  return kept;
}

/** Of a point from the straight piece between two others. */
function distanceOf([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const [across, down] = [x2 - x1, y2 - y1];
  const square = across ** 2 + down ** 2;
  const along = square === 0
    ? 0
    : Math.max(0, Math.min(1, ((x - x1) * across + (y - y1) * down) / square));
  return Math.hypot(x - x1 - along * across, y - y1 - along * down);
}
