import { deepEqual, equal } from "node:assert/strict";
import { generatorSaturated } from "./generator_saturated.ts";
import { check, factsOf, loadRows } from "./testing.ts";

const busy = (cores: number, threads = 4) =>
  loadRows({
    threads,
    throughput: 1000,
    latency: { p99: 0.01 },
    more: { "goodput mean": 990, "generator_cpu mean": cores },
  });
const trials = [factsOf({ generatorCores: 2 })];

Deno.test("generator-saturated bounds throughput and goodput and warns of latency", () => {
  const findings = check(generatorSaturated, busy(1.85), { trials });
  deepEqual(
    findings.map(({ severity, rows }) => [severity, ...rows.map((row) => row.metric)]),
    [["lower bound", "throughput", "goodput"], ["warn", "latency"]],
  );
  equal(findings[0]?.message, "the generator was busy on 1.85 of its 2 cores");
});

Deno.test("generator-saturated says nothing of a generator with time left", () => {
  deepEqual(check(generatorSaturated, busy(1.7), { trials }), []);
});

Deno.test("generator-saturated knows that one thread ends at one core", () => {
  const findings = check(generatorSaturated, busy(0.95, 1), { trials });
  equal(findings[0]?.message, "the generator was busy on 0.95 of its 1 thread");
});

Deno.test("generator-saturated cannot tell without cores and threads", () => {
  const rows = busy(8).filter((row) => row.metric !== "threads");
  deepEqual(check(generatorSaturated, rows), []);
});

Deno.test("generator-saturated bounds a run of which k6 dropped iterations", () => {
  const run = (dropped: number) =>
    check(
      generatorSaturated,
      loadRows({ throughput: 9, more: { "dropped_iterations total": dropped } }),
    );
  equal(run(120)[0]?.message, "k6 dropped 120 iterations it had planned");
  deepEqual(run(0), []);
});
