import { deepEqual, throws } from "node:assert/strict";
import { readMetricOptions } from "./metric_choice.ts";

Deno.test("pairs of metric and statistic are read in their order", () => {
  deepEqual(
    readMetricOptions({ metric: ["latency", "counter:hits"], statistic: ["p99.9", "total"] }),
    [{ metric: "latency", statistic: "p99.9" }, { metric: "counter:hits", statistic: "total" }],
  );
});

Deno.test("a metric that there is none of leads to the nearest, whether it has its statistic or not", () => {
  const message =
    /^--metric: there is no "througput"; there are "throughput", .* and \d+ more, and counter:<name> of a program's own$/;
  throws(() => readMetricOptions({ metric: ["througput"] }), { message, status: 2 });
  throws(() => readMetricOptions({ metric: ["througput"], statistic: ["mean"] }), { message });
});

Deno.test("a statistic that is none, and a pair of which one is missing, are refused", () => {
  throws(() => readMetricOptions({ metric: ["latency"], statistic: ["average"] }), {
    message:
      '--statistic: "average" is none of total, mean, stdev, min, max and a percentile such as p99',
    status: 2,
  });
  throws(() => readMetricOptions({ metric: ["latency"] }), {
    message: "1 --metric and 0 --statistic; give one of each, as pairs",
    status: 2,
  });
});
