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

Deno.test("fixed-overhead names the four greatest of a suite, the greatest first, and counts the others", () => {
  // Milliseconds fixed, and 10 µs an item.
  const rows = [1, 5, 3, 2, 4].flatMap((fixed) =>
    [10, 1000].flatMap((n) => echo(`BM_Fixed${fixed}x`, n, fixed * 1e6 + n * 1e4, 1e4 * n))
  );
  const parts = check(fixedOverhead, rows)[0]?.message.split("; BM") ?? [];
  deepEqual(
    parts.map((part) => part.match(/Fixed(\d)/)?.[1]),
    ["5", "4", "3", "2"],
  );
  equal(parts.at(-1)?.endsWith("; 1 more alike"), true);
});

Deno.test("fixed-overhead does not take times that only rates imply for measured ones", () => {
  // What Trantor's rates by CPU time would be if they were all there is.
  const rows = [[100, 5.5e3], [1000, 36.3e3]].flatMap(([n = 0, itemsRate = 0]) =>
    benchmarkRows({ benchmark: `BM_TrantorTcpEcho_64B/${n}`, itemsRate })
  );
  deepEqual(check(fixedOverhead, rows), []);
});
