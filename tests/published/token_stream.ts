/** An SSE proxy in eight servers under k6, with CPU and memory sampled by pidstat. */
import type { Filing, PublishedImplementation, PublishedImport } from "./filing.ts";

const implementations: PublishedImplementation[] = [
  {
    name: "bun-http",
    title: "Bun",
    language: "TypeScript",
    runtime: "Bun",
    framework: "Bun.serve",
    versions: ["Bun 1.3.13"],
  },
  {
    name: "bun-hono",
    title: "Bun (Hono)",
    language: "TypeScript",
    runtime: "Bun",
    framework: "Hono",
    versions: ["Bun 1.3.13", "Hono 4.12.27"],
  },
  {
    name: "go-http",
    title: "Go",
    language: "Go",
    runtime: "native",
    framework: "net/http",
    versions: ["Go 1.26.4"],
  },
  {
    name: "go-gin",
    title: "Go (Gin)",
    language: "Go",
    runtime: "native",
    framework: "Gin",
    versions: ["Go 1.26.4", "Gin 1.10.0"],
  },
  {
    name: "go-fiber",
    title: "Go (Fiber)",
    language: "Go",
    runtime: "native",
    framework: "Fiber",
    versions: ["Go 1.26.4", "Fiber 2.52.5"],
  },
  {
    name: "rust-http",
    title: "Rust (std)",
    language: "Rust",
    runtime: "a thread for each connection",
    framework: "std::net",
  },
  {
    name: "rust-actix",
    title: "Rust (actix-web)",
    language: "Rust",
    runtime: "tokio",
    framework: "actix-web",
    versions: ["actix-web 4.14.0"],
  },
  {
    name: "rust-axum",
    title: "Rust (axum)",
    language: "Rust",
    runtime: "tokio",
    framework: "axum",
    versions: ["axum 0.7.9", "hyper 1.10.1"],
  },
];

/** What k6 and pidstat left of one server under one load; the stress ramp has no single load. */
function run(implementation: string, part: string, load?: number): PublishedImport {
  const words = ["token-stream", implementation, part, load ?? "", 1];
  const folder = `raw/${words.filter((word) => word !== "").join(".")}`;
  return {
    files: [`${folder}/k6_summary.json`, `${folder}/pidstat.raw`],
    options: {
      implementation,
      case: part,
      load,
      loadUnit: load === undefined ? undefined : "virtual-users",
      warmup: 0,
    },
  };
}

export const tokenStream: Filing = {
  report: "published-token-stream",
  title: "Token stream, as published by puvish",
  created: "2026-06-26",
  citation: 'puvish, "Bun, Go, and Rust on SSE Streaming" (draft), ' +
    "https://puvish.dev/blog/bun_go_rust_sse_benchmark, 2026-06-26; output of k6 and pidstat from " +
    "https://github.com/pvshkng/python-bun-go-rust-perf-comparison",
  scenario: {
    name: "token-stream",
    title: "Token stream",
    about:
      "POST /chat to a proxy that passes on 126 server-sent events from a stub without pauses between " +
      "them. Baseline: 10 virtual users for 60 s. Stress: a ramp to 200 virtual users and back in 70 s.",
    kind: "stages",
    load_unit: "virtual-users",
    ranked_by: { metric: "throughput", statistic: "mean" },
    does_not_show: [
      "One run of each; on another machine of the same author the order was reversed.",
      "Stress figures are averages over a ramp of about 71 virtual users, not figures at 200.",
      "The stub sends all tokens at once: slow, long-lived streams were not measured.",
      "Server, stub and k6 share four cores, and nothing is pinned.",
      "The servers do not send the same bytes: some join events into larger chunks.",
    ],
    load_tool: "k6",
  },
  implementations,
  environment: {
    known: true,
    title: "4-core laptop, Intel Core i5-7300HQ",
    fingerprint: {
      cpu: "Intel Core i5-7300HQ @ 2.50GHz",
      cores: "4",
      memory: "8 GiB",
      os: "CachyOS",
      kernel: "7.0.12-1-cachyos",
      architecture: "x86_64",
    },
    notes: {},
    isolation: ["Nothing is pinned."],
  },
  imports: [
    ...implementations.map(({ name }) => run(name, "baseline", 10)),
    ...implementations.map(({ name }) => run(name, "stress")),
    { files: ["raw/before_tcp_nodelay.csv"], options: { table: true } },
    { files: ["raw/other_machine.csv"], options: { table: true } },
  ],
};
