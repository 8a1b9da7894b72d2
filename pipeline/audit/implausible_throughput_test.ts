import { deepEqual, equal, match } from "node:assert/strict";
import { implausibleThroughput } from "./implausible_throughput.ts";
import { benchmarkRows, check, loadRows, rowOf, withheldBy } from "./testing.ts";

const GIB = 2 ** 30;
const bytes = (benchmark: string, bytesRate: number) => benchmarkRows({ benchmark, bytesRate });

Deno.test("implausible-throughput withholds Trantor's 108 GiB/s over one connection", () => {
  const rows = bytes("TrantorTcpFixture/ThroughputTest/65536", 115_964_116_992);
  deepEqual(withheldBy(implausibleThroughput, rows), ["bytes_rate mean"]);
  match(
    check(implausibleThroughput, rows)[0]?.message ?? "",
    /: 108 GiB\/s, more than one connection can carry \(64 GiB\/s\)$/,
  );
});

Deno.test("implausible-throughput lets 8.03 GiB/s over one connection stand", () => {
  deepEqual(check(implausibleThroughput, bytes("AsioAsyncTcpFixture/65536", 8.03 * GIB)), []);
});

Deno.test("implausible-throughput reads the bytes of a message off the name", () => {
  const rows = benchmarkRows({
    benchmark: "BM_AsyncioTcpEcho_64KB/100",
    realNs: 45_295,
    cpuNs: 36_537,
    itemsRate: 2.74e6,
  });
  match(check(implausibleThroughput, rows)[0]?.message ?? "", /of 64 KiB are 135 GiB\/s each way/);
});

Deno.test("implausible-throughput withholds a round trip faster than its system calls", () => {
  const echo = (realNs: number) =>
    check(
      implausibleThroughput,
      benchmarkRows({
        benchmark: "BM_AsyncioTcpEcho_64B/1000",
        realNs,
        cpuNs: realNs,
        itemsRate: 1000 / (realNs * 1e-9),
      }),
    );
  match(echo(45_201)[0]?.message ?? "", /45\.2 ns a round trip, less than its two system calls/);
  deepEqual(echo(200_000), []);
  deepEqual(echo(100_000), [], "1 / 10 M/s is what two system calls take");
});

Deno.test("implausible-throughput judges an absurd rate by what the wall clock makes of it", () => {
  // Drogon: 12.4 M/s by CPU time is 56,344/s by the clock on the wall.
  const times = { realNs: 1_774_803, cpuNs: 8061 };
  const rows = benchmarkRows({ benchmark: "BM_DrogonWsEcho_64B/100", ...times, itemsRate: 12.4e6 });
  deepEqual(check(implausibleThroughput, rows), []);
  const superseded = rows.map((row) =>
    row.metric === "items_rate" ? { ...row, status: "superseded" as const } : row
  );
  const labels = rows[0]?.labels ?? {};
  const corrected = rowOf(
    { metric: "items_rate", statistic: "mean", value: 56_344, labels, correction: "cpu-to-wall" },
    { case: "BM_DrogonWsEcho_64B/100" },
  );
  deepEqual(check(implausibleThroughput, [...superseded, corrected]), []);
});

Deno.test("implausible-throughput lets bytes in memory be faster than a socket", () => {
  deepEqual(check(implausibleThroughput, bytes("BM_WebSocketUnmask/16384", 200e9)), []);
  deepEqual(check(implausibleThroughput, bytes("BM_memcpy/16384", 500e9)), []);
});

Deno.test("implausible-throughput warns above a core's cache and withholds above any memory", () => {
  // donar337/numa-pmr counts the bytes of blocks that it allocates and never touches.
  const of = (rate: number) =>
    check(implausibleThroughput, bytes("BM_AllocateFree/size:65536", rate)).map((each) =>
      each.severity
    );
  deepEqual([of(1.3 * 2 ** 40), of(20.6 * 2 ** 40)], [["warn"], ["withhold"]]);
});

Deno.test("implausible-throughput withholds transfer rates and latencies that no host has", () => {
  const rows = loadRows({
    latency: { mean: 5e-9, p99: 0.001 },
    more: { "transfer_rate mean": 4e11 },
  });
  deepEqual(withheldBy(implausibleThroughput, rows), ["latency mean", "transfer_rate mean"]);
  const fine = loadRows({ latency: { mean: 7e-6 }, more: { "transfer_rate mean": 1e10 } });
  deepEqual(check(implausibleThroughput, fine), []);
});

Deno.test("implausible-throughput names the worst of a suite once", () => {
  const rows = [70, 80, 90].flatMap((rate) => bytes(`TcpFixture/${rate}`, rate * GIB));
  const findings = check(implausibleThroughput, rows);
  deepEqual(findings.map(({ rows }) => rows.length), [3]);
  match(
    findings[0]?.message ?? "",
    /^TcpFixture\/90: 90 GiB\/s, .* \(the worst of 3 benchmarks\)$/,
  );
  equal(findings[0]?.severity, "withhold");
});
