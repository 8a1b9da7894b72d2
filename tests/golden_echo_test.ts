/**
 * Figures that must come out of the published echo benchmark: rates by the wall clock, and rows that did no
 * work. They were worked out by hand from the published console text.
 */
import assert, { deepEqual, equal } from "node:assert/strict";
import type { Row } from "../pipeline/report.ts";
import { type Query, round, runsOf, select, tablesOf, valueOf } from "./published/tables.ts";

const echo = (await tablesOf("published-echo")).measurements;

/** By benchmark: items per second by the wall clock for each number of messages. */
const ECHO_WALL_RATES: Record<string, [implementation: string, rates: Record<number, number>]> = {
  "ws-external/BM_AsyncioWsOptimized_64B/*": ["asyncio", { 10: 23636, 100: 33076, 1000: 35554 }],
  "ws-external/BM_AsyncioWsOptimized_1KB/*": ["asyncio", { 10: 21518, 100: 29197, 1000: 30493 }],
  "ws-external/BM_AsyncioWsOptimized_64KB/*": ["asyncio", { 10: 9889, 100: 12057 }],
  "ws-external/BM_DrogonWsText_64B/*": ["drogon", { 10: 34878, 100: 56344 }],
  "ws-external/BM_DrogonWsBinary_64B/*": ["drogon", { 10: 35146, 100: 56239 }],
  "ws-external/BM_DrogonWsBinary_64KB/*": ["drogon", { 10: 12912, 100: 15066 }],
  "ws-internal/BM_AsyncioWsInternal_64B/*": ["asyncio", { 10: 21755, 100: 26389, 1000: 30682 }],
  "ws-internal/BM_AsyncioWsInternal_1KB/*": ["asyncio", { 10: 19025, 100: 24948, 1000: 26067 }],
  "ws-internal/BM_AsyncioWsInternal_64KB/*": ["asyncio", { 10: 10113, 100: 12229 }],
  "tcp/BM_AsioTcpEcho_64B/* (sync)": ["asio-sync", { 100: 34293, 1000: 34332 }],
  "tcp/BM_AsioTcpEcho_1KB/* (sync)": ["asio-sync", { 100: 33630, 1000: 34053 }],
  "tcp/BM_AsioTcpEcho_64KB/* (sync)": ["asio-sync", { 100: 4212, 1000: 4306 }],
  "tcp/BM_AsioAsyncTcpEcho_64B/*": ["asio-async", { 100: 32774, 1000: 33573 }],
  "tcp/BM_AsioAsyncTcpEcho_1KB/*": ["asio-async", { 100: 32339, 1000: 33483 }],
  "tcp/BM_AsioAsyncTcpEcho_64KB/*": ["asio-async", { 100: 28603, 1000: 29943 }],
  "tcp/BM_TrantorTcpEcho_64B/*": ["trantor", { 100: 5506, 1000: 36308 }],
  "tcp/BM_TrantorTcpEcho_1KB/*": ["trantor", { 100: 5427, 1000: 36311 }],
  "tcp/BM_TrantorTcpEcho_64KB/*": ["trantor", { 100: 5153, 1000: 18611 }],
};

Deno.test("echo: every rate by CPU time is superseded by the rate by the wall clock", () => {
  let count = 0;
  for (const [name, [implementation, rates]] of Object.entries(ECHO_WALL_RATES)) {
    for (const [messages, rate] of Object.entries(rates)) {
      const cell = { case: name.replace("*", messages), metric: "items_rate", statistic: "mean" };
      const [corrected, ...others] = select(echo, { ...cell, clock: "wall" });
      deepEqual([corrected?.implementation, others], [implementation, []]);
      equal(round(corrected?.value ?? 0), rate, cell.case);
      equal(corrected?.correction, "cpu-to-wall");
      deepEqual(select(echo, { ...cell, clock: "cpu" }).map((row) => row.status), ["superseded"]);
      // The number of messages is exact, whatever digits of the rate were printed.
      const seconds = valueOf(echo, { case: cell.case, metric: "iteration_time", clock: "wall" });
      equal(round((corrected?.value ?? 0) * seconds, 6), Number(messages));
      count++;
    }
  }
  equal(count, 40);
});

/** Real time / CPU time of each row of these cases. */
function inflations(implementation: string, part: RegExp): number[] {
  const wall = select(echo, { implementation, metric: "iteration_time", clock: "wall" });
  return wall.filter((row) => part.test(row.case) && row.correction === "").map((row) =>
    row.value / valueOf(echo, { implementation, case: row.case, metric: row.metric, clock: "cpu" })
  );
}

Deno.test("echo: a rate by CPU time is 1.5 to 500 times the rate by the wall clock", () => {
  const range = (implementation: string, part: RegExp, decimals: number) => {
    const all = inflations(implementation, part);
    return [round(Math.min(...all), decimals), round(Math.max(...all), decimals)];
  };
  deepEqual(range("asyncio", /^ws-(external|internal)\//, 2), [1.47, 1.97]);
  deepEqual(range("asio-async", /./, 2), [2.24, 3.51]);
  deepEqual(range("asio-sync", /./, 2), [5.74, 7.18]);
  deepEqual(range("drogon", /./, 1), [20.6, 220.2]);
  deepEqual(range("trantor", /./, 0), [174, 496]);
});

Deno.test("echo: 49 of 50 printed rates are items / CPU time, none is items / real time", async () => {
  const runs = await runsOf("published-echo");
  let byCpu = 0;
  let byWall = 0;
  const odd: string[] = [];
  for (const run of runs.filter((each) => each.format === "google-benchmark-console")) {
    for (const rate of run.measurements.filter((each) => /_rate$/.test(each.metric))) {
      const time = (clock: string) =>
        run.measurements.find((each) =>
          each.metric === "iteration_time" && each.clock === clock &&
          each.labels.benchmark === rate.labels.benchmark
        )?.value;
      const [cpu, wall] = [time("cpu"), time("wall")];
      if (cpu === undefined || wall === undefined) continue;
      const benchmark = rate.labels.benchmark ?? "";
      const argument = Number(/\/(\d+)/.exec(benchmark)?.[1]);
      // A throughput test sends 100 messages there and back.
      const work = rate.metric === "items_rate" ? argument : argument * 100 * 2;
      const printed = /[\d.]+/.exec(rate.labels.printed ?? "")?.[0] ?? "";
      const unit = 10 ** -(printed.split(".")[1]?.length ?? 0) * rate.value / Number(printed);
      const agrees = (seconds: number) => Math.abs(work / seconds - rate.value) <= unit / 2;
      if (agrees(cpu)) byCpu++;
      else odd.push(benchmark);
      if (agrees(wall)) byWall++;
    }
  }
  deepEqual([byCpu, byWall, odd], [49, 0, ["BM_AsioTcpEcho_64B/1000 (sync)"]]);
});

Deno.test("echo: the WebSocket server's bytes per second, by the wall clock", () => {
  const rate = (size: number) =>
    valueOf(echo, {
      case: `ws-internal/AsyncioWsInternalFixture/ThroughputTest/${size}`,
      metric: "bytes_rate",
      clock: "wall",
    });
  const MiB = 1024 ** 2;
  equal(round(rate(64) / MiB, 3), 3.412);
  equal(round(rate(1024) / MiB, 2), 49.01);
  equal(round(rate(4096) / MiB, 1), 186.8);
  equal(round(rate(65536) / MiB / 1024, 3), 1.499);
});

Deno.test("echo: Drogon is 1.25 to 1.70 times as fast as asyncio, not 33 or 225 times", () => {
  const time = (name: string, clock: "wall" | "cpu") =>
    valueOf(echo, { case: `ws-external/${name}`, metric: "iteration_time", clock });
  const pairs: [asyncio: string, drogon: string, ratio: number][] = [
    ["BM_AsyncioWsOptimized_64B/10", "BM_DrogonWsText_64B/10", 1.4756],
    ["BM_AsyncioWsOptimized_64B/100", "BM_DrogonWsText_64B/100", 1.7035],
    ["BM_AsyncioWsOptimized_64KB/10", "BM_DrogonWsBinary_64KB/10", 1.3058],
    ["BM_AsyncioWsOptimized_64KB/100", "BM_DrogonWsBinary_64KB/100", 1.2495],
  ];
  for (const [asyncio, drogon, ratio] of pairs) {
    equal(round(time(asyncio, "wall") / time(drogon, "wall"), 4), ratio);
    const rate = (name: string) =>
      valueOf(echo, { case: `ws-external/${name}`, metric: "items_rate", clock: "wall" });
    equal(round(rate(drogon) / rate(asyncio), 4), ratio);
  }
  const [asyncio, drogon] = pairs[0] as [string, string, number];
  const printed = (name: string) =>
    valueOf(echo, { case: `ws-external/${name}`, metric: "items_rate", clock: "cpu" });
  equal(round(printed(drogon) / printed(asyncio), 2), 32.99);
  const cpu = (name: string) => time(name, "cpu");
  equal(round(cpu("BM_AsyncioWsOptimized_64B/100") / cpu("BM_DrogonWsText_64B/100"), 1), 224.8);
});

/** The rows of results that a rule withholds, and not merely a correction supersedes. */
function withheldBy(rows: readonly Row[], rule: string, query: Query): Row[] {
  return select(rows, query).filter((row) => row.findings.includes(rule));
}

Deno.test("echo: asyncio's six TCP rows did no work, and no rate of theirs is shown", () => {
  const rows = select(echo, { implementation: "asyncio", metric: "items_rate" })
    .filter((row) => row.case.startsWith("tcp/"));
  equal(new Set(rows.map((row) => row.case)).size, 6);
  deepEqual(rows.filter((row) => row.status === "ok"), []);
  for (const each of new Set(rows.map((row) => row.case))) {
    const withheld = withheldBy(echo, "work-does-not-scale", { case: each, clock: "wall" })
      .filter((row) => row.status === "withheld");
    assert(withheld.length > 0, each);
  }
  const others = echo.filter((row) => !/^tcp\/BM_AsyncioTcpEcho/.test(row.case));
  deepEqual(withheldBy(others, "work-does-not-scale", {}), []);
});

Deno.test("echo: Trantor's 108 GiB/s over one loopback connection is withheld", () => {
  const [row, ...others] = select(echo, {
    case: "tcp/TrantorTcpFixture/ThroughputTest/65536",
    metric: "bytes_rate",
  });
  deepEqual([others, row?.value], [[], 108 * 1024 ** 3]);
  equal(row?.status, "withheld");
  assert(row?.findings.includes("implausible-throughput"));
});
