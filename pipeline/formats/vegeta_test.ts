import { deepEqual, equal, ok } from "node:assert/strict";
import {
  assertCutsAreHonest,
  assertValues,
  fixture,
  isShown,
  measured,
  rules,
} from "../../tests/formats/testing.ts";
import { vegetaFormat } from "./vegeta.ts";

const read = (text: string) => vegetaFormat.read(text, { file: "a.json" });

Deno.test("vegeta's nanoseconds become seconds", () => {
  const [run, ...others] = read(fixture("vegeta/report.json"));
  equal(others.length, 0);
  assertValues(run, {
    "latency mean": 0.00418,
    "latency min": 0.00250025,
    "latency p50": 0.003900125,
    "latency p90": 0.00610025,
    "latency p95": 0.0070005,
    "latency p99": 0.01225075,
    "latency max": 0.0351255,
    "bytes_received total": 5000,
    "bytes_sent total": 2000,
  });
  const p99 = measured(run, "latency", "p99");
  equal(p99.source, "a.json#/latencies/99th");
  equal(p99.loop, "open");
});

Deno.test("vegeta's rate of asking is a label; answers are counted over the whole time", () => {
  const [run] = read(fixture("vegeta/report.json"));
  assertValues(run, {
    "requests total": 1000,
    "duration total": 10,
    "throughput mean": 100,
    "errors_status total": 100,
    "errors total": 0,
  });
  equal(run?.labels.requestRate, "100.1001001001001");
});

Deno.test("vegeta's status 0 is no answer, and the latencies say that they hold such", () => {
  const [run] = read(fixture("vegeta/refused.json"));
  assertValues(run, {
    "requests total": 0,
    "errors total": 50,
    "errors_status total": 0,
    "throughput mean": 0,
  });
  deepEqual(rules(run), ["failed-answers"]);
});

Deno.test("vegeta's zeros of a report that was never closed are withheld", () => {
  const [run] = read(fixture("vegeta/not_closed.json"));
  for (const statistic of ["mean", "p50", "p95", "p99"]) {
    equal(measured(run, "latency", statistic).status, "withheld", statistic);
  }
  equal(measured(run, "duration", "total").status, "withheld");
  ok(!run?.measurements.some((each) => each.metric === "throughput"));
  assertValues(run, { "latency max": 0.023259687, "requests total": 10 });
});

Deno.test("vegeta's reports of several lines, and those between other lines, are runs in order", () => {
  const one = fixture("vegeta/report.json");
  const two = fixture("vegeta/refused.json");
  deepEqual(read(one + two).map((run) => run.run), [1, 2]);
  const runs = read(`========\n*attacks.Users\n${one}========\n\n${two}`);
  equal(runs.length, 2);
  ok(isShown(runs[0], "throughput", "mean"));
});

Deno.test("vegeta never gives another number when its JSON is cut, wherever it is", () => {
  assertCutsAreHonest(vegetaFormat, fixture("vegeta/report.json"));
  assertCutsAreHonest(vegetaFormat, fixture("vegeta/refused.json"));
});

Deno.test("vegeta's latency of 0 ns is withheld as the 0 that it printed", () => {
  const [run] = read(fixture("vegeta/report.json").replace(/("min": ?)\d+/, "$10"));
  const min = measured(run, "latency", "min");
  deepEqual([min.value, min.status, min.source], [0, "withheld", "a.json#/latencies/min"]);
});
