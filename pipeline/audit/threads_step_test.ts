import { deepEqual, equal } from "node:assert/strict";
import { check, loadRows, wrkRows } from "./testing.ts";
import { threadsStep } from "./threads_step.ts";

const LEVELS = [1, 8, 16, 32];

Deno.test("threads-step tells where the generator got more threads", () => {
  const rows = LEVELS.flatMap((connections) =>
    wrkRows({ threads: Math.ceil(connections / 10), connections, throughput: 1 })
  );
  const findings = check(threadsStep, rows);
  equal(
    findings[0]?.message,
    "the generator's threads change inside the ladder: 1 from 1, 2 from 16 and 4 from 32 connections on",
  );
  equal(findings[0]?.rows.length, 8);
});

Deno.test("threads-step says nothing of a ladder with the same threads throughout", () => {
  const rows = LEVELS.flatMap((connections) => wrkRows({ threads: 1, connections, throughput: 1 }));
  deepEqual(check(threadsStep, rows), []);
});

Deno.test("threads-step does not take two runs of one file for a ladder", () => {
  const run = (trial: number, threads: number, connections: number) =>
    loadRows({ load: null, trial, threads, connections, throughput: 1 });
  deepEqual(check(threadsStep, [...run(1, 2, 100), ...run(2, 12, 400)]), []);
  equal(check(threadsStep, [...run(1, 2, 100), ...run(2, 4, 200), ...run(3, 12, 400)]).length, 1);
});
