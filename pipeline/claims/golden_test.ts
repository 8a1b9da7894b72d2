/** Claims of the published texts: each verdict was worked out by hand from the page. */
import { equal, match } from "node:assert/strict";
import { judgeOne, published } from "./testing.ts";
import type { Claim } from "./claims_file.ts";
import type { ClaimContext } from "./context.ts";

type Case = [
  id: string,
  expression: string,
  verdict: string,
  reason: RegExp,
  more?: Partial<Claim>,
];

function check(context: ClaimContext, cases: readonly Case[]): void {
  for (const [id, expression, verdict, reason, more] of cases) {
    const row = judgeOne(context, expression, { id, ...more });
    equal(row.verdict, verdict, `${id}: ${row.reason}`);
    match(row.reason, reason, id);
  }
}

const rate = (name: string, when: string) => `throughput("${name}", "concurrent-${when}")`;
const speedUp = (when: string) => `${rate("ruchy", when)} / ${rate("python-http-server", when)}`;
const memory = (name: string) => `memory_rss("${name}", "efficiency")`;

Deno.test("static files: speed-ups, shares, and a baseline that moved", async () => {
  const context = await published("published-static-files");
  const share = `${memory("ruchy")} / ${memory("python-http-server")}`;
  const drift =
    /python-http-server 435 to 371 \(-14.7 %\), ruchy 3,960 to 4,497 \(\+13.6 %\); over .* 10.3 times/;
  check(context, [
    ["R01", `${speedUp("after")} states 12.13x`, "holds", /^within rounding$/],
    [
      "R01",
      `${speedUp("after")} states 12.15x`,
      "refuted",
      /^differs: 12.121x is stated as 12.15x$/,
    ],
    ["R02", `${speedUp("before")} states 9.10x`, "holds", /^as stated$/],
    [
      "R04",
      `(${speedUp("after")}) / (${speedUp("before")}) - 1 states 33 %`,
      "not established",
      /^drifted baseline: /,
    ],
    [
      "R04",
      `(${speedUp("after")}) / (${speedUp("before")}) - 1 states 33 %`,
      "not established",
      drift,
    ],
    ["R04", `${speedUp("after")} >= 10`, "not established", drift],
    [
      "R04",
      `${rate("ruchy", "after")} / ${rate("ruchy", "before")} - 1 states 13.6 %`,
      "holds",
      /^as stated$/,
    ],
    [
      "R06",
      `${memory("python-http-server")} / ${memory("ruchy")} states 2.13x`,
      "holds",
      /^within rounding$/,
    ],
    ["R07", `${share} states 47 %`, "holds", /^as stated$/],
    ["R08", `1 - ${share} states 47 %`, "refuted", /^differs: 53.26 % is stated as 47 %$/],
    [
      "R13",
      `${rate("ruchy", "after")} * latency("ruchy", "concurrent-after") states 50`,
      "refuted",
      /^differs: 40.97/,
    ],
    ["R14", 'findings("short-run", "ruchy", "concurrent-after") == 0', "refuted", /^exact$/],
  ]);
});

const time = (name: string, part: string, benchmark: string) =>
  `iteration_time("${name}", "${part}/BM_${benchmark}")`;

Deno.test("echo: rounded inputs, single trials, and what was no work at all", async () => {
  const context = await published("published-echo");
  const external = (size: string) => time("asyncio", "ws-external", `AsyncioWsOptimized_${size}`);
  const internal = (size: string) => time("asyncio", "ws-internal", `AsyncioWsInternal_${size}`);
  const ratio = `${external("64B/10")} / ${time("drogon", "ws-external", "DrogonWsText_64B/10")}`;
  const cpuRate = (name: string, benchmark: string) =>
    `items_rate("${name}", "ws-external/BM_${benchmark}", original=true)`;
  const inflated = `${cpuRate("drogon", "DrogonWsText_64B/10")} / ${
    cpuRate("asyncio", "AsyncioWsOptimized_64B/10")
  }`;
  const nothing = 'items_rate("asyncio", "tcp/BM_AsyncioTcpEcho_1KB/1000", original=true)';
  check(context, [
    ["A02", `${ratio} states 1.47x from 3 digits`, "holds", /^within rounding$/],
    ["A02", `${ratio} states 1.47x`, "refuted", /^differs: 1.476x is stated as 1.47x$/],
    ["A07", `${inflated} states 34x`, "refuted", /^differs: 32.99x is stated as 34x$/],
    [
      "A10",
      `${nothing} states 27.6M items/s`,
      "not established",
      /^withheld: .*work-does-not-scale/,
    ],
    [
      "A23",
      `${internal("64B/10")} / ${external("64B/10")} - 1 states 8 % from 3 digits`,
      "refuted",
      /^differs: 8.646 %/,
    ],
    [
      "A24",
      `${internal("64B/100")} / ${external("64B/100")} - 1 states 26 % from 3 digits`,
      "holds",
      /^within rounding$/,
    ],
    [
      "A26",
      `${external("64KB/100")} > ${internal("64KB/100")}`,
      "not established",
      /^single trial: /,
    ],
  ]);
  equal(judgeOne(context, `${nothing} states 27.6M items/s`).value, null);
});

Deno.test("http-counter: percentiles, peaks and ranks", async () => {
  const context = await published("published-http-counter");
  const p99 = (name: string) => `latency("${name}", load=256, statistic="p99")`;
  const scheme = p99("scheme-letloop");
  check(context, [
    ["H01", `${scheme} / ${p99("rust-axum")} - 1 states 35 %`, "holds", /^as stated$/],
    ["H02", `${p99("node-http")} / ${scheme} states 7x`, "holds", /^as stated$/],
    [
      "H03",
      `${p99("python-fastapi")} / ${scheme} states 100x within 5 %`,
      "refuted",
      /^differs: 93.55x/,
    ],
    [
      "H04",
      'rank("scheme-letloop") == 5',
      "holds",
      /^cited figures: every value .* and 3 % between single trials satisfies/,
    ],
    ["H04", 'rank("scheme-letloop") == 4', "refuted", /^cited figures: no value /],
    ["H05", 'peak("python-fastapi") states 48k/s', "holds", /^as stated$/],
    ["H06", 'peak_load("rust-axum") states 8', "holds", /^as stated$/],
    ["H06", 'peak_load("rust-axum") states 8', "not established", /^threads-step: .*thread/, {
      undermined_by: ["heavy-tail", "threads-step"],
    }],
    ["H06", 'peak_load("rust-axum") == 8', "not established", /^single trial: .*3 %/],
    [
      "H07",
      'connections("rust-axum", load=256) == 256',
      "not established",
      /^connections-rounded: 234 /,
      { undermined_by: ["connections-rounded"] },
    ],
    [
      "H08",
      'throughput("java-vertx", load=8) * latency("java-vertx", load=8) <= 8',
      "not established",
      /^withheld: littles-law$/,
    ],
    [
      "H10",
      'min(latency("*", load="*", statistic="p99", shown=true)) states 0.009 ms',
      "holds",
      /^as stated$/,
    ],
  ]);
});

Deno.test("token-stream: sums, points, averages and spreads", async () => {
  const context = await published("published-token-stream");
  const rss = (name: string) => `memory_rss("${name}", "stress", statistic="max")`;
  const bun = `(${rss("bun-hono")} + ${rss("bun-http")}) / sum(${rss("*")})`;
  const [hono, go] = ['cpu("bun-hono", "stress")', 'cpu("go-http", "stress")'];
  check(context, [
    ["S01", `${bun} states 58 %`, "holds", /^as stated$/],
    ["S05", `1 - ${hono} / ${go} states 21 %`, "refuted", /^differs: 25.18 % is stated as 21 %$/],
    ["S05", `${go} - ${hono} states 20.8 points`, "holds", /^as stated$/],
    [
      "S06",
      `${rss("bun-hono")} - ${rss("go-http")} states ~85 MiB`,
      "refuted",
      /^differs: 91.64 MiB is stated as ~85 MiB$/,
    ],
    [
      "S08",
      '1 - min(throughput("*", "stress") / throughput("*", "baseline")) states 13 %',
      "refuted",
      /^differs: 7.698 %/,
    ],
    ["S09", 'spread(throughput("*", "baseline")) states 1.9x', "holds", /^as stated$/],
    [
      "S10",
      'throughput("bun-hono", "stress") * iteration_time("bun-hono", "stress") states 200',
      "refuted",
      /^differs: 70.89 /,
    ],
    [
      "S11",
      '10 / throughput("rust-actix", "before-tcp-nodelay") states ~40 ms',
      "holds",
      /^as stated$/,
    ],
    [
      "S21",
      'latency("bun-hono", "stress", statistic="p95") states 115.4 ms',
      "refuted",
      /^differs: 115.3496 ms/,
    ],
    ["S20", 'rank("bun-hono", "stress") == 1', "not established", /^single trial: /],
  ]);
});

Deno.test("speech-gateway: capacities are counts, and exact", async () => {
  const context = await published("published-speech-gateway");
  const capacity = (name: string) => `sessions("${name}", "stated-capacity", limits="1 core")`;
  const bun = capacity("bun-serve");
  check(context, [
    [
      "T02",
      `1 - ${bun} / ${capacity("rust-axum")} states 18 %`,
      "refuted",
      /^differs: 15 % is stated as 18 %$/,
    ],
    [
      "T04",
      `${capacity("rust-axum")} / ${capacity("python-fastapi")} states 2.7x`,
      "holds",
      /^as stated$/,
    ],
    ["T04", `${capacity("rust-axum")} / ${capacity("python-fastapi")} >= 2.7`, "holds", /^exact$/],
    ["T07", `${bun} / ${capacity("elixir-phoenix")} states ~2x`, "holds", /^as stated$/],
    ["T14", `count(${capacity("*")}) == 7`, "refuted", /^exact$/],
  ]);
});
