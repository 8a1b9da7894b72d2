import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { Failure } from "../../../common/failure.ts";
import { assertValues, fixture, measured, rules } from "../../../tests/formats/testing.ts";
import type { Run } from "../format.ts";
import { k6PointsFormat, readK6Points } from "./k6_points.ts";
import { readK6Summaries } from "./k6_summary.ts";

const NEW = fixture("k6_points/v1_8.json");
const OLD = fixture("k6_points/v0_33.json");

function streamOf(text: string | Uint8Array): ReadableStream<Uint8Array> {
  return new Blob([text as Uint8Array<ArrayBuffer>]).stream();
}

const read = (text: string | Uint8Array) => readK6Points(streamOf(text), { file: "f" });
const first = async (text: string | Uint8Array): Promise<Run | undefined> => (await read(text))[0];

const point = (metric: string, second: number, value: number | string, tags = "{}") =>
  `{"metric":"${metric}","type":"Point","data":{"time":"2026-11-21T03:30:${
    String(second).padStart(2, "0")
  }Z","value":${value},"tags":${tags}}}\n`;
const definition = (metric: string, type: string, contains = "default") =>
  `{"type":"Metric","data":{"name":"${metric}","type":"${type}","contains":"${contains}",` +
  `"thresholds":[],"submetrics":null},"metric":"${metric}"}\n`;

Deno.test("k6 points: both layouts are recognised, behind a banner too, and no other JSON", () => {
  for (const text of [NEW, OLD, `     execution: local\n\n${NEW}`]) {
    ok(k6PointsFormat.recognizes(text));
  }
  for (const other of ["k6_summary/handle_1_8.json", "k6_text/v1_8.txt", "vegeta/report.json"]) {
    ok(!k6PointsFormat.recognizes(fixture(other)), other);
  }
});

Deno.test("k6 points: the figures are those that k6 itself computed of the run", async () => {
  for (const version of ["0_33", "1_8"]) {
    const run = await first(fixture(`k6_points/v${version}.json`));
    const [summary] = readK6Summaries(fixture(`k6_summary/export_${version}.json`), { file: "s" });
    for (const metric of ["latency", "time_to_first_byte"]) {
      for (const statistic of ["min", "p50", "p90", "p95", "p99", "max"]) {
        const [own, k6s] = [measured(run, metric, statistic), measured(summary, metric, statistic)];
        ok(Math.abs(own.value - k6s.value) < 1e-12, `${metric} ${statistic}`);
      }
    }
    for (
      const name of [
        "requests total",
        "errors_status total",
        "errors_check total",
        "check_ratio mean",
        "error_ratio mean",
        "bytes_received total",
        "bytes_sent total",
        "iterations total",
      ]
    ) {
      const [metric = "", statistic = ""] = name.split(" ");
      assertValues(run, { [name]: measured(summary, metric, statistic).value });
    }
  }
});

Deno.test("k6 points: throughput is samples by the time between the first and the last", async () => {
  const run = await first(
    point("http_reqs", 0, 1) + point("http_reqs", 5, 1) + point("vus", 10, 3) + point("vus", 9, 5),
  );
  assertValues(run, {
    "duration total": 10,
    "throughput mean": 0.2,
    "virtual_users mean": 4,
    "virtual_users min": 3,
    "virtual_users max": 5,
  });
  equal(run?.labels.firstTime, "2026-11-21T03:30:00.000Z");
});

Deno.test("k6 points: samples of one instant give no rate, and say so", async () => {
  const run = await first(point("http_reqs", 0, 1) + point("http_reqs", 0, 1));
  assertValues(run, { "requests total": 2 });
  deepEqual(run?.measurements.length, 1);
  deepEqual(rules(run), ["coarse-timestamps"]);
});

Deno.test("k6 points: requests are told apart by name where there are several", async () => {
  const tags = (name: string) => `{"name":"${name}"}`;
  const run = await first(
    point("http_req_duration", 0, 10, tags("a")) + point("http_req_duration", 1, 30, tags("b")) +
      point("http_req_duration", 2, 50, tags("a")),
  );
  const maxima = run?.measurements.filter((each) => each.statistic === "max");
  deepEqual(maxima?.map((each) => [each.labels.tags, each.value, each.source]), [
    [undefined, 0.05, "f#L1"],
    ["name:a", 0.05, "f#L1"],
    ["name:b", 0.03, "f#L2"],
  ]);
  const one = await first(point("http_req_duration", 0, 10, tags("a")));
  ok(one?.measurements.every((each) => each.labels.tags === undefined));
});

Deno.test("k6 points: more names than are told apart count in the whole, and say so", async () => {
  let text = "";
  for (let i = 0; i < 1500; i++) text += point("http_reqs", i % 60, 1, `{"name":"/item/${i}"}`);
  const run = await first(text);
  assertValues(run, { "requests total": 1500 });
  equal(new Set(run?.measurements.map((each) => each.labels.tags)).size, 1001);
  ok(rules(run).includes("many-names"));
});

Deno.test("k6 points: metrics of the script have the type that the file defines", async () => {
  const run = await first(NEW);
  equal(measured(run, "counter:rows_read", "total").value, 6);
  equal(measured(run, "counter:queue_depth", "max").value, 1);
  equal(measured(run, "counter:cache_hits", "mean").value, 0.5);
  equal(measured(run, "counter:render_time", "p50").unit, "s");
  equal(measured(run, "counter:answer_size", "p50").value, 5);
});

Deno.test("k6 points: a metric without a definition keeps what is true of any type", async () => {
  const run = await first(point("mine", 0, 2) + point("mine", 1, 4));
  const found = run?.measurements.filter((each) => each.metric === "counter:mine");
  deepEqual(found?.map((each) => `${each.statistic} ${each.value}`), ["mean 3", "min 2", "max 4"]);
});

Deno.test("k6 points: the histogram of latency holds every value", async () => {
  const run = await first(NEW);
  const histogram = run?.histograms?.find((each) => each.metric === "latency");
  equal(histogram?.counts.reduce((sum, count) => sum + count, 0), 7);
  equal(histogram?.valuesSeconds.at(-1), measured(run, "latency", "max").value);
});

Deno.test("k6 points: a half-written last line is left out and said to be", async () => {
  const whole = await first(NEW);
  for (const cut of [3, 20, 100]) {
    const run = await first(NEW.slice(0, -cut));
    equal(run?.labels.brokenLines, "1");
    equal(run?.findings[0]?.rule, "truncated-input");
    equal(run?.findings[0]?.source, "f#L111");
    assertValues(run, { "requests total": measured(whole, "requests", "total").value });
  }
  deepEqual(rules(await first(NEW.trimEnd())), []);
});

Deno.test("k6 points: a file that begins in the middle of a line says so and keeps the rest", async () => {
  const run = await first(`2,"tags":{}}}\n${NEW}`);
  assertValues(run, { "requests total": 7 });
  equal((await first(`{"metric":"vus","type":"Po\n${NEW}`))?.labels.brokenLines, "1");
});

Deno.test("k6 points: values that are no numbers are left out aloud", async () => {
  for (const value of ["null", "NaN", '"5"', "1e999", "{}"]) {
    const text = point("http_reqs", 0, 1) + point("http_reqs", 1, value) +
      point("http_reqs", 2, 1);
    const run = await first(text);
    assertValues(run, { "requests total": 2 });
    equal(run?.labels.brokenLines, "1", value);
    deepEqual(run?.findings.map((each) => `${each.rule} ${each.source}`), [
      "truncated-input f#L2",
    ]);
    equal(run?.findings[0]?.message, "line 2 is no whole sample and is left out");
    const two = await first(text + point("http_reqs", 3, value));
    ok(two?.findings[0]?.message.startsWith("2 lines, the first of them line 2, are no whole"));
    const last = await first(text.replace(/.*\n.*\n/, "") + point("http_reqs", 3, value));
    ok(last?.findings.some(({ message }) => message.startsWith("the last line, 2, is no whole")));
  }
});

Deno.test("k6 points: a sample below 0 of k6's own is left out aloud, one of a script is a value", async () => {
  const run = await first(
    point("data_sent", 0, 100) + point("data_sent", 1, -40) + point("http_req_duration", 2, -1) +
      point("http_req_duration", 3, 5) + definition("mine", "counter") + point("mine", 4, 7) +
      point("mine", 5, -3),
  );
  assertValues(run, { "bytes_sent total": 100, "latency min": 0.005, "counter:mine total": 4 });
  const said = run?.findings.filter((each) => each.rule === "sentinel-value");
  deepEqual(said?.map((each) => each.source), ["f#L2"]);
  ok(said?.[0]?.message.startsWith("2 samples, the first of them on line 2, are below 0"));
});

Deno.test("k6 points: two files in one are two runs", async () => {
  const runs = await read(NEW + OLD + NEW);
  deepEqual(runs.map((run) => [run.run, run.labels.points]), [[1, "91"], [2, "93"], [3, "91"]]);
  deepEqual(
    runs[2]?.measurements.map((each) => each.value),
    runs[0]?.measurements.map((each) => each.value),
  );
  equal(measured(runs[1], "requests", "total").source, "f#L113");
});

Deno.test("k6 points: CRLF, a byte order mark and UTF-16 change nothing", async () => {
  const values = async (text: string | Uint8Array) =>
    (await first(text))?.measurements.map((each) => [each.metric, each.statistic, each.value]);
  const plain = await values(NEW);
  deepEqual(await values(NEW.replaceAll("\n", "\r\n")), plain);
  deepEqual(await values(`\ufeff${NEW}`), plain);
  const wide = Uint16Array.from(`\ufeff${NEW}`, (letter) => letter.charCodeAt(0));
  deepEqual(await values(new Uint8Array(wide.buffer)), plain);
});

Deno.test("k6 points: an endless line is passed over", async () => {
  const run = await first(
    `${definition("vus", "gauge")}{"a":"${"x".repeat(3 << 20)}\n${point("vus", 0, 1)}`,
  );
  equal(run?.labels.lines, "3");
  equal(run?.labels.brokenLines, "1");
  assertValues(run, { "virtual_users max": 1 });
});

Deno.test("k6 points: an endless line that the file ends in is said to be", async () => {
  const text = definition("vus", "gauge") + point("vus", 1, 1) + "x".repeat(2_000_000);
  const run = await first(text);
  assertValues(run, { "virtual_users max": 1 });
  equal(run?.findings.filter(({ rule }) => rule === "truncated-input").length, 1);
});

Deno.test("k6 points: a file without samples is refused by name and line", async () => {
  await rejects(read(definition("vus", "gauge")), (error) => {
    ok(error instanceof Failure && error.message.startsWith("f line 1: no sample of k6"));
    return true;
  });
  await rejects(read(""), Failure);
});

Deno.test("k6 points: memory stays flat, and the label says where percentiles are not exact", async () => {
  const count = 1_200_000;
  let sent = 0;
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      let text = sent === 0 ? definition("http_req_duration", "trend", "time") : "";
      for (let i = 0; i < 10_000; i++, sent++) {
        text += point("http_req_duration", Math.floor(sent / count * 60), (sent % 1000) + 0.5);
      }
      controller.enqueue(new TextEncoder().encode(text));
      if (sent >= count) controller.close();
    },
  });
  const [run] = await readK6Points(stream, { file: "f" });
  const median = measured(run, "latency", "p50");
  equal(median.labels.percentiles, "within 0.05 %");
  ok(Math.abs(median.value - 0.5) <= 0.5 * 0.0005 + 1e-12);
  assertValues(run, { "latency max": 0.9995, "latency mean": 0.5 });
});
