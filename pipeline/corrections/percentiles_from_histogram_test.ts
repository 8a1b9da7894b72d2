import assert from "node:assert/strict";
import type { Run } from "../formats/format.ts";
import { measurement } from "../measurement.ts";
import { percentilesFromHistogram } from "./percentiles_from_histogram.ts";

function runOf(format: string, latencies: Record<string, number>): Run {
  return {
    format,
    run: 1,
    labels: {},
    findings: [],
    measurements: Object.entries(latencies).map(([statistic, value]) =>
      measurement({ metric: "latency", statistic, value, source: `${format}#L1` })
    ),
  };
}

const printed = runOf("wrk", { mean: 0.00126, p99: 0.0052, stdev: 0.001 });
const exact = runOf("wrk-latency-histogram", { mean: 0.0012597, p99: 0.005203 });

Deno.test("values read from a histogram replace the printed ones, which stay as superseded", () => {
  const [first, second] = percentilesFromHistogram.apply([printed, exact]);
  const statuses = first?.measurements.map((each) => [each.statistic, each.status, each.value]);
  assert.deepEqual(statuses, [
    ["mean", "superseded", 0.00126],
    ["p99", "superseded", 0.0052],
    ["stdev", "ok", 0.001],
  ]);
  assert.ok(second?.measurements.every((each) => each.correction === "percentiles-from-histogram"));
  assert.ok(printed.measurements.every((each) => each.status === "ok"), "the input was changed");
});

Deno.test("percentiles that the histogram's run lacks, and withheld ones, go with their set", () => {
  const text = runOf("autocannon", { mean: 0, "p97.5": 0.001, p99: 0.002, stdev: 0.001 });
  const withheld = text.measurements.map((each) =>
    each.statistic === "stdev" ? each : { ...each, status: "withheld" as const }
  );
  const [first] = percentilesFromHistogram.apply([
    { ...text, measurements: withheld },
    { ...exact, format: "autocannon-latency-histogram" },
  ]);
  assert.deepEqual(
    first?.measurements.map((each) => `${each.statistic} ${each.status}`),
    ["mean superseded", "p97.5 superseded", "p99 superseded", "stdev ok"],
  );
});

Deno.test("a histogram that the tool's own text holds is superseded with its percentiles", () => {
  const histogram = {
    metric: "latency" as const,
    loop: "open" as const,
    valuesSeconds: [1],
    counts: [1],
    source: "wrk#L9",
  };
  const waiting = { ...histogram, metric: "time_to_first_byte" as const };
  const [first] = percentilesFromHistogram.apply([
    { ...printed, histograms: [histogram, waiting] },
    exact,
  ]);
  assert.deepEqual(first?.histograms, [waiting]);
});

Deno.test("nothing is replaced by a histogram of nothing, or where it is not sure which text a histogram belongs to", () => {
  const none = runOf("wrk-latency-histogram", {});
  for (
    const runs of [[printed], [exact], [printed, none], [printed, printed, exact], [
      printed,
      exact,
      exact,
    ]]
  ) {
    assert.deepEqual(percentilesFromHistogram.apply(runs), runs);
  }
});

Deno.test("k6's requests replace both times of its summary, each by its own", () => {
  const both = (format: string, latency: number, waiting: number): Run => {
    const first = runOf(format, { p50: latency });
    const second = runOf(format, { p50: waiting }).measurements.map((each) => ({
      ...each,
      metric: "time_to_first_byte",
    }));
    return { ...first, measurements: [...first.measurements, ...second] };
  };
  const [summary, requests] = percentilesFromHistogram.apply([
    both("k6-summary", 0.0101, 0.0052),
    both("k6-requests", 0.010123, 0.005234),
  ]);
  assert.deepEqual(summary?.measurements.map((each) => each.status), ["superseded", "superseded"]);
  assert.deepEqual(
    requests?.measurements.map((each) => [each.metric, each.value, each.correction]),
    [
      ["latency", 0.010123, "percentiles-from-histogram"],
      ["time_to_first_byte", 0.005234, "percentiles-from-histogram"],
    ],
  );
});

Deno.test("what k6 writes without rounding is not replaced by whole microseconds, percentiles are", () => {
  const wait = (format: string, values: Record<string, number>): Run => {
    const run = runOf(format, values);
    const measurements = run.measurements.map((each) => ({
      ...each,
      metric: "time_to_first_byte",
    }));
    return { ...run, measurements };
  };
  const requests = wait("k6-requests", { mean: 0.000215, min: 0.000141, p90: 0.0003, max: 0.0009 });
  const stands = (format: string, min: Partial<Run["measurements"][number]> = {}) => {
    const own = wait(format, { mean: 0.0002154, min: 0.000141474, p90: 0.00029 });
    const measurements = own.measurements.map((each) =>
      each.statistic === "min" ? { ...each, ...min } : each
    );
    return percentilesFromHistogram.apply([{ ...own, measurements }, requests])
      .flatMap((run) => run.measurements).filter(({ status }) => status === "ok")
      .map(({ statistic, value, correction }) => `${statistic} ${value} ${correction}`.trimEnd());
  };
  const p90 = "p90 0.0003 percentiles-from-histogram";
  const max = "max 0.0009 percentiles-from-histogram";
  assert.deepEqual(stands("k6-summary"), ["mean 0.0002154", "min 0.000141474", p90, max]);
  const rounded = [
    "mean 0.000215 percentiles-from-histogram",
    "min 0.000141 percentiles-from-histogram",
  ];
  assert.deepEqual(stands("k6-text"), [...rounded, p90, max]);
  // What is withheld of the summary goes with it.
  const withheld = stands("k6-summary", { status: "withheld" });
  assert.deepEqual(withheld, ["mean 0.0002154", rounded[1], p90, max]);
});

Deno.test("what else the histogram's run holds, and other runs of the trial, stay as they are", () => {
  const samples = runOf("process-samples", {});
  const errors = measurement({
    metric: "errors_timeout",
    statistic: "total",
    value: 2,
    source: "wrk-latency-histogram#L9",
  });
  const counting = { ...exact, measurements: [...exact.measurements, errors] };
  const [, second, third] = percentilesFromHistogram.apply([printed, counting, samples]);
  assert.equal(second?.measurements.at(-1), errors);
  assert.equal(third, samples);
});
