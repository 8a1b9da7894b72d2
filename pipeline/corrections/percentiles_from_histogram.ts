import type { Run } from "../formats/format.ts";
import { type Measurement, percentOf } from "../measurement.ts";
import type { Correction } from "./correction.ts";

/** Formats that hold nothing but a histogram, written by a tool beside its text. */
const HISTOGRAM_FORMATS = new Set(["wrk-latency-histogram", "autocannon-latency-histogram"]);

/**
 * Where a trial left both a tool's rounded latency and the histogram it was rounded from, the values read
 * from the histogram replace the rounded ones, which stay as `superseded`: all percentiles, since two sets of
 * different resolution are not comparable, and those of the rest that the histogram has as well.
 */
export const percentilesFromHistogram: Correction = {
  name: "percentiles-from-histogram",
  about:
    "Latency read from the whole histogram instead of the two printed decimals or whole milliseconds; the printed value stays beside it.",
  apply(runs) {
    const histogramRuns = runs.filter((run) => HISTOGRAM_FORMATS.has(run.format));
    const printedRuns = runs.filter((run) => !HISTOGRAM_FORMATS.has(run.format));
    // With several runs of either kind nobody can say which belongs to which.
    if (histogramRuns.length !== 1) return [...runs];
    const withLatency = printedRuns.filter((run) =>
      run.measurements.some((each) => each.metric === "latency")
    );
    if (withLatency.length !== 1) return [...runs];
    const exact = (histogramRuns[0] as Run).measurements.filter(isLatency);
    if (exact.length === 0) return [...runs];
    const statistics = new Set(exact.map((each) => each.statistic));
    const isReplaced = (each: Measurement) =>
      each.metric === "latency" && each.status !== "superseded" &&
      (statistics.has(each.statistic) || percentOf(each.statistic) !== undefined);
    return runs.map((run) => {
      if (run === histogramRuns[0]) {
        return {
          ...run,
          measurements: run.measurements.map((each) =>
            isLatency(each) ? { ...each, correction: percentilesFromHistogram.name } : each
          ),
        };
      }
      if (run !== withLatency[0]) return run;
      const histograms = run.histograms?.filter((each) => each.metric !== "latency");
      return {
        ...run,
        ...histograms === undefined ? {} : { histograms },
        measurements: run.measurements.map((each) =>
          isReplaced(each) ? { ...each, status: "superseded" as const } : each
        ),
      };
    });
  },
};

function isLatency(measurement: Measurement): boolean {
  return measurement.metric === "latency" && measurement.status === "ok";
}
