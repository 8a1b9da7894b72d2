import { deepEqual, equal, match } from "node:assert/strict";
import { backfilledLatency } from "./backfilled_latency.ts";
import { check, loadRows, wrkRows } from "./testing.ts";

Deno.test("backfilled-latency notes wrk's latencies, once a scenario", () => {
  const rows = [1, 2, 4].flatMap((connections) =>
    wrkRows({ threads: 1, connections, throughput: 1, latency: { mean: 1, p99: 2 } })
  );
  const findings = check(backfilledLatency, rows);
  deepEqual(findings.map(({ rows }) => rows.length), [6]);
  equal(findings[0]?.severity, "note");
  match(findings[0]?.message ?? "", /^6 latency values of wrk: samples were added/);
});

Deno.test("backfilled-latency says nothing of a closed loop that adds no samples", () => {
  deepEqual(check(backfilledLatency, loadRows({ latency: { mean: 1, p99: 2 } })), []);
});
