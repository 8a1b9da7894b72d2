import { deepEqual, equal } from "node:assert/strict";
import { parseBenchmarkName } from "./benchmark_name.ts";

Deno.test("parseBenchmarkName() finds arguments, payload and words", () => {
  deepEqual(parseBenchmarkName("BM_AsioTcpEcho_64B/1000 (sync)"), {
    full: "BM_AsioTcpEcho_64B/1000 (sync)",
    arguments: [{ value: 1000, family: "BM_AsioTcpEcho_64B/* (sync)" }],
    payloadBytes: 64,
    withoutPayload: "BM_AsioTcpEcho_*/1000 (sync)",
    words: ["bm", "asio", "tcp", "echo"],
    stem: "asio tcp",
  });
});

Deno.test("parseBenchmarkName() leaves the library's own segments out of the arguments", () => {
  const name = "BM_Echo/64/size:1000/repeats:3/threads:8/min_time:2/iterations:5/real_time";
  deepEqual(parseBenchmarkName(name).arguments.map(({ value }) => value), [64, 1000]);
  equal(parseBenchmarkName("BM_Echo/min_time:0.500").arguments.length, 0);
});

Deno.test("parseBenchmarkName() gives twins one stem", () => {
  const stems = [
    "AsyncioTcpFixture/ThroughputTest/64",
    "AsyncioTcpFixture/64",
    "BM_AsyncioTcpEcho_64B/100",
    "BM_AsyncioTcpEcho_1KB/1000/real_time",
  ].map((name) => parseBenchmarkName(name).stem);
  deepEqual(new Set(stems), new Set(["asyncio tcp"]));
  equal(
    parseBenchmarkName("AsyncioWsInternalFixture/ThroughputTest/64").stem,
    "asyncio ws internal",
  );
});

Deno.test("parseBenchmarkName() knows sizes by their unit", () => {
  const sizes = [
    "BM_A_64B/1",
    "BM_A_1KB/1",
    "BM_A_64KiB",
    "BM_A/2MB/3",
    "BM_A_4MiB",
    "BM_Vec64/1",
    "BM_2Bytes",
  ]
    .map((name) => parseBenchmarkName(name).payloadBytes);
  deepEqual(sizes, [64, 1024, 65_536, 2_097_152, 4_194_304, undefined, undefined]);
});
