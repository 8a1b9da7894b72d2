import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import { cpuClockRate } from "./cpu_clock_rate.ts";
import { benchmarkRows, check, rowOf, siblingRows } from "./testing.ts";

/** ws_external_bun of asyncio's suite. */
const drogon = {
  benchmark: "BM_DrogonWsText_64B/100",
  realNs: 1_774_803,
  cpuNs: 8061,
  iterations: 10_000,
  itemsRate: 12.4e6,
};

Deno.test("cpu-clock-rate shows the rate by the wall clock beside the one printed", () => {
  equal(
    check(cpuClockRate, benchmarkRows(drogon))[0]?.message,
    "1 rate divided by CPU time instead of the time that passed, 220 times too high: " +
      "BM_DrogonWsText_64B/100: 12,400,000/s printed, 56,320/s by the wall clock",
  );
});

Deno.test("cpu-clock-rate shows what the correction made of it where it has run", () => {
  const [rate, ...rest] = benchmarkRows(drogon).reverse();
  const labels = rate?.labels ?? {};
  const corrected = rowOf(
    { metric: "items_rate", statistic: "mean", value: 56_344, labels, correction: "cpu-to-wall" },
    { case: drogon.benchmark },
  );
  const rows = [...rest, { ...rate, status: "superseded" } as typeof corrected, corrected];
  const findings = check(cpuClockRate, rows);
  match(findings[0]?.message ?? "", /56,344\/s by the wall clock$/);
  deepEqual(findings[0]?.rows.map((row) => row.clock), ["cpu"]);
});

Deno.test("cpu-clock-rate says nothing of a rate by the wall clock", () => {
  const benchmark = `${drogon.benchmark}/real_time`;
  deepEqual(check(cpuClockRate, benchmarkRows({ ...drogon, benchmark, clock: "wall" })), []);
});

Deno.test("cpu-clock-rate only notes rates of threads that computed all the time", () => {
  const rows = benchmarkRows({
    benchmark: "BM_Sort/1024",
    realNs: 20_100,
    cpuNs: 20_000,
    itemsRate: 51.2e6,
  });
  deepEqual(check(cpuClockRate, rows).map(({ severity, message }) => [severity, message]), [
    ["note", "1 rate divided by CPU time, which here is within 5 % of the time that passed"],
  ]);
});

Deno.test("cpu-clock-rate estimates a rate without times by a sibling that agrees", () => {
  const message = check(cpuClockRate, siblingRows())[0]?.message ?? "";
  match(message, /^2 rates .* 5\.96 times too high/);
});

Deno.test("cpu-clock-rate speaks once for a suite and lists every rate", () => {
  const rows = [10, 100, 1000].flatMap((n) =>
    benchmarkRows({ benchmark: `BM_Echo/${n}`, realNs: 2e4 * n, cpuNs: 1e4 * n, itemsRate: 1e5 })
  );
  deepEqual(check(cpuClockRate, rows).map(({ rows }) => rows.length), [3]);
});

Deno.test("cpu-clock-rate names the least and the most of a suite in whatever order it ran", () => {
  const rows = [3, 2, 12].flatMap((times) =>
    benchmarkRows({
      benchmark: `BM_Echo/${times}`,
      realNs: times * 1e4,
      cpuNs: 1e4,
      itemsRate: 1e5,
    })
  );
  match(
    check(cpuClockRate, rows)[0]?.message ?? "",
    /, 2 to 12 times too high, most of all BM_Echo\/12: /,
  );
});

Deno.test("cpu-clock-rate prints bytes as bytes", () => {
  const rows = benchmarkRows({
    benchmark: "BM_AsioTcpEcho_64KB/1000",
    realNs: 232_232_687,
    cpuNs: 32_352_136,
    bytesRate: 2 ** 31,
  });
  match(
    check(cpuClockRate, rows)[0]?.message ?? "",
    /: 2 GiB\/s printed, 285 MiB\/s by the wall clock$/,
  );
});

Deno.test("cpu-clock-rate asks no sibling of a rate that has its own times", () => {
  const times = { realNs: 2_916_020, cpuNs: 489_280 };
  const rows = [
    ...benchmarkRows({ benchmark: "BM_AsioTcpEcho_64B/100 (sync)", ...times, itemsRate: 204_000 }),
    ...benchmarkRows({
      benchmark: "AsioTcpFixture/ThroughputTest/64",
      ...times,
      cpuNs: 400_000,
      bytesRate: 25_060_966.4,
    }),
  ];
  doesNotMatch(check(cpuClockRate, rows)[0]?.message ?? "", /sibling/);
});
