/** Checks wrk's runs against the corpus; wrk2's share the expectations. */
import type { Run } from "../../pipeline/formats/format.ts";
import { compare, expectedNumber, find, record } from "./facts.ts";

/** Key of an expectation, metric, statistic, factor to the metric's unit. */
const FIELDS = [
  ["threads", "threads", "total", 1],
  ["connections", "connections", "total", 1],
  ["duration_s", "duration", "total", 1],
  ["requests", "requests", "total", 1],
  ["requests_per_sec", "throughput", "mean", 1],
  ["bytes_read", "bytes_received", "total", 1],
  ["transfer_bytes_per_sec", "transfer_rate", "mean", 1],
  ["non2xx", "errors_status", "total", 1],
  ["lat_avg_us", "latency", "mean", 1e-6],
  ["lat_stdev_us", "latency", "stdev", 1e-6],
  ["lat_max_us", "latency", "max", 1e-6],
  ["p50_us", "latency", "p50", 1e-6],
  ["p75_us", "latency", "p75", 1e-6],
  ["p90_us", "latency", "p90", 1e-6],
  ["p99_us", "latency", "p99", 1e-6],
  ["p999_us", "latency", "p99.9", 1e-6],
  ["p9999_us", "latency", "p99.99", 1e-6],
  ["p99999_us", "latency", "p99.999", 1e-6],
  ["p100_us", "latency", "p100", 1e-6],
] as const;

const SOCKET_ERRORS = ["connect", "read", "write", "timeout"] as const;

/** Lists what differs. */
export function check(expected: Record<string, unknown>, runs: Run[]): string[] {
  if (expected.side_by_side !== undefined) return checkSideBySide(runs);
  const list = Array.isArray(expected.list) ? expected.list : [expected];
  if (expected.runs === 0) return runs.length === 0 ? [] : [`runs: expected 0, got ${runs.length}`];
  if (runs.length !== list.length) return [`runs: expected ${list.length}, got ${runs.length}`];
  return list.flatMap((each, index) =>
    checkRun(record(each), runs[index] as Run).map((line) => `run ${index + 1} ${line}`)
  );
}

/** Lists what differs between one run and its expectation. */
export function checkRun(expected: Record<string, unknown>, run: Run): string[] {
  const mismatches: string[] = [];
  for (const [key, metric, statistic, factor] of FIELDS) {
    const value = expectedNumber(expected[key], factor);
    if (value === undefined) continue;
    mismatches.push(...compare(run, { name: key, metric, statistic, value }));
    if (value === 0 && metric === "latency" && statistic !== "stdev") {
      const shown = find(run, metric, statistic).filter((each) => each.status === "ok");
      if (shown.length > 0) mismatches.push(`${key}: a latency of 0 is shown as a result`);
    }
  }
  if ("socket_errors" in expected) {
    const errors = record(expected.socket_errors);
    for (const kind of SOCKET_ERRORS) {
      const value = expectedNumber(errors[kind] ?? null) ?? null;
      const name = `socket_errors.${kind}`;
      mismatches.push(
        ...compare(run, { name, metric: `errors_${kind}`, statistic: "total", value }),
      );
    }
  }
  if ("url" in expected) {
    const url = run.labels.url ?? null;
    if (url !== expected.url) mismatches.push(`url: expected ${expected.url}, got ${url}`);
  }
  const isTruncated = run.findings.some((each) => each.rule === "truncated-input");
  const isComplete = expected.complete !== false;
  if (isTruncated === isComplete) {
    mismatches.push(`complete: expected ${isComplete}, got ${!isTruncated}`);
  }
  return mismatches;
}

/** Reading nothing is right, mixing the columns is wrong. */
function checkSideBySide(runs: Run[]): string[] {
  const values = runs.flatMap((run) => run.measurements);
  const said = runs.every((run) => run.findings.length > 0);
  return [
    ...(values.length === 0 ? [] : [`${values.length} values read from outputs side by side`]),
    ...(said ? [] : ["nothing is said of outputs side by side"]),
  ];
}
