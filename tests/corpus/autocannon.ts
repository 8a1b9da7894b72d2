/** Checks autocannon's results against the corpus. */
import type { Run } from "../../pipeline/formats/format.ts";
import { compare, expectedNumber, record } from "./facts.ts";

/** Key of an expectation, metric, statistic. */
const FIELDS = [
  ["connections", "connections", "total"],
  ["duration_s", "duration", "total"],
  ["requests_total", "requests", "total"],
  ["requests_avg_per_s", "throughput", "mean"],
  ["throughput_avg_bytes_per_s", "transfer_rate", "mean"],
  ["throughput_total_bytes", "bytes_received", "total"],
  ["non2xx", "errors_status", "total"],
  ["errors", "errors", "total"],
  ["timeouts", "errors_timeout", "total"],
] as const;

const LATENCY = [
  ["avg", "mean"],
  ["max", "max"],
  ["p50", "p50"],
  ["p90", "p90"],
  ["p95_or_p97_5", "p97.5"],
  ["p99", "p99"],
  ["p99.9", "p99.9"],
] as const;

const CLASSES = ["1xx", "2xx", "3xx", "4xx", "5xx"];

/** Lists what differs. */
export function check(expected: Record<string, unknown>, runs: Run[]): string[] {
  const several = [expected.list, expected.results, expected.runs].find(Array.isArray);
  const list: unknown[] = several ?? [expected];
  if (list.length !== runs.length) return [`runs: expected ${list.length}, got ${runs.length}`];
  return list.flatMap((each, index) =>
    checkRun(record(each), runs[index] as Run).map((line) => `run ${index + 1} ${line}`)
  );
}

function checkRun(expected: Record<string, unknown>, run: Run): string[] {
  const mismatches: string[] = [];
  const compareOne = (
    name: string,
    metric: string,
    statistic: string,
    value: unknown,
    factor = 1,
  ) => {
    const wanted = expectedNumber(value, factor);
    if (wanted !== undefined) {
      mismatches.push(...compare(run, { name, metric, statistic, value: wanted }));
    }
  };
  for (const [key, metric, statistic] of FIELDS) compareOne(key, metric, statistic, expected[key]);
  const latency = record(expected.latency_ms);
  for (const [key, statistic] of LATENCY) {
    compareOne(`latency_ms.${key}`, "latency", statistic, latency[key], 1e-3);
  }
  const labels: [string, unknown][] = [
    ["url", expected.url],
    ["requestsSent", expected.requests_sent],
    ...CLASSES.map((key): [string, unknown] => [key, expected[key]]),
  ];
  for (const [name, value] of labels) {
    if (value === undefined) continue;
    const wanted = Array.isArray(value)
      ? value.join(" ")
      : value === null
      ? undefined
      : String(value);
    if (run.labels[name] !== wanted) {
      mismatches.push(`${name}: expected ${wanted ?? "none"}, got ${run.labels[name] ?? "none"}`);
    }
  }
  return mismatches;
}
