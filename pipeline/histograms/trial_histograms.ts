/** From the runs of one trial to the histograms that its percentiles are read from. */
import type { RawHistogram, Run } from "../formats/format.ts";
import { LatencyHistogram } from "./latency_histogram.ts";

/** A histogram of one trial. */
export interface MeasuredHistogram extends Pick<RawHistogram, "metric" | "loop" | "source"> {
  /** As of a measurement: `tag` names a part of the workload. */
  labels: Record<string, string>;
  histogram: LatencyHistogram;
}

/**
 * The histograms of a trial, given its runs after every correction, so that what a correction replaced is
 * not among them. Where two are of the same metric, loop and labels nobody can say whether they hold the
 * same requests (k6 writes samples as NDJSON and CSV alike) or different ones: both are left out. Histograms
 * without a sample, and those whose values are no latencies, are left out.
 */
export function histogramsOf(runs: readonly Run[]): MeasuredHistogram[] {
  const found = new Map<string, RawHistogram[]>();
  for (const raw of runs.flatMap((run) => run.histograms ?? [])) {
    const labels = Object.entries(raw.labels ?? {}).sort(([a], [b]) => a < b ? -1 : 1);
    const key = JSON.stringify([raw.metric, raw.loop, labels]);
    found.set(key, [...found.get(key) ?? [], raw]);
  }
  return [...found.values()].flatMap(([raw, second]) => {
    if (raw === undefined || second !== undefined) return [];
    const histogram = LatencyHistogram.of(raw);
    if (histogram === undefined) return [];
    const { metric, loop, source } = raw;
    return [{ metric, loop, source, labels: raw.labels ?? {}, histogram }];
  });
}
