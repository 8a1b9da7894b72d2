import { deepEqual, equal } from "node:assert/strict";
import { duplicateStatistic } from "./duplicate_statistic.ts";
import { check, loadRows } from "./testing.ts";

const table = (p99Of: (mean: number) => number, levels = 6) =>
  Array.from({ length: levels }, (_, index) => 0.001_234 * (index + 1)).flatMap((mean, index) =>
    loadRows({ connections: index + 1, latency: { mean, p99: p99Of(mean) } })
  );

Deno.test("duplicate-statistic warns of a p99 column that is the mean's", () => {
  const findings = check(duplicateStatistic, table((mean) => mean));
  equal(
    findings[0]?.message,
    "latency p99 equals the mean to the last digit in 6 of 6 trials (1.23 ms in the first)",
  );
  deepEqual([...new Set(findings[0]?.rows.map((row) => row.statistic))], ["p99"]);
});

Deno.test("duplicate-statistic says nothing where p99 was measured", () => {
  deepEqual(check(duplicateStatistic, table((mean) => mean * 1.001)), []);
});

Deno.test("duplicate-statistic takes a few equal rows, and equal round numbers, for chance", () => {
  deepEqual(check(duplicateStatistic, table((mean) => mean, 4)), []);
  const round = Array.from(
    { length: 9 },
    (_, index) => loadRows({ connections: index + 1, latency: { mean: 0.002, p99: 0.002 } }),
  );
  deepEqual(check(duplicateStatistic, round.flat()), []);
});

Deno.test("duplicate-statistic leaves out what a correction replaced and what is no latency", () => {
  const rows = table((mean) => mean);
  const replaced = rows.map((row) =>
    row.statistic === "p99" ? { ...row, status: "superseded" as const } : row
  );
  deepEqual(check(duplicateStatistic, replaced), []);
  const memory = Array.from({ length: 6 }, (_, index) =>
    loadRows({
      connections: index + 1,
      more: { "memory_rss mean": 12_345_344 + index, "memory_rss p99": 12_345_344 + index },
    }));
  deepEqual(check(duplicateStatistic, memory.flat()), []);
});
