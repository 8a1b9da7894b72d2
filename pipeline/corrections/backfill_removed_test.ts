import assert from "node:assert/strict";
import fc from "fast-check";
import type { RawHistogram, Run } from "../formats/format.ts";
import { measurement } from "../measurement.ts";
import { backfillRemoved, withoutBackfill } from "./backfill_removed.ts";

/** wrk's stats_correct, step by step as in its stats.c. */
function backfilled(recorded: ReadonlyMap<number, number>, expected: number): Map<number, number> {
  const data = new Map(recorded);
  const max = Math.max(...recorded.keys());
  for (let n = expected * 2; n <= max; n++) {
    const count = data.get(n) ?? 0;
    for (let m = n - expected; count > 0 && m > expected; m -= expected) {
      data.set(m, (data.get(m) ?? 0) + count);
    }
  }
  return data;
}

function histogramOf(counts: ReadonlyMap<number, number>): RawHistogram {
  const values = [...counts.keys()].sort((a, b) => a - b);
  return {
    metric: "latency",
    loop: "closed-backfilled",
    valuesSeconds: values.map((value) => value / 1e6),
    counts: values.map((value) => counts.get(value) as number),
    source: "h#L2",
  };
}

Deno.test("withoutBackfill() takes back exactly what wrk adds, for any latencies and interval", () => {
  const latencies = fc.uniqueArray(fc.integer({ min: 1, max: 3000 }), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(
      latencies,
      fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 40, maxLength: 40 }),
      fc.integer({ min: 1, max: 400 }),
      (values, times, interval) => {
        const recorded = new Map(values.map((value, index) => [value, times[index] as number]));
        const taken = withoutBackfill(histogramOf(backfilled(recorded, interval)), interval);
        assert.deepEqual(taken, { ...histogramOf(recorded), loop: "closed" });
      },
    ),
  );
});

Deno.test("withoutBackfill() refuses a histogram that wrk cannot have written", () => {
  assert.equal(withoutBackfill(histogramOf(new Map([[1, 5], [100, 1]])), 10), undefined);
});

Deno.test("withoutBackfill() takes nothing back where no connection made a request and wrk had no interval", () => {
  const histogram = histogramOf(new Map([[1000, 3], [901_000, 1]]));
  assert.deepEqual(withoutBackfill(histogram, 0), { ...histogram, loop: "closed" });
});

function runOf(counts: ReadonlyMap<number, number>, requests: number): Run {
  const histogram = histogramOf(counts);
  return {
    format: "wrk-latency-histogram",
    run: 1,
    labels: { runtimeMicroseconds: "1000000", requests: String(requests), connections: "1" },
    findings: [],
    histograms: [histogram],
    measurements: [
      measurement({
        metric: "latency",
        statistic: "mean",
        value: 0.001,
        loop: "closed-backfilled",
        source: "h#L2",
      }),
    ],
  };
}

Deno.test("the recorded latency replaces the backfilled one and agrees with Little's law again", () => {
  // 99 answers in 1 ms and one stall of 901 ms on one connection: one second in all.
  const recorded = new Map([[1000, 99], [901_000, 1]]);
  const [run] = backfillRemoved.apply([runOf(backfilled(recorded, 10_000), 100)]);
  const mean = run?.measurements.filter((each) => each.statistic === "mean");
  assert.deepEqual(mean?.map((each) => [each.loop, each.status, each.correction]), [
    ["closed-backfilled", "superseded", ""],
    ["closed", "ok", "backfill-removed"],
  ]);
  assert.ok(Math.abs((mean?.[1]?.value ?? 0) * 100 - 1) < 1e-9, "in flight is not one connection");
  assert.deepEqual(run?.histograms, [{ ...histogramOf(recorded), loop: "closed" }]);
  assert.deepEqual(
    run?.measurements.slice(1).map((each) => each.statistic),
    ["mean", "stdev", "min", "p50", "p75", "p90", "p95", "p99", "max"],
  );
});

Deno.test("nothing is touched where the totals do not fit or there is no histogram to undo", () => {
  const tooMany = runOf(backfilled(new Map([[1000, 99], [901_000, 1]]), 10_000), 10);
  const old: Run = { ...tooMany, labels: {} };
  const fits = runOf(new Map([[1000, 99]]), 100);
  const unconnected: Run = { ...fits, labels: { ...fits.labels, connections: "0" } };
  for (const runs of [[tooMany], [old], [old, old], [unconnected]]) {
    assert.deepEqual(backfillRemoved.apply(runs), runs);
  }
});
