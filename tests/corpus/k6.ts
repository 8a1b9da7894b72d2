/** What the checks of k6's four outputs share. */
import type { Run } from "../../pipeline/formats/format.ts";
import { compare, expectedNumber, record } from "./facts.ts";

/** Key of an expectation, and the statistic. */
const TREND = [
  ["avg", "mean"],
  ["min", "min"],
  ["med", "p50"],
  ["max", "max"],
  ["p90", "p90"],
  ["p95", "p95"],
  ["p99", "p99"],
] as const;

/** The run without the values that are about a part of its samples. */
export function whole(run: Run): Run {
  return {
    ...run,
    measurements: run.measurements.filter((each) => each.labels.tags === undefined),
  };
}

/** Compares a trend in milliseconds; null expects that there is none. */
export function compareTrend(run: Run, name: string, metric: string, expected: unknown): string[] {
  if (expected === undefined) return [];
  return TREND.flatMap(([key, statistic]) => {
    const value = expected === null ? null : expectedNumber(record(expected)[key], 1e-3);
    return value === undefined
      ? []
      : compare(run, { name: `${name}.${key}`, metric, statistic, value });
  });
}

/** Compares a number, or the absence of one; passes where the expectation is silent. */
export function compareValue(
  run: Run,
  name: string,
  [metric, statistic]: readonly [string, string],
  expected: unknown,
): string[] {
  const value = expectedNumber(expected);
  return value === undefined ? [] : compare(run, { name, metric, statistic, value });
}

/** Compares a label with an expected number or text. */
export function compareLabel(run: Run, name: string, label: string, expected: unknown): string[] {
  if (expected === undefined) return [];
  const actual = run.labels[label] ?? "0";
  return actual === String(expected) ? [] : [`${name}: expected ${expected}, got ${actual}`];
}

/** The facts that NDJSON and CSV share: they are computed from samples. */
export function compareSamples(run: Run, expected: Record<string, unknown>): string[] {
  const checks = expected.checks === null ? null : record(expected.checks);
  const isEmptyCount = record(expected.http_reqs).count === null;
  return [
    ...compareValue(
      run,
      "http_reqs.count",
      ["requests", "total"],
      isEmptyCount ? null : record(expected.http_reqs).count,
    ),
    ...compareTrend(run, "http_req_duration_ms", "latency", expected.http_req_duration_ms),
    ...compareValue(
      run,
      "http_req_failed_rate",
      ["error_ratio", "mean"],
      expected.http_req_failed_rate,
    ),
    ...compareValue(run, "checks.rate", ["check_ratio", "mean"], checks && checks.rate),
    ...compareValue(
      run,
      "checks.fails",
      ["errors_check", "total"],
      checks && (checks.n as number) - (checks.passes as number),
    ),
    ...compareValue(run, "iterations", ["iterations", "total"], expected.iterations),
  ];
}

/** Whether a label's time is that of an expectation, in whichever zone, to the millisecond. */
export function compareTime(run: Run, name: string, label: string, expectedMs: number): string[] {
  const actual = Date.parse(run.labels[label] ?? "");
  return Math.abs(actual - expectedMs) <= 1
    ? []
    : [`${name}: expected ${new Date(expectedMs).toISOString()}, got ${run.labels[label]}`];
}
