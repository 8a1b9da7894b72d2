import { deepEqual, equal } from "node:assert/strict";
import { percentileOrder } from "./percentile_order.ts";
import { check, loadRows, withheldBy } from "./testing.ts";

const of = (latency: Record<string, number>) => loadRows({ connections: 8, latency });

Deno.test("percentile-order withholds the latency of a row whose percentiles descend", () => {
  const rows = of({ mean: 1, p50: 2, p75: 1.5, p99: 3, max: 4 });
  deepEqual(withheldBy(percentileOrder, rows), [
    "latency mean",
    "latency p50",
    "latency p75",
    "latency p99",
    "latency max",
  ]);
  equal(check(percentileOrder, rows)[0]?.message, "latency p50 (2 s) is above p75 (1.5 s)");
});

Deno.test("percentile-order says nothing of percentiles that ascend, or differ by rounding", () => {
  deepEqual(check(percentileOrder, of({ min: 1, mean: 2, p50: 2, p90: 3, p99: 3, max: 4 })), []);
  deepEqual(check(percentileOrder, of({ p50: 26e-3, p99: 26.35e-3, max: 26.34e-3 })), []);
});

Deno.test("percentile-order withholds a maximum below p99, below the mean, a minimum above it", () => {
  const severities = [{ p99: 2, max: 1 }, { mean: 2, max: 1 }, { min: 2, mean: 1 }, {
    mean: 2,
    p99: 1,
  }]
    .map((latency) => check(percentileOrder, of(latency))[0]?.severity);
  deepEqual(severities, ["withhold", "withhold", "withhold", "withhold"]);
});

Deno.test("percentile-order warns of a mean above p99 that the maximum explains", () => {
  // networknt's microservices benchmark, wrk: mean 7.22 ms, p99 6.91 ms, maximum 1.64 s.
  const explained = check(percentileOrder, of({ mean: 7.22e-3, p99: 6.91e-3, max: 1.64 }));
  equal(explained[0]?.severity, "warn");
  equal(
    explained[0]?.message,
    "the mean of 7.22 ms is above p99 (6.91 ms): one answer in a hundred, up to 1.64 s, makes most of it",
  );
  const unexplained = check(percentileOrder, of({ mean: 7.22e-3, p99: 6.91e-3, max: 10e-3 }));
  equal(unexplained[0]?.severity, "withhold");
});

Deno.test("percentile-order does not mix a whole with a part of its samples", () => {
  const part = of({ p99: 1, max: 1 });
  for (const row of part) row.labels.tags = "name:fast";
  deepEqual(check(percentileOrder, [...of({ p50: 2, p90: 3 }), ...part]), []);
});

Deno.test("percentile-order does not hold two metrics, or two ways of sampling, against each other", () => {
  const waiting = loadRows({
    connections: 8,
    more: { "time_to_first_byte p50": 1, "time_to_first_byte p99": 1.5 },
  });
  deepEqual(check(percentileOrder, [...of({ p50: 2, p90: 3 }), ...waiting]), []);
  const corrected = loadRows({ connections: 8, loop: "corrected", latency: { p75: 1 } });
  deepEqual(check(percentileOrder, [...of({ p50: 2, p90: 3 }), ...corrected]), []);
});
