import { equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { type Box, overlaps, placeLabels } from "./place_labels.ts";

const FRAME: Box = { left: 0, top: 0, right: 800, bottom: 400 };

Deno.test("names stand within the frame and never cover each other or a point", () => {
  const point = fc.record({
    x: fc.double({ min: 0, max: 800, noNaN: true }),
    y: fc.double({ min: 0, max: 400, noNaN: true }),
    width: fc.integer({ min: 20, max: 150 }),
    height: fc.constant(17),
  });
  fc.assert(fc.property(fc.array(point, { maxLength: 20 }), (points) => {
    const boxes = placeLabels(points, FRAME);
    equal(boxes.length, points.length);
    const placed = boxes.filter((box) => box !== undefined);
    equal(placed.length, points.length, "the frame has room for all");
    for (const [index, box] of placed.entries()) {
      ok(box.left >= 0 && box.right <= 800 && box.top >= 0 && box.bottom <= 400);
      ok(!placed.some((other, at) => at !== index && overlaps(box, other)));
      ok(
        points.every(({ x, y }) => x < box.left || x > box.right || y < box.top || y > box.bottom),
      );
    }
  }));
});

Deno.test("a lone name stands right of its point, and left of it at the right edge", () => {
  const [middle] = placeLabels([{ x: 400, y: 200, width: 100, height: 17 }], FRAME);
  ok(middle !== undefined && middle.left > 400 && middle.left < 415);
  const [edge] = placeLabels([{ x: 790, y: 200, width: 100, height: 17 }], FRAME);
  ok(edge !== undefined && edge.right < 790);
});

Deno.test("a frame without room gives no place", () => {
  const point = { x: 10, y: 10, width: 100, height: 17 };
  equal(placeLabels([point], { left: 0, top: 0, right: 50, bottom: 50 })[0], undefined);
});
