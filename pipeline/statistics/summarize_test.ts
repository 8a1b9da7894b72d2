import assert from "node:assert/strict";
import { measurement } from "../measurement.ts";
import type { Row } from "../row.ts";
import { median } from "./moments.ts";
import { summarize } from "./summarize.ts";

function row(trial: number, value: number, extra: Partial<Row> = {}): Row {
  return {
    ...measurement({ metric: "goodput", statistic: "mean", value, source: `raw/${trial}#L1` }),
    scenario: "s",
    implementation: "a",
    case: "",
    limits: "1 core",
    load: 8,
    load_unit: "connections",
    trial,
    ...extra,
  };
}

Deno.test("summarize() gives median, mean, spread and count of a cell's trials", () => {
  const [summary, ...rest] = summarize([row(1, 30), row(2, 10), row(3, 20)], []);
  assert.deepEqual(rest, []);
  assert.ok(summary);
  const { n, median, mean, min, max, cv, status } = summary;
  assert.deepEqual({ n, median, mean, min, max, status }, {
    n: 3,
    median: 20,
    mean: 20,
    min: 10,
    max: 30,
    status: "ok",
  });
  assert.ok(Math.abs((cv ?? 0) - 0.5) < 1e-12);
});

Deno.test("summarize() leaves superseded and withheld values out, and says when nothing is left", () => {
  const mixed = [
    row(1, 10),
    row(2, 99, { status: "withheld" }),
    row(3, 5, { status: "superseded" }),
  ];
  const [summary] = summarize(mixed, []);
  assert.deepEqual([summary?.n, summary?.median, summary?.status], [1, 10, "ok"]);
  const [withheld] = summarize([row(2, 99, { status: "withheld", findings: ["littles-law"] })], []);
  assert.deepEqual([withheld?.status, withheld?.findings], ["withheld", ["littles-law"]]);
});

Deno.test("summarize() marks a cell as a lower bound where the generator limited a trial of it", () => {
  const rows = [row(1, 10), row(2, 11), row(1, 10, { load: 1 })];
  const finding = {
    rule: "generator-saturated",
    severity: "lower bound" as const,
    message: "",
    rows: [rows[0] as Row],
  };
  const statuses = summarize(rows, [finding]).map((each) => [each.load, each.status]);
  assert.deepEqual(statuses, [[1, "ok"], [8, "lower bound"]]);
  const warned = summarize(rows, [{ ...finding, severity: "warn" }]);
  assert.deepEqual(warned.map((each) => each.status), ["ok", "ok"]);
});

Deno.test("summarize() gives no mean of percentiles and no variation of one value", () => {
  const percentile = { metric: "latency", statistic: "p99", unit: "s" };
  const [two] = summarize([row(1, 1, percentile), row(2, 2, percentile)], []);
  assert.equal(two?.mean, null);
  assert.equal(two?.median, 1.5);
  const [one] = summarize([row(1, 1)], []);
  assert.equal(one?.cv, null);
});

Deno.test("median() takes the middle, or the mean of the middle two", () => {
  assert.equal(median([7]), 7);
  assert.equal(median([1, 2, 9]), 2);
  assert.equal(median([1, 2, 4, 9]), 3);
});

Deno.test("summarize() gives finite numbers or none of a counter near the greatest number", () => {
  const counter = { metric: "counter:huge", statistic: "mean", unit: "1" };
  const of = (a: number, b: number) => summarize([row(1, a, counter), row(2, b, counter)], [])[0];
  const { median: middle, mean, low, high, cv } = of(1.2e308, 1.4e308) ?? {};
  assert.deepEqual([middle, mean, low, high, cv], [1.3e308, 1.3e308, null, null, null]);
  const wide = of(1e-200, 1e200);
  assert.deepEqual([wide?.low, wide?.high], [null, null]);
});
