import assert from "node:assert/strict";
import { build } from "hdr-histogram-js";
import fc from "fast-check";
import type { RawHistogram, Run } from "../formats/format.ts";
import { measurement } from "../measurement.ts";
import { coordinatedOmission, withOmittedSamples } from "./coordinated_omission.ts";

function histogram(milliseconds: Record<number, number>): RawHistogram {
  const values = Object.keys(milliseconds).map(Number).sort((a, b) => a - b);
  return {
    metric: "latency",
    loop: "closed",
    valuesSeconds: values.map((value) => value / 1000),
    counts: values.map((value) => milliseconds[value] as number),
    source: "a#L1",
  };
}

Deno.test("withOmittedSamples() adds a sample for each request that was due meanwhile", () => {
  const { valuesSeconds, counts, loop } = withOmittedSamples(histogram({ 1: 5, 40: 1 }), 0.01);
  assert.deepEqual(valuesSeconds.map((value) => Math.round(value * 1000)), [1, 10, 20, 30, 40]);
  assert.deepEqual(counts, [5, 1, 1, 1, 1]);
  assert.equal(loop, "corrected");
});

Deno.test("withOmittedSamples() counts what hdr-histogram-js records with an expected interval", () => {
  const latencies = fc.dictionary(
    fc.integer({ min: 1, max: 2000 }).map(String),
    fc.integer({ min: 1, max: 50 }),
    { minKeys: 1, maxKeys: 20 },
  );
  fc.assert(fc.property(latencies, fc.integer({ min: 1, max: 300 }), (counts, interval) => {
    const reference = build({ lowestDiscernibleValue: 1, highestTrackableValue: 4000 });
    for (const [value, count] of Object.entries(counts)) {
      for (let i = 0; i < count; i++) {
        reference.recordValueWithExpectedInterval(Number(value), interval);
      }
    }
    const ours = withOmittedSamples(histogram(counts), interval / 1000);
    const total = ours.counts.reduce((sum, count) => sum + count, 0);
    assert.equal(total, reference.totalCount);
  }));
});

Deno.test("the correction is labelled, replaces what it corrects, and leaves backfilled latency alone", () => {
  const run = (loop: RawHistogram["loop"]): Run => ({
    format: "k6-points",
    run: 1,
    labels: {},
    findings: [],
    histograms: [{ ...histogram({ 1: 99, 100: 1 }), loop }],
    measurements: [{
      metric: "latency",
      statistic: "p99",
      value: 0.001,
      unit: "s",
      clock: "wall",
      loop,
      correction: "",
      status: "ok",
      findings: [],
      source: "a#L1",
      labels: {},
    }],
  });
  const [closed] = coordinatedOmission(0.01).apply([run("closed")]);
  const p99 = closed?.measurements.filter((each) => each.statistic === "p99");
  assert.deepEqual(p99?.map((each) => [each.status, each.correction, each.loop]), [
    ["superseded", "", "closed"],
    ["ok", "coordinated-omission", "corrected"],
  ]);
  assert.ok((p99?.[1]?.value ?? 0) > 0.08);
  assert.deepEqual(closed?.histograms?.map((each) => [each.loop, each.counts.length]), [
    ["corrected", 11],
  ]);
  const backfilled = run("closed-backfilled");
  assert.deepEqual(coordinatedOmission(0.01).apply([backfilled]), [backfilled]);
});

Deno.test("values that state their resolution are replaced, and those of one name are not", () => {
  const value = (labels: Record<string, string>) =>
    measurement({
      metric: "latency",
      statistic: "p50",
      value: 1,
      loop: "closed",
      source: "a",
      labels,
    });
  const [run] = coordinatedOmission(0.01).apply([{
    format: "hey-csv",
    run: 1,
    labels: {},
    findings: [],
    histograms: [histogram({ 1: 99, 100: 1 })],
    measurements: [value({ resolutionSeconds: "0.0001" }), value({ name: "/a" })],
  }]);
  const statuses = run?.measurements.slice(0, 2).map((each) => each.status);
  assert.deepEqual(statuses, ["superseded", "ok"]);
});

Deno.test("an interval that fits no schedule is refused", () => {
  assert.throws(() => withOmittedSamples(histogram({ 1: 1 }), 0), /expected interval of 0 s/);
  assert.throws(() => withOmittedSamples(histogram({ 9000: 1 }), 1e-9), /expected interval/);
});

Deno.test("the correction reads only percentiles that so many samples resolve, and leaves a run without histograms alone", () => {
  const text: Run = { format: "wrk", run: 1, labels: {}, findings: [], measurements: [] };
  const [run, untouched] = coordinatedOmission(0.01).apply([
    { ...text, histograms: [histogram({ 1: 99, 100: 1 })] },
    text,
  ]);
  assert.deepEqual(
    run?.measurements.map((each) => each.statistic),
    ["mean", "min", "p50", "p75", "p90", "p95", "p99", "max"],
  );
  assert.equal(untouched, text);
});
