/** Checks percentile distributions of HdrHistogram against the corpus. */
import type { Run } from "../../pipeline/formats/format.ts";
import { agree } from "./facts.ts";

const STATISTICS = [
  ["mean", "mean"],
  ["stdev", "stdev"],
  ["max", "max"],
  ["p50", "p50"],
  ["p90", "p90"],
  ["p99", "p99"],
  ["p999", "p99.9"],
] as const;

/** Lists what differs. Values of the corpus are as printed; ours were read as milliseconds. */
export function check(expected: Record<string, unknown>, runs: Run[]): string[] {
  if (expected.histograms !== undefined && runs.length !== expected.histograms) {
    return [`runs: expected ${expected.histograms}, got ${runs.length}`];
  }
  const run = runs[0] as Run;
  const mismatches: string[] = [];
  const compare = (name: string, actual: number | undefined, wanted: unknown) => {
    if (typeof wanted !== "number") return;
    if (actual !== undefined && agree(actual, wanted)) return;
    mismatches.push(`${name}: expected ${wanted}, got ${actual}`);
  };
  for (const [key, statistic] of STATISTICS) {
    const found = run.measurements.find((each) => each.statistic === statistic);
    compare(key, found === undefined ? undefined : found.value * 1e3, expected[key]);
  }
  compare("total_count", Number(run.labels.totalCount), expected.total_count);
  compare("buckets", Number(run.labels.buckets), expected.buckets);
  compare("sub_buckets", Number(run.labels.subBuckets), expected.sub_buckets);
  const histogram = run.histograms?.[0];
  const values = histogram?.valuesSeconds ?? [];
  const counts = histogram?.counts ?? [];
  const [first, last] = [expected.first, expected.last] as unknown[][];
  compare("first value", (values[0] ?? NaN) * 1e3, first?.[0]);
  compare("first count", counts[0], first?.[2]);
  compare("last value", (values.at(-1) ?? NaN) * 1e3, last?.[0]);
  compare("last count", counts.reduce((sum, count) => sum + count, 0), last?.[2]);
  return mismatches;
}
