import { deepEqual, equal, ok } from "node:assert/strict";
import { type Box, type Named, overlaps, placeLabels } from "./place_labels.ts";
import { placeNames, threadTo } from "./place_names.ts";

const FRAME: Box = { left: 46, top: 34, right: 316, bottom: 316 };

/** Marks whose names stand in each other's way: x, y, and how wide the name is. */
const CROWDED: readonly Named[] = ([
  [222, 160, 73],
  [288, 93, 71],
  [279, 146, 113],
  [290, 155, 107],
  [204, 111, 78],
  [272, 114, 85],
  [287, 108, 114],
  [261, 98, 93],
] as const).map(([x, y, width]) => ({ x, y, width, height: 15.5 }));

/** Marks that lines of others pass. */
function passed(points: readonly Named[], boxes: readonly (Box | undefined)[]): number {
  return points.flatMap((point, index) => {
    const box = boxes[index];
    const end = box === undefined ? undefined : threadTo(point, box);
    if (end === undefined) return [];
    return points.filter((mark, other) => other !== index && distance(mark, point, end) < 7);
  }).length;
}

function distance(
  mark: Pick<Named, "x" | "y">,
  { x, y }: Named,
  [toX, toY]: readonly [number, number],
): number {
  const places = Array.from({ length: 201 }, (_, step) => step / 200);
  return Math.min(
    ...places.map((at) => Math.hypot(x + at * (toX - x) - mark.x, y + at * (toY - y) - mark.y)),
  );
}

Deno.test("a name beside its point needs no line, one further away has it to its nearest edge", () => {
  const box = { left: 20, right: 60, top: 0, bottom: 10 };
  equal(threadTo({ x: 12, y: 5 }, box), undefined);
  deepEqual(threadTo({ x: 0, y: 5 }, box), [20, 5]);
  deepEqual(threadTo({ x: 40, y: 30 }, box), [40, 10]);
});

Deno.test("names that have room stand where they would anyway", () => {
  const apart = [60, 140, 220].map((y) => ({ x: 100, y, width: 50, height: 15 }));
  deepEqual(placeNames(apart, FRAME), placeLabels(apart, FRAME));
});

Deno.test("where points are crowded, no line passes the mark of another if an order of names spares it", () => {
  const before = placeLabels(CROWDED, FRAME);
  const after = placeNames(CROWDED, FRAME);
  ok(passed(CROWDED, before) > 0, "the example shows nothing");
  equal(passed(CROWDED, after), 0);
  const known = after.filter((box) => box !== undefined);
  equal(known.length, CROWDED.length);
  ok(known.every((box, index) => known.slice(index + 1).every((other) => !overlaps(box, other))));
});
