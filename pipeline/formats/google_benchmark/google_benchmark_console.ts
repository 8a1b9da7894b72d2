/**
 * Google Benchmark's console text (console_reporter.cc), also as people keep it: cut out of a log or a
 * README, indented, with several tables and lines of other programs around and between the rows.
 *
 * A row is told by its own shape, `<name> <number> <unit> <number> <unit> <iterations>`, so that rows whose
 * header was cut away are read as well. The header tells the columns behind the iterations. What several
 * executions printed is told apart by the label `table`.
 */

import { Failure } from "../../../common/failure.ts";
import type { InputFinding } from "../../finding.ts";
import type { TextFormat } from "../format.ts";
import { type BenchmarkRow, findingOfRow, labelOfRow, sayNoRows } from "./google_benchmark.ts";
import { asOneRun, type Execution, readExecution } from "./google_benchmark_executions.ts";
import { findAggregates, splitAggregate, threadsOfName } from "./google_benchmark_names.ts";
import { readHeader, readRow } from "./google_benchmark_rows.ts";
import {
  LONGEST_LINE,
  type Part,
  type Placed,
  type PlacedRow,
  readParts,
} from "./google_benchmark_tables.ts";
import { addAll } from "../../../common/lists.ts";

export const googleBenchmarkConsoleFormat: TextFormat = {
  kind: "text",
  name: "google-benchmark-console",
  looksFor: "Google Benchmark console text (a table with Benchmark, Time, CPU, Iterations)",
  recognizes: (head) => {
    const lines = head.split("\n").filter((line) => line.length <= LONGEST_LINE);
    return lines.some((line) => readHeader(line) !== undefined) ||
      lines.some((line) => readRow(line, undefined)?.realTime !== undefined);
  },
  read(text, { file }) {
    const parts = readParts(text, file);
    if (parts.length === 0) {
      throw new Failure(
        `${file} line 1: no row of a Google Benchmark table can be read. Give the program's console ` +
          `output with its table of Benchmark, Time, CPU and Iterations.`,
      );
    }
    return asOneRun(parts.map((part) => executionOf(part, file)), file);
  },
};

function executionOf(part: Part, file: string): Execution {
  const { context, placed, findings } = part;
  const named = findAggregates(
    placed.map(({ row }) => ({
      name: row.name,
      table: row.table,
      ...(row.iterations === undefined ? {} : { iterations: row.iterations.value }),
    })),
    part.isCut,
  );
  const executables = new Set(placed.map(({ row }) => row.executable)).size;
  const rows = placed.map(({ row, source }, index) =>
    benchmarkRow(row, source, named[index], executables > 1, findings)
  );
  addAll(findings, sayBaseAssumed(placed));
  const execution = readExecution(googleBenchmarkConsoleFormat.name, rows, context, findings);
  if (rows.length === 0 && findings.length === 0) execution.run.findings.push(sayNoRows(file));
  return execution;
}

/**
 * Until 1.8.3 a counter that counts in 1024 was printed with the same letters as one that counts in 1000,
 * which is the default; an execution that has no `Ki` or `Mi` anywhere may be of such a release.
 */
function sayBaseAssumed(placed: readonly PlacedRow[]): InputFinding[] {
  const known = new Set(placed.flatMap(({ row }) => row.isSince183 ? [row.execution] : []));
  const found = new Map<string, InputFinding>();
  for (const { row, source } of placed) {
    if (known.has(row.execution)) continue;
    const assumed = row.counters.filter(([, number]) => number.baseAssumed).map(([name]) =>
      `counter:${name}`
    );
    if (row.bytesRate?.baseAssumed) assumed.push("bytes_rate");
    for (const metric of assumed) {
      if (found.has(metric)) continue;
      found.set(metric, {
        rule: "unit-unknown",
        severity: "warn",
        message:
          `${metric}: k, M and m are read as powers of 1000; releases before 1.8.3 print a ` +
          `counter that the program declared in powers of 1024 alike`,
        source,
        metric,
      });
    }
  }
  return [...found.values()];
}

function benchmarkRow(
  row: Placed,
  source: string,
  named: { benchmark: string; aggregate: string } | undefined,
  manyExecutables: boolean,
  findings: InputFinding[],
): BenchmarkRow {
  const split = named ?? (row.kind === "iteration" ? undefined : splitAggregate(row.name));
  const benchmark = split?.benchmark ?? row.name;
  const kind = row.kind === "iteration" && split !== undefined ? "aggregate" : row.kind;
  const own: BenchmarkRow = {
    benchmark,
    kind,
    ...(split === undefined ? {} : { aggregate: split.aggregate }),
    isRatio: row.isRatio === true || split?.aggregate === "cv",
    ...(row.message === undefined ? {} : { message: row.message }),
    table: row.table,
    threads: threadsOfName(benchmark),
    labels: {
      ...labelOfRow(row.label),
      ...(manyExecutables && row.executable !== "" ? { executable: row.executable } : {}),
    },
    source,
    counters: [],
  };
  if (kind !== "iteration" && kind !== "aggregate" || own.isRatio) return own;
  for (const field of ["iterations", "realTime", "cpuTime", "itemsRate", "bytesRate"] as const) {
    const number = row[field];
    if (number === undefined) continue;
    const { value, printed } = number;
    if (isUsable(value)) own[field] = { value, printed, source };
    else findings.push(sayUnusable(own, number.printed));
  }
  for (const [name, number] of row.counters) {
    const { value, printed } = number;
    if (Number.isFinite(value)) own.counters.push([name, { value, printed, source }]);
    else findings.push(sayUnusable(own, `${name}=${printed}`));
  }
  return own;
}

function isUsable(value: number): boolean {
  return Number.isFinite(value) && value >= 0;
}

function sayUnusable(row: BenchmarkRow, printed: string): InputFinding {
  return findingOfRow(row, {
    rule: "sentinel-value",
    severity: "withhold",
    message: `${row.benchmark}: ${printed} is no measured value and is left out`,
  });
}
