import { deepEqual, equal } from "node:assert/strict";
import type { Row } from "../row.ts";
import type { TrialFacts } from "./rule.ts";
import { shortRun } from "./short_run.ts";
import { benchmarkRows, check, factsOf, loadRows } from "./testing.ts";

Deno.test("short-run warns of Ruchy's 0.222 s, by its duration or by requests / throughput", () => {
  const text = "measured for 222 ms, less than 5 s";
  const told = loadRows({ requests: 1000, throughput: 4497, duration: 0.222370469 });
  const implied = loadRows({ requests: 1000, throughput: 4497 });
  deepEqual([told, implied].map((rows) => check(shortRun, rows)[0]?.message), [text, text]);
});

Deno.test("short-run says nothing of 10 s, nor of 5 s less a tick", () => {
  deepEqual(check(shortRun, loadRows({ throughput: 1, duration: 10 })), []);
  deepEqual(check(shortRun, loadRows({ throughput: 1, duration: 4.99 })), []);
});

Deno.test("short-run leaves Google Benchmark alone, which chooses its own length", () => {
  const rows = benchmarkRows({ benchmark: "BM_Echo/1", realNs: 1e6, cpuNs: 1e6, iterations: 700 });
  deepEqual(check(shortRun, rows), []);
});

Deno.test("short-run warns where it is known that nothing was warmed up", () => {
  const rows = loadRows({ throughput: 1, duration: 10 });
  const said = (warmupSeconds: number | null) =>
    check(shortRun, rows, { trials: [factsOf({ warmupSeconds })] }).map(({ message }) => message);
  deepEqual([said(0), said(3), said(null)], [["no warm-up before 1 trial"], [], []]);
});

Deno.test("short-run asks no warm-up of Google Benchmark, whoever ran it, nor of what measures itself", () => {
  const said = (rows: readonly Row[], facts: Partial<TrialFacts> = {}) =>
    check(shortRun, rows, { trials: [factsOf({ warmupSeconds: 0, ...facts })] }).length;
  const times = { benchmark: "BM_Echo/1", realNs: 1e6, cpuNs: 1e6, iterations: 700 };
  equal(said(benchmarkRows(times)), 0);
  const load = loadRows({ throughput: 1, duration: 10 });
  deepEqual([said(load), said(load, { measuresItself: true })], [1, 0]);
});

Deno.test("short-run tells the shortest trial of a scenario once", () => {
  const rows = [1, 2, 3].flatMap((duration) =>
    loadRows({ connections: duration, throughput: 1, duration })
  );
  const findings = check(shortRun, rows);
  equal(
    findings[0]?.message,
    "measured for 1 s, less than 5 s (the worst of 3 trials: a, 1 connection, trial 1)",
  );
  equal(findings[0]?.rows.length, 3);
});

Deno.test("short-run works out the length of a run of less than a request a second too, and speaks of each scenario", () => {
  const slow = (scenario: string) => loadRows({ scenario, requests: 1, throughput: 0.5 });
  deepEqual(
    check(shortRun, [...slow("pi"), ...slow("sort")]).map(({ message, rows }) => [
      message,
      rows[0]?.scenario,
    ]),
    [["measured for 2 s, less than 5 s", "pi"], ["measured for 2 s, less than 5 s", "sort"]],
  );
});
