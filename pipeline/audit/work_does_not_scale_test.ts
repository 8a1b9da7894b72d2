import { deepEqual, equal, match } from "node:assert/strict";
import type { Row } from "../row.ts";
import { benchmarkRows, check, withheldBy } from "./testing.ts";
import { workDoesNotScale } from "./work_does_not_scale.ts";

/** A benchmark whose rate is N / CPU time, as the library makes it. */
function timed(benchmark: string, n: number, realNs: number, cpuNs = 0.8 * realNs): Row[] {
  const itemsRate = n / (cpuNs * 1e-9);
  return benchmarkRows({ benchmark, realNs, cpuNs, iterations: 1000, itemsRate });
}

/** tcp_echo of asyncio's suite: nothing was connected. */
const IDLE_64B = [
  ...timed("BM_AsyncioTcpEcho_64B/100", 100, 46_533, 37_551),
  ...timed("BM_AsyncioTcpEcho_64B/1000", 1000, 45_201, 36_583),
];
const IDLE_64KB = [
  ...timed("BM_AsyncioTcpEcho_64KB/100", 100, 45_295, 36_537),
  ...timed("BM_AsyncioTcpEcho_64KB/1000", 1000, 44_799, 36_727),
];

Deno.test("work-does-not-scale withholds the rates of echoes that take no time", () => {
  deepEqual(withheldBy(workDoesNotScale, IDLE_64B), ["items_rate mean", "items_rate mean"]);
  const [rates, times] = check(workDoesNotScale, IDLE_64B);
  equal(
    rates?.message,
    "BM_AsyncioTcpEcho_64B/*: 10 times the work takes 0.971 times as long (46.5 µs for 100, " +
      "45.2 µs for 1,000), so the work was not done",
  );
  equal(times?.severity, "warn");
});

Deno.test("work-does-not-scale withholds the times too where messages of any size take as long", () => {
  const withheld = withheldBy(workDoesNotScale, [...IDLE_64B, ...IDLE_64KB]);
  equal(withheld.filter((name) => name === "iteration_time mean").length, 8);
  match(
    check(workDoesNotScale, [...IDLE_64B, ...IDLE_64KB])[0]?.message ?? "",
    /; messages of 64 KiB take no longer than those of 64 B$/,
  );
});

Deno.test("work-does-not-scale says nothing of Trantor, though 17 ms of each iteration are fixed", () => {
  const rows = [
    ...timed("BM_TrantorTcpEcho_64B/100", 100, 18_162_660, 82_324),
    ...timed("BM_TrantorTcpEcho_64B/1000", 1000, 27_542_226, 76_480),
  ];
  deepEqual(check(workDoesNotScale, rows), []);
});

Deno.test("work-does-not-scale says nothing of an operation of constant time that counts one item", () => {
  const find = (n: number) =>
    benchmarkRows({ benchmark: `BM_Find/${n}`, realNs: 2000, cpuNs: 2000, itemsRate: 5e5 });
  deepEqual(check(workDoesNotScale, [...find(100), ...find(100_000)]), []);
});

Deno.test("work-does-not-scale asks for a tenfold range", () => {
  const rows = [...timed("BM_A/100", 100, 50_000), ...timed("BM_A/800", 800, 50_000)];
  deepEqual(check(workDoesNotScale, rows), []);
});

Deno.test("work-does-not-scale leaves iterations below a microsecond to vector units", () => {
  const rows = [...timed("BM_Sum/8", 8, 3), ...timed("BM_Sum/128", 128, 3.1)];
  deepEqual(check(workDoesNotScale, rows), []);
});

Deno.test("work-does-not-scale leaves bytes alone: small messages do travel as fast as large ones", () => {
  const rows = [64, 4096].flatMap((size) =>
    benchmarkRows({
      benchmark: `Fixture/ThroughputTest/${size}`,
      realNs: 3_577_208,
      cpuNs: 1_834_064,
      bytesRate: size * 200 / 1_834_064e-9,
    })
  );
  deepEqual(check(workDoesNotScale, rows), []);
});

Deno.test("work-does-not-scale leaves work alone that several cores do side by side", () => {
  const rows = [...timed("BM_Pool/1", 1, 1e7, 1e7), ...timed("BM_Pool/16", 16, 1e7, 1.5e8)];
  deepEqual(check(workDoesNotScale, rows), []);
});

Deno.test("work-does-not-scale leaves a thread alone that waits for others", () => {
  const rows = [...timed("BM_Gpu/10", 10, 1e7, 1e4), ...timed("BM_Gpu/100", 100, 1e7, 1e4)];
  deepEqual(check(workDoesNotScale, rows), []);
});

Deno.test("work-does-not-scale reads the time off the rates where there are none", () => {
  const rate = (n: number, itemsRate: number) =>
    benchmarkRows({ benchmark: `BM_AsyncioTcpEcho_64B/${n}`, itemsRate });
  const flat = check(workDoesNotScale, [...rate(100, 2.66e6), ...rate(1000, 27.3e6)]);
  match(flat[0]?.message ?? "", /0\.974 times as long, as its rates imply/);
  deepEqual(check(workDoesNotScale, [...rate(100, 204_000), ...rate(1000, 230_000)]), []);
});

Deno.test("work-does-not-scale finds the argument that is the work among several", () => {
  const rows = [
    ...timed("BM_Echo/64/100", 100, 45_000),
    ...timed("BM_Echo/64/1000", 1000, 45_000),
    ...timed("BM_Echo/4096/100", 100, 46_000),
    ...timed("BM_Echo/4096/1000", 1000, 46_000),
  ];
  equal(withheldBy(workDoesNotScale, rows).length, 4);
});

Deno.test("work-does-not-scale names a benchmark once that does not scale with either of two arguments", () => {
  const rows = [10, 100].flatMap((messages) =>
    [10, 100].flatMap((batch) =>
      benchmarkRows({
        benchmark: `BM_Echo/${messages}/${batch}`,
        itemsRate: 100 * messages * batch,
      })
    )
  );
  const told = check(workDoesNotScale, rows).flatMap((finding) => finding.rows);
  deepEqual([told.length, new Set(told).size], [4, 4]);
});
