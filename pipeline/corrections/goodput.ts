import type { Run } from "../formats/format.ts";
import { type Measurement, measurement } from "../measurement.ts";
import type { Correction } from "./correction.ts";

/**
 * Goodput = throughput x (requests - answers with an error status) / requests, from totals of the same
 * run. Socket errors and timeouts are not among a tool's completed requests and so are already out.
 */
export const goodput: Correction = {
  name: "goodput",
  about: "Throughput less the answers that failed: a fast error is no work done.",
  madeFrom: "throughput",
  terms: [
    { name: "requests", metric: "requests", statistic: "total" },
    { name: "failed", metric: "errors_status", statistic: "total" },
  ],
  apply: (runs) => runs.map(withGoodput),
};

function withGoodput(run: Run): Run {
  const find = (metric: string, statistic: string): Measurement | undefined =>
    run.measurements.find((each) =>
      each.metric === metric && each.statistic === statistic && each.status === "ok" &&
      Object.keys(each.labels).every((label) => label !== "name")
    );
  const throughput = find("throughput", "mean");
  const requests = find("requests", "total");
  const failed = find("errors_status", "total");
  if (throughput === undefined || requests === undefined || failed === undefined) return run;
  if (requests.value <= 0 || failed.value > requests.value) return run;
  const value = failed.value === 0
    ? throughput.value
    : throughput.value * (requests.value - failed.value) / requests.value;
  // Of a throughput that no server has.
  if (!Number.isFinite(value)) return run;
  return {
    ...run,
    measurements: [
      ...run.measurements,
      measurement({
        ...throughput,
        metric: "goodput",
        value,
        correction: goodput.name,
      }),
    ],
  };
}
