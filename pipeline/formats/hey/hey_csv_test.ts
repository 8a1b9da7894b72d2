import { deepEqual, equal, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import { heyCsvFormat } from "./hey_csv.ts";
import { assertValues, fixture, isShown, measured, rules } from "../../../tests/formats/testing.ts";

const read = (text: string) => heyCsvFormat.read(text, { file: "a.csv" });

const HEADER =
  "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read,status-code,offset\n";

interface Row {
  /** Ten-thousandths of a second. */
  latency: number;
  offset: number;
  status: number;
}

/** `csvTmpl` of requester/print.go. */
function print(rows: readonly Row[]): string {
  return HEADER +
    rows.map(({ latency, offset, status }) =>
      `${(latency / 10_000).toFixed(4)},0.0001,0.0000,0.0001,0.0203,0.0000,${status},` +
      `${(offset / 10_000).toFixed(4)}\n`
    ).join("") + "\n";
}

Deno.test("hey's CSV gives counts, rate and percentiles of its answers", () => {
  const rows = Array.from({ length: 200 }, (_, index) => ({
    latency: 100 + index,
    offset: index * 50,
    status: index % 10 === 0 ? 503 : 200,
  }));
  const [run] = read(print(rows));
  assertValues(run, {
    "requests total": 200,
    "errors_status total": 20,
    "duration total": (199 * 50 + 299) / 10_000,
    "throughput mean": 200 / ((199 * 50 + 299) / 10_000),
    "latency min": 0.01,
    "latency p50": 0.0199,
    "latency p99": 0.0297,
    "latency max": 0.0299,
  });
  ok(!isShown(run, "latency", "p99.9"));
  equal(measured(run, "latency", "max").source, "a.csv#L201");
  equal(measured(run, "latency", "p50").loop, "closed");
});

Deno.test("hey's CSV is read as hey wrote it", () => {
  const [run] = read(fixture("hey/answers.csv"));
  assertValues(run, { "requests total": 40, "errors_status total": 0 });
  ok(Math.abs(measured(run, "latency", "p50").value - 0.0205) < 0.002);
  deepEqual(run?.findings, []);
});

Deno.test("hey's CSV of old versions has neither status nor rate", () => {
  const text = fixture("hey/answers.csv").replace(/,[^,\n]+,[^,\n]+$/gm, "");
  ok(text.startsWith("response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read\n"));
  const [run] = read(text);
  assertValues(run, { "requests total": 40 });
  ok(!isShown(run, "errors_status", "total"));
  ok(!isShown(run, "throughput", "mean"));
});

Deno.test("hey's CSV that was cut lacks its last row and says so", () => {
  const text = fixture("hey/answers.csv").trimEnd();
  const [run] = read(text.slice(0, -2));
  assertValues(run, { "requests total": 39 });
  ok(!isShown(run, "throughput", "mean"));
  deepEqual(rules(run), ["truncated-input"]);
  deepEqual(run?.findings.map(({ message }) => message), [
    "line 41 is no complete row; it is left out",
  ]);
});

Deno.test("hey's CSV withholds latencies below its resolution", () => {
  const [run] = read(
    print([{ latency: 0, offset: 1, status: 200 }, { latency: 3, offset: 2, status: 200 }]),
  );
  equal(measured(run, "latency", "min").status, "withheld");
  assertValues(run, { "latency max": 0.0003 });
});

Deno.test("hey's CSV without an answer is a failure with a remedy", () => {
  throws(() => read(HEADER), /a\.csv line 1: no answer follows the header; start the server/);
});

Deno.test("hey's CSV reads back what hey prints", () => {
  const rows = fc.array(
    fc.record({
      latency: fc.integer({ min: 1, max: 1e6 }),
      offset: fc.integer({ min: 0, max: 1e6 }),
      status: fc.constantFrom(200, 301, 404, 500),
    }),
    { minLength: 1, maxLength: 100 },
  );
  fc.assert(fc.property(rows, (given) => {
    const [run] = read(print(given));
    const sorted = given.map((each) => each.latency).sort((a, b) => a - b);
    assertValues(run, {
      "requests total": given.length,
      "errors_status total": given.filter((each) => each.status >= 400).length,
      "latency min": (sorted[0] as number) / 10_000,
      "latency max": (sorted.at(-1) as number) / 10_000,
    });
  }));
});

Deno.test("hey's CSV lasts until its last answer came, whichever request that was of", () => {
  const [run] = read(print([
    { latency: 100, offset: 0, status: 200 },
    { latency: 9000, offset: 100, status: 200 },
    { latency: 100, offset: 500, status: 200 },
  ]));
  equal(measured(run, "duration", "total").value, 0.91);
  equal(measured(run, "duration", "total").source, "a.csv#L3");
});

Deno.test("hey's CSVs that were joined are a run each, also where the first was cut", () => {
  const text = fixture("hey/answers.csv");
  const other = print([{ latency: 100, offset: 0, status: 503 }]);
  const said = (runs: ReturnType<typeof read>) =>
    runs.map((
      { run, measurements },
    ) => [run, ...measurements.map(({ metric, statistic, value }) => [metric, statistic, value])]);
  const alone = [...said(read(text)), ...said(read(other)).map(([, ...rest]) => [2, ...rest])];
  deepEqual(said(read(text + other)), alone);
  const cut = read(text.slice(0, -60) + other);
  deepEqual(cut.map(rules), [["truncated-input"], []]);
  deepEqual(said(cut)[1], alone[1]);
});
