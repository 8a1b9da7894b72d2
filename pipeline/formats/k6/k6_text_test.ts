import { deepEqual, equal, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import { Failure } from "../../../common/failure.ts";
import {
  assertCutsAreHonest,
  assertValues,
  fixture,
  isShown,
  measured,
  rules,
} from "../../../tests/formats/testing.ts";
import { cleanText, decodeText } from "../decode.ts";
import { readK6Summaries } from "./k6_summary.ts";
import { k6TextFormat, readK6Text } from "./k6_text.ts";

const read = (text: string) => readK6Text(text, { file: "f" });
const first = (text: string) => read(text)[0];
const V1 = fixture("k6_text/v1_8.txt");
const LEGACY = fixture("k6_text/v0_33.txt");

/** The figures of a run without their lines, to compare copies of it. */
function figures(text: string): string[][] {
  return read(text).map((run) =>
    run.measurements.map((each) =>
      `${each.metric} ${each.statistic} ${each.value} ${each.labels.tags}`
    )
  );
}

Deno.test("k6 text: every layout is recognised and no other console output", () => {
  for (const name of ["v0_33", "v0_52", "v1_8", "v1_8_full", "v1_8_terminal", "v1_8_refused"]) {
    ok(k6TextFormat.recognizes(fixture(`k6_text/${name}.txt`)), name);
  }
  for (const other of ["wrk/plain.txt", "hey/resets.txt", "k6_summary/export_1_8.json"]) {
    ok(!k6TextFormat.recognizes(fixture(other)), other);
  }
});

Deno.test("k6 text: the layout of 1.x is read below TOTAL RESULTS, not in the thresholds", () => {
  const run = first(V1);
  equal(run?.labels.style, "v1");
  assertValues(run, {
    "requests total": 7,
    "throughput mean": 27.275455,
    "latency mean": 0.02143,
    "latency min": 0.00019823,
    "latency p95": 0.07322,
    "latency p99": 0.0816,
    "error_ratio mean": 1 / 7,
    "errors_status total": 1,
    "check_ratio mean": 0.75,
    "errors_check total": 1,
    "iterations total": 2,
    "iteration_time max": 0.13549,
    "bytes_received total": 3e6,
    "duration total": 7 / 27.275455,
  });
  deepEqual([run?.labels.thresholds, run?.labels.thresholdsFailed], ["6", "2"]);
  equal(measured(run, "requests", "total").source, "f#L59");
});

Deno.test("k6 text: the layout of 0.x tells failed requests first, whatever the mark", () => {
  for (const name of ["v0_33", "v0_52"]) {
    const run = first(fixture(`k6_text/${name}.txt`));
    equal(run?.labels.style, "legacy");
    assertValues(run, { "requests total": 7, "errors_status total": 1, "errors_check total": 1 });
    ok(isShown(run, "time_to_first_byte", "p95"));
    deepEqual([run?.labels.thresholds, run?.labels.thresholdsFailed], ["5", "2"]);
  }
});

Deno.test("k6 text: what the text says is what the summary of the same run says", () => {
  const text = first(V1);
  const [json] = readK6Summaries(fixture("k6_summary/export_1_8.json"), { file: "f" });
  for (const statistic of ["mean", "min", "p50", "p90", "p95", "p99", "max"]) {
    const exact = measured(json, "latency", statistic).value;
    const printed = measured(text, "latency", statistic).value;
    ok(printed <= exact && exact - printed < 1e-5, statistic);
  }
});

Deno.test("k6 text: sections of scenarios and groups are parts of the run", () => {
  const run = first(fixture("k6_text/v1_8_full.txt"));
  assertValues(run, { "requests total": 7 });
  const requests = run?.measurements.filter((each) => each.metric === "requests");
  deepEqual(requests?.map((each) => `${each.labels.tags} ${each.value}`), [
    "undefined 7",
    "scenario:browse 5",
    "scenario:browse,group:::pages 2",
  ]);
});

Deno.test("k6 text: an arrival rate is an open loop, looping users a closed one", () => {
  const open = measured(first(fixture("k6_text/v1_8_open.txt")), "latency", "p95");
  deepEqual([open.loop, open.labels.loop], ["open", undefined]);
  ok(isShown(first(fixture("k6_text/v1_8_open.txt")), "dropped_iterations", "total"));
  const closed = measured(first(V1), "latency", "p95");
  deepEqual([closed.loop, closed.labels.loop], ["closed", undefined]);
  const unknown = measured(first(V1.slice(V1.indexOf("  █ TOTAL"))), "latency", "p95");
  deepEqual([unknown.loop, unknown.labels.loop], ["closed", "assumed"]);
});

Deno.test("k6 text: a terminal's colours and line ends change nothing", () => {
  const run = first(fixture("k6_text/v1_8_terminal.txt"));
  assertValues(run, { "requests total": 7, "errors_status total": 1 });
  deepEqual(figures(V1.replaceAll("\n", "\r\n").replaceAll("\r\n", "\n")), figures(V1));
});

Deno.test("k6 text: UTF-16 of PowerShell, with its marks in another code page, is read", () => {
  const broken = V1.replaceAll("✓", "Γ£ô").replaceAll("✗", "Γ£ù").replaceAll("█", "Γûê")
    .replaceAll("µ", "┬╡").replaceAll("↳", "Γå│").replaceAll("\n", "\r\n");
  const bytes = new Uint8Array(2 + 2 * broken.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0xfeff, true);
  for (let i = 0; i < broken.length; i++) view.setUint16(2 + 2 * i, broken.charCodeAt(i), true);
  const text = cleanText(decodeText(bytes));
  ok(k6TextFormat.recognizes(text));
  deepEqual(figures(text), figures(V1));
  deepEqual(first(text)?.labels, first(V1)?.labels);
});

Deno.test("k6 text: lines that a narrow console broke are put together", () => {
  for (const width of [60, 80, 100, 119]) {
    const wrapped = V1.split("\n").flatMap((line) =>
      line.length <= width || !line.includes("....: ")
        ? [line]
        : line.match(new RegExp(`.{1,${width}}`, "gu")) ?? []
    ).join("\n");
    deepEqual(figures(wrapped), figures(V1), `${width} letters`);
  }
});

Deno.test("k6 text: a number that a console cut is not taken for a whole one", () => {
  const run = first(
    V1.replace("1 out of 7\n", "1 out of 7\n").replace("14.28% 1 out of 7", "0.00%  0 out of 62"),
  );
  ok(rules(run).includes("truncated-input"));
  const cut = first(V1.replace("75.00% 3 out of 4", "75.00% 3 out of"));
  equal(measured(cut, "check_ratio", "mean").value, 0.75);
  ok(!isShown(cut, "errors_check", "total"));
  ok(rules(cut).includes("truncated-input"));
});

Deno.test("k6 text: a gauge that was cut shows by its width", () => {
  const text = LEGACY.replace(
    "queue_depth....................: 1      min=0       max=1\n",
    (line) => line,
  );
  const gauges = text.replace(
    /^.*queue_depth.*$/m,
    "     vus............................: 10     min=10      max=1\n" +
      "     vus_max........................: 100    min=100     max=100 ",
  );
  ok(!isShown(first(gauges), "virtual_users", "max"));
  ok(rules(first(gauges)).includes("truncated-input"));
});

Deno.test("k6 text: several runs in one text, with prompts and prose between", () => {
  const text =
    `PS D:\\k6> k6 run a.js\n${V1}\n| table | of mine |\nPS D:\\k6> k6 run b.js\n${LEGACY}\n`;
  const runs = read(text);
  deepEqual(runs.map((run) => [run.run, run.labels.style]), [[1, "v1"], [2, "legacy"]]);
  deepEqual(figures(text), [...figures(V1), ...figures(LEGACY)]);
});

Deno.test("k6 text: runs without banners begin where names begin again", () => {
  const quiet = LEGACY.slice(LEGACY.indexOf("     answer_size"));
  equal(read(`${quiet}\n${quiet}`).length, 2);
  const bare = V1.slice(V1.indexOf("  █ TOTAL"));
  equal(read(`${bare}\n${bare}`).length, 2);
});

Deno.test("k6 text: a run that was stopped before its summary is said to be", () => {
  const stopped = V1.slice(0, V1.indexOf("  █ THRESHOLDS"));
  const runs = read(`${stopped}\n${V1}`);
  equal(runs.length, 1);
  ok(runs[0]?.findings.some((each) => each.message.includes("no summary")));
  throws(() => read(stopped), Failure);
});

Deno.test("k6 text: statistics of one's own choice and other units are read", () => {
  const run = first(fixture("k6_text/v0_33_milliseconds.txt"));
  assertValues(run, { "latency mean": 0.07044, "latency max": 0.10107, "requests total": 58 });
  const few = first(V1.replaceAll(/min=\S+ +med=\S+ +max=\S+ +p\(90\)=\S+ +/g, ""));
  assertValues(few, { "latency p95": 0.07322 });
  ok(!isShown(few, "latency", "p50"));
});

Deno.test("k6 text: log lines between the lines of the summary are passed over", () => {
  const noisy = LEGACY.split("\n").flatMap((line) => [
    line,
    ...(line.includes("http_req_failed") ? ['ERRO[0031] GoError: read: "x...: 5 1/s"'] : []),
  ]).join("\n");
  deepEqual(figures(noisy), figures(LEGACY));
});

Deno.test("k6 text: prefixes of container and build logs are taken off", () => {
  const time = "2026-11-21T03:30:00.1234567Z";
  const prefixes = [
    ...["k6_1  | ", `build\tRun k6\t${time} `, "\rrunning...\r"],
    ...[`${time} 01O `, `${time} stdout F `, "> ", "+"],
  ];
  for (const prefix of prefixes) {
    for (const text of [V1, LEGACY]) {
      const logged = text.split("\n").map((each) => prefix + each).join("\n");
      ok(k6TextFormat.recognizes(logged), prefix);
      deepEqual(figures(logged), figures(text), prefix);
    }
  }
});

Deno.test("k6 text: a metric keeps k6's mark behind a sign that somebody put before each line", () => {
  for (const sign of ["# ", "// ", "* "]) {
    const signed = first(LEGACY.split("\n").map((each) => sign + each).join("\n"));
    assertValues(signed, { "requests total": 7, "errors_status total": 1 });
    ok(isShown(signed, "latency", "p95"), sign);
  }
});

Deno.test("k6 text: requests that were never sent have no latency", () => {
  const run = first(fixture("k6_text/v1_8_refused.txt"));
  assertValues(run, { "requests total": 4, "errors_status total": 4, "error_ratio mean": 1 });
  ok(!isShown(run, "latency", "mean"));
});

Deno.test("k6 text: a line of a check or of prose is no metric", () => {
  const text = V1.replace("✓ status is 200", "✓ answer...: 5\n    ✗ http_reqs are fast...: no");
  deepEqual(figures(text), figures(V1));
});

Deno.test("k6 text: cut anywhere it gives fewer values, never others", () => {
  // A duration may be derived from another counter, a share be the printed one where its counts are cut.
  const isLessExact = (place: string) =>
    /^(?:duration total|\S+_ratio mean|\S+_hits mean) /.test(place);
  assertCutsAreHonest(k6TextFormat, LEGACY, isLessExact);
  assertCutsAreHonest(k6TextFormat, V1.slice(V1.indexOf("  █ TOTAL")), isLessExact);
  assertCutsAreHonest(k6TextFormat, fixture("k6_text/v1_8_open.txt"), isLessExact);
});

/** One line of a legacy summary. */
const line = (name: string, data: string) => `     ${name.padEnd(28, ".")}...: ${data}\n`;

Deno.test("k6 text: print, then read, gives back each figure", () => {
  const count = fc.integer({ min: 1, max: 2 ** 31 });
  const rate = fc.double({ min: 0.001, max: 1e6, noNaN: true }).map((value) => +value.toFixed(6));
  const hundredths = fc.integer({ min: 100, max: 99_999 }).map((value) => value / 100);
  fc.assert(
    fc.property(
      count,
      rate,
      hundredths,
      fc.nat(1000),
      fc.nat(1000),
      (requests, perSecond, ms, failed, vus) => {
        const total = failed + requests;
        const percent = (Math.trunc((failed / total) * 1e4) / 100).toFixed(2);
        const text = line("data_sent", "1.2 kB  1 B/s") +
          line("http_req_duration", `avg=${ms}ms p(95)=${ms}ms`) +
          line("http_req_failed", `${percent}% ✓ ${failed}  ✗ ${requests}`) +
          line("http_reqs", `${total}  ${perSecond}/s`) +
          line("iterations", `${total}  ${perSecond}/s`) +
          line("vus_max", `${vus}  min=${vus}  max=${vus}`) + "\n";
        const run = first(text);
        assertValues(run, {
          "requests total": total,
          "throughput mean": perSecond,
          "latency p95": Number(`${ms}e-3`),
          "errors_status total": failed,
          "error_ratio mean": failed / total,
          "virtual_users total": vus,
        });
        deepEqual(rules(run), []);
      },
    ),
  );
});

Deno.test("k6 text: a number beyond all numbers is left out with a finding", () => {
  const text = fixture("k6_text/v1_8.txt").replace(/(http_reqs\.*: )\d+/, "$11e999")
    .replace(/(http_req_duration\.*: avg=)\S+/, `$1${"9".repeat(400)}s`);
  const [run] = readK6Text(text, { file: "f" });
  const left = run?.findings.filter((each) => each.severity === "withhold");
  deepEqual(left?.map((each) => `${each.metric} ${each.statistic}`).sort(), [
    "latency mean",
    "requests total",
  ]);
  ok(run?.measurements.some((each) => each.metric === "latency" && each.statistic === "max"));
});
