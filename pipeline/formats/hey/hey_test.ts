import { deepEqual, equal, ok } from "node:assert/strict";
import { heyFormat } from "./hey.ts";
import {
  assertCutsAreHonest,
  assertValues,
  fixture,
  isShown,
  measured,
  rules,
} from "../../../tests/formats/testing.ts";

const read = (text: string) => heyFormat.read(text, { file: "a.txt" });

Deno.test("hey reads its summary, each value with its line", () => {
  const text = fixture("hey/slow.txt");
  const [run, ...others] = read(text);
  equal(others.length, 0);
  const printed = (pattern: RegExp) => Number(pattern.exec(text)?.[1]);
  assertValues(run, {
    "requests total": 400,
    "duration total": printed(/Total:\s+(\S+)/),
    "throughput mean": printed(/Requests\/sec:\s+(\S+)/),
    "latency mean": printed(/Average:\s+(\S+)/),
    "latency min": printed(/Fastest:\s+(\S+)/),
    "latency max": printed(/Slowest:\s+(\S+)/),
    "latency p50": printed(/50% in (\S+)/),
    "latency p99": printed(/99% in (\S+)/),
    "bytes_received total": 1600,
    "errors_status total": 0,
    "errors total": 0,
  });
  equal(measured(run, "latency", "max").source, "a.txt#L4");
  equal(measured(run, "latency", "max").loop, "closed");
  ok(isShown(run, "time_to_first_byte", "mean"));
});

Deno.test("hey counts answers with an error status", () => {
  const [run] = read(fixture("hey/mixed.txt"));
  const bad = measured(run, "errors_status", "total").value;
  ok(bad > 0 && bad < 100);
  assertValues(run, { "requests total": 200 });
});

Deno.test("hey's rate of requests that nobody answered is no throughput", () => {
  const [run] = read(fixture("hey/refused.txt"));
  assertValues(run, { "requests total": 0, "errors total": 10, "throughput mean": 0 });
  ok(!run?.measurements.some((each) => each.metric === "latency" && each.status === "ok"));
  deepEqual(rules(run), ["failed-answers", "sentinel-value"]);
  for (const statistic of ["mean", "min", "max"]) {
    const said = run?.findings.filter((each) =>
      each.metric === "latency" && each.statistic === statistic
    );
    equal(said?.length, 1, statistic);
  }
});

Deno.test("hey's rate is reduced to the requests that were answered", () => {
  const text = fixture("hey/resets.txt");
  const [run] = read(text);
  const answers = measured(run, "requests", "total").value;
  const errors = measured(run, "errors", "total").value;
  equal(answers + errors, 60);
  ok(errors > 0);
  const printed = Number(/Requests\/sec:\s+(\S+)/.exec(text)?.[1]);
  equal(measured(run, "throughput", "mean").value, printed * answers / 60);
});

Deno.test("hey has no p99 of twenty answers", () => {
  const text = fixture("hey/few.txt");
  ok(text.includes("0% in 0.0000 secs"));
  const [run] = read(text);
  ok(isShown(run, "latency", "p90"));
  ok(!run?.measurements.some((each) => each.statistic === "p99" || each.statistic === "p0"));
  deepEqual(run?.findings.map((each) => each.statistic), ["p99"]);
});

Deno.test("hey's mean of more than a million answers is withheld", () => {
  const text = fixture("hey/slow.txt").replace("400 responses", "4000000 responses")
    .replace(/Requests\/sec:\s+\S+/, "Requests/sec:\t" + (4e6 / 2.0775).toFixed(4))
    .replace(/Total:\s+\S+ secs/, "Total:\t2.0775 secs");
  const [run] = read(text);
  equal(measured(run, "latency", "mean").status, "withheld");
  deepEqual(rules(run), ["sentinel-value", "truncated-input"]);
});

Deno.test("hey's rate that fits no count of requests is withheld", () => {
  const [run] = read(fixture("hey/slow.txt").replace("400 responses", "40000 responses"));
  equal(measured(run, "throughput", "mean").status, "withheld");
});

Deno.test("hey reads several summaries of one file", () => {
  const runs = read(fixture("hey/slow.txt") + "\n$ hey -n 20\n" + fixture("hey/few.txt"));
  deepEqual(runs.map((run) => measured(run, "requests", "total").value), [400, 20]);
});

Deno.test("hey never gives another number when its text is cut, wherever it is", () => {
  for (const name of ["slow", "mixed", "resets"]) {
    assertCutsAreHonest(heyFormat, fixture(`hey/${name}.txt`));
  }
  const text = fixture("hey/slow.txt");
  const [cut] = read(text.slice(0, text.indexOf("Status code")));
  ok(!isShown(cut, "requests", "total"));
  deepEqual(rules(cut), ["truncated-input"]);
});

Deno.test("hey counts nothing where its counts are cut, and no 0 either", () => {
  const text = fixture("hey/resets.txt");
  const ends = ["distribution:\n", "[200]\t5", "51 responses\n", "Error distribution:\n"];
  for (const end of ends) {
    const [run] = read(text.slice(0, text.lastIndexOf(end) + end.length));
    for (const metric of ["requests", "errors_status", "errors"]) {
      ok(!run?.measurements.some((each) => each.metric === metric), `${metric} after ${end}`);
    }
    ok(rules(run).includes("truncated-input"), end);
  }
});

Deno.test("hey recognises its summary and not oha's, which looks alike", () => {
  equal(heyFormat.recognizes(fixture("hey/refused.txt")), true);
  equal(
    heyFormat.recognizes("Summary:\n  Success rate:\t100.00%\n  Total:\t60.0754 secs\n"),
    false,
  );
});

Deno.test("hey keeps the first million latencies: of one answer more it has not all", () => {
  const of = (answers: number) =>
    read(fixture("hey/slow.txt").replace("400 responses", `${answers} responses`))[0]?.findings
      .filter(({ rule }) => rule === "truncated-input").map(({ message }) => message);
  deepEqual(of(1_000_000), []);
  deepEqual(of(1_000_001), [
    "minimum, maximum and percentiles are of the first 1000000 of 1000001 answers",
  ]);
});
