import { deepEqual, equal } from "node:assert/strict";
import { fixedOverhead } from "./fixed_overhead.ts";
import { benchmarkRows, check } from "./testing.ts";

const echo = (name: string, n: number, realNs: number, cpuNs: number) =>
  benchmarkRows({ benchmark: `${name}/${n}`, realNs, cpuNs, itemsRate: n / (cpuNs * 1e-9) });

Deno.test("fixed-overhead prints Trantor's marginal and average costs", () => {
  const rows = [
    ...echo("BM_TrantorTcpEcho_64B", 100, 18_162_660, 82_324),
    ...echo("BM_TrantorTcpEcho_64B", 1000, 27_542_226, 76_480),
  ];
  equal(
    check(fixedOverhead, rows)[0]?.message,
    "BM_TrantorTcpEcho_64B/*: 17.1 ms an iteration whatever its size, then 10.4 µs an item; " +
      "the averages are 182 µs at 100 and 27.5 µs at 1,000",
  );
});

Deno.test("fixed-overhead says nothing of Asio, whose average is its marginal cost", () => {
  const rows = [
    ...echo("BM_AsioTcpEcho_64B", 100, 2_916_020, 489_280),
    ...echo("BM_AsioTcpEcho_64B", 1000, 29_127_753, 4_357_340),
  ];
  deepEqual(check(fixedOverhead, rows), []);
});

Deno.test("fixed-overhead says nothing of nanoseconds of set-up", () => {
  const rows = [...echo("BM_Sum", 8, 60, 60), ...echo("BM_Sum", 64, 110, 110)];
  deepEqual(check(fixedOverhead, rows), []);
});
