import assert from "node:assert/strict";
import { noiseFloor } from "./noise_floor.ts";
import { assertClose } from "./testing.ts";

Deno.test("noiseFloor() is the largest difference of a program to itself, and says where", () => {
  const found = noiseFloor([
    { load: 1, original: [100], twin: [101] },
    { load: 2, original: [50, 200], twin: [95] },
    { load: 4, original: [100], twin: [96, 96] },
  ]);
  assertClose(found?.floor ?? NaN, 100 / 95 - 1, 1e-12, "floor");
  assert.deepEqual([found?.load, found?.loads], [2, 3]);
});

Deno.test("noiseFloor() passes over load points without positive values on both sides", () => {
  const found = noiseFloor([
    { load: 1, original: [], twin: [1] },
    { load: 2, original: [0, 5], twin: [1] },
    { load: null, original: [3], twin: [3] },
  ]);
  assert.deepEqual(found, { floor: 0, load: null, loads: 1 });
  assert.equal(noiseFloor([{ load: 1, original: [1], twin: [] }]), undefined);
  assert.equal(noiseFloor([]), undefined);
});
