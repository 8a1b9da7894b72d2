import { deepEqual, equal } from "node:assert/strict";
import { idleConnections } from "./idle_connections.ts";
import { check, loadRows, wrkRows } from "./testing.ts";

/** wrk on six connections of a server that answers one request in twenty after the run: 105 in 1.14 s. */
const hanging = { threads: 2, connections: 6, throughput: 91.96 };

Deno.test("idle-connections warns of latencies that hold a part of what the connections did", () => {
  const rows = wrkRows({ ...hanging, latency: { mean: 350.82e-6, p99: 5.17e-3 } });
  const findings = check(idleConnections, rows);
  deepEqual(findings.map(({ severity }) => severity), ["warn"]);
  equal(
    findings[0]?.message,
    "in flight 0.0323 = 92/s x 351 µs, of 6 connections: 99.5 % of the time is in no latency (answers that " +
      "never came, or a generator that was busy or paused)",
  );
  deepEqual(findings[0]?.rows.map(({ statistic }) => statistic), ["mean", "p99"]);
});

Deno.test("idle-connections says nothing where half of the connections are busy", () => {
  deepEqual(check(idleConnections, wrkRows({ ...hanging, latency: { mean: 32.63e-3 } })), []);
});

Deno.test("idle-connections tells of the client of the static files that keeps 24 of 50 busy", () => {
  const python = {
    load: 50,
    load_unit: "workers",
    throughput: 371,
    latency: { mean: 63.48e-3 },
  } as const;
  equal(check(idleConnections, loadRows(python)).length, 1);
  deepEqual(check(idleConnections, loadRows({ ...python, throughput: 435 })), []);
});

Deno.test("idle-connections allows for what a tool cut off a latency", () => {
  const rows = loadRows({ connections: 4, throughput: 2111, latency: { mean: 0.9e-3 } });
  equal(check(idleConnections, rows).length, 1);
  for (const row of rows) if (row.metric === "latency") row.labels.resolutionSeconds = "0.001";
  deepEqual(check(idleConnections, rows), []);
});

Deno.test("idle-connections leaves open loops and virtual users alone: they pause", () => {
  const figures = { throughput: 100, latency: { mean: 1e-3 } } as const;
  deepEqual(check(idleConnections, loadRows({ ...figures, connections: 50, loop: "open" })), []);
  deepEqual(
    check(idleConnections, loadRows({ ...figures, load: 50, load_unit: "virtual-users" })),
    [],
  );
});

Deno.test("idle-connections says nothing where nothing was answered at all", () => {
  const rows = loadRows({ connections: 2, throughput: 0, latency: { mean: 5 } });
  deepEqual(check(idleConnections, rows), []);
});
