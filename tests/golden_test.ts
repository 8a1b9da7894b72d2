/**
 * Figures that must come out of the published benchmarks, whatever is changed in formats, corrections and
 * rules. They were worked out by hand from the published texts and raw files.
 */
import assert, { deepEqual, equal } from "node:assert/strict";
import { round, runsOf, select, tablesOf, valueOf } from "./published/tables.ts";

const counter = (await tablesOf("published-http-counter")).measurements;

Deno.test("http-counter: fifteen peaks in the published order, with their connections", () => {
  const rates = select(counter, { metric: "throughput", statistic: "mean" });
  const peaks = [...new Set(rates.map((row) => row.implementation))].map((name) =>
    rates.filter((row) => row.implementation === name).reduce((a, b) => b.value > a.value ? b : a)
  ).sort((a, b) => b.value - a.value);
  deepEqual(peaks.map((row) => [row.implementation, row.value, row.load]), [
    ["c-h2o", 411965, 8],
    ["rust-axum", 316506, 8],
    ["java-vertx", 277621, 8],
    ["bun-serve", 230697, 8],
    ["scheme-letloop", 222365, 16],
    ["deno-serve", 208723, 8],
    ["go-net-http", 178119, 8],
    ["node-http", 141993, 8],
    ["gleam-mist", 88743, 2],
    ["common-lisp-hunchentoot", 48918, 8],
    ["python-fastapi", 47968, 64],
    ["java-loom", 44662, 256],
    ["ruby-falcon", 32800, 16],
    ["racket-web-server", 30849, 16],
    ["python-flask", 11956, 8],
  ]);
});

Deno.test("http-counter: wrk opened 63, 117 and 234 connections for 64, 128 and 256", async () => {
  const opened = new Map<string, Set<string>>();
  for (const run of await runsOf("published-http-counter")) {
    for (const each of run.measurements.filter(({ metric }) => metric === "connections")) {
      const load = run.labels.load ?? "";
      const actual = each.labels.connectionsActual ?? String(each.value);
      opened.set(load, (opened.get(load) ?? new Set()).add(actual));
    }
  }
  deepEqual(
    [...opened].map(([load, actual]) => [Number(load), [...actual].map(Number)])
      .sort((a, b) => (a[0] as number) - (b[0] as number)),
    [1, 2, 4, 8, 16, 32].map((load) => [load, [load]])
      .concat([[64, [63]], [128, [117]], [256, [234]]]),
  );
  const { findings } = await tablesOf("published-http-counter");
  const said = findings.filter((finding) => finding.rule === "connections-rounded");
  for (const [actual, asked] of [[63, 64], [117, 128], [234, 256]]) {
    assert(
      said.some(({ message }) =>
        message.includes(`${actual} connections were opened, ${asked} asked for`)
      ),
      `${actual}`,
    );
  }
});

Deno.test("http-counter: twenty mean latencies need more requests in flight than there were connections", () => {
  const broken: Record<string, number[]> = {
    "bun-serve": [1, 2, 4],
    "c-h2o": [16, 256],
    "java-loom": [256],
    "java-vertx": [1, 2, 4, 8, 16, 32, 64, 128, 256],
    "node-http": [8],
    "racket-web-server": [16],
    "rust-axum": [1, 2, 4],
  };
  const found: Record<string, number[]> = {};
  for (const row of select(counter, { metric: "latency", statistic: "mean" })) {
    if (!row.findings.includes("littles-law")) continue;
    (found[row.implementation] ??= []).push(row.load ?? NaN);
  }
  deepEqual(found, broken);
});

Deno.test("http-counter: Loom's p99 of 42 ms is a delayed acknowledgement, and no other's", () => {
  const plateau = counter.filter((row) => row.findings.includes("nagle-plateau"));
  deepEqual(
    new Set(plateau.map((row) => `${row.implementation} ${row.load}`)),
    new Set(["java-loom 256"]),
  );
});

const stream = (await tablesOf("published-token-stream")).measurements;

/** Of the stress ramp: req/s, p50 ms, p95 ms, CPU %, RSS MiB, req/s per CPU %. */
const STRESS: Record<string, [number, number, number, number, number, number]> = {
  "bun-hono": [1609.6417, 35.58, 115.350, 61.82, 129.01, 26.04],
  "bun-http": [1543.0629, 36.08, 125.395, 66.01, 122.08, 23.38],
  "go-http": [1423.8215, 12.91, 201.828, 82.63, 37.37, 17.23],
  "go-fiber": [1410.5822, 13.29, 207.496, 78.50, 35.80, 17.97],
  "go-gin": [1373.3578, 12.92, 213.210, 81.80, 41.66, 16.79],
  "rust-axum": [1187.0670, 13.99, 268.836, 102.45, 23.38, 11.59],
  "rust-actix": [1123.6512, 15.40, 294.321, 107.61, 25.46, 10.44],
  "rust-http": [813.0522, 52.16, 286.387, 120.78, 18.05, 6.73],
};

for (const [implementation, expected] of Object.entries(STRESS)) {
  Deno.test(`token-stream: ${implementation} under stress, from k6's and pidstat's own output`, () => {
    const value = (metric: string, statistic: string) =>
      valueOf(stream, { implementation, case: "stress", metric, statistic, correction: "" });
    const [rate, cpu] = [value("throughput", "mean"), value("cpu", "mean")];
    deepEqual([
      round(rate, 4),
      round(value("latency", "p50") * 1000, 2),
      round(value("latency", "p95") * 1000, 3),
      round(cpu * 100, 2),
      round(value("memory_rss", "max") / 1024 ** 2, 2),
      round(rate / (cpu * 100), 2),
    ], expected);
  });
}

Deno.test("token-stream: the ramp to 200 virtual users is one of 71 on average", () => {
  const users = Object.keys(STRESS).map((implementation) =>
    valueOf(stream, { implementation, case: "stress", metric: "throughput", statistic: "mean" }) *
    valueOf(stream, { implementation, case: "stress", metric: "iteration_time", statistic: "mean" })
  );
  deepEqual([round(Math.min(...users), 2), round(Math.max(...users), 2)], [70.89, 71.12]);
});

const files = (await tablesOf("published-static-files")).measurements;

Deno.test("static-files: from 9.1 to 12.1 the server gained 13.6 % and its baseline lost 14.7 %", () => {
  const rate = (implementation: string, part: string) =>
    valueOf(files, { implementation, case: part, metric: "throughput", statistic: "mean" });
  const ruchy = (part: string) => rate("ruchy", part);
  const python = (part: string) => rate("python-http-server", part);
  const [before, after] = ["concurrent-before", "concurrent-after"];
  equal(round(ruchy(before) / python(before), 3), 9.103);
  equal(round(ruchy(after) / python(after), 3), 12.121);
  equal(round(ruchy("sequential") / python("sequential"), 3), 0.952);
  equal(round((ruchy(after) / ruchy(before) - 1) * 100, 1), 13.6);
  equal(round((python(after) / python(before) - 1) * 100, 1), -14.7);
  equal(round(ruchy(after) / python(before), 2), 10.34);
});

Deno.test("static-files: requests per CPU share are 15.86 times as many in one run, 8.08 in the other", () => {
  const value = (implementation: string, metric: string, part = "efficiency") =>
    valueOf(files, { implementation, case: part, metric });
  const ratio = (metric: string) => value("ruchy", metric) / value("python-http-server", metric);
  equal(round(1 / ratio("memory_rss"), 3), 2.140);
  equal(round(ratio("counter:requests_per_cpu_percent"), 2), 15.86);
  const after = (implementation: string) =>
    value(implementation, "throughput", "concurrent-after") / value(implementation, "cpu");
  equal(round(after("ruchy") / after("python-http-server"), 2), 8.08);
});
