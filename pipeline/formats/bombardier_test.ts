import { deepEqual, equal, ok } from "node:assert/strict";
import { bombardierFormat } from "./bombardier.ts";
import {
  assertCutsAreHonest,
  assertValues,
  fixture,
  measured,
  rules,
} from "../../tests/formats/testing.ts";

const read = (text: string) => bombardierFormat.read(text, { file: "a.json" });

Deno.test("bombardier's result is read behind its progress lines, microseconds as seconds", () => {
  const [run, ...others] = read(fixture("bombardier/latencies.json"));
  equal(others.length, 0);
  assertValues(run, {
    "connections total": 4,
    "requests total": 10000,
    "duration total": 2.000512345,
    "throughput mean": 10000 / 2.000512345,
    "bytes_received total": 1264000,
    "bytes_sent total": 520000,
    "errors_status total": 1000,
    "errors total": 0,
    "latency mean": 0.00079525,
    "latency max": 0.01025,
    "latency p50": 0.00064,
    "latency p95": 0.0015,
    "latency p99": 0.0031,
  });
  equal(measured(run, "latency", "p99").source, "a.json#/result/latency/percentiles/99");
  equal(run?.labels.client, "fasthttp");
});

Deno.test("bombardier's standard deviation is withheld: its formula is wrong", () => {
  const [run] = read(fixture("bombardier/latencies.json"));
  equal(measured(run, "latency", "stdev").status, "withheld");
});

Deno.test("bombardier's requests that nobody answered are errors and no throughput", () => {
  const [run] = read(fixture("bombardier/errors.json"));
  assertValues(run, { "requests total": 0, "errors total": 10, "throughput mean": 0 });
  deepEqual(rules(run), ["failed-answers", "sentinel-value"]);
  ok(run?.measurements.every((each) => Number.isFinite(each.value)));
});

Deno.test("bombardier's latencies hold those of requests that nobody answered, and say so", () => {
  const [run] = read(fixture("bombardier/closed-1.2.6.json"));
  assertValues(run, { "requests total": 59, "errors total": 1, "latency p99": 0.002107 });
  const said = run?.findings.find(({ rule }) => rule === "failed-answers")?.message;
  equal(
    said,
    "the latencies hold 1 request that got no answer, such as a refused connection or a timeout",
  );
});

Deno.test("bombardier never gives another number when its JSON is cut, wherever it is", () => {
  assertCutsAreHonest(bombardierFormat, fixture("bombardier/errors.json"));
  assertCutsAreHonest(bombardierFormat, fixture("bombardier/latencies.json"));
});
