import { deepEqual, equal, match } from "node:assert/strict";
import { siblingContradiction } from "./sibling_contradiction.ts";
import { benchmarkRows, check } from "./testing.ts";

const items = (benchmark: string, itemsRate: number) => benchmarkRows({ benchmark, itemsRate });
const bytes = (benchmark: string, bytesRate: number) => benchmarkRows({ benchmark, bytesRate });

Deno.test("sibling-contradiction sees asyncio's two benchmarks of one echo 24.6 times apart", () => {
  const findings = check(siblingContradiction, [
    ...items("BM_AsyncioTcpEcho_64B/100", 2.66e6),
    ...items("BM_AsyncioTcpEcho_64B/1000", 27.3e6),
    ...bytes("AsyncioTcpFixture/ThroughputTest/64", 13_841_203.2),
  ]);
  match(
    findings[0]?.message ?? "",
    /BM_AsyncioTcpEcho_64B\/100 .* costs 24\.6 times .* \(12\.3 on/,
  );
  match(
    findings[0]?.message ?? "",
    /^1 pair of benchmarks of one workload contradicts itself: AsyncioTcpFixture\/ThroughputTest\/64 moves/,
  );
  deepEqual(findings[0]?.rows.map((row) => row.metric), ["bytes_rate", "items_rate"]);
});

Deno.test("sibling-contradiction says nothing of Asio's, which agree within 4 %", () => {
  const rows = [
    ...items("BM_AsioTcpEcho_64B/100 (sync)", 204_000),
    ...bytes("AsioTcpFixture/ThroughputTest/64", 25_060_966.4),
  ];
  deepEqual(check(siblingContradiction, rows), []);
});

Deno.test("sibling-contradiction does not care whether bytes count one way or both", () => {
  const rate = (times: number) =>
    check(siblingContradiction, [
      ...items("BM_TcpEcho_1KB/10", 1000),
      ...bytes("Tcp/1024", 1024e3 * times),
    ])
      .length;
  deepEqual([0.3, 0.4, 1, 2, 5, 7].map(rate), [1, 0, 0, 0, 0, 1]);
});

Deno.test("sibling-contradiction compares only benchmarks of the same words and size", () => {
  const rows = [
    ...items("BM_AsyncioTcpEcho_64B/100", 2.66e6),
    ...bytes("AsioTcpFixture/ThroughputTest/64", 13_841_203),
    ...bytes("AsyncioWsFixture/ThroughputTest/64", 13_841_203),
    ...bytes("AsyncioTcpFixture/ThroughputTest/4096", 859_832_320),
  ];
  equal(check(siblingContradiction, rows).length, 0);
});

Deno.test("sibling-contradiction speaks of each implementation, and once of all pairs of one", () => {
  const suite = (implementation: string) =>
    [64, 4096].flatMap((size) => [
      ...benchmarkRows({
        implementation,
        benchmark: `BM_AsyncioTcpEcho_${size}B/100`,
        itemsRate: 2.66e6,
      }),
      ...benchmarkRows({
        implementation,
        benchmark: `AsyncioTcpFixture/ThroughputTest/${size}`,
        bytesRate: 216_268.8 * size,
      }),
    ]);
  const findings = check(siblingContradiction, [...suite("gcc"), ...suite("clang")]);
  deepEqual(findings.map(({ rows }) => [rows[0]?.implementation, rows.length]), [
    ["gcc", 4],
    ["clang", 4],
  ]);
  match(
    findings[0]?.message ?? "",
    /^2 pairs of benchmarks of one workload contradict each other: /,
  );
});
