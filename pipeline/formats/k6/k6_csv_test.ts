import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { Failure } from "../../../common/failure.ts";
import { assertValues, fixture, isShown, measured, rules } from "../../../tests/formats/testing.ts";
import { k6CsvFormat, readK6Csv } from "./k6_csv.ts";
import { readK6Points } from "./k6_points.ts";

const NEW = fixture("k6_csv/v1_8.csv");
const OLD = fixture("k6_csv/v0_33.csv");

const read = (text: string) => readK6Csv(new Blob([text]).stream(), { file: "f" });
const first = async (text: string) => (await read(text))[0];

Deno.test("k6 csv: it is recognised by its first three columns", () => {
  for (const text of [NEW, OLD, fixture("k6_csv/v1_8_rfc3339.csv")]) {
    ok(k6CsvFormat.recognizes(text));
  }
  ok(!k6CsvFormat.recognizes(fixture("hey/answers.csv")));
});

Deno.test("k6 csv: it says what the NDJSON of the same run says", async () => {
  for (const version of ["0_33", "1_8"]) {
    const csv = await first(fixture(`k6_csv/v${version}.csv`));
    const [points] = await readK6Points(
      new Blob([fixture(`k6_points/v${version}.json`)]).stream(),
      { file: "p" },
    );
    for (const each of points?.measurements ?? []) {
      if (/^(?:counter|throughput|transfer_rate|duration)/.test(each.metric)) continue;
      if (each.labels.tags !== undefined) continue;
      const own = measured(csv, each.metric, each.statistic).value;
      ok(Math.abs(own - each.value) <= 1e-9, `${each.metric} ${each.statistic}: ${own}`);
    }
  }
});

Deno.test("k6 csv: columns are found by their names, old ones without scenario too", async () => {
  const text =
    "metric_name,timestamp,metric_value,check,error,error_code,group,method,name,proto,status," +
    "subproto,tls_version,url,extra_tags\n" +
    "http_reqs,1573131887,1.000000,,,,,GET,http://a/,HTTP/1.1,200,,,http://a/,\n" +
    "http_req_duration,1573131887,116.774321,,,,,GET,http://a/,HTTP/1.1,200,,,http://a/,\n";
  const run = await first(text);
  assertValues(run, { "requests total": 1, "latency mean": 0.116774321 });
  deepEqual([run?.labels.columns, run?.labels.rows], ["15", "2"]);
  equal(measured(run, "latency", "mean").source, "f#L3");
  ok(!isShown(run, "error_ratio", "mean"));
});

Deno.test("k6 csv: whole seconds make no rate of a short run", async () => {
  const run = await first(NEW);
  ok(!isShown(run, "throughput", "mean"));
  ok(rules(run).includes("coarse-timestamps"));
  const long =
    `metric_name,timestamp,metric_value\nhttp_reqs,1000000000,1\nhttp_reqs,1000000200,1\n`;
  assertValues(await first(long), { "throughput mean": 0.01, "duration total": 200 });
});

Deno.test("k6 csv: times of every format are read", async () => {
  assertValues(await first(fixture("k6_csv/v1_8_rfc3339.csv")), { "requests total": 7 });
  ok(isShown(await first(fixture("k6_csv/v1_8_rfc3339.csv")), "throughput", "mean"));
  for (
    const [from, to] of [
      ["1000000000000", "1000000002000"],
      ["1000000000000000", "1000000002000000"],
      ["1000000000000000000", "1000000002000000000"],
    ]
  ) {
    const run = await first(
      `metric_name,timestamp,metric_value\nhttp_reqs,${from},1\nhttp_reqs,${to},1\n`,
    );
    assertValues(run, { "throughput mean": 1 });
  }
});

Deno.test("k6 csv: a script's own metric has no type, and keeps what is true of any", async () => {
  const run = await first(NEW);
  equal(measured(run, "counter:render_time", "mean").labels.k6Type, "unknown");
  ok(!isShown(run, "counter:render_time", "p95"));
});

Deno.test("k6 csv: a half-written last line is left out and said to be", async () => {
  const lines = NEW.trimEnd().split("\n");
  const last = lines.at(-1) as string;
  for (const length of [5, 20, 32]) {
    const run = await first([...lines.slice(0, -1), last.slice(0, length)].join("\n"));
    equal(run?.labels.rows, String(lines.length - 2));
    deepEqual(
      run?.findings.filter((each) => each.rule === "truncated-input").map((each) => each.source),
      [
        `f#L${lines.length}`,
      ],
    );
  }
  ok(!rules(await first(NEW.trimEnd())).includes("truncated-input"));
});

Deno.test("k6 csv: a value that is no decimal number is left out aloud", async () => {
  for (const value of ["0x10", "0b1", " 1", "Infinity", "1e999", "1_000", ""]) {
    const run = await first(
      `metric_name,timestamp,metric_value\nhttp_reqs,1,1\nhttp_reqs,2,${value}\nhttp_reqs,3,1\n`,
    );
    assertValues(run, { "requests total": 2 });
    equal(run?.labels.brokenLines, "1", value);
  }
});

Deno.test("k6 csv: a sample below 0 is left out aloud", async () => {
  const run = await first(
    "metric_name,timestamp,metric_value\ndata_sent,1,100\ndata_sent,2,-40\n",
  );
  assertValues(run, { "bytes_sent total": 100 });
  ok(rules(run).includes("sentinel-value"));
});

Deno.test("k6 csv: quoted fields, CRLF and a byte order mark change nothing", async () => {
  const plain = (await first(NEW))?.measurements.map((
    each,
  ) => [each.metric, each.statistic, each.value]);
  const quoted = NEW.replaceAll(",flaky,", ',"flaky",').replaceAll("\n", "\r\n");
  const run = await first(`\ufeff${quoted}`);
  deepEqual(run?.measurements.map((each) => [each.metric, each.statistic, each.value]), plain);
});

Deno.test("k6 csv: another header begins another run", async () => {
  const runs = await read(NEW + OLD);
  deepEqual(runs.map((run) => [run.run, run.labels.columns]), [[1, "19"], [2, "18"]]);
});

Deno.test("k6 csv: a header without rows is refused by name", async () => {
  await rejects(read("metric_name,timestamp,metric_value\n"), Failure);
});
