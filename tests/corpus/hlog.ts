/** Checks interval logs of HdrHistogram against the corpus. */
import type { RawHistogram, RawSeries, Run } from "../../pipeline/formats/format.ts";
import { agree, record } from "./facts.ts";

type Labelled<T> = T & { labels?: Record<string, string> };

/** Recorded values of the corpus are nanoseconds, the column of maxima is in milliseconds. */
const NANOSECONDS = 1e9;
const MILLISECONDS = 1e3;

/** Lists what differs. */
export function check(expected: Record<string, unknown>, runs: Run[]): string[] {
  const [run] = runs;
  if (run === undefined || runs.length !== 1) return [`runs: expected 1, got ${runs.length}`];
  const mismatches: string[] = [];
  const compare = (name: string, actual: number | undefined, wanted: unknown) => {
    if (typeof wanted !== "number") return;
    if (actual !== undefined && agree(actual, wanted)) return;
    mismatches.push(`${name}: expected ${wanted}, got ${actual}`);
  };
  if (expected.version !== undefined && run.labels.formatVersion !== expected.version) {
    mismatches.push(`version: expected ${expected.version}, got ${run.labels.formatVersion}`);
  }
  compare("intervals", Number(run.labels.intervals), expected.intervals);
  compare("StartTime", Number(run.labels.startTime), expected.StartTime);
  compare("BaseTime", Number(run.labels.baseTime), expected.BaseTime);
  const series = (run.series ?? []) as Labelled<RawSeries>[];
  const seriesOf = (tag: string) => series.find((each) => (each.labels?.tag ?? "") === tag);
  compare(
    "max_of_max",
    Math.max(...series.flatMap((each) => each.values)) * MILLISECONDS,
    expected.max_of_max,
  );
  for (const [tag, count] of Object.entries(record(expected.tags))) {
    compare(`tag ${tag}`, seriesOf(tag === "None" ? "" : tag)?.values.length, count);
  }
  for (const where of ["first", "last"] as const) {
    const row = record(expected[where]);
    const values = seriesOf(typeof row.tag === "string" ? row.tag : "")?.values ?? [];
    if (typeof row.max !== "number") continue;
    const max = row.max;
    if (values.some((value) => agree(value * MILLISECONDS, max))) continue;
    mismatches.push(`${where} interval: no interval has the maximum ${max}`);
  }
  for (const [tag, given] of Object.entries(record(expected.decoded))) {
    mismatches.push(...checkDecoded(run, tag === "NO TAG" ? "" : tag, record(given)));
  }
  return mismatches;
}

/**
 * The corpus took the lowest value of every bucket into a finer histogram; ours gives the highest, as
 * HdrHistogram does within one histogram. They agree when they are of one bucket.
 */
function checkDecoded(run: Run, tag: string, expected: Record<string, unknown>): string[] {
  const histograms = (run.histograms ?? []) as Labelled<RawHistogram>[];
  const histogram = histograms.find((each) => (each.labels?.tag ?? "") === tag);
  if (histogram === undefined) return [`decoded ${tag}: no histogram`];
  const mismatches: string[] = [];
  const total = histogram.counts.reduce((sum, count) => sum + count, 0);
  if (total !== expected.total) {
    mismatches.push(`decoded ${tag} total: expected ${expected.total}, got ${total}`);
  }
  for (const statistic of ["p50", "p99", "max"]) {
    const wanted = expected[statistic];
    if (typeof wanted !== "number") continue;
    const value = run.measurements.find((each) =>
      each.metric === "latency" && each.statistic === statistic && (each.labels.tag ?? "") === tag
    )?.value;
    const below = Math.max(0, ...histogram.valuesSeconds.filter((each) => each < (value ?? 0)));
    const isOfBucket = value !== undefined && wanted > below * NANOSECONDS &&
      wanted <= value * NANOSECONDS + 1;
    if (!isOfBucket) {
      mismatches.push(`decoded ${tag} ${statistic}: expected ${wanted}, got ${value}`);
    }
  }
  return mismatches;
}
