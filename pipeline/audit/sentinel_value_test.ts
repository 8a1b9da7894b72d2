import { deepEqual, equal } from "node:assert/strict";
import { inspectRuns } from "../inspected.ts";
import { citedTableFormat } from "../formats/cited_table/cited_table.ts";
import { wrkFormat } from "../formats/wrk/wrk.ts";
import { sentinelValue } from "./sentinel_value.ts";
import { benchmarkRows, check, loadRows, rowOf, withheldBy } from "./testing.ts";

const TOTAL_BYTES = { metric: "bytes_received", statistic: "total" };

Deno.test("sentinel-value withholds -1 and 0 where a latency belongs", () => {
  const rows = loadRows({ throughput: 10, latency: { mean: -1, p50: 0, p99: 0.001 } });
  deepEqual(withheldBy(sentinelValue, rows), ["latency mean", "latency p50"]);
});

Deno.test("sentinel-value lets a minimum, a spread, a count and a CPU time be 0", () => {
  const rows = [
    ...loadRows({ requests: 5, latency: { min: 0, stdev: 0 }, more: { "errors_read total": 0 } }),
    ...benchmarkRows({ benchmark: "BM_Sleep", realNs: 1000, cpuNs: 0, iterations: 10 }),
    rowOf({ metric: "counter:delta", statistic: "mean", value: -3, clock: "unknown" }),
  ];
  deepEqual(check(sentinelValue, rows), []);
});

Deno.test("sentinel-value withholds one latency that stands in most cells", () => {
  const rows = [1, 2, 4, 8, 16, 32].flatMap((connections) =>
    loadRows({ connections, latency: { p99: connections === 32 ? 0.0731 : 0.9999 } })
  );
  deepEqual(withheldBy(sentinelValue, rows), Array(5).fill("latency p99"));
  equal(
    check(sentinelValue, rows)[0]?.message,
    "latency p99 is 1 s to the last digit in 5 of 6 trials: a constant, no measurement",
  );
});

Deno.test("sentinel-value says nothing of round latencies that repeat", () => {
  const rows = [1, 2, 4, 8, 16, 32].flatMap((connections) =>
    loadRows({ connections, latency: { p50: 0.001 } })
  );
  deepEqual(check(sentinelValue, rows), []);
});

Deno.test("sentinel-value withholds counts that are no whole numbers, and those that no number holds", () => {
  const rows = [
    ...loadRows({ requests: 1e23, bytes: 104.945, connections: 8 }),
    ...benchmarkRows({ benchmark: "BM_Echo", iterations: 38_140.656 }),
  ];
  deepEqual(withheldBy(sentinelValue, rows), [
    "requests total",
    "bytes_received total",
    "iterations total",
  ]);
  equal(
    check(sentinelValue, rows.slice(2, 3))[0]?.message,
    "bytes_received total is 104.945: a count is a whole number up to 9e+15",
  );
});

Deno.test("sentinel-value lets be what was printed rounded, what is computed, and what is no count", () => {
  const rows = [
    // wrk's 354.83MB, and a sum of whole numbers in floating point.
    rowOf({ ...TOTAL_BYTES, value: 372_066_222.08, labels: { printed: "354.83MB" } }),
    rowOf({ ...TOTAL_BYTES, value: 10.5, labels: { derived: "mean x count" } }),
    rowOf({ ...TOTAL_BYTES, value: 434.99999999999994 }),
    rowOf({ metric: "latency_within_stdev", statistic: "total", value: 0.8859 }),
    rowOf({ metric: "counter:paid", statistic: "total", value: 12.5 }),
    rowOf({ metric: "duration", statistic: "total", value: 60.3 }),
  ];
  deepEqual(check(sentinelValue, rows), []);
});

Deno.test("sentinel-value lets be the bytes that wrk and cited tables print in mebibytes and megabytes", () => {
  const wrk = Deno.readTextFileSync(
    new URL("../formats/testdata/wrk/plain.txt", import.meta.url),
  );
  const cited = "# wallclock cited-table 1\n# source: A. Author\nmetric,statistic,value,unit\n" +
    "bytes_received,total,1.0000005,MB\nrequests,total,1.5,1\n";
  const withheld = [
    ...inspectRuns("a.txt", wrkFormat.read(wrk, { file: "a.txt" })),
    ...inspectRuns("t.csv", citedTableFormat.read(cited, { file: "t.csv" })),
  ].flatMap(({ measurements }) =>
    measurements.filter(({ findings }) => findings.includes("sentinel-value"))
  );
  deepEqual(withheld.map(({ metric, value }) => [metric, value]), [["requests", 1.5]]);
});

Deno.test("sentinel-value takes no constant for one that stands in half of the trials, nor what is no latency", () => {
  const half = Array.from({ length: 10 }, (_, index) =>
    loadRows({
      connections: index + 1,
      latency: { p99: index < 5 ? 0.9999 : 0.07313 + index / 1e4 },
      more: { "memory_rss max": 12_345_344 },
    }));
  deepEqual(check(sentinelValue, half.flat()), []);
});
