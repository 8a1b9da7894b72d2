import assert from "node:assert/strict";
import fc from "fast-check";
import { LatencyHistogram } from "./histograms/latency_histogram.ts";
import { measurement, percentOf } from "./measurement.ts";
import { type CellHistogram, withMergedPercentiles } from "./merged_percentiles.ts";
import type { Row } from "./row.ts";
import { summarize } from "./statistics/summarize.ts";
import { isResolved } from "./statistics/weighted_percentile.ts";

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

Deno.test("a trial of too few samples for a percentile of its own is in the merge with its slow answers", () => {
  const few = LatencyHistogram.of({ valuesSeconds: [0.001, 0.05], counts: [30, 60] });
  assert.ok(few);
  const [third] = HISTOGRAMS.slice(2);
  assert.ok(third);
  const histograms = [...HISTOGRAMS.slice(0, 2), { ...third, histogram: few }];
  const p50 = ROWS.map((row) => ({ ...row, statistic: "p50" }));
  const rows = [...ROWS.slice(0, 2), ...p50];
  const p99 = (from: Row[]) =>
    withMergedPercentiles(summarize(from, []), from, histograms).find(({ statistic }) =>
      statistic === "p99"
    );
  const alone = p99([ROWS[0] as Row, ...p50]);
  assert.deepEqual([alone?.n, alone?.low, alone?.high], [1, null, null]);
  assert.ok(Math.abs((alone?.merged ?? 0) - 0.05) < 1e-4, `${alone?.merged}, of one trial alone`);
  const all = p99(rows);
  assert.equal(all?.n, 2);
  assert.ok(Math.abs((all?.merged ?? 0) - 0.05) < 1e-4, `${all?.merged}`);
  assert.ok(all?.low !== null && (all?.high ?? 0) >= (all?.merged ?? 0));
  // What withholds another percentile of that trial speaks against its samples.
  const doubted = rows.map((row) =>
    row.trial === 3 ? { ...row, status: "withheld" as const } : row
  );
  assert.ok(Math.abs((p99(doubted)?.merged ?? 0) - 0.001) < 1e-5);
});

Deno.test("one trial keeps the tool's own percentile", () => {
  const row = ROWS.slice(0, 1);
  const [summary] = withMergedPercentiles(summarize(row, []), row, HISTOGRAMS);
  assert.deepEqual([summary?.merged, summary?.low, summary?.high], [null, null, null]);
});

Deno.test("percentiles of a cell never fall, however few samples some of its trials have", () => {
  const statistics = ["p50", "p90", "p99", "p99.9"];
  const few = fc.record({ count: fc.integer({ min: 3, max: 3000 }), slow: fc.nat({ max: 40 }) });
  fc.assert(fc.property(fc.array(few, { minLength: 2, maxLength: 4 }), (trials) => {
    const made = trials.flatMap(({ count, slow }, index) => {
      const histogram = LatencyHistogram.of({
        valuesSeconds: [0.001, 0.002, 0.009 + index / 100],
        counts: [count, 2, slow],
      });
      return histogram === undefined ? [] : [{ ...trialOf(index + 1, 0), own: histogram }];
    });
    const rows = made.flatMap(({ row, own }) =>
      statistics.filter((statistic) => isResolved(percentOf(statistic) ?? 0, own.count))
        .map((statistic) => ({
          ...row,
          statistic,
          value: own.percentile(percentOf(statistic) ?? 0),
        }))
    );
    const histograms = made.map(({ histogram, own }) => ({ ...histogram, histogram: own }));
    const shown = withMergedPercentiles(summarize(rows, []), rows, histograms)
      .map(({ merged, median }) => merged ?? median);
    for (const [index, value] of shown.entries()) {
      assert.ok(value >= (shown[index - 1] ?? 0) * (1 - 1e-9), shown.join(" "));
    }
  }));
});
