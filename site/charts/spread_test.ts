import { deepEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import { spread } from "./spread.ts";

Deno.test("spread() leaves labels alone that are apart already", () => {
  deepEqual(spread([10, 40, 80], 16, 0, 100), [10, 40, 80]);
});

Deno.test("spread() parts neighbours evenly around where they wanted to be", () => {
  deepEqual(spread([50, 50], 16, 0, 100), [42, 58]);
  deepEqual(spread([100, 98, 10], 10, 0, 100), [100, 90, 10]);
});

Deno.test("spread() never overlaps, never leaves its bounds and keeps the order", () => {
  const position = fc.double({ min: -50, max: 450, noNaN: true });
  fc.assert(fc.property(fc.array(position, { minLength: 1, maxLength: 24 }), (positions) => {
    const placed = spread(positions, 16, 0, 400);
    for (const value of placed) ok(value > -1e-6 && value < 400 + 1e-6);
    const order = positions.map((_, index) => index)
      .sort((a, b) => (positions[a] as number) - (positions[b] as number) || a - b);
    for (const [rank, index] of order.slice(1).entries()) {
      const above = placed[order[rank] as number] as number;
      ok((placed[index] as number) - above > 16 - 1e-6);
    }
  }));
});

Deno.test("spread() spaces evenly what cannot fit", () => {
  deepEqual(spread([0, 0, 0], 16, 0, 10), [0, 5, 10]);
});
