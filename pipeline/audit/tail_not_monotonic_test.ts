import { deepEqual, equal } from "node:assert/strict";
import { check, wrkRows } from "./testing.ts";
import { tailNotMonotonic } from "./tail_not_monotonic.ts";

const ladder = (...tails: number[]) =>
  tails.flatMap((p99, index) =>
    wrkRows({ threads: 1, connections: 2 ** index, latency: { p99: p99 / 1000 } })
  );

Deno.test("tail-not-monotonic notes the level at which p99 falls by more than half", () => {
  const findings = check(tailNotMonotonic, ladder(0.028, 1.81, 0.163));
  equal(findings[0]?.message, "p99 falls from 1.81 ms at 2 to 163 µs at 4: 1/11.1 under more load");
  deepEqual(findings[0]?.rows.map((row) => row.load), [4]);
});

Deno.test("tail-not-monotonic says nothing of the 4 to 7 % by which Vert.x and Bun fall", () => {
  deepEqual(check(tailNotMonotonic, ladder(2.52, 2.59, 2.47, 2.59, 2.41)), []);
});

Deno.test("tail-not-monotonic compares medians, so one bad trial of three is none", () => {
  const trials = [1, 2, 3].flatMap((trial) => [
    ...wrkRows({ threads: 1, connections: 1, trial, latency: { p99: trial === 2 ? 0.1 : 0.001 } }),
    ...wrkRows({ threads: 1, connections: 2, trial, latency: { p99: 0.0011 } }),
  ]);
  deepEqual(check(tailNotMonotonic, trials), []);
});
