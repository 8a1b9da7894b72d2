import { deepEqual, equal } from "node:assert/strict";
import { heavyTail } from "./heavy_tail.ts";
import { check, wrkRows } from "./testing.ts";

const vertx = (mean: number, p99: number) =>
  wrkRows({ threads: 4, connections: 32, throughput: 274_920, latency: { mean, p99 } });

Deno.test("heavy-tail notes a p99 of more than ten times the mean", () => {
  const findings = check(heavyTail, vertx(0.177e-3, 2.41e-3));
  deepEqual(findings.map(({ severity }) => severity), ["note"]);
  equal(findings[0]?.message, "p99 2.41 ms is 13.6 times the mean of 177 µs");
  deepEqual(findings[0]?.rows.map((row) => `${row.metric} ${row.statistic}`), [
    "latency mean",
    "latency p99",
  ]);
});

Deno.test("heavy-tail says nothing of 9.1 times, as Vert.x has at 64 connections", () => {
  deepEqual(check(heavyTail, vertx(0.319e-3, 2.91e-3)), []);
});
