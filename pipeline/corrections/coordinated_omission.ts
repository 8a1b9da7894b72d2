import { Failure } from "../../common/failure.ts";
import type { RawHistogram, Run } from "../formats/format.ts";
import { type Measurement, measurement, percentileName } from "../measurement.ts";
import {
  isResolved,
  totalCount,
  weightedMean,
  weightedPercentiles,
} from "../statistics/weighted_percentile.ts";
import type { Correction } from "./correction.ts";

const PERCENTS = [50, 75, 90, 95, 99, 99.9, 99.99];

/** More samples than this from one value: the interval is a mistake, not a schedule. */
const MOST_ADDED_PER_VALUE = 1_000_000;

/**
 * Adds the samples that a closed loop held back while it waited. With one request expected every
 * `intervalSeconds`, a latency v stands for the requests due meanwhile as well: v - interval,
 * v - 2 x interval ... down to the interval. This is HdrHistogram's recordValueWithExpectedInterval
 * (AbstractHistogram.java), on exact values.
 *
 * Throws a Failure when the interval is not positive or absurdly short for the latencies.
 */
export function withOmittedSamples(
  histogram: RawHistogram,
  intervalSeconds: number,
): RawHistogram {
  const longest = histogram.valuesSeconds.at(-1) ?? 0;
  if (!(intervalSeconds > 0) || longest / intervalSeconds > MOST_ADDED_PER_VALUE) {
    throw new Failure(
      `an expected interval of ${intervalSeconds} s does not fit latencies up to ${longest} s; give the seconds between two requests of one connection`,
      2,
    );
  }
  const counts = new Map<number, number>();
  const add = (value: number, count: number) => counts.set(value, (counts.get(value) ?? 0) + count);
  for (const [index, value] of histogram.valuesSeconds.entries()) {
    const count = histogram.counts[index] as number;
    add(value, count);
    for (let step = 1;; step++) {
      const missing = value - step * intervalSeconds;
      // A hair below the interval is the interval: 0.3 - 2 x 0.1 is 0.09999999999999998.
      if (missing < intervalSeconds * (1 - 1e-9)) break;
      add(missing, count);
    }
  }
  const valuesSeconds = [...counts.keys()].sort((a, b) => a - b);
  return {
    ...histogram,
    loop: "corrected",
    valuesSeconds,
    counts: valuesSeconds.map((value) => counts.get(value) as number),
  };
}

/** What it is called, and what it does. */
export const COORDINATED_OMISSION = {
  name: "coordinated-omission",
  about:
    "Latency with the samples that a closed loop held back while it waited, for a schedule that the person asking states.",
} as const;

/**
 * The correction for an expected interval, applied on request alone: nobody but the person who ran the load
 * knows its schedule. Histograms that a tool has corrected already are left as they are.
 */
export function coordinatedOmission(intervalSeconds: number): Correction {
  return {
    ...COORDINATED_OMISSION,
    apply: (runs) => runs.map((run) => corrected(run, intervalSeconds)),
  };
}

function corrected(run: Run, intervalSeconds: number): Run {
  if (!run.histograms?.some((each) => each.loop === "closed")) return run;
  const added: Measurement[] = [];
  const histograms = run.histograms.map((histogram) => {
    if (histogram.loop !== "closed") return histogram;
    const whole = withOmittedSamples(histogram, intervalSeconds);
    added.push(...measurementsOf(whole, intervalSeconds));
    return whole;
  });
  const replaced = new Set(added.map((each) => `${each.metric} ${each.statistic}`));
  return {
    ...run,
    histograms,
    measurements: [
      ...run.measurements.map((each) =>
        each.status === "ok" && each.loop === "closed" && isOfTheWhole(each) &&
          replaced.has(`${each.metric} ${each.statistic}`)
          ? { ...each, status: "superseded" as const }
          : each
      ),
      ...added,
    ],
  };
}

/** Not of one name or tag among several: a histogram holds all of them. */
function isOfTheWhole({ labels }: Measurement): boolean {
  return labels.name === undefined && labels.tags === undefined && labels.tag === undefined;
}

function measurementsOf(histogram: RawHistogram, intervalSeconds: number): Measurement[] {
  const { metric, valuesSeconds, counts, source } = histogram;
  const count = totalCount(counts);
  const percents = PERCENTS.filter((percent) => isResolved(percent, count));
  const found = weightedPercentiles(valuesSeconds, counts, percents);
  const statistics: [string, number][] = [
    ["mean", weightedMean(valuesSeconds, counts)],
    ["min", valuesSeconds[0] as number],
    ...found.map((value, index): [string, number] => [
      percentileName(percents[index] as number),
      value,
    ]),
    ["max", valuesSeconds.at(-1) as number],
  ];
  return statistics.map(([statistic, value]) =>
    measurement({
      metric,
      statistic,
      value,
      source,
      loop: "corrected",
      correction: "coordinated-omission",
      labels: { expectedIntervalSeconds: String(intervalSeconds) },
    })
  );
}
