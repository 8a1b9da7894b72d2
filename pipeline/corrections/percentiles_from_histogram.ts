import type { Run } from "../formats/format.ts";
import { type Measurement, percentOf } from "../measurement.ts";
import type { Correction } from "./correction.ts";

/** Formats that hold nothing but whole distributions, written by a tool beside its text. */
const HISTOGRAM_FORMATS = new Set([
  "wrk-latency-histogram",
  "autocannon-latency-histogram",
  "k6-requests",
]);

/** Formats that write what they do not round: their mean and extremes are more exact than whole microseconds. */
const EXACT_FORMATS = new Set(["k6-summary"]);

/** The metrics that such a file may hold. */
const METRICS = ["latency", "time_to_first_byte"];

/**
 * Where a trial left both a tool's rounded latency and the histogram it was rounded from, the values read
 * from the histogram replace the rounded ones, which stay as `superseded`: all percentiles, since two sets of
 * different resolution are not comparable, and those of the rest that the histogram has as well. Where the tool
 * rounds nothing, its mean and extremes stay, and those of the histogram are superseded. The same for the time to
 * first byte.
 */
export const percentilesFromHistogram: Correction = {
  name: "percentiles-from-histogram",
  about:
    "Latency read from the whole histogram instead of the two printed decimals or whole milliseconds; the printed value stays beside it.",
  apply: (runs) => METRICS.reduce<Run[]>(replaced, [...runs]),
};

/** The runs with the values of one metric replaced. */
function replaced(runs: readonly Run[], metric: string): Run[] {
  const isExact = (each: Measurement) => each.metric === metric && each.status === "ok";
  const histogramRuns = runs.filter((run) => HISTOGRAM_FORMATS.has(run.format));
  const printedRuns = runs.filter((run) => !HISTOGRAM_FORMATS.has(run.format));
  // With several runs of either kind nobody can say which belongs to which.
  if (histogramRuns.length !== 1) return [...runs];
  const withMetric = printedRuns.filter((run) =>
    run.measurements.some((each) => each.metric === metric)
  );
  if (withMetric.length !== 1) return [...runs];
  const exact = (histogramRuns[0] as Run).measurements.filter(isExact);
  if (exact.length === 0) return [...runs];
  const kept = keptStatistics(withMetric[0] as Run, metric);
  const isKept = ({ statistic }: Measurement) => kept.has(statistic);
  const statistics = new Set(exact.map((each) => each.statistic).filter((each) => !kept.has(each)));
  const isReplaced = (each: Measurement) =>
    each.metric === metric && each.status !== "superseded" &&
    (statistics.has(each.statistic) || percentOf(each.statistic) !== undefined);
  return runs.map((run) => {
    if (run === histogramRuns[0]) {
      return {
        ...run,
        measurements: run.measurements.map((each) =>
          !isExact(each)
            ? each
            : isKept(each)
            ? { ...each, status: "superseded" as const }
            : { ...each, correction: percentilesFromHistogram.name }
        ),
      };
    }
    if (run !== withMetric[0]) return run;
    const histograms = run.histograms?.filter((each) => each.metric !== metric);
    return {
      ...run,
      ...histograms === undefined ? {} : { histograms },
      measurements: run.measurements.map((each) =>
        isReplaced(each) ? { ...each, status: "superseded" as const } : each
      ),
    };
  });
}

/** What the tool's own text says exactly: no percentile, which k6 interpolates. */
function keptStatistics({ format, measurements }: Run, metric: string): ReadonlySet<string> {
  if (!EXACT_FORMATS.has(format)) return new Set();
  return new Set(
    measurements.filter((each) =>
      each.metric === metric && each.status === "ok" && percentOf(each.statistic) === undefined
    ).map(({ statistic }) => statistic),
  );
}
