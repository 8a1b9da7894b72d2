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

/** What the rows of runs say, without their lines, their table and their program. */
function rowsIn(runs: readonly Run[]) {
  return runs.flatMap(({ measurements }) =>
    measurements.map((
      { source: _source, labels: { table: _table, executable: _, ...labels }, ...rest },
    ) => ({
      ...rest,
      labels,
    }))
  );
}

function saidIn(runs: readonly Run[]) {
  return runs.flatMap(({ findings }) => findings.map(({ message }) => message));
}

/** The only run of a file, where its executions are said. */
function joined(runs: readonly Run[], executions: number): Run {
  assert.equal(runs.length, 1);
  assert.match(
    saidIn(runs).at(-1) ?? "",
    new RegExp(`^the file holds ${executions} executions; .* Give each in a file of its own$`),
  );
  return runs[0] as Run;
}

function tablesOf({ measurements }: Run): Set<string | undefined> {
  return new Set(measurements.map(({ labels }) => labels.table));
}

for (const [name, readAll, table] of [["tables", console, TABLE], ["CSVs", csv, ROWS]] as const) {
  Deno.test(`${name} that were joined are one run, which is of no machine and whose rows repeat none of another's`, () => {
    const alone = [...readAll(FIRST + table), ...readAll(SECOND + table)];
    const runs = readAll(FIRST + table + SECOND + table);
    const run = joined(runs, 2);
    assert.deepEqual(rowsIn(runs), rowsIn(alone));
    assert.equal(tablesOf(run).size, alone.reduce((sum, each) => sum + tablesOf(each).size, 0));
    assert.deepEqual(
      OWN.map((key) => run.labels[key]),
      [undefined, "./a", undefined, undefined, "1.00, 2.00, 3.00"],
    );
    assert.deepEqual(
      new Set(run.measurements.map(({ labels }) => labels.executable)),
      new Set(["./a", "./b"]),
    );
    assert.match(
      saidIn(runs).at(-1) ?? "",
      /, and date, num_cpus, mhz_per_cpu are said of none/,
    );
    const count = (text = "") =>
      [...text.matchAll(/\d+/g)].reduce((sum, [n]) => sum + Number(n), 0);
    assert.equal(
      count(run.labels.rows),
      alone.reduce((sum, { labels }) => sum + count(labels.rows), 0),
    );
  });

  Deno.test(`${name} without a context take none from those that they were joined to`, () => {
    for (const parts of [[FIRST + table, table], [table, SECOND + table]]) {
      const runs = readAll(parts.join(""));
      assert.equal(joined(runs, 2).labels.num_cpus, undefined);
      assert.deepEqual(rowsIn(runs), rowsIn(parts.flatMap(readAll)));
    }
  });
}

Deno.test("the rows behind a header that stands again in a CSV are no repetitions", () => {
  const runs = csv(ROWS + ROWS);
  joined(runs, 2);
  assert.deepEqual(rowsIn(runs), rowsIn([...csv(ROWS), ...csv(ROWS)]));
});

Deno.test("a CSV that was cut before another is said to be, and the other is read whole", () => {
  const cut = ROWS.slice(0, ROWS.lastIndexOf(",ns,"));
  const others = ROWS.replaceAll("Load", "Other");
  const run = joined(csv(cut + others), 2);
  assert.equal(run.findings[0]?.rule, "truncated-input");
  const whole = rowsIn(csv(others));
  assert.deepEqual(rowsIn([run]).slice(-whole.length), whole);
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
