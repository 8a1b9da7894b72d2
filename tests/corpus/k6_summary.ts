/** Checks the runs read from k6's JSON summaries against the corpus. */
import type { Run } from "../../pipeline/formats/format.ts";
import { record } from "./facts.ts";
import { compareLabel, compareTrend, compareValue, whole } from "./k6.ts";

/** Lists what differs. */
export function check(expected: Record<string, unknown>, runs: Run[]): string[] {
  const [first] = runs;
  if (first === undefined || runs.length > 1) return [`runs: expected 1, got ${runs.length}`];
  const run = whole(first);
  const style = expected.style === "handleSummary" ? "handle-summary" : expected.style;
  const member = (name: string, key: string) =>
    expected[name] === null ? null : record(expected[name])[key];
  return [
    ...compareLabel(run, "style", "style", style),
    ...compareLabel(run, "metrics", "metrics", expected.metrics),
    ...compareLabel(run, "submetrics", "submetrics", expected.submetrics),
    ...compareLabel(run, "thresholds_total", "thresholds", expected.thresholds_total ?? 0),
    ...compareLabel(run, "thresholds_failed", "thresholdsFailed", expected.thresholds_failed ?? 0),
    ...compareValue(run, "http_reqs.count", ["requests", "total"], member("http_reqs", "count")),
    ...compareValue(run, "http_reqs.rate", ["throughput", "mean"], member("http_reqs", "rate")),
    ...compareTrend(run, "http_req_duration_ms", "latency", expected.http_req_duration_ms),
    ...compareValue(
      run,
      "http_req_failed.rate",
      ["error_ratio", "mean"],
      member("http_req_failed", "rate"),
    ),
    ...compareValue(
      run,
      "http_req_failed.failed",
      ["errors_status", "total"],
      member("http_req_failed", "failed"),
    ),
    ...compareValue(run, "checks.rate", ["check_ratio", "mean"], member("checks", "rate")),
    ...compareValue(run, "checks.fails", ["errors_check", "total"], member("checks", "fails")),
    ...compareValue(
      run,
      "iterations.count",
      ["iterations", "total"],
      member("iterations", "count"),
    ),
    ...compareValue(run, "vus_max", ["virtual_users", "total"], expected.vus_max),
  ];
}
