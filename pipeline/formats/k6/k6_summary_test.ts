import { deepEqual, equal, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import { Failure } from "../../../common/failure.ts";
import { secondsOf } from "./k6_names.ts";
import { k6SummaryFormat, readK6Summaries } from "./k6_summary.ts";
import {
  assertCutsAreHonest,
  assertValues,
  fixture,
  isShown,
  measured,
  rules,
} from "../../../tests/formats/testing.ts";

const read = (text: string) => readK6Summaries(text, { file: "f" });
const first = (text: string) => read(text)[0];
const OLD = fixture("k6_summary/export_1_8.json");
const NEW = fixture("k6_summary/handle_1_8.json");

/** Where a value stands in a fixture, by pointer. */
function valueAt(text: string, pointer: string, convert = (value: number) => value): number {
  return convert(
    pointer.split("/").slice(1).reduce<unknown>(
      (value, key) => (value as Record<string, unknown>)[key],
      JSON.parse(text),
    ) as number,
  );
}

Deno.test("k6 summary: every shape is recognised and no other JSON", () => {
  for (const name of ["export_0_33", "export_1_8", "handle_0_33", "handle_1_8", "machine_1_8"]) {
    ok(k6SummaryFormat.recognizes(fixture(`k6_summary/${name}.json`)), name);
  }
  ok(!k6SummaryFormat.recognizes(fixture("k6_points/v1_8.json")));
  ok(!k6SummaryFormat.recognizes(fixture("autocannon/v9_slow.json")));
});

Deno.test("k6 summary: --summary-export is read with its rates under value", () => {
  for (const name of ["export_0_33", "export_1_8"]) {
    const text = fixture(`k6_summary/${name}.json`);
    const run = first(text);
    equal(run?.labels.style, "summary-export");
    assertValues(run, {
      "requests total": 7,
      "throughput mean": valueAt(text, "/metrics/http_reqs/rate"),
      "latency p95": valueAt(text, "/metrics/http_req_duration/p(95)", secondsOf),
      "latency p99": valueAt(text, "/metrics/http_req_duration/p(99)", secondsOf),
      "error_ratio mean": 1 / 7,
      "errors_status total": 1,
      "check_ratio mean": 0.75,
      "errors_check total": 1,
      "iterations total": 2,
      "bytes_received total": 3000882,
    });
  }
});

Deno.test("k6 summary: handleSummary is read with its values one level down", () => {
  for (const name of ["handle_0_33", "handle_1_8"]) {
    const text = fixture(`k6_summary/${name}.json`);
    const run = first(text);
    equal(run?.labels.style, "handle-summary");
    assertValues(run, {
      "duration total": valueAt(text, "/state/testRunDurationMs", secondsOf),
      "requests total": 7,
      "latency p50": valueAt(text, "/metrics/http_req_duration/values/med", secondsOf),
      "error_ratio mean": 1 / 7,
      "errors_status total": 1,
      "check_ratio mean": 0.75,
    });
  }
});

Deno.test("k6 summary: the machine-readable shape has an array of metrics and no rates", () => {
  const run = first(fixture("k6_summary/machine_1_8.json"));
  equal(run?.labels.style, "machine-readable");
  equal(run?.labels.version, "1.8.1");
  assertValues(run, {
    "requests total": 7,
    "errors_status total": 1,
    "check_ratio mean": 0.75,
    "errors_check total": 1,
  });
  const throughput = measured(run, "throughput", "mean");
  equal(throughput.value, 7 / measured(run, "duration", "total").value);
  equal(throughput.labels.derived, "http_reqs count / duration");
  equal(measured(run, "latency", "p95").labels.tags, undefined);
});

Deno.test("k6 summary: each value has the pointer at which it stands", () => {
  for (const text of [OLD, NEW, fixture("k6_summary/machine_1_8.json")]) {
    for (const { source, value, unit, labels } of first(text)?.measurements ?? []) {
      if (labels.derived !== undefined || source.endsWith("/total")) continue;
      const stated = valueAt(text, source.slice(1).replaceAll("~1", "/").replace(/^#/, ""));
      ok(
        [stated, stated / 1000].some((each) => Math.abs(each - value) <= 1e-12 * Math.abs(value)),
        `${source}: ${value} ${unit}`,
      );
    }
  }
});

Deno.test("k6 summary: a threshold passes on false in the old shape and on ok in the new one", () => {
  for (const text of [OLD, NEW]) {
    const run = first(text);
    deepEqual([run?.labels.thresholds, run?.labels.thresholdsFailed], ["6", "2"]);
    deepEqual(
      run?.findings.map((each) => each.message).sort(),
      [
        "http_req_duration crossed the script's threshold avg<0.001",
        "http_req_failed crossed the script's threshold rate<0.01",
      ],
    );
  }
});

Deno.test("k6 summary: submetrics carry their tags", () => {
  const tags = first(OLD)?.measurements.flatMap((each) => each.labels.tags ?? []);
  deepEqual([...new Set(tags)].sort(), ["expected_response:true", "name:slow"]);
});

Deno.test("k6 summary: metrics of the script keep their names and types", () => {
  const run = first(NEW);
  equal(measured(run, "counter:rows_read", "total").value, 6);
  equal(measured(run, "counter:cache_hits", "mean").value, 0.5);
  equal(measured(run, "counter:render_time", "mean").unit, "s");
  // --summary-export has no types: what a script's trend counts stays open.
  equal(measured(first(OLD), "counter:render_time", "mean").unit, "1");
});

Deno.test("k6 summary: latencies of requests that were never sent are withheld", () => {
  const run = first(fixture("k6_summary/refused_1_8.json"));
  ok(!isShown(run, "latency", "mean"));
  assertValues(run, { "requests total": 4, "error_ratio mean": 1, "errors_status total": 4 });
  ok(rules(run).includes("sentinel-value"));
});

Deno.test("k6 summary: statistics that were not asked for are absent, not 0", () => {
  const text =
    '{"metrics":{"http_reqs":{"count":3,"rate":1},"http_req_duration":{"p(99.99)":5,"count":3}}}';
  const run = first(text);
  assertValues(run, { "latency p99.99": 0.005 });
  deepEqual(run?.measurements.filter((each) => each.metric === "latency").length, 1);
});

Deno.test("k6 summary: a run without HTTP has no latency", () => {
  const run = first(
    '{"metrics":{"iterations":{"count":1,"rate":27.8},"checks":{"passes":0,"fails":0,"value":0}}}',
  );
  assertValues(run, { "iterations total": 1 });
  ok(!isShown(run, "check_ratio", "mean"));
  ok(!isShown(run, "latency", "mean"));
});

Deno.test("k6 summary: keys around it and several documents in a file are passed over", () => {
  const wrapped = JSON.stringify({
    setup_data: { metrics: [1] },
    data: JSON.parse(OLD),
    note: "x",
  });
  equal(read(wrapped).length, 1);
  equal(read(`${OLD}\n${NEW}`).length, 2);
  equal(read(JSON.stringify([JSON.parse(OLD), JSON.parse(NEW)]))[1]?.run, 2);
});

Deno.test("k6 summary: what stands twice with different values is left out and said to be", () => {
  const MAX = "/metrics/http_req_duration/max";
  const has = (run: ReturnType<typeof first>) =>
    run?.measurements.some(({ source }) => source === `f#${MAX}`);
  ok(has(first(OLD)));
  const run = first(OLD.replace(/"http_req_duration": \{/, '$& "max": 12,'));
  ok(!has(run));
  ok(run?.findings.some(({ message }) => message.startsWith(`${MAX} stands there twice`)));
});

Deno.test("k6 summary: null and NaN where a number belongs are left out and said to be", () => {
  const json =
    '{"metrics":{"http_reqs":{"count":3,"rate":1},"http_req_duration":{"avg":null,"p(95)":NaN,"max":2}}}';
  const run = first(json);
  deepEqual(
    run?.measurements.filter((each) => each.metric === "latency").map((each) => each.statistic),
    [
      "max",
    ],
  );
  equal(run?.findings.filter((each) => each.rule === "sentinel-value").length, 2);
});

Deno.test("k6 summary: cut anywhere it gives fewer values, never others", () => {
  // A duration may be derived from another counter than in the whole file, a share from its counts.
  const isDerived = (place: string) =>
    /^(?:duration total|\S+_ratio mean|\S+_hits mean) /.test(place);
  assertCutsAreHonest(k6SummaryFormat, OLD, isDerived);
  assertCutsAreHonest(k6SummaryFormat, NEW, isDerived);
});

Deno.test("k6 summary: JSON of something else is refused by name", () => {
  throws(() => read('{"metrics":{"a":{"b":1}}}'), Failure);
  throws(() => read("[]"), Failure);
});

Deno.test("k6 summary: what one shape says, the other says as well", () => {
  const number = fc.double({ min: 0.001, max: 1e6, noNaN: true });
  const count = fc.integer({ min: 1, max: 1e9 });
  fc.assert(fc.property(number, number, count, count, (avg, p95, passes, fails) => {
    const rate = passes / (passes + fails);
    const flat = {
      metrics: {
        http_req_duration: { avg, "p(95)": p95 },
        http_req_failed: { passes, fails, value: rate },
        http_reqs: { count: passes + fails, rate: 2 },
      },
    };
    const nested = {
      metrics: {
        http_req_duration: { type: "trend", contains: "time", values: { avg, "p(95)": p95 } },
        http_req_failed: { type: "rate", contains: "default", values: { passes, fails, rate } },
        http_reqs: {
          type: "counter",
          contains: "default",
          values: { count: passes + fails, rate: 2 },
        },
      },
    };
    const values = (text: string) =>
      first(text)?.measurements.map((each) => [each.metric, each.statistic, each.value]);
    deepEqual(values(JSON.stringify(flat)), values(JSON.stringify(nested)));
    equal(measured(first(JSON.stringify(flat)), "errors_status", "total").value, passes);
  }));
});
