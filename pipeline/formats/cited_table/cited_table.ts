/**
 * A cited table: published figures of which no tool output exists, typed from the page that prints them.
 *
 *     # wallclock cited-table 1
 *     # source: A. Author, "Title", 2026
 *     # url: https://example.org/report.html
 *     # note: what holds for every row
 *     implementation,load,load_unit,metric,statistic,value,unit,printed
 *     rust-axum,8,connections,throughput,mean,316506,req/s,"316,506"
 *     rust-axum,8,connections,latency,p99,0.039,ms,
 *
 * The first line, `source` and the columns metric, statistic, value and unit are required; the other columns
 * are implementation, case, limits, load, load_unit, trial, benchmark, clock, loop, actual, printed and note,
 * in any order. Each record is one line; `#` lines and empty lines may stand between records. `unit` is the
 * text's own unit, `printed` the figure as printed where that differs from `value`, `benchmark` the name that
 * Google Benchmark gives, `actual` the connections that the tool opened where `value` is what it was asked
 * for (wrk rounds down).
 *
 * One file covers many cells: with an `implementation` column every record says where it belongs, the records
 * of one cell are one run, and of the trials that name the file only that cell's takes the run
 * ({@linkcode runsOfCell}). A missing value is a missing record. A figure that the text prints although nothing
 * was measured (a latency of 0, a rate of -1) is typed as it stands and comes out withheld.
 *
 * People write this file, so a mistake in it is refused with its line; nothing is guessed.
 */
import { Failure } from "../../../common/failure.ts";
import { groupsOf } from "../../../common/groups.ts";
import {
  type Clock,
  CLOCKS,
  isStatistic,
  type Loop,
  LOOPS,
  metricNamed,
} from "../../measurement.ts";
import { add, addSentinel, startRun } from "../build_run.ts";
import { readCitedNumber } from "./cited_units.ts";
import type { Run, TextFormat } from "../format.ts";

const MARK = /^# wallclock cited-table (\d+)\s*$/;
const LONGEST_LINE = 4096;
const REQUIRED = ["metric", "statistic", "value", "unit"] as const;
const PLACE = ["implementation", "case", "limits", "load", "load_unit", "trial"] as const;
const OTHER = ["benchmark", "clock", "loop", "actual", "printed", "note"] as const;
const COLUMNS = [...REQUIRED, ...PLACE, ...OTHER];
type Column = typeof COLUMNS[number];

/** Where a record belongs, by its own words. */
export interface CitedCell {
  implementation: string;
  case: string;
  limits: string;
  load: number | null;
  load_unit: string;
  trial: number;
}

export const citedTableFormat: TextFormat = {
  kind: "text",
  name: "cited-table",
  looksFor: 'a cited table (first line "# wallclock cited-table 1")',
  recognizes: (head) => MARK.test(head.slice(0, 80).split("\n", 1)[0] as string),
  read(text, { file }) {
    const lines = text.split("\n");
    const version = MARK.exec(lines[0] ?? "")?.[1];
    if (version !== "1") {
      throw new Failure(`${file}#L1: cited-table ${version} is not known here, only 1 is`);
    }
    const second = lines.findIndex((line, index) =>
      index > 0 && /# wallclock cited-table /.test(line)
    );
    if (second > 0) {
      throw new Failure(
        `${file}#L${
          second + 1
        }: another table begins here, which has a source of its own; give them one by one`,
      );
    }
    const runs = new Map<string, Run>();
    const seen = new Map<string, string>();
    const head: Record<string, string> = {};
    let columns: Column[] | undefined;
    for (const [index, line] of lines.entries()) {
      const where = `${file}#L${index + 1}`;
      if (line.startsWith("#")) {
        if (columns === undefined) readHeadLine(line, head, where);
        continue;
      }
      if (line.trim() === "") continue;
      if (line.length > LONGEST_LINE) {
        throw new Failure(
          `${where}: ${line.length} characters in one line; a record is far shorter`,
        );
      }
      const fields = splitRecord(line, where);
      if (columns === undefined) {
        columns = readColumns(fields, where);
        checkHead(head, file);
        continue;
      }
      const record = readRecord(fields, columns, where);
      const cell = columns.includes("implementation") ? readCell(record, where) : undefined;
      const place = cell === undefined ? "" : Object.values(cell).join("\u0000");
      let run = runs.get(place);
      if (run === undefined) {
        run = startRun(citedTableFormat.name, runs.size + 1, { ...head, ...labelsOf(cell) });
        runs.set(place, run);
      }
      const { benchmark, metric, statistic, clock } = record;
      const key = [place, benchmark, metric, statistic, clock].join("\u0000");
      const before = seen.get(key);
      if (before !== undefined) {
        throw new Failure(`${where}: the same value as ${before} again; keep one of them`);
      }
      seen.set(key, where);
      addRecord(run, record, where);
    }
    if (runs.size === 0) {
      throw new Failure(`${file}: the table has no record; type one line for each figure`);
    }
    return [...runs.values()];
  },
};

/** The cell that a run names itself; undefined where its trial has to know. */
export function citedCell(run: Run): CitedCell | undefined {
  const { implementation, limits, load, load_unit, trial } = run.labels;
  if (run.format !== citedTableFormat.name || implementation === undefined) return undefined;
  return {
    implementation,
    case: run.labels.case ?? "",
    limits: limits ?? "",
    load: load === undefined ? null : Number(load),
    load_unit: load_unit ?? "",
    trial: Number(trial ?? 1),
  };
}

/** The runs of a raw file that belong to a trial: all but those that name another cell. */
export function runsOfCell(runs: readonly Run[], trial: CitedCell): Run[] {
  return runs.filter((run) => {
    const own = citedCell(run);
    return own === undefined || PLACE.every((key) => own[key] === trial[key]);
  });
}

function readHeadLine(line: string, head: Record<string, string>, where: string): void {
  const match = /^#\s*(source|url|note):\s*(\S.*)$/.exec(line.trimEnd());
  if (match === null) return;
  const [key, value] = groupsOf(match, 2);
  if (key === "url" && !/^https?:\/\/\S+$/.test(value)) {
    throw new Failure(`${where}: "${value}" is no web address; write it with https://`);
  }
  head[key] = head[key] === undefined ? value : `${head[key]} ${value}`;
}

function checkHead(head: Record<string, string>, file: string): void {
  if (head.source !== undefined) return;
  throw new Failure(`${file}: nothing says where the figures are from; add a line "# source: ..."`);
}

/** The fields of one line; a field with a comma stands in quotes, a quote in it is doubled. */
function splitRecord(line: string, where: string): string[] {
  const fields: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  for (;;) {
    const match = field.exec(line);
    if (match === null) {
      throw new Failure(`${where}: field ${fields.length + 1} has a quote too many or too few`);
    }
    fields.push((match[1]?.replaceAll('""', '"') ?? match[2] ?? "").trim());
    if (match[3] === "") return fields;
  }
}

function readColumns(fields: readonly string[], where: string): Column[] {
  const known = new Set<string>(COLUMNS);
  const odd = fields.find((name) => !known.has(name));
  if (odd !== undefined) {
    throw new Failure(`${where}: no column is called "${odd}"; there are ${COLUMNS.join(", ")}`);
  }
  const twice = fields.find((name, index) => fields.indexOf(name) !== index);
  if (twice !== undefined) throw new Failure(`${where}: the column ${twice} is there twice`);
  const missing = REQUIRED.find((name) => !fields.includes(name));
  if (missing !== undefined) throw new Failure(`${where}: the column ${missing} is missing`);
  const placed = PLACE.find((name) => fields.includes(name));
  if (placed !== undefined && !fields.includes("implementation")) {
    throw new Failure(`${where}: a table with the column ${placed} needs one for implementation`);
  }
  return fields as Column[];
}

type Fields = Partial<Record<Column, string>>;

function readRecord(fields: readonly string[], columns: readonly Column[], where: string): Fields {
  if (fields.length !== columns.length) {
    throw new Failure(
      `${where}: ${fields.length} fields, expected ${columns.length}; restore the whole line`,
    );
  }
  return Object.fromEntries(columns.map((name, index) => [name, fields[index] as string]));
}

function readCell(record: Fields, where: string): CitedCell {
  const { implementation = "", limits = "", load = "", load_unit = "", trial = "" } = record;
  if (implementation === "") throw new Failure(`${where}: the implementation is missing`);
  if ((load === "") !== (load_unit === "")) {
    throw new Failure(`${where}: load and load_unit are given together or not at all`);
  }
  if (load !== "" && !/^\d{1,9}(\.\d{1,6})?$/.test(load)) {
    throw new Failure(`${where}: the load is "${load}", expected a number`);
  }
  if (!/^([1-9]\d{0,5})?$/.test(trial)) {
    throw new Failure(`${where}: the trial is "${trial}", expected 1, 2, 3 ...`);
  }
  return {
    implementation,
    case: record.case ?? "",
    limits,
    load: load === "" ? null : Number(load),
    load_unit,
    trial: trial === "" ? 1 : Number(trial),
  };
}

function labelsOf(cell: CitedCell | undefined): Record<string, string> {
  if (cell === undefined) return {};
  const entries = Object.entries(cell).filter(([, value]) => value !== "" && value !== null);
  return Object.fromEntries(entries.map(([key, value]) => [key, String(value)]));
}

function addRecord(run: Run, record: Fields, source: string): void {
  const { metric = "", statistic = "", value = "", unit = "", clock = "", loop = "" } = record;
  const known = metricNamed(metric);
  if (known === undefined) {
    throw new Failure(`${source}: "${metric}" is not in the table of metrics; see measurement.ts`);
  }
  if (!isStatistic(statistic)) {
    throw new Failure(`${source}: "${statistic}" is no statistic; write total, mean, max, p99 ...`);
  }
  if (!(CLOCKS as readonly string[]).includes(clock) || clock !== "" && !known.timed) {
    throw new Failure(
      `${source}: the clock of ${metric} is "${clock}"; leave it empty or, of a time or a rate, ` +
        "write wall, cpu, manual or unknown",
    );
  }
  if (!(LOOPS as readonly string[]).includes(loop)) {
    throw new Failure(
      `${source}: the loop is "${loop}"; leave it empty or write ${LOOPS.slice(1)}`,
    );
  }
  const number = readCitedNumber(value, unit, metric, known.unit, source);
  const labels: Record<string, string> = {};
  for (const key of ["benchmark", "printed", "note"] as const) {
    const text = record[key] ?? "";
    if (text !== "") labels[key] = text;
  }
  // 354.83 MB are no whole number of bytes: the text rounded them.
  if (known.unit === "B" && unit !== "B" && statistic === "total") {
    labels.printed ??= `${value} ${unit}`;
  }
  const actual = record.actual ?? "";
  if (actual !== "") {
    if (metric !== "connections" || !/^\d{1,9}$/.test(actual)) {
      throw new Failure(
        `${source}: actual is "${actual}"; it takes a count, and of connections alone`,
      );
    }
    labels.connectionsActual = actual;
  }
  const input = {
    metric,
    statistic,
    ...number,
    ...(clock === "" ? {} : { clock: clock as Clock }),
    loop: loop as Loop,
    source,
    labels,
  };
  if (number.value < 0 || known.timed && number.value === 0) {
    addSentinel(
      run,
      input,
      `${metric} ${statistic} is printed as ${value} ${unit}: none was measured`,
    );
  } else {
    add(run, input);
  }
}
