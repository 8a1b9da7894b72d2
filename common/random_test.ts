import assert from "node:assert/strict";
import { seededRandom, shuffled } from "./random.ts";

Deno.test("seededRandom() gives the same numbers for the same seed and others for another", () => {
  const numbers = (seed: string) => {
    const random = seededRandom(seed);
    return Array.from({ length: 5 }, () => random.next());
  };
  assert.deepEqual(numbers("a"), numbers("a"));
  assert.notDeepEqual(numbers("a"), numbers("b"));
});

Deno.test("seededRandom() is uniform: mean, spread and serial correlation of 200,000 numbers", () => {
  const random = seededRandom("uniform");
  const values = Array.from({ length: 200_000 }, () => random.next());
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const serial = values.slice(1).reduce(
    (sum, value, index) => sum + (value - mean) * ((values[index] as number) - mean),
    0,
  ) / values.length / variance;
  assert.ok(values.every((value) => value >= 0 && value < 1));
  assert.ok(Math.abs(mean - 0.5) < 0.003, `mean ${mean}`);
  assert.ok(Math.abs(variance - 1 / 12) < 0.001, `variance ${variance}`);
  assert.ok(Math.abs(serial) < 0.01, `serial correlation ${serial}`);
});

Deno.test("shuffled() keeps every item and puts each in each place equally often", () => {
  const random = seededRandom("shuffle");
  const counts = Array.from({ length: 4 }, () => [0, 0, 0, 0]);
  for (let round = 0; round < 24_000; round++) {
    const order = shuffled([0, 1, 2, 3], random);
    assert.deepEqual([...order].sort(), [0, 1, 2, 3]);
    for (const [place, item] of order.entries()) {
      const row = counts[item] as number[];
      row[place] = (row[place] as number) + 1;
    }
  }
  for (const count of counts.flat()) assert.ok(Math.abs(count - 6000) < 400, String(count));
});
