import { deepEqual, equal } from "node:assert/strict";
import { clockUnknown } from "./clock_unknown.ts";
import { benchmarkRows, check, rowOf, siblingRows } from "./testing.ts";

const counter = (name: string) =>
  rowOf({ metric: `counter:${name}`, statistic: "mean", value: 3, clock: "unknown" });

Deno.test("clock-unknown warns of a rate whose times nobody kept", () => {
  const rows = benchmarkRows({ benchmark: "AsyncioTcpFixture/4096", bytesRate: 859_832_320 });
  equal(
    check(clockUnknown, rows)[0]?.message,
    "1 rate by a clock that the input cannot justify, and no times beside them to correct with: " +
      "AsyncioTcpFixture/4096",
  );
});

Deno.test("clock-unknown says nothing of a rate with its times, nor of one by the wall clock", () => {
  const times = { benchmark: "BM_Echo/1", realNs: 20, cpuNs: 10 };
  deepEqual(check(clockUnknown, benchmarkRows({ ...times, itemsRate: 1e8 })), []);
  const wall = { benchmark: "BM_Echo/1/real_time", itemsRate: 1e8, clock: "wall" as const };
  deepEqual(check(clockUnknown, benchmarkRows(wall)), []);
});

Deno.test("clock-unknown does not repeat what the correction has said of a row", () => {
  const rows = benchmarkRows({ benchmark: "AsyncioTcpFixture/4096", bytesRate: 859_832_320 });
  for (const row of rows) row.findings = ["clock-unknown"];
  deepEqual(check(clockUnknown, rows), []);
});

Deno.test("clock-unknown warns of counters that are called rates and notes the others", () => {
  const findings = check(clockUnknown, [
    counter("msgs/s"),
    counter("frames_rate"),
    counter("depth"),
  ]);
  deepEqual(findings.map(({ severity, message }) => [severity, message]), [
    [
      "warn",
      "the program's own counters msgs/s and frames_rate: divided by a clock that nobody named",
    ],
    [
      "note",
      "the program's own counter depth: should it be a rate, it was divided by a clock that nobody named",
    ],
  ]);
});

Deno.test("clock-unknown says nothing of counters of other tools", () => {
  const row = rowOf({ metric: "counter:my_trend", statistic: "mean", value: 3, clock: "wall" });
  deepEqual(check(clockUnknown, [row]), []);
});

Deno.test("clock-unknown leaves a rate to cpu-clock-rate that the times of a sibling correct", () => {
  deepEqual(check(clockUnknown, siblingRows()), []);
});
