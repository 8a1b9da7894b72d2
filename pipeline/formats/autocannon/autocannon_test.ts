import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { autocannonFormat } from "./autocannon.ts";
import { percentOfKey } from "./autocannon_statistics.ts";
import {
  assertCutsAreHonest,
  assertValues,
  fixture,
  isShown,
  measured,
  rules,
} from "../../../tests/formats/testing.ts";

const read = (text: string) => autocannonFormat.read(text, { file: "a.json" });
const parse = (text: string) => JSON.parse(text) as Record<string, Record<string, unknown>>;

Deno.test("autocannon gives rates per second, latency in seconds and the place of each value", () => {
  const text = fixture("autocannon/v9_slow.json");
  const { requests, latency, throughput } = parse(text);
  const [run, ...others] = read(text);
  equal(others.length, 0);
  assertValues(run, {
    "connections total": 4,
    "requests total": requests?.total as number,
    "throughput mean": requests?.average as number,
    "throughput stdev": requests?.stddev as number,
    "throughput max": requests?.max as number,
    "bytes_received total": throughput?.total as number,
    "transfer_rate mean": throughput?.average as number,
    "latency p50": (latency?.p50 as number) / 1000,
    "latency p97.5": (latency?.p97_5 as number) / 1000,
    "latency p99.999": (latency?.p99_999 as number) / 1000,
    "latency max": (latency?.max as number) / 1000,
    "errors total": 0,
    "errors_timeout total": 0,
    "errors_status total": 0,
  });
  const mean = measured(run, "latency", "mean");
  equal(mean.source, "a.json#/latency/average");
  equal(mean.loop, "closed");
  equal(mean.labels.resolutionSeconds, "0.001");
  equal(measured(run, "throughput", "mean").clock, "wall");
});

Deno.test("autocannon withholds latencies that whole milliseconds cannot tell", () => {
  const [run] = read(fixture("autocannon/v9_fast.json"));
  for (const statistic of ["mean", "stdev", "min", "p50", "p90", "p99"]) {
    equal(measured(run, "latency", statistic).status, "withheld", statistic);
  }
  ok(isShown(run, "latency", "max"));
  ok(isShown(run, "throughput", "mean"));
  deepEqual(rules(run), ["sentinel-value"]);
});

Deno.test("autocannon's own correction of coordinated omission is withheld", () => {
  const text = fixture("autocannon/v9_rate.json");
  const [run] = read(text);
  // Each answer took 20 ms, and the rate asked for one every 10 ms.
  ok(Math.abs(Number(parse(text).latency?.average) - 10.5) < 1);
  const mean = measured(run, "latency", "mean");
  equal(mean.status, "withheld");
  equal(mean.loop, "corrected");
  ok(isShown(run, "latency", "max"));
});

Deno.test("autocannon's rates per sample become rates per second", () => {
  const text = fixture("autocannon/v9_sampleint.json");
  const { requests, throughput } = parse(text);
  const [run] = read(text);
  equal(run?.labels.sampleInt, "250");
  assertValues(run, {
    "throughput mean": (requests?.average as number) * 4,
    "transfer_rate mean": (throughput?.average as number) * 4,
  });
  const requestsTotal = measured(run, "requests", "total").value;
  const rate = measured(run, "throughput", "mean").value;
  ok(Math.abs(requestsTotal / measured(run, "duration", "total").value / rate - 1) < 0.05);
});

Deno.test("autocannon's warm-up is no run of its own", () => {
  const text = fixture("autocannon/v9_warmup.json");
  equal(text.trim().split("\n").length, 2);
  const runs = read(text);
  equal(runs.length, 1);
  equal(measured(runs[0], "connections", "total").value, 2);
});

Deno.test("autocannon opens as many connections as its workers share evenly", () => {
  const [run] = read(fixture("autocannon/v9_workers.json"));
  assertValues(run, { "connections total": 5 });
  equal(run?.labels.connectionsActual, "4");
  ok(measured(run, "errors", "total").value > 0);
});

Deno.test("autocannon counts timeouts among errors and gives no latency where all timed out", () => {
  const [run] = read(fixture("autocannon/v9_timeouts.json"));
  assertValues(run, { "errors total": 4, "errors_timeout total": 4, "requests total": 0 });
  ok(!run?.measurements.some((each) => each.metric === "latency" && each.status === "ok"));
});

Deno.test("autocannon counts answers that are not 2xx", () => {
  const text = fixture("autocannon/v9_mixed.json");
  const [run] = read(text);
  assertValues(run, { "errors_status total": parse(text).non2xx as unknown as number });
  equal(run?.labels["5xx"], run?.labels["5xx"]);
  ok(Number(run?.labels["5xx"]) > 0);
});

for (const version of ["v1", "v2", "v4", "v7"]) {
  Deno.test(`autocannon ${version} is read by its own keys`, () => {
    const text = fixture(`autocannon/${version}_slow.json`);
    const { latency } = parse(text);
    const [run] = read(text);
    assertValues(run, {
      "latency p50": (latency?.p50 as number) / 1000,
      "latency p99": (latency?.p99 as number) / 1000,
      "latency p99.9": (latency?.p99_9 ?? latency?.p999) as number / 1000,
    });
    ok(Math.abs(measured(run, "latency", "max").value - (latency?.max as number) / 1000) < 1e-12);
    ok(isShown(run, "throughput", "mean"));
  });
}

Deno.test("autocannon results in a list are runs in its order, with their place in it", () => {
  const one = fixture("autocannon/v9_slow.json").trim();
  const two = fixture("autocannon/v9_mixed.json").trim();
  const runs = read(`[${one},\r\n ${two}]`);
  deepEqual(runs.map((run) => run.run), [1, 2]);
  equal(measured(runs[1], "throughput", "mean").source, "a.json#/1/requests/average");
  deepEqual(
    read(`${one}\n${two}\n`).map((run) => run.labels.url),
    runs.map((run) => run.labels.url),
  );
  equal(read(`{"results": {"a": ${one}}}`).length, 1);
});

Deno.test("autocannon's list of urls is one label", () => {
  const text = fixture("autocannon/v9_slow.json").replace(
    /"url":"[^"]*"/,
    '"url":["http://a/","http://b/"]',
  );
  equal(read(text)[0]?.labels.url, "http://a/ http://b/");
});

Deno.test("autocannon leaves out what is no number", () => {
  const text = fixture("autocannon/v9_slow.json").replace(/"average":[\d.]+/, '"average":null');
  const [run] = read(text);
  ok(!isShown(run, "latency", "mean"));
  deepEqual(rules(run), ["sentinel-value"]);
});

Deno.test("autocannon leaves out what stands twice with different values, of the result that has it", () => {
  const text = fixture("autocannon/v9_slow.json").trim();
  const doubled = text.replace(/"average":[\d.]+/, '$&,"average":1');
  const [whole, run] = read(`${text}\n${doubled}`);
  deepEqual(rules(whole), []);
  ok(!isShown(run, "latency", "mean"));
  deepEqual(run?.findings.filter(({ severity }) => severity === "warn"), [{
    rule: "sentinel-value",
    severity: "warn",
    message: "/1/latency/average stands there twice with different values; it is left out",
    source: "a.json#/1/latency/average",
  }]);
});

Deno.test("autocannon never gives another number when its JSON is cut, wherever it is", () => {
  for (const name of ["v9_slow", "v9_rate", "v9_sampleint", "v7_slow", "v4_slow", "v2_slow"]) {
    assertCutsAreHonest(autocannonFormat, fixture(`autocannon/${name}.json`));
  }
});

Deno.test("autocannon says that a file holds no result", () => {
  throws(() => read('{"a": 1}'), /a\.json: no result of autocannon/);
});

Deno.test("percentOfKey() knows the keys of all versions", () => {
  const keys = ["p50", "p2_5", "p97_5", "p0_001", "p99_999", "p999", "p9999", "p99999", "average"];
  deepEqual(keys.map(percentOfKey), [50, 2.5, 97.5, 0.001, 99.999, 99.9, 99.99, 99.999, undefined]);
});

Deno.test("autocannon recognises its results and not those of others", () => {
  equal(autocannonFormat.recognizes(fixture("autocannon/v1_slow.json")), true);
  equal(autocannonFormat.recognizes(fixture("oha/mixed.json")), false);
  equal(autocannonFormat.recognizes(fixture("bombardier/errors.json")), false);
  equal(autocannonFormat.recognizes('{"metrics": {"http_reqs": {"count": 1}}}'), false);
});

Deno.test("autocannon: a result that holds something nested very deep is read", () => {
  // Members that are numbers keep V8 from its way of writing JSON that has no depth.
  const text = `{"non2xx":0,"latency":{"1":1},"requests":{"mean":1,"total":7},"x":${
    "[".repeat(100_000) + "]".repeat(100_000)
  }}`;
  equal(measured(autocannonFormat.read(text, { file: "f" })[0], "requests", "total").value, 7);
});
