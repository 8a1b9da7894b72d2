import { deepEqual, equal } from "node:assert/strict";
import { check, loadRows, wrkRows } from "./testing.ts";
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

/** p99 in milliseconds of a trial of wrk, backfilled or without the samples that wrk added. */
const sampled = (
  connections: number,
  trial: number,
  loop: "closed" | "closed-backfilled",
  p99: number,
) => loadRows({ connections, trial, loop, latency: { p99: p99 / 1000 } });

Deno.test("tail-not-monotonic holds no backfilled p99 against one of requests that were made", () => {
  // python-fastapi in http-counter-2026-11: at 128 connections wrk's histogram was left out of every trial.
  const mixed = [
    ...sampled(64, 1, "closed", 12.5),
    ...[1110, 362, 706].flatMap((p99, index) => sampled(128, index + 1, "closed-backfilled", p99)),
    ...sampled(256, 1, "closed", 85.2),
    ...sampled(256, 2, "closed-backfilled", 1470),
    ...sampled(256, 3, "closed", 88.4),
  ];
  deepEqual(check(tailNotMonotonic, mixed), []);
});

Deno.test("tail-not-monotonic sees a tail that falls in one way of sampling beside another", () => {
  const rows = [
    ...sampled(64, 1, "closed", 700),
    ...sampled(128, 1, "closed-backfilled", 600),
    ...sampled(256, 1, "closed", 85),
    ...sampled(256, 2, "closed-backfilled", 900),
  ];
  const [finding, ...others] = check(tailNotMonotonic, rows);
  equal(finding?.message, "p99 falls from 700 ms at 64 to 85 ms at 256: 1/8.24 under more load");
  deepEqual(finding?.rows.map((row) => `${row.load} ${row.loop}`), ["256 closed"]);
  deepEqual(others, []);
});

Deno.test("tail-not-monotonic tells the steepest of several falls, not that of the longest tails", () => {
  const [finding, ...others] = check(tailNotMonotonic, ladder(10, 1, 1000, 400));
  equal(
    finding?.message,
    "p99 falls from 10 ms at 1 to 1 ms at 2: 1/10 under more load (the worst of 2 trials: a, 2 connections, trial 1)",
  );
  deepEqual(others, []);
});

Deno.test("tail-not-monotonic climbs the ladder whatever the order it was measured in", () => {
  const rows = ladder(0.028, 0.163, 1.81);
  deepEqual(check(tailNotMonotonic, rows.toReversed()), []);
});
