import assert from "node:assert/strict";
import fc from "fast-check";
import type { Run } from "../format.ts";
import { googleBenchmarkCsvFormat as format } from "./google_benchmark_csv.ts";

const folder = new URL("../testdata/google_benchmark/", import.meta.url);
const fixture = (name: string) => Deno.readTextFileSync(new URL(name, folder));

function read(text: string): Run {
  assert.ok(format.recognizes(text.slice(0, 65_536)), "not recognised");
  return (format.kind === "text" ? format.read(text, { file: "a.csv" }) : [])[0] as Run;
}

function valuesOf(run: Run): string[] {
  return run.measurements.map((each) =>
    `${each.labels.benchmark} ${each.metric} ${each.statistic} ${each.clock || "-"} ${each.value}`
  );
}

Deno.test("a counter that is called like a column leaves that column alone, and is left out", () => {
  const run = read(fixture("counters-1.7.1.csv"));
  assert.deepEqual(valuesOf(run), [
    "BM_Counters/iterations:100/real_time iterations total - 100",
    "BM_Counters/iterations:100/real_time iteration_time mean wall 0.00000609996",
    "BM_Counters/iterations:100/real_time iteration_time mean cpu 0.00000608895",
    "BM_Counters/iterations:100/real_time items_rate mean wall 163936",
    "BM_Counters/iterations:100/real_time counter:load mean unknown 0.5",
  ]);
  assert.deepEqual(run.findings.map(({ message, source }) => `${source}: ${message}`), [
    "a.csv#L1: the counter iterations is called like a column before it and is left out",
  ]);
});

const HEADER =
  "name,iterations,real_time,cpu_time,time_unit,bytes_per_second,items_per_second,label," +
  "error_occurred,error_message";

Deno.test("a real file with its context before the header is read", () => {
  const run = read(fixture("python-1.9.5.csv"));
  assert.equal(run.labels.rows, "iteration 2, aggregate 4, error 1");
  assert.equal(run.labels.num_cpus, "2");
  const first = run.measurements.slice(0, 7);
  assert.deepEqual(
    first.map((each) => [each.metric, each.clock, each.value, each.labels.printed]),
    [
      ["iterations", "", 500, "500"],
      ["iteration_time", "wall", 665.188e-9, "665.188"],
      ["iteration_time", "cpu", 664.03e-9, "664.03"],
      ["items_rate", "cpu", 1.50596e8, "1.50596e+08"],
      ["bytes_rate", "cpu", 9.63812e9, "9.63812e+09"],
      ["counter:Frobnications", "unknown", 12047.6, "12047.6"],
      ["counter:Load", "unknown", 0.25, "0.25"],
    ],
  );
  assert.equal(
    run.findings[0]?.message,
    "refused stopped with an error: connect: Connection refused",
  );
});

Deno.test("a file whose program was aborted keeps what it has, and a cv with a unit is no time", () => {
  const run = read(fixture("twin-1.7.1-aborted.csv"));
  assert.equal(run.labels.rows, "iteration 11, aggregate 4");
  const longest = Math.max(
    ...run.measurements.filter((each) => each.metric === "iteration_time").map((each) =>
      each.value
    ),
  );
  assert.ok(longest < 0.01, `${longest} s is the ratio of a cv`);
});

Deno.test("BigO, RMS and cv rows leave no measurement", () => {
  const run = read([
    HEADER,
    '"x/1",166667,42,4.43422,ns,,,,,',
    '"x_BigO",,42,4.12845,(1),,,,,',
    '"x_BigO",,42,4.12845,NlgN,,,,,',
    '"x_RMS",,1.5e-25,3.06e-11,,,,,,',
    '"x_cv",3,1.44e-08,0.00134,,,,,,',
    "",
  ].join("\n"));
  assert.equal(run.labels.rows, "iteration 1, big-o 2, rms 1, aggregate 1");
  assert.deepEqual(valuesOf(run), [
    "x/1 iterations total - 166667",
    "x/1 iteration_time mean wall 4.2e-8",
    "x/1 iteration_time mean cpu 4.43422e-9",
  ]);
});

Deno.test("error rows are short, skipped rows say so, and both name their message", () => {
  const run = read([
    `${HEADER},"bar"`,
    '"x",1,2,3,ns,,,"a ""label"", quoted",,,5',
    '"y",,,,,,,,true,"it said ""no"""',
    '"z",,,,,,,,false,"not here"',
    "",
  ].join("\n"));
  assert.deepEqual(run.findings.map(({ message }) => message), [
    'y stopped with an error: it said "no"',
    "z was skipped: not here",
  ]);
  assert.equal(run.measurements[0]?.labels.label, 'a "label", quoted');
});

Deno.test("quoted fields may hold commas and line ends", () => {
  const run = read(`${HEADER}\n"Map<int, int>/8",1,2,3,us,,,"two\nlines",,\n"y",1,2,3,ns,,,,,\n`);
  assert.deepEqual(
    run.measurements.map((each) => [each.labels.benchmark, each.source]).filter((_, index) =>
      index % 3 === 0
    ),
    [
      ["Map<int, int>/8", "a.csv#L2"],
      ["y", "a.csv#L4"],
    ],
  );
});

Deno.test("a quote that nobody closes costs one record and not the file", () => {
  const rows = Array.from({ length: 30 }, (_, index) => `"b${index}",1,2,3,ns,,,,,`);
  const run = read(`${HEADER}\n"broken,1,2,3,ns,,,,,\n${rows.join("\n")}\n`);
  assert.equal(run.measurements.length, 90);
  assert.equal(run.findings[0]?.rule, "truncated-input");
});

Deno.test("numbers that are none are left out with a finding", () => {
  const run = read(`${HEADER},"c"\n"x",1,nan,-3,ns,,inf,,,,-5\n`);
  assert.deepEqual(valuesOf(run), ["x iterations total - 1", "x counter:c mean unknown -5"]);
  assert.deepEqual(run.findings.map(({ rule }) => rule), [
    "sentinel-value",
    "sentinel-value",
    "sentinel-value",
  ]);
});

Deno.test("no prefix of a file says anything that the whole does not", () => {
  const whole = fixture("python-1.9.5.csv");
  const known = new Set(valuesOf(read(whole)));
  const header = whole.indexOf("name,iterations") + 150;
  fc.assert(fc.property(fc.integer({ min: header, max: whole.length }), (length) => {
    const found = read(whole.slice(0, length));
    for (const value of valuesOf(found)) assert.ok(known.has(value), `${value} after ${length}`);
  }));
});

Deno.test("what the reporter prints is read back", () => {
  const name = fc.string({ minLength: 1, maxLength: 20 }).filter((text) =>
    !/^\s*$|[\r\n]/.test(text)
  );
  const number = fc.double({ min: 1e-9, max: 1e12, noNaN: true }).map((value) =>
    Number(value.toPrecision(6))
  );
  fc.assert(fc.property(name, number, number, number, (name, real, cpu, rate) => {
    const quoted = name.replaceAll('"', '""');
    const run = read(`${HEADER}\n"${quoted}",7,${real},${cpu},us,,${rate},,,\n`);
    assert.deepEqual(run.measurements.map((each) => each.value), [
      7,
      Number(`${String(real).split("e")[0]}e${Number(String(real).split("e")[1] ?? 0) - 6}`),
      Number(`${String(cpu).split("e")[0]}e${Number(String(cpu).split("e")[1] ?? 0) - 6}`),
      rate,
    ]);
    assert.equal(run.measurements[0]?.labels.benchmark, name);
  }));
});

Deno.test("a text without the header is a failure with file and remedy", () => {
  assert.throws(
    () => format.kind === "text" && format.read("a,b\n1,2\n", { file: "a.csv" }),
    /a\.csv line 1: no header.*--benchmark_out_format=csv/,
  );
});

Deno.test("blanks at the ends of lines change nothing", () => {
  const without = (text: string) => {
    const { measurements, findings, labels } = read(text);
    return { measurements, findings, labels };
  };
  const own =
    `${HEADER},"bar"\n"x",1,2,3,ns,,,,,,5\n"y",1,2,3,ns,,,,,,\n"z",,,,,,,,true,"it said no"\n`;
  for (const text of [fixture("python-1.9.5.csv"), own]) {
    for (const blanks of [" ", "  \t"]) {
      assert.deepEqual(without(text.replaceAll("\n", `${blanks}\n`)), without(text));
    }
  }
});
