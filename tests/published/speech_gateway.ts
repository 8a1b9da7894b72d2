/** websocket-stt-bench: how many audio sessions a gateway sustains inside an objective. */
import { SPEECH_GATEWAY_SLO } from "./speech_gateway_slo.ts";
import type { Filing } from "./filing.ts";

export const speechGateway: Filing = {
  report: "published-speech-gateway",
  title: "Speech gateway, as published by websocket-stt-bench",
  created: "2026-05-09",
  citation: "cezarc1, websocket-stt-bench, https://github.com/cezarc1/websocket-stt-bench, " +
    "runs of 2026-05-09 to 2026-05-13",
  scenario: {
    name: "speech-gateway",
    title: "Speech gateway",
    about:
      "Sessions stream audio over WebSocket, 50 frames of 640 bytes a second; the gateway flushes once a " +
      "second to a simulated recogniser and answers with partial results. A load passes while new and old " +
      "frames are answered in time and hardly any answer is lost; the search looks for the highest that does.",
    kind: "search",
    load_unit: "sessions",
    does_not_show: [
      "Nearly every point is one run: most edges are neither confirmed nor solid.",
      "Latencies are published in whole milliseconds: four passes lie within 1 ms of the threshold.",
      "Raw artefacts were not published, partial answers and most kinds of errors have no count.",
      "Cores are CPU time quotas on a processor with two kinds of cores: an edge belongs to that node.",
      "Memory limits differ from gateway to gateway and are not always stated.",
      "The recogniser is a simulator; nothing is said of real models, authentication or reconnects.",
    ],
    load_tool: "",
    // Latencies are printed in whole milliseconds.
    slo: { ...SPEECH_GATEWAY_SLO, roundedToSeconds: 0.001 },
  },
  implementations: [
    {
      name: "cpp-uwebsockets",
      title: "C++ (uWebSockets)",
      language: "C++",
      runtime: "native",
      framework: "uWebSockets",
      versions: ["Clang 21.1.8", "uWebSockets 20.77"],
    },
    {
      name: "rust-axum",
      title: "Rust (axum)",
      language: "Rust",
      runtime: "tokio",
      framework: "axum",
      versions: ["Rust 1.95", "axum 0.8.9", "tokio 1.52.1"],
    },
    {
      name: "java-helidon",
      title: "Java (Helidon)",
      language: "Java",
      runtime: "JVM",
      framework: "Helidon Níma, virtual threads",
      versions: ["Java 25", "Helidon 4.3.0"],
    },
    {
      name: "bun-serve",
      title: "TypeScript (Bun)",
      language: "TypeScript",
      runtime: "Bun",
      framework: "Bun.serve",
      versions: ["Bun 1.3.13", "TypeScript 6.0.3"],
    },
    {
      name: "go-net-http",
      title: "Go",
      language: "Go",
      runtime: "native",
      framework: "net/http, coder/websocket",
      versions: ["Go 1.26.3", "coder/websocket 1.8.14"],
    },
    {
      name: "scala-pekko",
      title: "Scala (Pekko)",
      language: "Scala",
      runtime: "JVM",
      framework: "Apache Pekko",
      versions: ["Scala 3.3.7", "Pekko 1.6.0"],
    },
    {
      name: "elixir-phoenix",
      title: "Elixir (Phoenix)",
      language: "Elixir",
      runtime: "BEAM",
      framework: "Phoenix, Bandit",
      versions: ["Elixir 1.19.5", "OTP 28.5", "Phoenix 1.8.5", "Bandit 1.11.0"],
    },
    {
      name: "python-fastapi",
      title: "Python (FastAPI, GIL)",
      language: "Python",
      runtime: "CPython",
      framework: "FastAPI, Granian, uvloop",
      versions: ["CPython 3.14.4", "FastAPI 0.136.1", "Granian 2.7.4"],
    },
    {
      name: "python-free-threaded",
      title: "Python (FastAPI, free-threaded)",
      language: "Python",
      runtime: "CPython without GIL",
      framework: "FastAPI, Granian, uvloop",
      versions: ["CPython 3.14.4t", "FastAPI 0.136.1", "Granian 2.7.4"],
    },
  ],
  environment: {
    known: true,
    title: "32-thread k3s node, Intel Core i9-13900F",
    fingerprint: {
      cpu: "Intel Core i9-13900F",
      cores: "32",
      memory: "64 GiB",
      os: "Ubuntu 24.04.3",
      orchestration: "k3s v1.35.4",
    },
    notes: {},
    isolation: [
      "A gateway pod had a quota of 1 or 2 cores and was pinned to none; recogniser and generator had pods of their own on the same node.",
    ],
  },
  imports: [{ files: ["raw/speech_gateway.csv"], options: { table: true, warmup: 10 } }],
};
