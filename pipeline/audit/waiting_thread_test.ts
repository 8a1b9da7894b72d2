import { deepEqual, match } from "node:assert/strict";
import { benchmarkRows, check } from "./testing.ts";
import { waitingThread } from "./waiting_thread.ts";

/** tcp_echo of asyncio's suite. */
const TRANTOR = {
  benchmark: "BM_TrantorTcpEcho_64B/1000",
  realNs: 27_542_226,
  cpuNs: 76_480,
  iterations: 100,
  itemsRate: 13.1e6,
};

Deno.test("waiting-thread warns of Trantor, whose measuring thread works 0.28 % of the time", () => {
  const findings = check(waitingThread, benchmarkRows(TRANTOR));
  match(findings[0]?.message ?? "", /on the CPU for 0\.278 % \(BM_TrantorTcpEcho_64B\/1000\)/);
  deepEqual(
    findings[0]?.rows.map((row) => `${row.metric} ${row.clock}`),
    ["items_rate cpu", "iteration_time cpu"],
  );
});

Deno.test("waiting-thread says nothing of Asio sync, which is on the CPU 14 % of the time", () => {
  const asio = { benchmark: "BM_AsioTcpEcho_64KB/1000", realNs: 232_232_687, cpuNs: 32_352_136 };
  deepEqual(check(waitingThread, benchmarkRows({ ...asio, itemsRate: 31_000 })), []);
});

Deno.test("waiting-thread leaves a benchmark alone that asked for real time", () => {
  const benchmark = `${TRANTOR.benchmark}/real_time`;
  deepEqual(check(waitingThread, benchmarkRows({ ...TRANTOR, benchmark, clock: "wall" })), []);
});

Deno.test("waiting-thread judges rates without times by benchmarks of the same words", () => {
  const fixture = benchmarkRows({
    benchmark: "TrantorTcpFixture/ThroughputTest/4096",
    bytesRate: 9_534_827_397,
  });
  const findings = check(waitingThread, [...benchmarkRows(TRANTOR), ...fixture]);
  match(
    findings[0]?.message ?? "",
    /; 1 benchmark without times: all others of the same name wait$/,
  );
  deepEqual(check(waitingThread, fixture), []);
});

Deno.test("waiting-thread names the benchmark of a suite that waits most, and the share of the one that waits least", () => {
  const less = {
    ...TRANTOR,
    benchmark: "BM_TrantorTcpEcho_64KB/1000",
    cpuNs: 0.05 * TRANTOR.realNs,
  };
  match(
    check(waitingThread, [...benchmarkRows(less), ...benchmarkRows(TRANTOR)])[0]?.message ?? "",
    /^2 benchmarks: .* for 0\.278 % \(BM_TrantorTcpEcho_64B\/1000\) to 5 % of the time,/,
  );
  match(check(waitingThread, benchmarkRows(TRANTOR))[0]?.message ?? "", /64B\/1000\) of the time,/);
});
