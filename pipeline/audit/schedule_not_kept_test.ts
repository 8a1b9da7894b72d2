import { deepEqual, equal } from "node:assert/strict";
import { scheduleNotKept } from "./schedule_not_kept.ts";
import { check, loadRows } from "./testing.ts";

const behind = {
  connections: 170,
  connectionsActual: 168,
  throughput: 20_454.55,
  latency: { mean: 8.017763, max: 85.9 },
  loop: "open",
} as const;

Deno.test("schedule-not-kept warns of latencies that are the wait for a connection", () => {
  const findings = check(scheduleNotKept, loadRows(behind));
  deepEqual(findings.map(({ severity }) => severity), ["warn"]);
  equal(
    findings[0]?.message,
    "164,000 requests were due and not answered = 20,455/s x 8.02 s, on 168 connections: latency is mostly the " +
      "wait for a connection",
  );
  deepEqual(findings[0]?.rows.map(({ statistic }) => statistic), ["mean", "max"]);
});

Deno.test("schedule-not-kept says nothing of the milliseconds in which wrk2's clock ticks", () => {
  // rutu.sh/load_testing: 20 connections, 127,951 req/s at 0.773 ms.
  const figures = { connections: 20, throughput: 127_951, latency: { mean: 0.773e-3 } };
  deepEqual(check(scheduleNotKept, loadRows({ ...figures, loop: "open" })), []);
});

Deno.test("schedule-not-kept leaves a closed loop to littles-law", () => {
  deepEqual(check(scheduleNotKept, loadRows({ ...behind, loop: "closed" })), []);
});
