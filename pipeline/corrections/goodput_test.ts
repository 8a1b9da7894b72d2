import assert from "node:assert/strict";
import type { Run } from "../formats/format.ts";
import { type Measurement, measurement } from "../measurement.ts";
import { goodput } from "./goodput.ts";

function runOf(values: Record<string, number>): Run {
  const measurements: Measurement[] = Object.entries(values).map(([name, value]) => {
    const [metric, statistic] = name.split(" ") as [string, string];
    return measurement({ metric, statistic, value, source: "a.txt#L1" });
  });
  return { format: "wrk", run: 1, labels: {}, measurements, findings: [] };
}

function goodputOf(run: Run): Measurement | undefined {
  return goodput.apply([run])[0]?.measurements.find((each) => each.metric === "goodput");
}

Deno.test("goodput is throughput less the share of answers that failed", () => {
  const run = runOf({
    "throughput mean": 1000,
    "requests total": 5000,
    "errors_status total": 1250,
  });
  const found = goodputOf(run);
  assert.equal(found?.value, 750);
  assert.equal(found?.correction, "goodput");
  assert.equal(found?.source, "a.txt#L1");
});

Deno.test("goodput is throughput to the last digit where nothing failed", () => {
  const run = runOf({ "throughput mean": 1000.1, "requests total": 3, "errors_status total": 0 });
  assert.equal(goodputOf(run)?.value, 1000.1);
});

Deno.test("goodput is not invented where the tool does not count failed answers", () => {
  assert.equal(goodputOf(runOf({ "throughput mean": 1000, "requests total": 5000 })), undefined);
  const absurd = { "throughput mean": 1, "requests total": 5, "errors_status total": 6 };
  assert.equal(goodputOf(runOf(absurd)), undefined);
});

Deno.test("goodput leaves out a single failed answer too", () => {
  const run = runOf({ "throughput mean": 10, "requests total": 4, "errors_status total": 1 });
  assert.equal(goodputOf(run)?.value, 7.5);
});

Deno.test("goodput leaves a run as it is of no request at all, or of a rate beyond all numbers", () => {
  for (
    const run of [
      runOf({ "throughput mean": 0, "requests total": 0, "errors_status total": 0 }),
      runOf({ "throughput mean": 5, "requests total": 5, "errors_status total": 6 }),
      runOf({ "throughput mean": 1e308, "requests total": 5000, "errors_status total": 1 }),
    ]
  ) {
    assert.deepEqual(goodput.apply([run]), [run]);
  }
});
