import { deepEqual, equal } from "node:assert/strict";
import { correct } from "../../corrections/mod.ts";
import {
  assertCutsAreHonest,
  assertValues,
  fixture,
  measured,
  rules,
} from "../../../tests/formats/testing.ts";
import { recognizeFormat } from "../mod.ts";
import { k6RequestsFormat as format } from "./k6_requests.ts";
import { k6SummaryFormat } from "./k6_summary.ts";

const TEXT = fixture("k6_requests/v1_8.txt");
const SUMMARY = fixture("k6_requests/v1_8.summary.json");
const read = (text: string) => format.read(text, { file: "k6_requests.txt" });

Deno.test("k6's requests give latency and time to first byte, as k6's own summary has them", () => {
  equal(recognizeFormat(TEXT), format);
  const [run] = read(TEXT);
  deepEqual(rules(run), []);
  const { http_reqs, http_req_duration, http_req_waiting } = JSON.parse(SUMMARY).metrics;
  equal(run?.labels.samples, String(http_reqs.count));
  for (
    const [metric, stated] of [
      ["latency", http_req_duration],
      ["time_to_first_byte", http_req_waiting],
    ]
  ) {
    for (const [statistic, key] of [["min", "min"], ["max", "max"], ["mean", "avg"]]) {
      const milliseconds: number = measured(run, metric, statistic as string).value * 1000;
      const apart = Math.abs(milliseconds - stated[key as string]);
      equal(apart <= 0.00101, true, `${metric} ${statistic}: ${milliseconds}`);
    }
  }
  deepEqual(run?.histograms?.map((each) => each.metric), ["latency", "time_to_first_byte"]);
});

Deno.test("k6's requests replace the percentiles of its summary, and nothing else of it", () => {
  const runs = correct([...k6SummaryFormat.read(SUMMARY, { file: "s.json" }), ...read(TEXT)]);
  const shown = runs.flatMap((run) =>
    run.measurements.filter((each) => each.status === "ok").map((each) => ({
      name: `${each.metric} ${each.statistic}`,
      format: run.format,
    }))
  );
  const names = shown.map(({ name }) => name);
  deepEqual(names.length, new Set(names).size, "a value stands twice");
  const formatOf = (name: string) => shown.find((each) => each.name === name)?.format;
  for (const name of ["latency p50", "latency stdev", "time_to_first_byte p95"]) {
    equal(formatOf(name), "k6-requests", name);
  }
  for (
    const name of [
      "latency mean",
      "time_to_first_byte min",
      "goodput mean",
      "requests total",
      "check_ratio mean",
    ]
  ) {
    equal(formatOf(name), "k6-summary", name);
  }
});

const SMALL = "# wallclock k6-requests 1\n# unit: us, loop: closed, count: 3\n" +
  "10 9011 1369\n0 9102 1410\n11 8873 1128 failed\n# end\n";

Deno.test("every value points at the line of a request that had it", () => {
  const [run] = read(SMALL);
  assertValues(run, {
    "latency min": 0.010001,
    "latency p50": 0.01038,
    "latency max": 0.010512,
    "time_to_first_byte max": 0.009102,
  });
  equal(measured(run, "latency", "max").source, "k6_requests.txt#L4");
  equal(measured(run, "latency", "min").source, "k6_requests.txt#L5");
  equal(run?.labels.failed, "1");
});

Deno.test("k6's requests give nothing where they were cut, altered or are none", () => {
  assertCutsAreHonest(format, SMALL);
  const broken = (from: string, to: string) => read(SMALL.replace(from, to))[0];
  for (
    const run of [
      broken("count: 3", "count: 4"),
      broken("# end\n", ""),
      broken("0 9102 1410", "0 -9102 1410"),
    ]
  ) {
    deepEqual([run?.measurements, rules(run)], [[], ["truncated-input"]]);
  }
  const [none] = read("# wallclock k6-requests 1\n# unit: us, loop: closed, count: 0\n# end\n");
  deepEqual([none?.measurements, rules(none)], [[], ["no-samples"]]);
});
