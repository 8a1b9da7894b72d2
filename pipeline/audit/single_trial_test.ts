import { deepEqual, equal } from "node:assert/strict";
import { singleTrial } from "./single_trial.ts";
import { benchmarkRows, check, loadRows } from "./testing.ts";

const cell = (connections: number, trial: number) =>
  loadRows({ connections, trial, throughput: 1, requests: 10, latency: { p99: 1 } });

Deno.test("single-trial counts the cells that were measured once, in one finding", () => {
  const findings = check(singleTrial, [...cell(1, 1), ...cell(2, 1), ...cell(4, 1), ...cell(4, 2)]);
  equal(findings.length, 1);
  equal(
    findings[0]?.message,
    "2 of 3 cells measured once (n = 1): no interval, and no order among neighbours closer than the noise floor",
  );
  deepEqual(
    findings[0]?.rows.map((row) => `${row.load} ${row.metric}`),
    ["1 throughput", "1 latency", "2 throughput", "2 latency"],
  );
});

Deno.test("single-trial counts a cell of one value", () => {
  equal(check(singleTrial, loadRows({ throughput: 1 })).length, 1);
});

Deno.test("single-trial says nothing where every cell has two trials", () => {
  deepEqual(check(singleTrial, [...cell(1, 1), ...cell(1, 2)]), []);
});

Deno.test("single-trial takes repetitions of Google Benchmark for trials", () => {
  const repetition = (repetition: number) =>
    benchmarkRows({ benchmark: "BM_Echo/1", realNs: 10, cpuNs: 10, repetition });
  deepEqual(check(singleTrial, [...repetition(0), ...repetition(1)]), []);
  equal(check(singleTrial, repetition(0)).length, 1);
});
