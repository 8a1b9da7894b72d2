import { deepEqual, equal } from "node:assert/strict";
import { driftedBaseline } from "./drifted_baseline.ts";
import { check, loadRows } from "./testing.ts";

const BASELINE = {
  scenario: "s",
  implementation: "python",
  metric: "throughput",
  statistic: "mean",
  cases: ["before", "after"],
};

const measured = (implementation: string, part: string, throughput: number) =>
  loadRows({ implementation, case: part, load: 50, load_unit: "workers", throughput });

Deno.test("drifted-baseline tells that Python lost 14.7 % while Ruchy's gain was claimed", () => {
  const rows = [
    ...measured("ruchy", "before", 3960),
    ...measured("python", "before", 435),
    ...measured("ruchy", "after", 4497),
    ...measured("python", "after", 371),
  ];
  const findings = check(driftedBaseline, rows, { baselines: [BASELINE] });
  equal(
    findings[0]?.message,
    "the baseline python moved by -14.7 %, from 435 (before) to 371 (after): a ratio to it changes by that alone",
  );
  deepEqual([...new Set(findings[0]?.rows.map((row) => row.implementation))], ["python"]);
});

Deno.test("drifted-baseline says nothing of 5 %", () => {
  const rows = [...measured("python", "before", 400), ...measured("python", "after", 382)];
  deepEqual(check(driftedBaseline, rows, { baselines: [BASELINE] }), []);
});

Deno.test("drifted-baseline takes cases that are not declared for other workloads", () => {
  const rows = [...measured("python", "before", 435), ...measured("python", "sequential", 248)];
  deepEqual(check(driftedBaseline, rows, { baselines: [BASELINE] }), []);
  deepEqual(check(driftedBaseline, rows), []);
});
