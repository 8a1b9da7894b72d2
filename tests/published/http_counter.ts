/** letloop's HTTP counter: fifteen servers on one core under wrk. */
import { type Filing, unknownHost } from "./filing.ts";

export const httpCounter: Filing = {
  report: "published-http-counter",
  title: "HTTP counter, as published by letloop",
  created: "",
  citation:
    'amirouche, "HTTP Server Benchmark Report", https://hyper.dev/letloop/report.html, with the ' +
    "article https://hyper.dev/2026/chez-scheme-letloop-transparent-async-microbenchmark",
  scenario: {
    name: "http-counter",
    title: "HTTP counter",
    about:
      "GET / of a counter application over loopback HTTP/1.1 with keep-alive, at 1 to 256 connections. " +
      "Each server had one core, was started anew for each level and was driven by wrk for ten seconds, once.",
    kind: "ladder",
    load_unit: "connections",
    ranked_by: { metric: "throughput", statistic: "mean" },
    does_not_show: [
      "Every figure comes from one run: neither order nor distance of close neighbours is established.",
      "Nothing is known of the host, its kernel or the versions of most servers.",
      "All levels are published for four servers; of the others the peak alone.",
      "wrk had one thread up to 8 connections and up to 26 above: the ladder changes its generator on the way.",
      "wrk shared the host with the server, and its own output was not kept.",
      "The servers' answers differed in size and framing.",
    ],
    load_tool: "wrk",
  },
  implementations: [
    {
      name: "c-h2o",
      title: "C (h2o)",
      language: "C",
      runtime: "native",
      framework: "libh2o-evloop",
    },
    {
      name: "rust-axum",
      title: "Rust (axum)",
      language: "Rust",
      runtime: "tokio",
      framework: "axum",
      versions: ["axum 0.7", "tokio 1"],
    },
    {
      name: "java-vertx",
      title: "Java (Vert.x)",
      language: "Java",
      runtime: "JVM",
      framework: "Vert.x",
      versions: ["Java 21", "Vert.x 4.5.11"],
    },
    {
      name: "bun-serve",
      title: "Bun",
      language: "JavaScript",
      runtime: "Bun",
      framework: "Bun.serve",
    },
    {
      name: "scheme-letloop",
      title: "Scheme (pico + io_uring)",
      language: "Scheme",
      runtime: "Chez Scheme",
      framework: "letloop",
    },
    {
      name: "deno-serve",
      title: "Deno",
      language: "JavaScript",
      runtime: "Deno",
      framework: "Deno.serve",
    },
    { name: "go-net-http", title: "Go", language: "Go", runtime: "native", framework: "net/http" },
    {
      name: "node-http",
      title: "Node.js",
      language: "JavaScript",
      runtime: "Node.js",
      framework: "http",
    },
    {
      name: "gleam-mist",
      title: "Gleam",
      language: "Gleam",
      runtime: "BEAM",
      framework: "mist",
      versions: ["mist 6.0.2", "gleam_otp 1.2.0"],
    },
    {
      name: "common-lisp-hunchentoot",
      title: "Common Lisp",
      language: "Common Lisp",
      runtime: "SBCL",
      framework: "Hunchentoot",
    },
    {
      name: "python-fastapi",
      title: "Python (FastAPI)",
      language: "Python",
      runtime: "CPython",
      framework: "FastAPI",
      versions: ["FastAPI 0.104.1", "uvicorn 0.24.0", "uvloop 0.21.0"],
    },
    {
      name: "java-loom",
      title: "Java (Loom)",
      language: "Java",
      runtime: "JVM",
      framework: "HttpServer with virtual threads",
    },
    {
      name: "ruby-falcon",
      title: "Ruby (Falcon)",
      language: "Ruby",
      runtime: "CRuby",
      framework: "Falcon",
    },
    {
      name: "racket-web-server",
      title: "Racket",
      language: "Racket",
      runtime: "Racket",
      framework: "web-server",
    },
    {
      name: "python-flask",
      title: "Python (Flask)",
      language: "Python",
      runtime: "CPython",
      framework: "Flask with gunicorn",
    },
  ],
  environment: unknownHost([
    "The server was pinned to core 0 and wrk to the cores from 1 on, of one host.",
  ]),
  imports: [{ files: ["raw/http_counter.csv"], options: { table: true, warmup: 3 } }],
};
