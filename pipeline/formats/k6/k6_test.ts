import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import type { Run } from "../format.ts";
import { startRun } from "../build_run.ts";
import { addK6Metric, addThresholds, ASSUMED_LOOP, derivedDuration, type K6Metric } from "./k6.ts";
import { secondsOf, splitSelector, trendKey, typeOf } from "./k6_names.ts";

function metric(
  name: string,
  values: Record<string, number>,
  rest: Partial<K6Metric> = {},
): K6Metric {
  return {
    name,
    selector: "",
    type: typeOf(name),
    contains: "default",
    values: new Map(
      Object.entries(values).map(([key, value]) => [key, { value, source: `f#/${key}` }]),
    ),
    ...rest,
  };
}

function runOf(...metrics: K6Metric[]): Run {
  const run = startRun("k6", 1);
  for (const each of metrics) addK6Metric(run, each, ASSUMED_LOOP);
  return run;
}

const shown = (run: Run) =>
  run.measurements.filter((each) => each.status === "ok").map((each) =>
    `${each.metric} ${each.statistic} ${each.value}`
  );

Deno.test("addK6Metric() takes the trues of http_req_failed for failed requests", () => {
  const run = runOf(metric("http_req_failed", { rate: 0.25, trues: 1, falses: 3 }));
  deepEqual(shown(run), ["error_ratio mean 0.25", "errors_status total 1"]);
  equal(run.measurements[0]?.labels.of, "4");
});

Deno.test("addK6Metric() takes the falses of checks for failed checks", () => {
  const run = runOf(metric("checks", { rate: 0.25, trues: 1, falses: 3 }));
  deepEqual(shown(run), ["check_ratio mean 0.25", "errors_check total 3"]);
});

Deno.test("addK6Metric() withholds a share of nothing", () => {
  const run = runOf(metric("checks", { rate: 0, trues: 0, falses: 0 }));
  deepEqual(shown(run), ["errors_check total 0"]);
  equal(run.findings[0]?.rule, "sentinel-value");
});

Deno.test("addK6Metric() withholds a latency of 0 and leaves out one below", () => {
  const run = runOf(
    metric("http_req_duration", { mean: 0.1, min: 0, p50: -1 }, { contains: "time" }),
  );
  deepEqual(shown(run), ["latency mean 0.1"]);
  deepEqual(run.findings.map((each) => `${each.rule} ${each.statistic}`), [
    "sentinel-value min",
    "sentinel-value p50",
  ]);
});

Deno.test("addK6Metric() says that a closed loop is assumed", () => {
  const run = runOf(metric("http_req_duration", { mean: 1 }));
  equal(run.measurements[0]?.loop, "closed");
  equal(run.measurements[0]?.labels.loop, "assumed");
});

Deno.test("addK6Metric() keeps a submetric apart by its label", () => {
  const run = runOf(metric("http_req_duration", { mean: 1 }, { selector: "name:slow" }));
  equal(run.measurements[0]?.labels.tags, "name:slow");
});

Deno.test("addK6Metric() keeps metrics of the script as counters with their unit", () => {
  const run = runOf(
    metric("render_time", { mean: 0.5 }, { type: "trend", contains: "time" }),
    metric("rows_read", { total: 5, rate: 2.5 }, { type: "counter" }),
    metric("cache_hits", { rate: 0.5, trues: 1, falses: 1 }, { type: "rate" }),
  );
  deepEqual(
    run.measurements.map((each) => `${each.metric} ${each.statistic} ${each.value} ${each.unit}`),
    [
      "counter:render_time mean 0.5 s",
      "counter:rows_read total 5 1",
      "counter:cache_hits mean 0.5 1",
    ],
  );
});

Deno.test("addK6Metric() leaves out the parts of a request that no metric of ours holds", () => {
  deepEqual(runOf(metric("http_req_blocked", { mean: 1 })).measurements, []);
});

Deno.test("addK6Metric() leaves out a metric whose name is a page long", () => {
  const run = runOf(metric("x".repeat(5000), { total: 1 }, { type: "counter" }));
  deepEqual(run.measurements, []);
  equal(run.findings.length, 1);
});

Deno.test("addThresholds() counts all and notes the crossed ones", () => {
  const run = startRun("k6", 1);
  addThresholds(run, [
    { metric: "checks", expression: "rate>0.9", hasPassed: true, source: "f" },
    { metric: "http_reqs", expression: "rate>100", hasPassed: false, source: "f" },
  ]);
  deepEqual(run.labels, { thresholds: "2", thresholdsFailed: "1" });
  deepEqual(run.findings.map((each) => each.message), [
    "http_reqs crossed the script's threshold rate>100",
  ]);
});

Deno.test("derivedDuration() divides the counter that has the most digits, in whatever order they stand", () => {
  const iterations = metric("iterations", { total: 1, rate: 0.1 });
  const requests = metric("http_reqs", { total: 1000, rate: 100.123 });
  for (const metrics of [[iterations, requests], [requests, iterations]]) {
    const derived = derivedDuration(metrics);
    equal(derived?.value, 1000 / 100.123);
    deepEqual(derived?.labels, { derived: "http_reqs count / rate", secondsByIterations: "10" });
  }
  deepEqual(derivedDuration([iterations])?.labels, { derived: "iterations count / rate" });
});

Deno.test("trendKey() reads every spelling of a percentile", () => {
  deepEqual(
    ["avg", "med", "p(95)", "p(99.99)", "p90", "p99_9", "count", "p(101)", "x"].map(trendKey),
    [
      "mean",
      "p50",
      "p95",
      "p99.99",
      "p90",
      "p99.9",
      "count",
      undefined,
      undefined,
    ],
  );
});

Deno.test("splitSelector() takes the tags of a submetric off its name", () => {
  deepEqual(splitSelector("http_req_duration{name:{id}}"), {
    name: "http_req_duration",
    selector: "name:{id}",
  });
  deepEqual(splitSelector("{odd"), { name: "{odd", selector: "" });
});

Deno.test("secondsOf() moves the decimal point and adds no digits", () => {
  equal(secondsOf(0.400033), 0.000400033);
  fc.assert(fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (milliseconds) => {
    ok(Math.abs(secondsOf(milliseconds) - milliseconds / 1000) <= 1e-15 * milliseconds);
  }));
});
