import assert from "node:assert/strict";
import { googleBenchmarkConsoleFormat } from "../formats/google_benchmark/google_benchmark_console.ts";
import { cpuToWall } from "./cpu_to_wall.ts";

/** By which formula the rate of a benchmark is corrected, and what comes out. */
function correctedOf(row: string): { method: string; value: number } {
  const head = "Benchmark        Time      CPU   Iterations UserCounters...\n";
  const runs = googleBenchmarkConsoleFormat.read(`${head}${row}\n`, { file: "a" });
  const [rate] = cpuToWall.apply(runs).flatMap(({ measurements }) =>
    measurements.filter(({ correction }) => correction !== "")
  );
  return { method: rate?.labels.method ?? "", value: Math.round(rate?.value ?? NaN) };
}

Deno.test("the sentence of the method page names both formulas, so that a reader comes to the same rate", () => {
  const times = "33396871 ns 14572417 ns 48 items_per_second=";
  // 69k by 14.57 ms can only be the 1000 items of the name; the rounded rate itself would give 30,107/s.
  const exact = correctedOf(`BM_Echo/1000 ${times}69k/s`);
  assert.deepEqual(exact, { method: "items / real_time", value: 29943 });
  const open = correctedOf(`BM_Echo ${times}6900k/s`);
  assert.deepEqual(open, { method: "rate x cpu_time / real_time", value: 3010751 });
  for (const { method } of [exact, open]) assert.ok(cpuToWall.about.includes(method), method);
});
