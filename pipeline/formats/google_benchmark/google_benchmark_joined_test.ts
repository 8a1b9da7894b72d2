import assert from "node:assert/strict";
import { fixture } from "../../../tests/formats/testing.ts";
import type { Run, TextFormat } from "../format.ts";
import { googleBenchmarkConsoleFormat } from "./google_benchmark_console.ts";
import { googleBenchmarkCsvFormat } from "./google_benchmark_csv.ts";

/** Every execution prints a context like this one before its table, to stderr. */
const context = (program: string, machine: string) =>
  `2024-05-07T20:32:45+01:00\nRunning ${program}\nRun on (${machine})\nLoad Average: 1.00, 2.00, 3.00\n`;
const FIRST = context("./a", "20 X 4500 MHz CPU s");
const SECOND = context("./b", "2 X 2596.13 MHz CPU s").replace("2024-05-07", "2025-01-01");
const OWN = ["date", "executable", "num_cpus", "mhz_per_cpu", "load_avg"] as const;

const TEXT = fixture("google_benchmark/python-1.9.5.txt");
/** The tables as standard output has them. */
const TABLE = TEXT.slice(TEXT.indexOf("---"));
const TABULAR = fixture("google_benchmark/tabular-1.7.1.txt");
const CSV = fixture("google_benchmark/python-1.9.5.csv");
const ROWS = CSV.slice(CSV.indexOf("name,"));

function read(format: TextFormat, text: string): Run[] {
  return format.read(text, { file: "a.txt" });
}

const console = (text: string) => read(googleBenchmarkConsoleFormat, text);
const csv = (text: string) => read(googleBenchmarkCsvFormat, text);

/** What runs say, without the lines that they say it of. */
function saidIn(runs: readonly Run[]) {
  return runs.map(({ labels, measurements, findings }) => ({
    labels,
    measurements: measurements.map(({ source: _, ...rest }) => rest),
    findings: findings.map(({ source: _, ...rest }) => rest),
  }));
}

for (const [name, readAll, table] of [["tables", console, TABLE], ["CSVs", csv, ROWS]] as const) {
  Deno.test(`${name} that were joined are a run each, with the machine and the program of their own`, () => {
    const runs = readAll(FIRST + table + SECOND + table);
    assert.deepEqual(
      runs.map(({ run, labels }) => [run, ...OWN.map((key) => labels[key])]),
      [
        [1, "2024-05-07T20:32:45+01:00", "./a", "20", "4500", "1.00, 2.00, 3.00"],
        [2, "2025-01-01T20:32:45+01:00", "./b", "2", "2596.13", "1.00, 2.00, 3.00"],
      ],
    );
    assert.deepEqual(saidIn(runs), saidIn([...readAll(FIRST + table), ...readAll(SECOND + table)]));
  });

  Deno.test(`${name} without a context take none from those that they were joined to`, () => {
    for (const parts of [[FIRST + table, table], [table, SECOND + table]]) {
      assert.deepEqual(saidIn(readAll(parts.join(""))), saidIn(parts.flatMap(readAll)));
    }
  });
}

Deno.test("a header that stands again in a CSV begins a run, for its rows are no repetitions", () => {
  const runs = csv(ROWS + ROWS);
  assert.deepEqual(saidIn(runs), saidIn([...csv(ROWS), ...csv(ROWS)]));
});

Deno.test("a CSV that was cut before another is said to be, and the other is read whole", () => {
  const cut = ROWS.slice(0, ROWS.lastIndexOf(",ns,"));
  const [first, second, ...others] = csv(cut + ROWS.replaceAll("Load", "Other"));
  assert.deepEqual(others, []);
  assert.equal(first?.findings.some(({ rule }) => rule === "truncated-input"), true);
  const whole = csv(ROWS.replaceAll("Load", "Other"));
  assert.deepEqual(saidIn([second as Run]), saidIn(whole));
});

Deno.test("tables with a column a counter, which one execution prints several of, stay one run", () => {
  const run = console(FIRST + TABULAR);
  assert.equal(run.length, 1);
  assert.equal(new Set(run[0]?.measurements.map(({ labels }) => labels.table)).size, 2);
});

Deno.test("a prefix of 1024 in one table tells nothing of the release that printed another", () => {
  const header = TABLE.split("\n").slice(0, 3).join("\n");
  const table = (tail: string) => `${header}\nspin/8    129 ns    124 ns    100000 ${tail}\n`;
  const said = (text: string) =>
    console(text).flatMap(({ findings }) =>
      findings.map(({ rule, metric }) => `${rule} ${metric}`)
    );
  assert.deepEqual(said(table("big=2k")), ["unit-unknown counter:big"]);
  assert.deepEqual(said(table("each=1Ki") + table("big=2k")), ["unit-unknown counter:big"]);
});

Deno.test("an execution that ends before its table is said", () => {
  const [run, ...others] = console(FIRST + TABLE + SECOND);
  assert.deepEqual(others, []);
  assert.equal(run?.labels.num_cpus, "20");
  const said = run?.findings.filter(({ rule }) => rule === "truncated-input");
  assert.match(
    said?.[0]?.message ?? "",
    /^the execution that begins before line \d+ has no table$/,
  );
});
