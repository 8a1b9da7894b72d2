/**
 * Google Benchmark's JSON (`--benchmark_out=FILE` or `--benchmark_format=json`): json_reporter.cc. One
 * document is one run; documents written behind one another are several. Their sources are JSON pointers;
 * in a file of several documents these begin with the document's place, counted from 0.
 */

import { Failure } from "../../../common/failure.ts";
import type { InputFinding } from "../../finding.ts";
import type { Origin, Run, TextFormat } from "../format.ts";
import {
  type BenchmarkNumber,
  type BenchmarkRow,
  countRows,
  findingOfRow,
  labelOfRow,
  measureRows,
  type RowKind,
  sayNoRows,
} from "./google_benchmark.ts";
import {
  findAggregates,
  threadsOfName,
  type ThreadTimes,
  threadTimesOf,
} from "./google_benchmark_names.ts";
import { isObject, type JsonObject } from "../json/json_result.ts";
import {
  escapePointer,
  type LenientJson,
  parseLenientJsonDocuments,
} from "../json/lenient_json.ts";
import { secondsOf } from "./google_benchmark_numbers.ts";
import { addAll } from "../../../common/lists.ts";

/** Members of a row that are no counters. */
const MEMBERS = new Set([
  ..."name run_name run_type family_index per_family_instance_index repetitions repetition_index"
    .split(" "),
  ..."threads aggregate_name aggregate_unit error_occurred error_message skipped skip_message"
    .split(" "),
  ..."iterations real_time cpu_time time_unit items_per_second bytes_per_second label".split(" "),
  ..."cpu_coefficient real_coefficient big_o rms complexity_n".split(" "),
]);

const NEVER_NEGATIVE = new Set(
  "iterations real_time cpu_time items_per_second bytes_per_second".split(" "),
);

/** Labels that hostile input may make: enough for any real context. */
const MOST_LABELS = 64;
const LONGEST_LABEL = 300;
/** The library prints a user counter beside the fields under its own name, whatever that is. */
const TWICE = "stands there twice with different values, as where a counter is called like a field";

export const googleBenchmarkJsonFormat: TextFormat = {
  kind: "text",
  name: "google-benchmark-json",
  looksFor: 'Google Benchmark JSON ("benchmarks": [...] with "real_time")',
  recognizes: (head) =>
    /^\s*\{/m.test(head) && /"benchmarks"\s*:\s*\[/.test(head) &&
    /"(?:real_time|cpu_time|library_build_type|cpu_scaling_enabled|mhz_per_cpu)"\s*:/.test(head),
  read(text, origin) {
    const documents = parseLenientJsonDocuments(text, origin.file)
      .filter((document) => isObject(document.value) && Array.isArray(document.value.benchmarks));
    if (documents.length === 0) {
      throw new Failure(
        `${origin.file} line 1: no "benchmarks" list can be read. Give the file that ` +
          `--benchmark_out=FILE --benchmark_out_format=json wrote, whole.`,
      );
    }
    return documents.map((document, index) => {
      const prefix = documents.length === 1 ? "" : `/${index}`;
      return readDocument(document, `${origin.file}#${prefix}`, index + 1, origin);
    });
  },
};

function readDocument(
  document: LenientJson,
  base: string,
  run: number,
  origin: Origin,
): Run {
  const value = document.value as JsonObject;
  const entries = value.benchmarks as readonly unknown[];
  const context = isObject(value.context) ? value.context : {};
  const cut = cutEntry(document);
  const findings: InputFinding[] = [];
  const objects = entries.map((entry, index) => index !== cut && isObject(entry) ? entry : {});
  const isCut = document.truncatedAtLine !== undefined;
  const rows = readRows(objects, `${base}/benchmarks`, document, isCut, findings);
  const measured = measureRows(rows, threadTimesOfContext(context));
  addAll(findings, measured.findings);
  if (isCut) {
    findings.push(
      sayTruncated(document, rows.length, cut === undefined ? {} : entries[cut], origin),
    );
  }
  if (entries.length === 0) findings.push(sayNoRows(`${base}/benchmarks`));
  return {
    format: googleBenchmarkJsonFormat.name,
    run,
    labels: labelsOf(context, rows),
    measurements: measured.measurements,
    findings,
  };
}

function readRows(
  entries: readonly JsonObject[],
  base: string,
  { nonFinite, doubled }: LenientJson,
  isCut: boolean,
  findings: InputFinding[],
): BenchmarkRow[] {
  // JSON before 1.5.0 has no run_type: there the names tell, as they do in text.
  const named = findAggregates(
    entries.map((entry) => ({ name: textOf(entry.name), table: 1 })),
    isCut,
  );
  const broken = new Map([
    ...nonFinite.map((pointer) => [pointer, "is not a finite number"] as const),
    ...doubled.map((pointer) => [pointer, TWICE] as const),
  ].map(([pointer, why]) => [pointer.replace(/^.*?\/benchmarks\//, ""), why]));
  const rows: BenchmarkRow[] = [];
  for (const [index, entry] of entries.entries()) {
    if (typeof entry.name !== "string") {
      const why = broken.get(`${index}/name`);
      if (why !== undefined) {
        findings.push({
          rule: "sentinel-value",
          severity: "warn",
          message: `the name of row ${index} ${why}; the row is left out`,
          source: `${base}/${index}`,
        });
      }
      continue;
    }
    const split = entry.run_type === undefined && entry.run_name === undefined
      ? named[index]
      : undefined;
    const benchmark = split?.benchmark ?? runNameOf(entry);
    const aggregate = split?.aggregate ??
      (entry.run_type === "aggregate" ? textOf(entry.aggregate_name) : undefined);
    const source = `${base}/${index}`;
    const row: BenchmarkRow = {
      benchmark,
      kind: kindOf(entry, aggregate),
      ...(aggregate === undefined ? {} : { aggregate }),
      isRatio: entry.aggregate_unit === "percentage" || aggregate === "cv",
      ...messageOf(entry),
      table: 1,
      ...(isCount(entry.repetition_index) ? { repetition: entry.repetition_index } : {}),
      threads: isCount(entry.threads) ? entry.threads : threadsOfName(benchmark),
      labels: labelOfRow(textOf(entry.label)),
      source,
      counters: [],
    };
    rows.push(row);
    if (row.kind !== "iteration" && row.kind !== "aggregate") continue;
    readNumbers(entry, row);
    for (const [member, value] of Object.entries(entry)) {
      const isNegative = NEVER_NEGATIVE.has(member) && typeof value === "number" && value < 0;
      const why = isNegative ? `is ${value}` : broken.get(`${index}/${escapePointer(member)}`);
      if (why === undefined) continue;
      findings.push(findingOfRow({ benchmark, source: `${source}/${escapePointer(member)}` }, {
        rule: "sentinel-value",
        severity: "withhold",
        message: `${benchmark}: ${member} ${why}${why === TWICE ? "," : ""} and is left out`,
      }));
    }
  }
  return rows;
}

function readNumbers(entry: JsonObject, row: BenchmarkRow): void {
  const number = (
    member: string,
    convert = (value: number): number | undefined => value,
  ): BenchmarkNumber | undefined => {
    const given = entry[member];
    if (typeof given !== "number" || !Number.isFinite(given) || given < 0) return undefined;
    const value = convert(given);
    if (value === undefined) return undefined;
    return { value, source: `${row.source}/${escapePointer(member)}` };
  };
  const set = <K extends keyof BenchmarkRow>(key: K, value: BenchmarkRow[K] | undefined) => {
    if (value !== undefined) row[key] = value;
  };
  const seconds = (value: number) => secondsOf(value, textOf(entry.time_unit) || "ns");
  set("iterations", number("iterations"));
  set("realTime", number("real_time", seconds));
  set("cpuTime", number("cpu_time", seconds));
  set("itemsRate", number("items_per_second"));
  set("bytesRate", number("bytes_per_second"));
  for (const [name, value] of Object.entries(entry)) {
    if (MEMBERS.has(name) || typeof value !== "number" || !Number.isFinite(value)) continue;
    row.counters.push([name, { value, source: `${row.source}/${escapePointer(name)}` }]);
  }
}

function kindOf(entry: JsonObject, aggregate: string | undefined): RowKind {
  if (entry.error_occurred === true) return "error";
  if (entry.skipped === true) return "skipped";
  if (typeof entry.big_o === "string" || aggregate === "BigO") return "big-o";
  if (entry.rms !== undefined || aggregate === "RMS") return "rms";
  return aggregate === undefined ? "iteration" : "aggregate";
}

function messageOf(entry: JsonObject): { message?: string } {
  const message = entry.error_message ?? entry.skip_message;
  return typeof message === "string" ? { message } : {};
}

/** `name` without the aggregate's suffix; `run_name` is that, but for the threads of 1.4.x. */
function runNameOf(entry: JsonObject): string {
  const name = textOf(entry.name);
  if (entry.run_type !== "aggregate") return name;
  const suffix = `_${textOf(entry.aggregate_name)}`;
  return name.endsWith(suffix) ? name.slice(0, -suffix.length) : textOf(entry.run_name) || name;
}

/**
 * The context names the version since 1.8.4, together with `json_schema_version`: a context without either
 * is older. Without any context nothing is known.
 */
function threadTimesOfContext(context: JsonObject): ThreadTimes | undefined {
  if (typeof context.library_version === "string") return threadTimesOf(context.library_version);
  if (Object.keys(context).length === 0 || "json_schema_version" in context) return undefined;
  return "mean";
}

function labelsOf(context: JsonObject, rows: readonly BenchmarkRow[]): Record<string, string> {
  const labels: [string, string][] = [];
  for (const [key, value] of Object.entries(context)) {
    const text = Array.isArray(value) && value.every((each) => typeof each === "number")
      ? value.join(", ")
      : value;
    if (typeof text === "object" || text === null || text === "") continue;
    labels.push([key, String(text).slice(0, LONGEST_LABEL)]);
  }
  const threadTimes = threadTimesOfContext(context);
  labels.splice(MOST_LABELS);
  labels.push(["rows", countRows(rows)]);
  if (threadTimes !== undefined) labels.push(["thread_times", threadTimes]);
  return Object.fromEntries(labels);
}

/** Which entry of `benchmarks` the document stops in. */
function cutEntry(document: LenientJson): number | undefined {
  const match = /^\/benchmarks\/(\d+)/.exec(document.truncatedIn ?? "");
  return match === null ? undefined : Number(match[1]);
}

function sayTruncated(
  document: LenientJson,
  rows: number,
  cut: unknown,
  origin: Origin,
): InputFinding {
  const name = isObject(cut) ? textOf(cut.name) : "";
  const what = name === "" ? "" : `, inside ${name}, which is left out`;
  return {
    rule: "truncated-input",
    severity: "warn",
    message: `the document stops at line ${document.truncatedAtLine}${what}; ` +
      `${rows} rows before it are kept, any after it are missing`,
    source: `${origin.file}#L${document.truncatedAtLine}`,
  };
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
