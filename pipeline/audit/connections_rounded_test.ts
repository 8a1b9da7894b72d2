import { deepEqual, equal } from "node:assert/strict";
import { connectionsRounded } from "./connections_rounded.ts";
import { check, loadRows, wrkRows } from "./testing.ts";

Deno.test("connections-rounded tells that wrk opened 234 connections of 256", () => {
  const rows = wrkRows({ threads: 26, connections: 256, throughput: 1, latency: { p99: 1 } });
  const findings = check(connectionsRounded, rows);
  equal(
    findings[0]?.message,
    "234 connections were opened, 256 asked for (26 threads of 9 each)",
  );
  deepEqual(findings[0]?.rows.map((row) => row.metric), ["connections", "throughput", "latency"]);
});

Deno.test("connections-rounded says nothing where the division leaves no rest", () => {
  deepEqual(check(connectionsRounded, wrkRows({ threads: 16, connections: 256 })), []);
});

Deno.test("connections-rounded says nothing of tools that do not round", () => {
  deepEqual(check(connectionsRounded, loadRows({ threads: 26, connections: 256 })), []);
});

Deno.test("connections-rounded speaks once for all implementations of a level", () => {
  const rows = ["a", "b", "c"].flatMap((implementation) =>
    wrkRows({ implementation, threads: 7, connections: 64, throughput: 1 })
  );
  const findings = check(connectionsRounded, rows);
  deepEqual(findings.map(({ rows }) => rows.length), [6]);
});
