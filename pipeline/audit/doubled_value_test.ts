import { deepEqual, equal } from "node:assert/strict";
import { doubledValue } from "./doubled_value.ts";
import { check, rowOf, withheldBy } from "./testing.ts";
import type { Row } from "../row.ts";

/** A latency of one trial, of the output that is named. */
function latency(statistic: string, value: number, source: string, more: Partial<Row> = {}): Row {
  return rowOf(
    { metric: "latency", statistic, value, unit: "s", clock: "wall", loop: "closed", source },
    more,
  );
}

Deno.test("doubled-value lets one of two outputs that agree count, that with the most digits", () => {
  const rows = [
    latency("p50", 0.00131, "a.txt#L4"),
    latency("p99", 0.00472, "a.txt#L5"),
    latency("p50", 0.001314552, "b.json#/p50"),
    latency("p99", 0.004724, "b.json#/p99"),
  ];
  const [finding, ...more] = check(doubledValue, rows);
  deepEqual(more, []);
  equal(
    finding?.message,
    "2 values stand more than once in what the trial left, and agree: one of each counts, that with the most digits",
  );
  deepEqual(finding?.rows.map(({ source }) => source), ["a.txt#L4", "a.txt#L5"]);
});

Deno.test("doubled-value withholds both of two values that differ, and says where they stand", () => {
  const rows = [
    latency("p50", 0.00131, "a.txt#L4"),
    latency("p99", 0.00472, "a.txt#L5"),
    latency("p50", 0.00139, "b.txt#L4"),
    latency("p99", 0.0059, "b.txt#L5"),
  ];
  deepEqual(withheldBy(doubledValue, rows), [
    "latency p50",
    "latency p99",
    "latency p50",
    "latency p99",
  ]);
  equal(
    check(doubledValue, rows)[0]?.message,
    "latency p99 is 4.72 ms at a.txt#L5 and 5.9 ms at b.txt#L5 (and 1 other): which is of this trial is not known",
  );
});

Deno.test("doubled-value tells of three values the two that are farthest apart", () => {
  const rows = [
    latency("p50", 0.00131, "a"),
    latency("p50", 0.001314, "b"),
    latency("p50", 5, "c"),
  ];
  equal(
    check(doubledValue, rows)[0]?.message,
    "latency p50 is 1.31 ms at a and 5 s at c: which is of this trial is not known",
  );
});

Deno.test("doubled-value draws the line at 1 %", () => {
  const at = (value: number) =>
    withheldBy(doubledValue, [latency("p50", 1, "a"), latency("p50", value, "b")]).length;
  deepEqual([at(1), at(0.991), at(0.989), at(0)], [1, 1, 2, 2]);
});

Deno.test("doubled-value says nothing of other trials, cases, clocks and of what a correction replaced", () => {
  deepEqual(
    check(doubledValue, [
      latency("p50", 1, "a"),
      latency("p50", 2, "b", { trial: 2 }),
      latency("p50", 3, "c", { case: "/index.html" }),
      latency("p50", 4, "d", { clock: "cpu" }),
      latency("p50", 5, "e", { loop: "open" }),
      latency("p50", 6, "f", { status: "superseded" }),
      latency("p90", 7, "g"),
    ]),
    [],
  );
});

Deno.test("doubled-value tells what differs, not what agrees, of a trial that has both", () => {
  const memory = (value: number, source: string) =>
    rowOf({ metric: "memory_rss", statistic: "max", value, source });
  const rows = [
    latency("p50", 0.00131, "a.txt#L4"),
    latency("p50", 0.001314552, "b.json#/p50"),
    memory(52_428_800, "a.txt#L9"),
    memory(99_614_720, "b.json#/rss"),
  ];
  deepEqual(check(doubledValue, rows).map(({ message }) => message), [
    "memory_rss max is 52,428,800 B at a.txt#L9 and 99,614,720 B at b.json#/rss: which is of this trial is not known",
  ]);
});
