import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { ohaFormat } from "./oha.ts";
import {
  assertCutsAreHonest,
  assertValues,
  fixture,
  isShown,
  measured,
  rules,
} from "../../tests/formats/testing.ts";

const read = (text: string) => ohaFormat.read(text, { file: "a.json" });

Deno.test("oha gives latency in seconds and the place of each value", () => {
  const text = fixture("oha/mixed.json");
  const { summary, latencyPercentiles } = JSON.parse(text);
  const [run, ...others] = read(text);
  equal(others.length, 0);
  assertValues(run, {
    "duration total": summary.total,
    "throughput mean": summary.requestsPerSec,
    "requests total": 200,
    "errors_status total": 20,
    "errors total": 0,
    "bytes_received total": summary.totalData,
    "transfer_rate mean": summary.sizePerSec,
    "latency mean": summary.average,
    "latency max": summary.slowest,
    "latency p99": latencyPercentiles.p99,
    "latency p99.9": latencyPercentiles["p99.9"],
  });
  equal(measured(run, "latency", "p99").source, "a.json#/latencyPercentiles/p99");
  ok(isShown(run, "time_to_first_byte", "p50"));
  ok(isShown(run, "time_to_first_byte", "mean"));
  deepEqual(run?.findings, []);
});

Deno.test("oha's rate counts answers alone where requests failed", () => {
  const text = fixture("oha/resets.json");
  const { summary } = JSON.parse(text);
  const [run] = read(text);
  assertValues(run, {
    "requests total": 220,
    "errors total": 80,
    "throughput mean": 220 / summary.total,
  });
  ok(summary.requestsPerSec > 1.3 * measured(run, "throughput", "mean").value);
  deepEqual(rules(run), ["failed-answers"]);
});

Deno.test("oha's requests that the end of the run cut off are no errors of the server", () => {
  const [run] = read(fixture("oha/deadline.json"));
  assertValues(run, { "errors total": 0 });
  equal(run?.labels.cutOffAtEnd, "4");
  deepEqual(rules(run), ["failed-answers"]);
});

Deno.test("oha's nulls of a run without an answer are left out", () => {
  const [run] = read(fixture("oha/refused.json"));
  assertValues(run, { "requests total": 0, "errors total": 5, "throughput mean": 0 });
  ok(!run?.measurements.some((each) => each.metric === "latency"));
  deepEqual(rules(run), ["failed-answers", "sentinel-value"]);
});

Deno.test("oha never gives another number when its JSON is cut, wherever it is", () => {
  assertCutsAreHonest(ohaFormat, fixture("oha/resets.json"));
});

Deno.test("oha says that a file holds no result", () => {
  throws(() => read('{"summary": {}}'), /a\.json: no result of oha/);
});

Deno.test("oha's 400 is an error status, and a percentile that is none is no row", () => {
  const text = fixture("oha/mixed.json");
  const { statusCodeDistribution, latencyPercentiles, ...rest } = JSON.parse(text);
  const [run] = read(JSON.stringify({
    ...rest,
    statusCodeDistribution: { "200": 150, "399": 20, "400": 30 },
    latencyPercentiles: { ...latencyPercentiles, "100": 9, "p-1": 9, p1000: 9 },
  }));
  equal(Object.keys(statusCodeDistribution).length, 2);
  assertValues(run, { "requests total": 200, "errors_status total": 30 });
  ok(!run?.measurements.some(({ value }) => value === 9));
});
