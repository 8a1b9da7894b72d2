/** An echo benchmark of C++ networking libraries, in the console text of Google Benchmark. */
import type { Filing, PublishedImport } from "./filing.ts";

/** The console text that one program printed. */
function program(file: string, implementation: string, part: string): PublishedImport {
  return {
    files: [`raw/echo.${implementation}.${part}.1/${file}`],
    options: { implementation, case: part, warmup: 0 },
  };
}

export const echo: Filing = {
  report: "published-echo",
  title: "TCP and WebSocket echo, as published with asyncio",
  created: "2025-12-06",
  citation: '"asyncio Benchmark Results", https://github.com/b1nhm1nh/asyncio, 2025-12-06',
  scenario: {
    name: "echo",
    title: "Echo",
    about:
      "One connection sends messages of 64 B, 1 KB or 64 KB and waits for each to come back, 10 to 1000 " +
      "times; Google Benchmark times the whole. TCP against a server of the same library, WebSocket against " +
      "a Bun server (ws-external) or a server built with asyncio (ws-internal).",
    kind: "harness",
    load_unit: "",
    does_not_show: [
      "Every figure comes from one run without warm-up and without repetitions.",
      "One connection: nothing is said of many at once.",
      "Each iteration makes a connection, some start threads or sleep as well: that is part of its time.",
      "The servers read into buffers of 8 KiB or of 64 KiB, which decides the figures for 64 KB.",
      "Rates were divided by CPU time, which a thread that waits hardly uses.",
      "The console text was trimmed by hand; throughput lists have no times.",
    ],
    load_tool: "google-benchmark",
  },
  implementations: [
    {
      name: "asyncio",
      title: "asyncio (C++)",
      language: "C++",
      runtime: "native",
      framework: "libuv, coroutines",
      versions: ["asyncio 1.0.6"],
    },
    {
      name: "asio-sync",
      title: "Asio, blocking",
      language: "C++",
      runtime: "native",
      framework: "Asio",
    },
    {
      name: "asio-async",
      title: "Asio, callbacks",
      language: "C++",
      runtime: "native",
      framework: "Asio",
    },
    {
      name: "trantor",
      title: "Trantor",
      language: "C++",
      runtime: "native",
      framework: "Trantor",
    },
    {
      name: "drogon",
      title: "Drogon",
      language: "C++",
      runtime: "native",
      framework: "Drogon",
    },
  ],
  environment: {
    known: true,
    title: "14-core Apple Silicon, macOS",
    fingerprint: {
      cpu: "Apple Silicon",
      cores: "14",
      os: "macOS",
      kernel: "Darwin 24.6.0",
      architecture: "arm64",
    },
    notes: {},
    isolation: [],
  },
  imports: [
    program("tcp_echo_asyncio.txt", "asyncio", "tcp"),
    program("tcp_echo_asio_sync.txt", "asio-sync", "tcp"),
    program("tcp_echo_asio_async.txt", "asio-async", "tcp"),
    program("tcp_echo_trantor.txt", "trantor", "tcp"),
    program("ws_external_asyncio.txt", "asyncio", "ws-external"),
    program("ws_external_drogon.txt", "drogon", "ws-external"),
    program("ws_internal_asyncio.txt", "asyncio", "ws-internal"),
    { files: ["raw/ws_internal_steps.csv"], options: { table: true, warmup: 0 } },
    { files: ["raw/tcp_stated_rates.csv"], options: { table: true } },
    { files: ["raw/benchmark_source.csv"], options: { table: true } },
  ],
};
