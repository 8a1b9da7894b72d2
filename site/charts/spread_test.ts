import { deepEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import { spread } from "./spread.ts";

Deno.test("spread() leaves labels alone that are apart already", () => {
  deepEqual(spread([10, 40, 80], [16, 16, 16], 0, 100), [10, 40, 80]);
});

Deno.test("spread() parts neighbours evenly around where they wanted to be", () => {
  deepEqual(spread([50, 50], [16, 16], 0, 100), [42, 58]);
  deepEqual(spread([100, 98, 10], [10, 10, 10], 0, 105), [100, 90, 10]);
});

Deno.test("spread() gives a label of two lines the room of two", () => {
  deepEqual(spread([50, 50], [32, 16], 0, 100), [38, 62]);
  deepEqual(spread([0, 50], [32, 16], 0, 100), [16, 50], "its upper line stays within");
});

Deno.test("spread() never overlaps, never leaves its bounds and keeps the order", () => {
  const label = fc.record({
    position: fc.double({ min: -50, max: 450, noNaN: true }),
    height: fc.constantFrom(10, 16),
  });
  fc.assert(fc.property(fc.array(label, { minLength: 1, maxLength: 24 }), (labels) => {
    const positions = labels.map(({ position }) => position);
    const heights = labels.map(({ height }) => height);
    const placed = spread(positions, heights, 0, 400);
    for (const [index, value] of placed.entries()) {
      const half = (heights[index] as number) / 2;
      ok(value - half > -1e-6 && value + half < 400 + 1e-6);
    }
    const order = positions.map((_, index) => index)
      .sort((a, b) => (positions[a] as number) - (positions[b] as number) || a - b);
    for (const [rank, index] of order.slice(1).entries()) {
      const before = order[rank] as number;
      const distance = (placed[index] as number) - (placed[before] as number);
      ok(distance > ((heights[index] as number) + (heights[before] as number)) / 2 - 1e-6);
    }
  }));
});

Deno.test("spread() gives each the same share of its height where they cannot all fit", () => {
  deepEqual(spread([0, 0, 0], [16, 16, 16], 0, 30), [5, 15, 25]);
});

Deno.test("spread() of no labels is none", () => {
  deepEqual(spread([], [], 0, 30), []);
});
