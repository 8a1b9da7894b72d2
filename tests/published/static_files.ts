/** ruchy's static file server against Python's http.server. */
import { type Filing, unknownHost } from "./filing.ts";

export const staticFiles: Filing = {
  report: "published-static-files",
  title: "Static files, as published by ruchy",
  created: "2025-10-19",
  citation: '"HTTP Server Performance Benchmarks", docs/benchmarks/initial-findings.md of ' +
    "https://github.com/paiml/ruchy, 2025-10-19",
  scenario: {
    name: "static-files",
    title: "Static files",
    about:
      "1000 requests for one small file over loopback, one after another by curl or from 50 workers of a " +
      "Python client; before and after the server's runtime was given a thread per core. Memory and CPU come " +
      "from a run of their own.",
    kind: "fixed-work",
    load_unit: "workers",
    ranked_by: { metric: "throughput", statistic: "mean" },
    baseline: {
      implementation: "python-http-server",
      metric: "throughput",
      statistic: "mean",
      cases: ["concurrent-before", "concurrent-after"],
    },
    does_not_show: [
      "1000 requests take the faster server 0.22 s: too short for a rate, and there was no warm-up.",
      "One run each, with a baseline that got 15 % slower between the two comparisons.",
      "By rate and latency the client kept 24 to 46 of its 50 workers busy.",
      "Nothing is known of the host; the scripts and their output were not published.",
      "Memory and CPU were not taken in the runs that the rates are from.",
      "Requests per share of CPU are no measure of energy.",
    ],
    load_tool: "",
  },
  implementations: [
    {
      name: "ruchy",
      title: "ruchy serve",
      language: "Rust",
      runtime: "tokio",
      framework: "axum",
      versions: ["ruchy 3.96.0"],
    },
    {
      name: "python-http-server",
      title: "Python http.server",
      language: "Python",
      runtime: "CPython",
      framework: "http.server",
    },
  ],
  environment: unknownHost([]),
  imports: [{ files: ["raw/static_files.csv"], options: { table: true, warmup: 0 } }],
};
