import { deepEqual, equal, match } from "node:assert/strict";
import { naglePlateau } from "./nagle_plateau.ts";
import { check, loadRows } from "./testing.ts";

const at = (
  implementation: string,
  connections: number,
  latency: Record<string, number>,
  trial = 1,
) => loadRows({ implementation, connections, trial, latency });

Deno.test("nagle-plateau sees Loom's p99 of 42.27 ms where others take a few", () => {
  const rows = [
    ...at("loom", 256, { mean: 0.01143, p99: 0.04227 }),
    ...at("h2o", 256, { mean: 0.00067, p99: 0.00087 }),
    ...at("axum", 256, { mean: 0.00084, p99: 0.00103 }),
  ];
  const findings = check(naglePlateau, rows);
  deepEqual(findings[0]?.rows.map((row) => `${row.implementation} ${row.statistic}`), ["loom p99"]);
  match(
    findings[0]?.message ?? "",
    /^latency p99 sits at 42.3 ms where other implementations take/,
  );
});

Deno.test("nagle-plateau does not take a saturated server for one", () => {
  const rows = [
    ...at("slow", 64, { mean: 0.0105 }),
    ...at("slow", 256, { mean: 0.042 }),
    ...at("fast", 64, { mean: 0.0001 }),
    ...at("fast", 256, { mean: 0.0005 }),
  ];
  deepEqual(check(naglePlateau, rows), []);
});

Deno.test("nagle-plateau sees 40 ms that are there from the first connection on", () => {
  const rows = [1, 8, 64].flatMap((connections) => [
    ...at("nagle", connections, { p50: 0.0405, p99: 0.042 }),
    ...at("plain", connections, { p50: 0.0001, p99: 0.001 }),
  ]);
  const findings = check(naglePlateau, rows);
  equal(findings.length, 1);
  equal(findings[0]?.rows.length, 6);
});

Deno.test("nagle-plateau sees a second hump in a single run, and none in a long tail", () => {
  equal(check(naglePlateau, at("a", 8, { p50: 0.001, p90: 0.041, p99: 0.043 })).length, 1);
  deepEqual(check(naglePlateau, at("a", 8, { p50: 0.001, p90: 0.012, p99: 0.043 })), []);
});

Deno.test("nagle-plateau sees latency that falls again under more load", () => {
  const rows = [...at("a", 1, { mean: 0.041 }), ...at("a", 8, { mean: 0.002 })];
  match(check(naglePlateau, rows)[0]?.message ?? "", /where more load takes 2 ms/);
});

Deno.test("nagle-plateau takes one trial of three for a hiccup of the host", () => {
  const rows = [1, 2, 3].flatMap((trial) => [
    ...at("a", 8, { p99: trial === 2 ? 0.0395 : 0.005 }, trial),
    ...at("b", 8, { p99: 0.004 }, trial),
  ]);
  deepEqual(check(naglePlateau, rows), []);
});

const stream = (
  implementation: string,
  latency: Record<string, number>,
  more: Record<string, number>,
) => loadRows({ implementation, load: 10, load_unit: "virtual-users", latency, more });
const IDLE = { "cpu mean": 0.3, "generator_cpu mean": 0.3, "backend_cpu mean": 0.2 };
const FULL = { "cpu mean": 0.97, "generator_cpu mean": 0.6, "backend_cpu mean": 0.4 };
const PLATEAU = { p50: 0.0405, p75: 0.041, p90: 0.042 };
const BUSY_NEIGHBOUR = stream("plain", { p50: 0.014, p75: 0.016, p90: 0.019 }, FULL);

Deno.test("nagle-plateau sees 40 ms of a server with time to spare beside neighbours of more than 10 ms", () => {
  const rows = [...stream("nagle", PLATEAU, IDLE), ...BUSY_NEIGHBOUR];
  const [finding, ...more] = check(naglePlateau, rows);
  deepEqual(finding?.rows.map(({ statistic }) => statistic), ["p50", "p75", "p90"]);
  match(
    finding?.message ?? "",
    /where other implementations take 14 ms and the server is busy on 0.3 of a core/,
  );
  deepEqual(more, []);
  deepEqual(check(naglePlateau, [...stream("slow", PLATEAU, FULL), ...BUSY_NEIGHBOUR]), []);
  // 40 ms and what the work takes beside; more than both is no delayed acknowledgement.
  const later = { p50: 0.048, p75: 0.052, p90: 0.06 };
  equal(
    check(naglePlateau, [...stream("nagle", later, IDLE), ...BUSY_NEIGHBOUR])[0]?.rows.length,
    3,
  );
  // A tail alone is a host's, not a socket's.
  const tail = { p50: 0.03, p90: 0.042, p95: 0.045 };
  deepEqual(check(naglePlateau, [...stream("tail", tail, IDLE), ...BUSY_NEIGHBOUR]), []);
  const late = { p50: 0.062, p75: 0.066, p90: 0.07 };
  deepEqual(check(naglePlateau, [...stream("slow", late, IDLE), ...BUSY_NEIGHBOUR]), []);
});

Deno.test("nagle-plateau sees an event of each paced stream that is held back", () => {
  const gaps = (implementation: string, gap: number, more: Record<string, number>) =>
    stream(implementation, { p50: 2.52 }, {
      ...more,
      "longest_event_gap p50": gap,
      "longest_event_gap p90": gap * 1.01,
    });
  const rows = [...gaps("nagle", 0.0402, IDLE), ...gaps("plain", 0.0205, IDLE)];
  const [finding] = check(naglePlateau, rows);
  deepEqual(
    finding?.rows.map((row) => `${row.implementation} ${row.metric} ${row.statistic}`),
    ["nagle longest_event_gap p50", "nagle longest_event_gap p90"],
  );
  // A stream that is paced at 40 ms has that gap everywhere; a busy server has it for its own reasons.
  deepEqual(check(naglePlateau, [...gaps("a", 0.0402, IDLE), ...gaps("b", 0.0403, IDLE)]), []);
  deepEqual(check(naglePlateau, [...gaps("a", 0.0402, FULL), ...gaps("b", 0.0205, IDLE)]), []);
});

Deno.test("nagle-plateau holds latency against lower loads alone for whether it grew into the band", () => {
  // At 8 connections requests share an acknowledgement: still no fast server, and nothing that grew to 40 ms.
  const rows = [
    ...at("nagle", 1, { mean: 0.0405 }),
    ...at("nagle", 8, { mean: 0.021 }),
    ...at("plain", 1, { mean: 0.001 }),
  ];
  match(
    check(naglePlateau, rows)[0]?.message ?? "",
    /^latency mean sits at 40.5 ms where other implementations take 1 ms under the same load/,
  );
});

Deno.test("nagle-plateau takes a generator and a backend that nobody sampled for idle ones", () => {
  const rows = [...stream("nagle", PLATEAU, { "cpu mean": 0.3 }), ...BUSY_NEIGHBOUR];
  equal(check(naglePlateau, rows)[0]?.rows.length, 3);
});
