import type { RawHistogram, Run } from "../formats/format.ts";
import { scale } from "../formats/units.ts";
import { type Measurement, measurement, percentileName } from "../measurement.ts";
import {
  isResolved,
  totalCount,
  weightedMean,
  weightedPercentiles,
} from "../statistics/weighted_percentile.ts";
import type { Correction } from "./correction.ts";

const PERCENTS = [50, 75, 90, 95, 99, 99.9, 99.99];

/**
 * wrk guesses a schedule that nobody set: it takes the mean interval between the requests of a connection
 * and, for each latency above it, adds the samples that such a schedule would have held (`stats_correct` in
 * stats.c, called from wrk.c). A closed loop at full speed has no schedule, and the added samples break
 * Little's law. What it added follows from the histogram alone, so it can be taken back exactly.
 */
export const backfillRemoved: Correction = {
  name: "backfill-removed",
  about:
    "wrk's latency without the samples that wrk added for a schedule nobody set: the requests that were really made, no more.",
  takenFrom: "from wrk’s histogram",
  apply(runs) {
    const withTotals = runs.filter((run) => run.labels.runtimeMicroseconds !== undefined);
    const [only] = withTotals;
    if (only === undefined || withTotals.length > 1) return [...runs];
    const recorded = recordedOf(only);
    if (recorded === undefined) return [...runs];
    return runs.map((run) => ({
      ...run,
      measurements: [
        ...run.measurements.map((each) =>
          each.metric === "latency" && each.loop === "closed-backfilled" && each.status === "ok"
            ? { ...each, status: "superseded" as const }
            : each
        ),
        ...run === only ? measurementsOf(recorded) : [],
      ],
      ...histogramsOf(run, run === only ? [recorded] : []),
    }));
  },
};

/** What wrk backfilled is superseded as its percentiles are; the raw file keeps it. */
function histogramsOf(run: Run, recorded: RawHistogram[]): Pick<Run, "histograms"> {
  if (run.histograms === undefined) return {};
  const kept = run.histograms.filter((each) => each.loop !== "closed-backfilled");
  return { histograms: [...kept, ...recorded] };
}

/** The histogram of what was recorded; undefined where the file cannot be what wrk wrote. */
function recordedOf(run: Run): RawHistogram | undefined {
  const histogram = run.histograms?.find((each) => each.loop === "closed-backfilled");
  const runtime = Number(run.labels.runtimeMicroseconds);
  const requests = Number(run.labels.requests);
  const connections = Number(run.labels.connections);
  if (histogram === undefined || !(connections > 0)) return undefined;
  const perConnection = Math.floor(requests / connections);
  const interval = perConnection > 0 ? Math.floor(runtime / perConnection) : 0;
  const recorded = withoutBackfill(histogram, interval);
  // Each request that was answered in time left one sample; timed out ones left none.
  if (recorded === undefined || totalCount(recorded.counts) > requests) return undefined;
  return recorded;
}

/**
 * Takes back `stats_correct` for an expected interval in microseconds. Going down from the highest value,
 * what still stands at a value is what was recorded there, since samples are only added below the value
 * that they are added for. Undefined where a count would fall below zero: then wrk did not write it.
 */
export function withoutBackfill(
  histogram: RawHistogram,
  intervalMicroseconds: number,
): RawHistogram | undefined {
  const counts = new Map<number, number>();
  for (const [index, value] of histogram.valuesSeconds.entries()) {
    counts.set(Math.round(value * 1e6), histogram.counts[index] as number);
  }
  const values = [...counts.keys()].sort((a, b) => a - b);
  if (intervalMicroseconds > 0) {
    for (const value of values.toReversed()) {
      if (value < 2 * intervalMicroseconds) break;
      const count = counts.get(value) as number;
      if (count === 0) continue;
      for (
        let missing = value - intervalMicroseconds;
        missing > intervalMicroseconds;
        missing -= intervalMicroseconds
      ) {
        const left = (counts.get(missing) ?? 0) - count;
        if (left < 0) return undefined;
        counts.set(missing, left);
      }
    }
  }
  const kept = values.filter((value) => (counts.get(value) as number) > 0);
  return {
    ...histogram,
    loop: "closed",
    valuesSeconds: kept.map((value) => scale(value, 1e-6)),
    counts: kept.map((value) => counts.get(value) as number),
  };
}

function measurementsOf(histogram: RawHistogram): Measurement[] {
  const { valuesSeconds, counts, source } = histogram;
  const count = totalCount(counts);
  if (count === 0) return [];
  const mean = weightedMean(valuesSeconds, counts);
  const variance = weightedMean(valuesSeconds.map((value) => (value - mean) ** 2), counts);
  const percents = PERCENTS.filter((percent) => isResolved(percent, count));
  const statistics: [string, number][] = [
    ["mean", mean],
    ["stdev", Math.sqrt(variance)],
    ["min", valuesSeconds[0] as number],
    ...weightedPercentiles(valuesSeconds, counts, percents).map((value, index) =>
      [percentileName(percents[index] as number), value] as [string, number]
    ),
    ["max", valuesSeconds.at(-1) as number],
  ];
  return statistics.map(([statistic, value]) =>
    measurement({
      metric: "latency",
      statistic,
      value,
      source,
      loop: "closed",
      correction: backfillRemoved.name,
    })
  );
}
