import { deepEqual, equal } from "node:assert/strict";
import { roomForGaps, watchGaps } from "./gaps.ts";

/** A clock in milliseconds that reads these times, one after the other. */
function clockOf(...times: number[]): () => number {
  return () => times.shift() ?? NaN;
}

Deno.test("watchGaps() keeps gaps above 10 µs, in seconds, and says how long it watched", () => {
  const gaps = new Float64Array(4);
  // A host that is up for 64 seconds, read every 2^-7 ms, and once after half a millisecond.
  const step = 2 ** -7;
  const watched = watchGaps(
    0.001,
    gaps,
    clockOf(64_000, 64_000 + step, 64_000.5 + step, 64_000.5 + 2 * step, 64_001.5),
  );
  deepEqual([...gaps], [0.0005, (1 - 2 * step) / 1000, 0, 0]);
  deepEqual(watched, { count: 2, seconds: 0.0015 });
});

Deno.test("watchGaps() keeps no more gaps than there is room for", () => {
  const gaps = new Float64Array(1);
  equal(watchGaps(0.001, gaps, clockOf(0, 0.5, 1)).count, 1);
  deepEqual([...gaps], [0.0005]);
  equal(roomForGaps(1).length, 100_001);
});
