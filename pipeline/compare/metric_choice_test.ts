import { deepEqual, throws } from "node:assert/strict";
import type { ScenarioEntry } from "../manifest.ts";
import { metricsFor, readMetricOptions } from "./metric_choice.ts";

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

Deno.test("without a choice it is what ranks and the 99th percentile of latency, once", () => {
  const tail = { metric: "latency", statistic: "p99" };
  const rate = { metric: "throughput", statistic: "mean" };
  const entry = (ranked_by?: typeof tail): ScenarioEntry => ({
    name: "counter",
    title: "",
    about: "",
    kind: "ladder",
    load_unit: "connections",
    does_not_show: [],
    load_tool: "wrk",
    ...ranked_by === undefined ? {} : { ranked_by },
  });
  deepEqual(metricsFor([entry(), entry(rate)], []), [rate, tail]);
  deepEqual(metricsFor([entry(tail)], []), [tail]);
  deepEqual(metricsFor([entry()], []), [tail]);
  deepEqual(metricsFor([entry(tail)], [rate]), [rate]);
});
