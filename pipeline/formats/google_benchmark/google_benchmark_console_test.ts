import assert from "node:assert/strict";
import fc from "fast-check";
import { cleanText } from "../decode.ts";
import type { Run } from "../format.ts";
import { googleBenchmarkConsoleFormat as format } from "./google_benchmark_console.ts";

const folder = new URL("../testdata/google_benchmark/", import.meta.url);
const fixture = (name: string) => cleanText(Deno.readTextFileSync(new URL(name, folder)));

function read(text: string): Run {
  assert.ok(format.recognizes(text.slice(0, 65_536)), "not recognised");
  return (format.kind === "text" ? format.read(text, { file: "a.txt" }) : [])[0] as Run;
}

/** `benchmark metric statistic clock value`, in file order. */
function valuesOf(run: Run): string[] {
  return run.measurements.map((each) =>
    `${each.labels.benchmark} ${each.metric} ${each.statistic} ${each.clock || "-"} ${each.value}`
  );
}

const HEADER = "Benchmark                      Time             CPU   Iterations UserCounters...\n";

Deno.test("a real table gives times, rates and counters with line, clock and printed text", () => {
  const run = read(fixture("twin-1.7.1.txt"));
  assert.equal(run.labels.rows, "iteration 16, aggregate 4, error 1, big-o 1, rms 1");
  const first = run.measurements.slice(0, 5);
  assert.deepEqual(
    first.map((each) => [each.metric, each.clock, each.value, each.labels.printed]),
    [
      ["iterations", "", 40, "40"],
      ["iteration_time", "wall", 0.002181746, "2181746 ns"],
      ["iteration_time", "cpu", 0.000121402, "121402 ns"],
      ["items_rate", "cpu", 82371, "82.371k/s"],
      ["bytes_rate", "cpu", 5.02753 * 1024 ** 2, "5.02753M/s"],
    ],
  );
  assert.equal(first[0]?.source, "a.txt#L14");
});

Deno.test("console text and JSON of one execution say the same", () => {
  const json = JSON.parse(fixture("twin-1.7.1.json").replace(/: (?:NaN|Infinity)/g, ": null"));
  const run = read(fixture("twin-1.7.1.txt"));
  const times = run.measurements.filter((each) =>
    each.metric === "iteration_time" && each.clock === "cpu"
  );
  const rows = json.benchmarks.filter((row: Record<string, unknown>) =>
    row.run_type === "iteration" && row.error_occurred === undefined
  );
  assert.equal(times.length, rows.length);
  const unit: Record<string, number> = { ns: 1e-9, us: 1e-6 };
  times.forEach((time, index) => {
    assert.equal(time.labels.benchmark, rows[index].name);
    assert.equal(time.labels.repetition, String(rows[index].repetition_index));
    const seconds = rows[index].cpu_time * (unit[rows[index].time_unit] ?? NaN);
    assert.ok(Math.abs(time.value / seconds - 1) < 0.01, `${time.value} is not ${seconds}`);
  });
});

Deno.test("an error row is a finding with its benchmark and message", () => {
  const run = read(fixture("twin-1.7.1.txt"));
  const said = run.findings.find(({ rule }) => rule === "no-samples");
  assert.equal(said?.message, "broken stopped with an error: connect: Connection refused");
  assert.equal(said?.source, "a.txt#L30");
});

Deno.test("nan and inf of a counter are left out with a finding", () => {
  const run = read(fixture("twin-1.7.1.txt"));
  const said = run.findings.filter(({ rule }) => rule === "sentinel-value").map(({ message }) =>
    message
  );
  assert.deepEqual(said.map((message) => message.match(/\w+=\w+/)?.[0]), [
    "endless=inf",
    "undefined=nan",
  ]);
});

Deno.test("a counter whose k may be 1024 is said to be uncertain, unless a Ki shows the release", () => {
  const said = (text: string) =>
    read(text).findings.filter(({ rule }) => rule === "unit-unknown").map(({ metric }) => metric);
  assert.ok(said(fixture("twin-1.7.1.txt")).includes("counter:big"));
  assert.deepEqual(said(fixture("python-1.9.5.txt")), []);
});

Deno.test("context lines become labels", () => {
  const labels = read(fixture("twin-1.7.1.txt")).labels;
  assert.deepEqual(
    [
      labels.date,
      labels.executable,
      labels.num_cpus,
      labels.mhz_per_cpu,
      labels.load_avg,
      labels.library_build_type,
    ],
    ["2026-11-21T03:51:53+00:00", "./twin", "2", "2596.13", "0.26, 0.35, 0.54", "debug"],
  );
  assert.equal(labels.thread_times, "mean");
  assert.equal(read(fixture("python-1.9.5.txt")).labels.thread_times, undefined);
});

Deno.test("tables with a column a counter are read, colours and a second header as well", () => {
  const run = read(fixture("python-1.9.5-tabular-colour.txt"));
  const own = run.measurements.filter((each) => each.labels.repetition === "0");
  assert.deepEqual(own.map((each) => each.metric), [
    "iterations",
    "iteration_time",
    "iteration_time",
    "items_rate",
    "bytes_rate",
    "counter:Frobnications",
    "counter:Load",
  ]);
  assert.equal(
    run.findings[0]?.message,
    "refused stopped with an error: connect: Connection refused",
  );
  const blanks = read(fixture("tabular-1.7.1.txt"));
  assert.ok(
    blanks.measurements.some((each) => each.metric === "counter:Frob Size" && each.value === 12),
  );
});

Deno.test("tables of one file are told apart where their names are the same", () => {
  const table = (compiler: string, time: number) =>
    `${compiler}\n${HEADER}hidden      ${time} ns      ${time} ns     305246\n`;
  const run = read(`${table("GCC 6.3", 2301)}\n${table("Clang 7", 2422)}`);
  assert.deepEqual(
    run.measurements.filter((each) => each.clock === "wall").map((
      each,
    ) => [each.labels.table, each.labels.repetition, each.value]),
    [["1", "0", 2301e-9], ["2", "0", 2422e-9]],
  );
});

Deno.test("programs of one log are told apart by their executables", () => {
  const part = (program: string) =>
    `[ 68%] Built target x\nrunning case: a\nfile: /a/b\nRunning ${program}\nRun on (20 X 4500 MHz CPU s)\n` +
    `${HEADER}bm_parse      8473 ns      8470 ns     80540 items_per_second=118.058k/s\n`;
  const run = read(part("../bin/emit") + part("../bin/parse"));
  assert.deepEqual(
    run.measurements.filter((each) => each.metric === "items_rate").map((each) =>
      each.labels.executable
    ),
    ["../bin/emit", "../bin/parse"],
  );
  assert.equal(run.labels.executable, "../bin/emit");
});

Deno.test("rows behind the line prefix of a log are read without it", () => {
  const lines = `${HEADER}BM_x/8      84.0 ns      83.0 ns     305246\n`.trimEnd().split("\n");
  const log = lines.map((line, index) => `2024-05-07T20:32:4${index}Z ${line}`).join("\n") + "\n";
  assert.equal(read(log).measurements[0]?.labels.benchmark, "BM_x/8");
});

Deno.test("rows without a header are read", () => {
  const run = read("logsumexp<float>/64/real_time      388 ns      388 ns     1797191\n");
  assert.deepEqual(
    valuesOf(run)[1],
    "logsumexp<float>/64/real_time iteration_time mean wall 3.88e-7",
  );
});

Deno.test("a cv is never a time, by its percent signs or by its name", () => {
  const rows = [
    "x_mean    10 ns    10 ns    3",
    "x_median    10 ns   10 ns    3",
    "x_stddev   1 ns   1 ns    3",
  ];
  const printed = read(`${HEADER}${rows.join("\n")}\nx_cv     5.16 %     5.31 %     3\n`);
  const asTime = read(`${HEADER}${rows.join("\n")}\nx_cv     0.05 ns    0.05 ns    3\n`);
  for (const run of [printed, asTime]) {
    assert.deepEqual(
      run.measurements.filter((each) => each.clock === "wall").map((each) => each.statistic),
      ["mean", "p50", "stdev"],
    );
  }
});

Deno.test("a list of rates is a table of its own", () => {
  const run = read(
    `${HEADER}A/64      84.0 ns      83.0 ns     30 bytes_per_second=5.0Mi/s\n\nA/64   bytes_per_second=4.0 MiB/s\n`,
  );
  assert.deepEqual(
    run.measurements.filter((each) => each.metric === "bytes_rate").map((
      each,
    ) => [each.labels.table, each.value]),
    [["1", 5 * 1024 ** 2], ["2", 4 * 1024 ** 2]],
  );
});

Deno.test("no prefix of a text says anything that the whole does not", () => {
  for (const name of ["twin-1.7.1.txt", "python-1.9.5.txt", "python-1.9.5-tabular-colour.txt"]) {
    const whole = fixture(name);
    const known = new Set(valuesOf(read(whole)));
    fc.assert(fc.property(fc.integer({ min: 700, max: whole.length }), (length) => {
      // A benchmark that has lost its repetitions is summed by its aggregates.
      const run = read(whole.slice(0, length));
      const samples = run.measurements.filter((each) => each.labels.rowType === "iteration");
      for (const value of valuesOf({ ...run, measurements: samples })) {
        assert.ok(known.has(value), `${value} after ${length} characters of ${name}`);
      }
    }));
  }
});

Deno.test("a text that ends inside its last row says so", () => {
  const cut = `${HEADER}A/64      84.0 ns      83.0 ns     305246\nB/64      84.0 ns     8`;
  assert.deepEqual(read(cut).findings.map(({ rule, source }) => [rule, source]), [[
    "truncated-input",
    "a.txt#L3",
  ]]);
});

Deno.test("a text without any row is a failure with file and remedy, one with a header an empty run", () => {
  assert.throws(
    () => format.kind === "text" && format.read("hello\n", { file: "a.txt" }),
    /a\.txt line 1: no row of a Google Benchmark table.*Give/,
  );
  assert.equal(read(HEADER).findings[0]?.rule, "no-samples");
});

Deno.test("a row whose times have a decimal comma is named, and its rate makes no row of another name", () => {
  const run = read(
    HEADER +
      "spin/8     1,29 ns      1,24 ns    100000 items_per_second=12k/s\n" +
      "spin/8_cv  27,51 %      27,52 %         3 items_per_second=28,14%\n" +
      "spin/64      129 ns       124 ns    100000 items_per_second=12k/s\n",
  );
  assert.deepEqual(valuesOf(run), [
    "spin/64 iterations total - 100000",
    "spin/64 iteration_time mean wall 1.29e-7",
    "spin/64 iteration_time mean cpu 1.24e-7",
    "spin/64 items_rate mean cpu 12000",
  ]);
  assert.deepEqual(
    run.findings.map(({ rule, source, message }) => [rule, source, message.slice(0, 20)]),
    [
      ["truncated-input", "a.txt#L2", 'the row "spin/8     '],
      ["truncated-input", "a.txt#L3", 'the row "spin/8_cv  '],
    ],
  );
});

Deno.test("a rate with a decimal comma is left out by name", () => {
  const run = read(
    HEADER + "spin/8  129 ns  124 ns  100000 bytes_per_second=5M/s items_per_second=82,371k/s\n",
  );
  assert.ok(!run.measurements.some(({ metric }) => metric === "items_rate"));
  assert.deepEqual(run.findings.filter(({ rule }) => rule === "truncated-input"), [{
    rule: "truncated-input",
    severity: "warn",
    message: "a comma makes no number sure, and it is left out: items_per_second=82,371k/s",
    source: "a.txt#L2",
  }]);
});

Deno.test("columns of counters with decimal commas are left out by name", () => {
  const run = read(
    "Benchmark        Time         CPU   Iterations       Load items_per_second\n" +
      "spin/8         129 ns      124 ns       100000       0,25        82,371k/s\n",
  );
  assert.equal(run.measurements.length, 3);
  assert.equal(run.measurements[0]?.labels.label, undefined);
  assert.equal(
    run.findings[0]?.message,
    "a comma makes no number sure, and the counters are left out: 0,25        82,371k/s",
  );
});

Deno.test("rows within a container's JSON log are named, not passed over", () => {
  const log = HEADER.trimEnd() + "\n" + "spin/8     129 ns      124 ns    100000\n";
  const run = read(
    log.trimEnd().split("\n").map((line) => JSON.stringify({ log: line + "\n" }) + "\n").join(""),
  );
  assert.deepEqual(run.measurements, []);
  assert.deepEqual(run.findings.map(({ rule }) => rule), ["truncated-input"]);
  assert.match(run.findings[0]?.message ?? "", /^the row .* has no times as the library prints/);
});
