/**
 * Writes an NDJSON file in the exact shape of `k6 run --out json=FILE`: as many bytes as wanted, the same
 * bytes for the same seed. Order of keys, order of metrics within a request, number format (Go's 'g', so
 * a million bytes is `1e+06`) and tags are those of k6 1.x.
 *
 *     deno run --allow-read --allow-write benchmarks/make_k6_points.ts FILE [megabytes] [unique]
 *
 * `unique` gives every request a URL of its own, the worst case for a reader that remembers tags.
 */

import { seededRandom } from "../common/random.ts";

const ENDPOINTS = [
  ["GET", "/"],
  ["GET", "/api/items"],
  ["POST", "/api/items"],
  ["GET", "/api/items/${}"],
  ["PUT", "/api/items/${}"],
  ["DELETE", "/api/items/${}"],
  ["GET", "/api/search?q=term\\u0026page=2"],
  ["POST", "/auth/login"],
  ["GET", "/static/app.js"],
  ["GET", "/static/style.css"],
  ["GET", "/health"],
  ["POST", "/api/orders"],
] as const;
const SCENARIOS = ["browse", "buy"];
const TRENDS = [
  "http_req_duration",
  "http_req_blocked",
  "http_req_connecting",
  "http_req_tls_handshaking",
  "http_req_sending",
  "http_req_waiting",
  "http_req_receiving",
] as const;
const DEFINITIONS: readonly (readonly [string, string, string])[] = [
  ["vus", "gauge", "default"],
  ["vus_max", "gauge", "default"],
  ["http_reqs", "counter", "default"],
  ...TRENDS.map((name) => [name, "trend", "time"] as const),
  ["http_req_failed", "rate", "default"],
  ["checks", "rate", "default"],
  ["data_sent", "counter", "data"],
  ["data_received", "counter", "data"],
  ["iteration_duration", "trend", "time"],
  ["iterations", "counter", "default"],
];

export interface PointsOptions {
  /** Lines are written until there are at least so many bytes. */
  bytes: number;
  /** Whether each request has a URL of its own. */
  uniqueUrls: boolean;
  seed: number;
}

/** Yields the file's text in pieces of about 1 MB. */
export function* makeK6Points(options: PointsOptions): Generator<string> {
  const random = seededRandom(String(options.seed)).next;
  let piece = "";
  let left = options.bytes;
  let nowMs = Date.UTC(2026, 10, 21, 3, 30, 0);
  let nextSecond = nowMs;
  let request = 0;
  for (const [name, type, contains] of DEFINITIONS) piece += definition(name, type, contains);
  while (left > 0) {
    if (nowMs >= nextSecond) {
      nextSecond += 1000;
      const time = stamp(nowMs, random);
      piece += point("vus", time, 50, "{}") + point("vus_max", time, 50, "{}");
    }
    const scenario = SCENARIOS[random() < 0.7 ? 0 : 1] as string;
    const requests = 1 + Math.floor(random() * 3);
    let iterationMs = 0;
    for (let i = 0; i < requests; i++) {
      request++;
      nowMs += -Math.log(1 - random()) * 0.8;
      const durationMs = 0.4 - Math.log(1 - random()) * 6 + (random() < 0.01 ? random() * 400 : 0);
      iterationMs += durationMs;
      piece += requestPoints(random, stamp(nowMs, random), scenario, durationMs, options, request);
    }
    const time = stamp(nowMs, random);
    const tags = `{"group":"","scenario":"${scenario}"}`;
    piece += point("data_sent", time, 120 * requests, tags) +
      point("data_received", time, random() < 0.02 ? 1_250_000 : 900 * requests, tags) +
      point("iteration_duration", time, nanoseconds(iterationMs), tags) +
      point("iterations", time, 1, tags);
    if (piece.length > 1 << 20) {
      left -= piece.length;
      yield piece;
      piece = "";
      if (left <= 0) return;
    }
  }
}

function requestPoints(
  random: () => number,
  time: string,
  scenario: string,
  durationMs: number,
  options: PointsOptions,
  request: number,
): string {
  const [method, path] = ENDPOINTS[Math.floor(random() ** 2 * ENDPOINTS.length)] as [
    string,
    string,
  ];
  const failed = random() < 0.01;
  const name = `http://127.0.0.1:8080${path}`;
  const id = options.uniqueUrls ? request : Math.floor(random() * 20);
  const query = options.uniqueUrls && !path.includes("${}")
    ? `${path.includes("?") ? "" : "?"}r=${id}`
    : "";
  const url = name.replace("${}", String(id)) + query;
  const tags =
    `{"expected_response":"${!failed}","group":"","method":"${method}","name":"${name}",` +
    `"proto":"HTTP/1.1","scenario":"${scenario}","status":"${failed ? 503 : 200}","url":"${url}"}`;
  const fresh = random() < 0.02;
  const sending = 0.005 + random() * 0.05;
  const receiving = 0.01 + random() * 0.2;
  const values: Record<typeof TRENDS[number], number> = {
    http_req_duration: durationMs,
    http_req_blocked: fresh ? 0.3 + random() : 0.001 + random() * 0.006,
    http_req_connecting: fresh ? 0.2 + random() * 0.1 : 0,
    http_req_tls_handshaking: 0,
    http_req_sending: sending,
    http_req_waiting: durationMs - sending - receiving,
    http_req_receiving: receiving,
  };
  let text = point("http_reqs", time, 1, tags);
  for (const trend of TRENDS) text += point(trend, time, nanoseconds(values[trend]), tags);
  text += point("http_req_failed", time, failed ? 1 : 0, tags);
  return text +
    point(
      "checks",
      time,
      failed ? 0 : 1,
      `{"check":"status is 200","group":"","scenario":"${scenario}"}`,
    );
}

function point(metric: string, time: string, value: number, tags: string): string {
  return `{"metric":"${metric}","type":"Point","data":{"time":"${time}","value":${
    goNumber(value)
  },` +
    `"tags":${tags}}}\n`;
}

function definition(name: string, type: string, contains: string): string {
  return `{"type":"Metric","data":{"name":"${name}","type":"${type}","contains":"${contains}",` +
    `"thresholds":[],"submetrics":null},"metric":"${name}"}\n`;
}

/** A number as Go's strconv prints it with format 'g' and the shortest precision. */
export function goNumber(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-4 && size < 1e6)) return String(value);
  return value.toExponential().replace(/e([+-])(\d)$/, "e$10$2");
}

/** k6 measures in nanoseconds and prints milliseconds. */
function nanoseconds(ms: number): number {
  return Math.max(0, Math.round(ms * 1e6)) / 1e6;
}

/** RFC 3339 with up to nine decimals, without trailing zeros, as Go prints it. */
function stamp(ms: number, random: () => number): string {
  const whole = new Date(ms).toISOString().slice(0, 19);
  const fraction = Math.floor((ms % 1000) * 1e6 + random() * 1e3) % 1e9;
  const decimals = String(fraction).padStart(9, "0").replace(/0+$/, "");
  return `${whole}${decimals === "" ? "" : `.${decimals}`}+01:00`;
}

/** Writes the file; while it is not whole it lies under another name. */
export async function writeK6Points(path: string, options: PointsOptions): Promise<void> {
  const partial = `${path}.partial`;
  {
    using file = await Deno.open(partial, { write: true, create: true, truncate: true });
    const encoder = new TextEncoder();
    for (const piece of makeK6Points(options)) {
      const bytes = encoder.encode(piece);
      for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
    }
  }
  await Deno.rename(partial, path);
}

if (import.meta.main) {
  const [path, megabytes = "1000", unique] = Deno.args;
  if (path === undefined || path.startsWith("-") || !(Number(megabytes) > 0)) {
    console.error("Usage: make_k6_points.ts FILE [megabytes] [unique]");
    Deno.exit(path === "--help" ? 0 : 2);
  }
  await writeK6Points(path, {
    bytes: Number(megabytes) * 1e6,
    uniqueUrls: unique === "unique",
    seed: 1,
  });
}
