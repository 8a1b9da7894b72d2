/**
 * Google Benchmark's CSV (csv_reporter.cc), with the context lines of stderr before it or without. Numbers have
 * six significant digits. Every release prints the header once: each of several begins another execution.
 */

import { Failure } from "../../../common/failure.ts";
import type { InputFinding } from "../../finding.ts";
import type { TextFormat } from "../format.ts";
import {
  type BenchmarkNumber,
  type BenchmarkRow,
  findingOfRow,
  labelOfRow,
  type RowKind,
  sayNoRows,
} from "./google_benchmark.ts";
import { ContextReader } from "./google_benchmark_context.ts";
import { asOneRun, type Execution, readExecution } from "./google_benchmark_executions.ts";
import { findAggregates, splitAggregate, threadsOfName } from "./google_benchmark_names.ts";
import { secondsOf } from "./google_benchmark_numbers.ts";

/** The reporter's own columns; every other one is a counter. */
const COLUMNS = new Set([
  ..."name iterations real_time cpu_time time_unit".split(" "),
  ..."bytes_per_second items_per_second label error_occurred error_message".split(" "),
]);
const HEADER = /^"?name"?,"?iterations"?,"?real_time"?,"?cpu_time"?(?:,|$)/;
/** Behind a row that was cut before its line end, where files were joined. */
const HEADER_WITHIN = /(?<=.)name,iterations,real_time,cpu_time(?:,|$)/;
const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** A quoted field that goes on for longer is a quote that somebody forgot. */
const MOST_LINES_A_RECORD = 20;
const LONGEST_RECORD = 65_536;

export const googleBenchmarkCsvFormat: TextFormat = {
  kind: "text",
  name: "google-benchmark-csv",
  looksFor: "Google Benchmark CSV (name,iterations,real_time,cpu_time,time_unit,...)",
  recognizes: (head) => head.split("\n").some((line) => HEADER.test(line)),
  read(text, { file }) {
    const parts = readParts(text, file);
    if (!parts.some(({ context }) => context.sawHeader)) {
      throw new Failure(
        `${file} line 1: no header name,iterations,real_time,cpu_time,... can be read. Give the file ` +
          `that --benchmark_out=FILE --benchmark_out_format=csv wrote.`,
      );
    }
    return asOneRun(parts.map((part) => executionOf(part, file)), file);
  },
};

function executionOf({ records, findings, context }: CsvPart, file: string): Execution {
  const named = findAggregates(
    records.map(({ fields }) => ({
      name: fields.get("name") ?? "",
      table: 1,
      iterations: Number(fields.get("iterations")),
    })),
    findings.length > 0,
  );
  const rows = records.map((record, index) => rowOf(record, named[index], findings));
  const execution = readExecution(googleBenchmarkCsvFormat.name, rows, context, findings);
  if (rows.length === 0) execution.run.findings.push(sayNoRows(file));
  return execution;
}

interface CsvRecord {
  fields: Map<string, string>;
  source: string;
}

/** What one execution printed: its context where that is there, a header and the records behind it. */
interface CsvPart {
  context: ContextReader;
  findings: InputFinding[];
  records: CsvRecord[];
  columns: string[];
}

function startPart(lead: readonly string[]): CsvPart {
  const context = new ContextReader();
  for (const line of lead) context.see(line);
  return { context, findings: [], records: [], columns: [] };
}

function readParts(text: string, file: string): CsvPart[] {
  let part = startPart([]);
  const parts = [part];
  /** Lines behind the records, which are the context of the next header. */
  let lead: string[] = [];
  const lines = text.split("\n");
  for (let index = 0; index < lines.length;) {
    const within = HEADER_WITHIN.exec(lines[index] as string)?.index ?? 0;
    const line = (lines[index] as string).slice(within);
    const source = `${file}#L${index + 1}`;
    if (HEADER.test(line)) {
      if (within > 0) {
        part.findings.push(sayCut(source, "the header of another file follows in it"));
      }
      if (part.context.sawHeader) parts.push(part = startPart(lead));
      lead = [];
      lines[index] = line;
      part.columns = splitRecord(lines, index).fields;
      for (const name of repeated(part.columns)) part.findings.push(leaveOutCounter(name, source));
      part.context.sawHeader = true;
      index++;
      continue;
    }
    const { columns, findings } = part;
    if (columns.length === 0 && /^"[^"]+",\d/.test(line)) {
      findings.push(sayCut(source, "it stands before the header that names its columns"));
      index++;
      continue;
    }
    if (columns.length === 0 || line.trim() === "") {
      part.context.see(line);
      index++;
      continue;
    }
    const { fields, lineCount } = splitRecord(lines, index);
    index += lineCount;
    // The last record may be cut anywhere when its line end is missing.
    const isLast = index >= lines.length;
    const fieldOf = (name: string) => fields[columns.indexOf(name)] ?? "";
    const isWhole = fields.length === columns.length ||
      // Rows that failed have none of the counters' columns.
      fields.length === COLUMNS.size && /^(?:true|false)$/.test(fieldOf("error_occurred"));
    if (!isWhole) {
      if (!line.startsWith('"')) lead.push(line);
      else findings.push(sayCut(source, `${fields.length} of ${columns.length} columns are there`));
      continue;
    }
    const last = columns[fields.length - 1] as string;
    if (isLast && !COLUMNS.has(last) && fields.at(-1) !== "") {
      fields.pop();
      findings.push(sayCut(source, `${last} may be cut and is left out`));
    }
    part.records.push({ fields: byColumn(columns, fields), source });
  }
  return parts;
}

/**
 * The fields of the record that begins on a line; a quoted field may hold line ends (RFC 4180). Blanks at the end
 * of a line are somebody's editor's, and no field.
 */
function splitRecord(
  lines: readonly string[],
  index: number,
): { fields: string[]; lineCount: number } {
  const fields: string[] = [];
  let lineCount = 1;
  let rest = (lines[index] as string).slice(0, LONGEST_RECORD);
  for (;;) {
    if (!rest.startsWith('"')) {
      const comma = rest.indexOf(",");
      fields.push(comma === -1 ? rest.trimEnd() : rest.slice(0, comma));
      if (comma === -1) return { fields, lineCount };
      rest = rest.slice(comma + 1);
      continue;
    }
    const quoted = /^"((?:[^"]|"")*)"(,|\s*$)/.exec(rest);
    if (quoted !== null) {
      fields.push((quoted[1] as string).replaceAll('""', '"'));
      if (quoted[2] !== ",") return { fields, lineCount };
      rest = rest.slice(quoted[0].length);
      continue;
    }
    const next = lines[index + lineCount];
    if (next === undefined || lineCount >= MOST_LINES_A_RECORD || rest.length > LONGEST_RECORD) {
      return { fields, lineCount: 1 };
    }
    rest += `\n${next}`;
    lineCount++;
  }
}

function rowOf(
  { fields, source }: CsvRecord,
  named: { benchmark: string; aggregate: string } | undefined,
  findings: InputFinding[],
): BenchmarkRow {
  const text = (name: string) => fields.get(name) ?? "";
  const kind = kindOf(fields, named !== undefined);
  const split = named ?? (kind === "iteration" ? undefined : splitAggregate(text("name")));
  const benchmark = split?.benchmark ?? text("name");
  const row: BenchmarkRow = {
    benchmark,
    kind,
    ...(split === undefined ? {} : { aggregate: split.aggregate }),
    isRatio: text("time_unit") === "" && fields.has("time_unit") || split?.aggregate === "cv",
    ...(text("error_message") === "" ? {} : { message: text("error_message") }),
    table: 1,
    threads: threadsOfName(benchmark),
    labels: labelOfRow(text("label")),
    source,
    counters: [],
  };
  if (kind !== "iteration" && kind !== "aggregate" || row.isRatio) return row;
  const number = (
    column: string,
    convert = (value: number): number | undefined => value,
  ): BenchmarkNumber | undefined => {
    const printed = text(column);
    if (printed === "") return undefined;
    const value = NUMBER.test(printed) ? convert(Number(printed)) : undefined;
    const isCounter = !COLUMNS.has(column);
    if (value !== undefined && Number.isFinite(value) && (isCounter || value >= 0)) {
      return { value, source, printed };
    }
    findings.push(findingOfRow(row, {
      rule: "sentinel-value",
      severity: "withhold",
      message: `${benchmark}: ${column} ${printed} is no measured value and is left out`,
    }));
    return undefined;
  };
  const set = <K extends keyof BenchmarkRow>(key: K, value: BenchmarkRow[K] | undefined) => {
    if (value !== undefined) row[key] = value;
  };
  // The oldest releases have no column of units and print nanoseconds.
  const seconds = (value: number) => secondsOf(value, text("time_unit") || "ns");
  set("iterations", number("iterations"));
  set("realTime", number("real_time", seconds));
  set("cpuTime", number("cpu_time", seconds));
  set("itemsRate", number("items_per_second"));
  set("bytesRate", number("bytes_per_second"));
  for (const column of fields.keys()) {
    if (COLUMNS.has(column)) continue;
    const counter = number(column);
    if (counter !== undefined) row.counters.push([column, counter]);
  }
  return row;
}

function kindOf(fields: ReadonlyMap<string, string>, isAggregate: boolean): RowKind {
  if (fields.get("error_occurred") === "true") return "error";
  if (fields.get("error_occurred") === "false") return "skipped";
  if (fields.get("iterations") === "") return fields.get("time_unit") === "" ? "rms" : "big-o";
  return isAggregate || fields.get("time_unit") === "" ? "aggregate" : "iteration";
}

/** The fields by column. Of two columns with one name the first is kept: the library prints its own before counters. */
function byColumn(columns: readonly string[], fields: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const [at, field] of fields.entries()) {
    const column = columns[at] as string;
    if (!found.has(column)) found.set(column, field);
  }
  return found;
}

/** Names that stand there more than once. */
function repeated(columns: readonly string[]): Set<string> {
  return new Set(columns.filter((name, at) => columns.indexOf(name) < at));
}

function leaveOutCounter(name: string, source: string): InputFinding {
  return {
    rule: "sentinel-value",
    severity: "warn",
    message: `the counter ${name} is called like a column before it and is left out`,
    source,
  };
}

function sayCut(source: string, what: string): InputFinding {
  return {
    rule: "truncated-input",
    severity: "warn",
    message: `the record is not complete: ${what}`,
    source,
  };
}
