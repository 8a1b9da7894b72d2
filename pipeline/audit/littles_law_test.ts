import { deepEqual, equal, match } from "node:assert/strict";
import { littlesLaw } from "./littles_law.ts";
import { check, loadRows, withheldBy, wrkRows } from "./testing.ts";

const h2o = { threads: 2, connections: 16, throughput: 397_669 };

Deno.test("littles-law withholds the latency of h2o at 16 connections but the greatest, which wrk did not add", () => {
  const rows = wrkRows({ ...h2o, latency: { mean: 79e-6, p99: 1.81e-3, max: 9e-3 } });
  deepEqual(withheldBy(littlesLaw, rows), ["latency mean", "latency p99"]);
  equal(
    check(littlesLaw, rows)[0]?.message,
    "in flight 31.4 = 397,669/s x 79 µs, but only 16 connections were open: 96.3 % too many (5 % is warned of, " +
      "15 % withheld)",
  );
});

Deno.test("littles-law withholds the greatest latency too where no samples were added", () => {
  const rows = loadRows({ ...h2o, latency: { mean: 79e-6, p99: 1.81e-3, max: 9e-3 } });
  deepEqual(withheldBy(littlesLaw, rows), ["latency mean", "latency p99", "latency max"]);
});

Deno.test("littles-law says nothing where the product fits the connections", () => {
  deepEqual(check(littlesLaw, wrkRows({ ...h2o, latency: { mean: 40.2e-6 } })), []);
});

Deno.test("littles-law warns between 5 and 15 % and withholds above", () => {
  const at = (times: number) =>
    check(
      littlesLaw,
      loadRows({ connections: 10, throughput: 1000, latency: { mean: times / 100 } }),
    )
      .map(({ severity }) => severity);
  deepEqual([at(1.04), at(1.06), at(1.14), at(1.16)], [[], ["warn"], ["warn"], ["withhold"]]);
});

Deno.test("littles-law counts the connections that wrk opened, not those asked for", () => {
  const figures = { threads: 26, connections: 256, throughput: 370_045, latency: { mean: 670e-6 } };
  equal(check(littlesLaw, wrkRows(figures))[0]?.severity, "warn");
  deepEqual(check(littlesLaw, loadRows(figures)), []);
});

Deno.test("littles-law leaves an open loop alone: waiting for the schedule is part of it", () => {
  const figures = {
    connections: 16,
    throughput: 1000,
    latency: { mean: 1.5 },
    loop: "open",
  } as const;
  deepEqual(check(littlesLaw, loadRows(figures)), []);
});

Deno.test("littles-law allows a request for each place of the pipeline", () => {
  // fastify/benchmarks: autocannon -c 100 -p 10, 14,216 req/s at 69.8 ms.
  const rows = loadRows({ connections: 100, throughput: 14_216, latency: { mean: 69.8e-3 } });
  equal(check(littlesLaw, rows).length, 1);
  for (const row of rows) if (row.metric === "connections") row.labels.pipelining = "10";
  deepEqual(check(littlesLaw, rows), []);
});

Deno.test("littles-law tells the worst trial of a ladder once", () => {
  const rows = [1, 2, 4].flatMap((connections) =>
    wrkRows({ threads: 1, connections, throughput: 1000 * connections, latency: { mean: 2e-3 } })
  );
  deepEqual(check(littlesLaw, rows).map(({ rows }) => rows.length), [3]);
});

Deno.test("littles-law takes the load for the connections where no row counts them, but not virtual users", () => {
  const at = (load: number, load_unit: string) =>
    check(littlesLaw, loadRows({ load, load_unit, throughput: 1000, latency: { mean: 0.1 } }));
  match(at(16, "connections")[0]?.message ?? "", /^in flight 100 = .* only 16 connections were/);
  deepEqual(at(100, "connections"), []);
  deepEqual(at(16, "virtual-users"), []);
});

Deno.test("littles-law says nothing of a trial without a rate, or without a mean latency", () => {
  deepEqual(check(littlesLaw, loadRows({ connections: 16, throughput: 397_669 })), []);
  deepEqual(check(littlesLaw, loadRows({ connections: 16, latency: { mean: 79e-6 } })), []);
});
