import { deepEqual, equal } from "node:assert/strict";
import { add, addSentinel, leaveOut, sayTruncated, startRun, withholdAll } from "./build_run.ts";

const latency = (statistic: string, value: number) => ({
  metric: "latency",
  statistic,
  value,
  source: `a#L${value}`,
});

Deno.test("addSentinel() withholds one value and says so of that one alone", () => {
  const run = startRun("tool", 1);
  addSentinel(run, latency("mean", 0), "no sample");
  add(run, latency("max", 3));
  deepEqual(run.measurements.map((each) => each.status), ["withheld", "ok"]);
  deepEqual(run.measurements[0]?.findings, ["sentinel-value"]);
  equal(run.findings[0]?.statistic, "mean");
  equal(run.findings[0]?.message, "no sample");
});

Deno.test("withholdAll() says once what several values share", () => {
  const run = startRun("tool", 1);
  for (const [index, statistic] of ["mean", "p50", "max"].entries()) {
    add(run, latency(statistic, index));
  }
  withholdAll(run, run.measurements.slice(0, 2), "wrong");
  deepEqual(run.measurements.map((each) => each.status), ["withheld", "withheld", "ok"]);
  deepEqual(run.findings.map((each) => each.message), ["mean, p50: wrong"]);
  // Without a statistic the finding would be about the maximum as well.
  equal(run.findings[0]?.statistic, "mean");
  withholdAll(run, run.measurements, "all wrong");
  equal(run.findings[1]?.metric, "latency");
  equal(run.findings[1]?.statistic, undefined);
});

Deno.test("leaveOut() and sayTruncated() name rule, weight and place", () => {
  const run = startRun("tool", 1, { url: "http://a" });
  leaveOut(run, { metric: "latency", statistic: "p99", source: "a#L3" }, "-nan");
  sayTruncated(run, "a#L4", "it stops");
  deepEqual(run.findings.map(({ rule, severity, source }) => [rule, severity, source]), [
    ["sentinel-value", "withhold", "a#L3"],
    ["truncated-input", "warn", "a#L4"],
  ]);
  deepEqual(run.measurements, []);
});
