/** Checks the runs read from k6's console output against the corpus. */
import type { Run } from "../../pipeline/formats/format.ts";
import { expectedNumber, record } from "./facts.ts";
import { compareTrend, compareValue, whole } from "./k6.ts";

/** k6 cuts a share to two decimals; ours is computed from the counts beside it. */
const CUT_PERCENT = 0.01 + 1e-9;

/** Lists what differs. */
export function check(expected: Record<string, unknown>, runs: Run[]): string[] {
  const list = Array.isArray(expected.list) ? expected.list : [expected];
  if (runs.length !== expected.runs) return [`runs: expected ${expected.runs}, got ${runs.length}`];
  return list.flatMap((each, index) =>
    checkRun(record(each), whole(runs[index] as Run), expected.style).map((line) =>
      `run ${index + 1} ${line}`
    )
  );
}

function checkRun(expected: Record<string, unknown>, run: Run, style: unknown): string[] {
  const { http_reqs, iterations, http_req_failed, checks } = expected;
  return [
    ...(run.labels.style === style ? [] : [`style: expected ${style}, got ${run.labels.style}`]),
    ...compareValue(run, "http_reqs.count", ["requests", "total"], record(http_reqs).count),
    ...compareValue(run, "http_reqs.rate", ["throughput", "mean"], record(http_reqs).rate),
    ...compareValue(run, "iterations.count", ["iterations", "total"], record(iterations).count),
    ...compareTrend(run, "http_req_duration_ms", "latency", expected.http_req_duration_ms),
    ...compareTrend(run, "iteration_duration_ms", "iteration_time", expected.iteration_duration_ms),
    ...compareRate(run, "http_req_failed", "error_ratio", record(http_req_failed)),
    ...compareValue(
      run,
      "http_req_failed.failed",
      ["errors_status", "total"],
      record(http_req_failed).failed,
    ),
    ...compareRate(run, "checks", "check_ratio", record(checks)),
    ...compareValue(run, "checks.fails", ["errors_check", "total"], failsOf(record(checks))),
  ];
}

/** The layouts tell the failed checks or all of them. */
function failsOf({ fails, total, passes }: Record<string, unknown>): unknown {
  return fails ?? (typeof total === "number" ? total - Number(passes) : undefined);
}

function compareRate(
  run: Run,
  name: string,
  metric: string,
  expected: Record<string, unknown>,
): string[] {
  const percent = expectedNumber(expected.rate_pct);
  if (percent === undefined || percent === null) return [];
  const found = run.measurements.find((each) => each.metric === metric);
  if (found === undefined) return [`${name}: expected ${percent} %, got none`];
  const mismatches: string[] = [];
  const excess = found.value * 100 - percent;
  if (excess < -1e-9 || excess > CUT_PERCENT) {
    mismatches.push(`${name}.rate_pct: expected ${percent}, got ${found.value * 100}`);
  }
  const parts = ["failed", "ok", "passes", "fails"].map((key) =>
    expectedNumber(expected[key]) ?? 0
  );
  const of = expected.total ?? parts.reduce((sum, part) => sum + part, 0);
  if (found.labels.of !== String(of)) {
    mismatches.push(`${name}: expected a share of ${of}, got ${found.labels.of}`);
  }
  return mismatches;
}
