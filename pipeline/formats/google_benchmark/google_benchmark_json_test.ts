import assert from "node:assert/strict";
import fc from "fast-check";
import type { Run } from "../format.ts";
import { googleBenchmarkJsonFormat as format } from "./google_benchmark_json.ts";

const folder = new URL("../testdata/google_benchmark/", import.meta.url);
const fixture = (name: string) => Deno.readTextFileSync(new URL(name, folder));

function read(text: string): Run {
  assert.ok(format.recognizes(text.slice(0, 65_536)), "not recognised");
  assert.equal(format.kind, "text");
  const runs = format.kind === "text" ? format.read(text, { file: "a.json" }) : [];
  return runs[0] as Run;
}

function document(rows: unknown[], context: Record<string, unknown> = { num_cpus: 4 }): string {
  return JSON.stringify({ context, benchmarks: rows });
}

const row = (more: Record<string, unknown> = {}) => ({
  name: "BM_Echo/64",
  run_name: "BM_Echo/64",
  run_type: "iteration",
  repetition_index: 0,
  threads: 1,
  iterations: 1000,
  real_time: 126,
  cpu_time: 63,
  time_unit: "us",
  ...more,
});

/** `metric statistic clock value`, in file order. */
function valuesOf(run: Run): string[] {
  return run.measurements.map((each) =>
    `${each.metric} ${each.statistic} ${each.clock || "-"} ${each.value}`
  );
}

Deno.test("a row gives its iterations and both times, in seconds, with their clocks", () => {
  assert.deepEqual(valuesOf(read(document([row()]))), [
    "iterations total - 1000",
    "iteration_time mean wall 0.000126",
    "iteration_time mean cpu 0.000063",
  ]);
});

Deno.test("every value has its JSON pointer and says which row it belongs to", () => {
  const run = read(document([row(), row({ repetition_index: 1, "a/b": 5 })]));
  const counter = run.measurements.at(-1);
  assert.equal(counter?.source, "a.json#/benchmarks/1/a~1b");
  assert.deepEqual(counter?.labels, {
    benchmark: "BM_Echo/64",
    repetition: "1",
    threads: "1",
    rowType: "iteration",
  });
});

Deno.test("rates carry the CPU's clock, or the wall's where the benchmark asked for real time", () => {
  const rates = { items_per_second: 100, bytes_per_second: 6400 };
  const run = read(document([
    row(rates),
    row({ ...rates, name: "BM_Echo/64/real_time" }),
    row({ ...rates, name: "BM_Echo/64/manual_time" }),
  ]));
  assert.deepEqual(valuesOf(run).filter((value) => /rate|wall|manual/.test(value)), [
    "iteration_time mean wall 0.000126",
    "items_rate mean cpu 100",
    "bytes_rate mean cpu 6400",
    "iteration_time mean wall 0.000126",
    "items_rate mean wall 100",
    "bytes_rate mean wall 6400",
    "iteration_time mean manual 0.000126",
    "items_rate mean manual 100",
    "bytes_rate mean manual 6400",
  ]);
});

Deno.test("aggregates beside repetitions are not read", () => {
  const run = read(document([
    row(),
    row({ repetition_index: 1 }),
    row({ name: "BM_Echo/64_mean", run_type: "aggregate", aggregate_name: "mean", iterations: 2 }),
  ]));
  assert.equal(run.measurements.length, 6);
  assert.equal(run.labels.rows, "iteration 2, aggregate 1");
});

Deno.test("aggregates alone become statistics, and a cv is never a time", () => {
  const aggregate = (name: string, real: number, more = {}) =>
    row({
      name: `BM_Echo/64_${name}`,
      run_type: "aggregate",
      aggregate_name: name,
      aggregate_unit: "time",
      iterations: 10,
      real_time: real,
      items_per_second: 7,
      ...more,
    });
  const run = read(document([
    aggregate("mean", 10),
    aggregate("median", 9),
    aggregate("stddev", 1),
    aggregate("min", 8),
    aggregate("max", 12),
    aggregate("cv", 0.1, { aggregate_unit: "percentage" }),
    aggregate("dispersion", 3),
  ]));
  assert.deepEqual(valuesOf(run).filter((value) => value.includes("wall")), [
    "iteration_time mean wall 0.00001",
    "iteration_time p50 wall 0.000009",
    "iteration_time stdev wall 0.000001",
    "iteration_time min wall 0.000008",
    "iteration_time max wall 0.000012",
  ]);
  assert.equal(run.measurements[0]?.labels.benchmark, "BM_Echo/64");
  assert.equal(run.measurements[0]?.labels.aggregate, "mean");
  assert.ok(!run.measurements.some((each) => each.metric === "iterations"));
});

Deno.test("aggregates of files without run_type are told by their names", () => {
  const old = (name: string) => ({
    name,
    iterations: 100,
    real_time: 5,
    cpu_time: 5,
    time_unit: "ns",
  });
  const run = read(document([
    ...["BM_Pow", "BM_Pow", "BM_Pow_mean", "BM_Pow_stddev", "compute_mean"].map(old),
    { name: "BM_Pow_BigO", cpu_coefficient: 1, real_coefficient: 1, big_o: "N", time_unit: "ns" },
    { name: "BM_Pow_RMS", rms: 0.04 },
  ]));
  assert.equal(run.labels.rows, "iteration 3, aggregate 2, big-o 1, rms 1");
  assert.deepEqual(
    run.measurements.filter((each) => each.metric === "iterations").map((each) =>
      `${each.labels.benchmark} ${each.labels.repetition}`
    ),
    ["BM_Pow 0", "BM_Pow 1", "compute_mean 0"],
  );
});

Deno.test("a name that comes twice with the same repetition is counted on", () => {
  const run = read(document([row(), row()]));
  const repetitions = run.measurements.map((each) => each.labels.repetition);
  assert.deepEqual([...new Set(repetitions)], ["0", "1"]);
});

Deno.test("a row that failed or was skipped gives a finding with its message and no value", () => {
  const run = read(document([
    row({ error_occurred: true, error_message: "connect: refused", real_time: 0, iterations: 1 }),
    row({ name: "BM_B", skipped: true, skip_message: "no such device", iterations: 0 }),
  ]));
  assert.deepEqual(run.measurements, []);
  assert.deepEqual(run.findings.map(({ rule, message, source }) => [rule, message, source]), [
    ["no-samples", "BM_Echo/64 stopped with an error: connect: refused", "a.json#/benchmarks/0"],
    ["no-samples", "BM_B was skipped: no such device", "a.json#/benchmarks/1"],
  ]);
});

Deno.test("a row without a unit has nanoseconds, and one with an unknown unit no times", () => {
  const { time_unit: _, ...bare } = row();
  assert.equal(read(document([bare])).measurements[1]?.value, 126e-9);
  assert.deepEqual(valuesOf(read(document([row({ time_unit: "weeks" })]))), [
    "iterations total - 1000",
  ]);
});

Deno.test("threads are the field's, whatever a name that the program chose says", () => {
  const run = read(document([row({ name: "Schedule/tasks:64/threads:128", threads: 1 })]));
  assert.equal(run.measurements[0]?.labels.threads, "1");
});

Deno.test("bare NaN and Infinity cost their own value and nothing else", () => {
  const run = read(fixture("twin-1.7.1.json"));
  assert.deepEqual(
    run.findings.filter(({ rule }) => rule === "sentinel-value").map(({ source }) => source),
    ["a.json#/benchmarks/15/endless", "a.json#/benchmarks/15/undefined"],
  );
  const counters = run.measurements.filter((each) => each.metric.startsWith("counter:"));
  assert.deepEqual(counters.map((each) => [each.metric, each.value, each.clock]), [
    ["counter:Frob Size", 12, "unknown"],
    ["counter:big", 1048576, "unknown"],
    ["counter:each", 2.4840000000248e-7, "unknown"],
    ["counter:per second", 4025764.8952899203, "unknown"],
    ["counter:ratio", 0.00025, "unknown"],
  ]);
});

Deno.test("a counter that is called like a field costs that field, and one called name the row", () => {
  const run = read(fixture("counters-1.7.1.json"));
  assert.deepEqual(valuesOf(run), [
    "iteration_time mean wall 0.000005458009982248768",
    "iteration_time mean cpu 0.000005443889999999998",
    "items_rate mean wall 183216.96062343725",
    "counter:load mean unknown 0.5",
  ]);
  assert.deepEqual(run.findings.map(({ severity, message }) => `${severity}: ${message}`), [
    "withhold: BM_Counters/iterations:100/real_time: iterations stands there twice with different values, as where " +
    "a counter is called like a field, and is left out",
    "warn: the name of row 1 stands there twice with different values, as where a counter is called like a field; " +
    "the row is left out",
  ]);
});

Deno.test("a negative time is left out with a finding", () => {
  const run = read(document([row({ cpu_time: -3 })]));
  assert.deepEqual(valuesOf(run), ["iterations total - 1000", "iteration_time mean wall 0.000126"]);
  assert.match(run.findings[0]?.message ?? "", /cpu_time is -3 and is left out/);
});

Deno.test("a document that is cut loses the row it stops in and says which", () => {
  const whole = document([row(), row({ name: "BM_B" }), row({ name: "BM_C" })]);
  const run = read(whole.slice(0, whole.indexOf("BM_C") + 90));
  assert.deepEqual(
    new Set(run.measurements.map((each) => each.labels.benchmark)),
    new Set(["BM_Echo/64", "BM_B"]),
  );
  assert.equal(run.findings[0]?.rule, "truncated-input");
  assert.match(run.findings[0]?.source ?? "", /^[^#]+\.json#L1$/);
  assert.match(
    run.findings[0]?.message ?? "",
    /stops at line 1, inside BM_C.*2 rows before it are kept/,
  );
});

Deno.test("no prefix of a document says anything that the whole does not", () => {
  const whole = fixture("twin-1.7.1.json");
  const known = new Set(valuesOf(read(whole)));
  fc.assert(fc.property(fc.integer({ min: 1500, max: whole.length - 1 }), (length) => {
    for (const value of valuesOf(read(whole.slice(0, length)))) assert.ok(known.has(value), value);
  }));
});

Deno.test("documents behind one another are runs, and pointers begin with their place", () => {
  const text = `${document([row()])}\n${document([row({ name: "BM_B" })])}\n`;
  const runs = format.kind === "text" ? format.read(text, { file: "a.json" }) : [];
  assert.deepEqual(runs.map((run) => [run.run, run.measurements[0]?.source]), [
    [1, "a.json#/0/benchmarks/0/iterations"],
    [2, "a.json#/1/benchmarks/0/iterations"],
  ]);
});

Deno.test("context lines of stderr before the document do not hide it", () => {
  assert.equal(
    read(`Running ./bench\n***WARNING*** noisy\n${document([row()])}`).measurements.length,
    3,
  );
});

Deno.test("the context becomes labels, its version the way that threads are counted", () => {
  const labels = read(fixture("python-1.9.5.json")).labels;
  assert.equal(labels.library_version, "1.9.5");
  assert.equal(labels.thread_times, "sum");
  assert.equal(labels.num_cpus, "2");
  assert.equal(labels.load_avg, "0.454102, 0.384277, 0.544922");
  assert.equal(labels.caches, undefined);
  assert.equal(read(fixture("twin-1.7.1.json")).labels.thread_times, "mean");
});

Deno.test("rates per thread of 1.9.0 to 1.9.4 are reported", () => {
  const rows = [
    row({ threads: 8, items_per_second: 5 }),
    row({ name: "BM_B", items_per_second: 5 }),
  ];
  const run = read(document(rows, { library_version: "v1.9.1" }));
  assert.deepEqual(run.findings.map(({ rule, source }) => [rule, source]), [
    ["per-thread-rate", "a.json#/benchmarks/0"],
  ]);
});

Deno.test("a report without rows is a run in which nothing was measured", () => {
  const run = read(`{"context": {"num_cpus": 2}, "benchmarks": [\n], "cpu_time": 0}`);
  assert.equal(run.findings[0]?.rule, "no-samples");
});

Deno.test("hostile names stay data", () => {
  const run = read(
    `{"context": {"__proto__": "x", "num_cpus": 1}, "benchmarks": [{"name": "=cmd|'../..'", "__proto__": 3, ` +
      `"real_time": 1, "cpu_time": 1, "iterations": 1}]}`,
  );
  assert.equal(Object.getPrototypeOf(run.labels), Object.prototype);
  assert.equal(run.measurements.at(-1)?.metric, "counter:__proto__");
  assert.equal(run.measurements[0]?.labels.benchmark, "=cmd|'../..'");
});

Deno.test("JSON of other tools is not recognised", () => {
  assert.ok(!format.recognizes(`{"machine_info": {}, "benchmarks": [{"stats": {"mean": 1}}]}`));
  assert.ok(!format.recognizes(`{"metrics": {"http_reqs": {}}}`));
});

Deno.test("a list that cannot be read is a failure with file and remedy", () => {
  assert.throws(
    () => format.kind === "text" && format.read(`{"a": 1}`, { file: "a.json" }),
    /a\.json line 1: no "benchmarks" list.*--benchmark_out/,
  );
});
