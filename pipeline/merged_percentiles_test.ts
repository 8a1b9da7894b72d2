import assert from "node:assert/strict";
import { LatencyHistogram } from "./histograms/latency_histogram.ts";
import { measurement } from "./measurement.ts";
import { type CellHistogram, withMergedPercentiles } from "./merged_percentiles.ts";
import type { Row } from "./row.ts";
import { summarize } from "./statistics/summarize.ts";

const CELL = {
  scenario: "s",
  implementation: "a",
  case: "",
  limits: "",
  load: 8,
  load_unit: "connections",
};

/** A trial of 1000 latencies: `slow` of them at 9 ms, the rest at 1 ms. */
function trialOf(trial: number, slow: number): { row: Row; histogram: CellHistogram } {
  const histogram = LatencyHistogram.of({
    valuesSeconds: [0.001, 0.009],
    counts: [1000 - slow, slow],
  });
  assert.ok(histogram);
  return {
    row: {
      ...measurement({
        metric: "latency",
        statistic: "p99",
        value: slow > 10 ? 0.009 : 0.001,
        source: `raw/${trial}.txt#L1`,
        loop: "closed",
      }),
      ...CELL,
      trial,
    },
    histogram: { id: `t${trial}`, cell: CELL, metric: "latency", loop: "closed", trial, histogram },
  };
}

const TRIALS = [trialOf(1, 5), trialOf(2, 5), trialOf(3, 40)];
const ROWS = TRIALS.map(({ row }) => row);
const HISTOGRAMS = TRIALS.map(({ histogram }) => histogram);

Deno.test("a cell's percentile is that of all its trials' samples, not the median of theirs", () => {
  const [summary] = withMergedPercentiles(summarize(ROWS, []), ROWS, HISTOGRAMS);
  assert.equal(summary?.median, 0.001);
  assert.ok(Math.abs((summary?.merged ?? 0) - 0.009) < 1e-5);
  const { low, high } = summary ?? {};
  assert.ok(low !== null && low !== undefined && low < 0.009 && (high ?? 0) >= 0.009);
});

Deno.test("a trial whose value is withheld is not in the merge, and one without histogram prevents it", () => {
  const withheld = ROWS.map((row) =>
    row.trial === 3 ? { ...row, status: "withheld" as const } : row
  );
  const [without] = withMergedPercentiles(summarize(withheld, []), withheld, HISTOGRAMS);
  assert.ok(Math.abs((without?.merged ?? 0) - 0.001) < 1e-5);
  const [missing] = withMergedPercentiles(summarize(ROWS, []), ROWS, HISTOGRAMS.slice(1));
  assert.equal(missing?.merged, null);
});

Deno.test("one trial keeps the tool's own percentile", () => {
  const row = ROWS.slice(0, 1);
  const [summary] = withMergedPercentiles(summarize(row, []), row, HISTOGRAMS);
  assert.deepEqual([summary?.merged, summary?.low, summary?.high], [null, null, null]);
});
