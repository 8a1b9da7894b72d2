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

Deno.test("generator-saturated adds the backend that runs on the generator's core", () => {
  const rows = loadRows({
    throughput: 700,
    latency: { p99: 0.01 },
    more: { "generator_cpu mean": 0.55, "backend_cpu mean": 0.42 },
  });
  const shared = [factsOf({ generatorCores: 1, backendBesideGenerator: true })];
  const findings = check(generatorSaturated, rows, { trials: shared });
  deepEqual(findings.map(({ severity }) => severity), ["lower bound", "warn"]);
  equal(
    findings[0]?.message,
    "the generator and the backend were busy on 0.97 of the 1 core they share, the backend on 0.42 of it",
  );
  deepEqual(check(generatorSaturated, rows, { trials: [factsOf({ generatorCores: 1 })] }), []);
  const idle = rows.map((row) => row.metric === "backend_cpu" ? { ...row, value: 0.2 } : row);
  deepEqual(check(generatorSaturated, idle, { trials: shared }), []);
});

Deno.test("generator-saturated tells the trial whose shared cores were busiest, however many they are", () => {
  const run = (trial: number, generator: number, backend: number) =>
    loadRows({
      trial,
      throughput: 700,
      more: { "generator_cpu mean": generator, "backend_cpu mean": backend },
    });
  const trials = [1, 2].map((cores) =>
    factsOf({ trial: cores, generatorCores: cores, backendBesideGenerator: true })
  );
  const rows = [...run(1, 0.55, 0.44), ...run(2, 1, 0.85)];
  equal(
    check(generatorSaturated, rows, { trials })[0]?.message,
    "the generator and the backend were busy on 0.99 of the 1 core they share, the backend on 0.44 of it " +
      "(the worst of 2 trials: a, trial 1)",
  );
});
