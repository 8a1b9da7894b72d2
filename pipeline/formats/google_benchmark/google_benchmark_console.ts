/**
 * Google Benchmark's console text (console_reporter.cc), also as people keep it: cut out of a log or a
 * README, indented, with several tables and lines of other programs around and between the rows.
 *
 * A row is told by its own shape, `<name> <number> <unit> <number> <unit> <iterations>`, so that rows whose
 * header was cut away are read as well. The header tells the columns behind the iterations.
 */

import { Failure } from "../../../common/failure.ts";
import type { InputFinding } from "../../finding.ts";
import type { Run, TextFormat } from "../format.ts";
import {
  type BenchmarkRow,
  countRows,
  findingOfRow,
  labelOfRow,
  measureRows,
  sayNoRows,
} from "./google_benchmark.ts";
import { ContextReader } from "./google_benchmark_context.ts";
import { findAggregates, splitAggregate, threadsOfName } from "./google_benchmark_names.ts";
import {
  hasStrangeTimes,
  type Header,
  isRowBegun,
  type PrintedRow,
  readHeader,
  readRow,
} from "./google_benchmark_rows.ts";
import { addAll } from "../../../common/lists.ts";

/** Longer lines are no rows, and patterns must not be tried on them. */
const LONGEST_LINE = 4096;
/** What a finding quotes of a line. */
const LONGEST_QUOTE = 120;

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
    const { rows, findings, context } = readTables(text, file);
    if (rows.length === 0 && !context.sawHeader) {
      throw new Failure(
        `${file} line 1: no row of a Google Benchmark table can be read. Give the program's console ` +
          `output with its table of Benchmark, Time, CPU and Iterations.`,
      );
    }
    const threadTimes = context.threadTimes;
    const measured = measureRows(rows, threadTimes);
    const run: Run = {
      format: googleBenchmarkConsoleFormat.name,
      run: 1,
      labels: { ...context.labels(), rows: countRows(rows) },
      measurements: measured.measurements,
      findings: [...findings, ...measured.findings],
    };
    if (threadTimes !== undefined) run.labels.thread_times = threadTimes;
    if (rows.length === 0 && findings.length === 0) run.findings.push(sayNoRows(file));
    return [run];
  },
};

/** A row with the table that it stands in. */
interface Placed extends PrintedRow {
  table: number;
  executable: string;
}

function readTables(
  text: string,
  file: string,
): { rows: BenchmarkRow[]; findings: InputFinding[]; context: ContextReader } {
  const context = new ContextReader();
  const findings: InputFinding[] = [];
  const placed: { row: Placed; source: string }[] = [];
  const lines = text.split("\n");
  let header: Header | undefined;
  let table = 0;
  let inList = false;
  for (const [index, whole] of lines.entries()) {
    if (whole.length > LONGEST_LINE) continue;
    const source = `${file}#L${index + 1}`;
    const found = readHeader(whole);
    if (found !== undefined) {
      header = found;
      table++;
      inList = false;
      context.seeHeader(found);
      continue;
    }
    const line = withoutPrefix(whole, header);
    const row = readRow(line, header);
    const isLast = index === lines.length - 1;
    if (row === undefined) {
      if (isLast && header !== undefined && isRowBegun(line)) {
        findings.push(sayCut(source, `the row ${JSON.stringify(line.trim())} is not complete`));
      } else if (header !== undefined && hasStrangeTimes(line)) {
        const row = JSON.stringify(line.trim().slice(0, LONGEST_QUOTE));
        findings.push(sayLeftOut(source, `the row ${row} has no times as the library prints them`));
      }
      context.see(line);
      continue;
    }
    // A list of rates without times is no part of the table before it.
    const isRateOnly = row.kind === "iteration" && row.realTime === undefined &&
      row.iterations === undefined;
    if (table === 0 || isRateOnly && !inList) table++;
    inList = isRateOnly;
    if (row.leftOut !== undefined) findings.push(sayLeftOut(source, row.leftOut));
    if (isLast) addAll(findings, dropCut(row, line, header, source));
    context.seeRow(row);
    placed.push({ row: { ...row, table, executable: context.executable }, source });
  }
  const named = findAggregates(
    placed.map(({ row }) => ({
      name: row.name,
      table: row.table,
      ...(row.iterations === undefined ? {} : { iterations: row.iterations.value }),
    })),
    lines.at(-1) !== "",
  );
  const executables = new Set(placed.map(({ row }) => row.executable)).size;
  const rows = placed.map(({ row, source }, index) =>
    benchmarkRow(row, source, named[index], executables > 1, findings)
  );
  if (!placed.some(({ row }) => row.isSince183)) addAll(findings, sayBaseAssumed(placed));
  return { rows, findings, context };
}

/**
 * Until 1.8.3 a counter that counts in 1024 was printed with the same letters as one that counts in 1000,
 * which is the default; a text that has no `Ki` or `Mi` anywhere may be of such a release.
 */
function sayBaseAssumed(placed: readonly { row: Placed; source: string }[]): InputFinding[] {
  const found = new Map<string, InputFinding>();
  for (const { row, source } of placed) {
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

/** What stands before every line of a log (`12: `, a time stamp, `// `) stands before the header too. */
function withoutPrefix(line: string, header: Header | undefined): string {
  const prefix = header?.prefix ?? "";
  if (prefix === "") return line;
  const own = line.slice(0, prefix.length);
  return own.replace(/\d/g, "0") === prefix.replace(/\d/g, "0") ? line.slice(prefix.length) : line;
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

/**
 * The tool ends every line; a text that does not may be cut anywhere in its last line. There the
 * iterations are whole if they reach the end of their column, and a rate if its `/s` is there.
 */
function dropCut(
  row: PrintedRow,
  line: string,
  header: Header | undefined,
  source: string,
): InputFinding[] {
  if (row.tail === "") {
    // More than ten digits push the column out, and its end says nothing.
    const isWhole = line.trimEnd().length >= (header?.iterationsEnd ?? Infinity) &&
      (row.iterations?.printed.length ?? 0) <= 10;
    if (row.iterations === undefined || isWhole) return [];
    delete row.iterations;
    return [sayCut(source, `the iterations of ${row.name} may be cut and are left out`)];
  }
  if (row.openCounter === "") return [];
  if (row.openCounter.startsWith("items")) delete row.itemsRate;
  if (row.openCounter.startsWith("bytes")) delete row.bytesRate;
  row.counters = row.counters.filter(([name]) => name !== row.openCounter);
  return [sayCut(source, `${row.openCounter} of ${row.name} may be cut and is left out`)];
}

function sayLeftOut(source: string, message: string): InputFinding {
  return { rule: "truncated-input", severity: "warn", message, source };
}

function sayCut(source: string, what: string): InputFinding {
  return {
    rule: "truncated-input",
    severity: "warn",
    message:
      `the text ends without a line end: ${what}; rows after it are missing, if there were any`,
    source,
  };
}
