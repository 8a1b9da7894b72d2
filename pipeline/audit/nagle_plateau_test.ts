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
