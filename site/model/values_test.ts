import { deepEqual, equal } from "node:assert/strict";
import type { Row, Summary, Tables } from "../../pipeline/report.ts";
import {
  areApart,
  intervalOf,
  lookupIn,
  widthOf,
  withheldText,
  withheldTrialsOf,
} from "./values.ts";

const CELL = {
  ...{ scenario: "s", implementation: "a", case: "", limits: "" },
  ...{ load: 8, load_unit: "connections" },
};
const KIND = { ...CELL, metric: "latency", statistic: "p99", unit: "s", clock: "wall" } as const;

const row = (trial: number, more: Partial<Row> = {}): Row => ({
  ...KIND,
  ...{ loop: "closed", trial, value: 0.1, correction: "", status: "ok" },
  ...{ findings: [], source: "raw/a.txt#L1", labels: {} },
  ...more,
});

const summary = (more: Partial<Summary> = {}): Summary => ({
  ...KIND,
  ...{
    loop: "closed",
    n: 2,
    median: 0.1,
    mean: null,
    low: 0.01,
    high: 9,
    cv: 0.1,
    min: 0.1,
    max: 0.2,
  },
  ...{ rank_low: null, rank_high: null, status: "ok", findings: [], merged: null },
  ...more,
});

const BACKFILLED = { loop: "closed-backfilled" } as const;

function shown(rows: Row[], summaries: Summary[]) {
  const value = lookupIn({ measurements: rows, summary: summaries } as unknown as Tables)(CELL)(
    "latency",
    "p99",
  );
  return [value?.summary.n, value?.withheldTrials];
}

Deno.test("a figure counts the trials that are withheld beside it, whatever their loop", () => {
  const correctedAway = [
    row(1, { ...BACKFILLED, status: "withheld" }),
    row(2, { ...BACKFILLED, status: "superseded" }),
    row(2),
    row(3),
  ];
  const other = summary({ ...BACKFILLED, n: 1, status: "withheld" });
  deepEqual(shown(correctedAway, [summary(), other]), [2, 1]);
  deepEqual(shown([row(1, { status: "withheld" }), row(2), row(3)], [summary()]), [2, 1]);
  deepEqual(shown([row(1), row(2)], [summary()]), [2, 0]);
  // What another loop of a shown trial has is no trial less.
  deepEqual(shown([row(1), row(1, { ...BACKFILLED, status: "withheld" })], [summary()]), [2, 0]);
  equal(withheldTrialsOf(summary({ status: "withheld" }), [row(1, { status: "withheld" })]), 0);
  equal(withheldText(summary(), 1), "1 of 3 trials withheld");
  equal(withheldText(summary(), 0), "");
});

Deno.test("a trial that has no value of the statistic is withheld with all that it has of the metric", () => {
  const withheld = row(1, { ...BACKFILLED, statistic: "p90", status: "withheld" });
  const p90 = summary({ ...BACKFILLED, statistic: "p90", n: 1, status: "withheld" });
  const rest = [row(2), row(3)];
  deepEqual(shown([withheld, ...rest], [summary(), p90]), [2, 1]);
  // With too few answers for p99 of its own, and with another metric, it is not withheld.
  const mean = { ...BACKFILLED, statistic: "mean" };
  deepEqual(shown([withheld, row(1, mean), ...rest], [summary(), p90, summary(mean)]), [2, 0]);
  const cpu = { metric: "cpu", unit: "cores" } as const;
  const ofCpu = row(1, { ...cpu, statistic: "mean", status: "withheld" });
  deepEqual(shown([ofCpu, ...rest], [summary(), summary({ ...cpu, statistic: "mean" })]), [2, 0]);
});

Deno.test("the slowest answer of a few trials has no interval, that of many and other figures have", () => {
  deepEqual(intervalOf(summary()), { low: 0.01, high: 9 });
  equal(intervalOf(summary({ statistic: "max" })), undefined);
  equal(intervalOf(summary({ statistic: "min", n: 5 })), undefined);
  deepEqual(intervalOf(summary({ statistic: "max", n: 6 })), { low: 0.01, high: 9 });
  // The highest memory is no stray answer.
  const memory = summary({ metric: "memory_rss", statistic: "max", unit: "B", clock: "" });
  deepEqual(intervalOf(memory), { low: 0.01, high: 9 });
});

Deno.test("a value has the digits that its interval allows, shown or not", () => {
  equal(widthOf(summary({ statistic: "max" })), 8.99);
  equal(widthOf(summary({ low: null, high: null })), null);
});

Deno.test("figures are apart where their intervals have no value in common, single trials never", () => {
  const of = (median: number, low: number | null, high: number | null, n = 3) =>
    summary({ statistic: "p50", median, low, high, n });
  equal(areApart(of(1, 0.9, 1.1), of(2, 1.2, 3)), true);
  equal(areApart(of(2, 1.2, 3), of(1, 0.9, 1.1)), true);
  equal(areApart(of(1, 0.9, 1.3), of(2, 1.2, 3)), false);
  equal(areApart(of(1, null, null), of(2, 1.2, 3)), true, "trials that are alike");
  equal(areApart(of(1, null, null, 1), of(2, 1.2, 3)), false);
});

Deno.test("a figure is of its own metric and statistic, not of one that shares either", () => {
  const summaries = [
    summary({ metric: "throughput", statistic: "mean", unit: "1/s", loop: "", median: 1 }),
    summary({ statistic: "mean", median: 2 }),
    summary({ metric: "time_to_first_byte", median: 3 }),
    summary({ median: 4 }),
  ];
  const value = lookupIn({ measurements: [], summary: summaries } as unknown as Tables)(CELL);
  deepEqual(
    [["latency", "p99"], ["latency", "mean"], ["throughput", "mean"], ["throughput", "p99"]]
      .map(([metric = "", statistic = ""]) => value(metric, statistic)?.summary.median),
    [4, 2, 1, undefined],
  );
});
