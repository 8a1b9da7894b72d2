/**
 * CPU and memory of processes as `pidstat` (sysstat) samples them, with `-h` (one table) and without (a
 * table for every kind of figure). One execution of pidstat is one run; its processes are told apart by the
 * labels `pid` and `command`. Threads (`-t`) leave series and no measurements: their process has them.
 */

import { Failure } from "../../../common/failure.ts";
import type { InputFinding } from "../../finding.ts";
import { measurement } from "../../measurement.ts";
import type { RawSeries, Run, TextFormat } from "../format.ts";
import {
  isBehindCut,
  isCutHeader,
  numberOfCell,
  type PidstatRow,
  type PidstatTable,
  readBanner,
  readPidstatHeader,
  readPidstatRow,
  secondsOfTime,
} from "./pidstat_lines.ts";
import { shiftDecimal } from "../units.ts";

const LONGEST_LINE = 16_384;

/** More cores than any machine has: a counter went backwards between two samples. */
const MOST_CORES = 1024;

/** What is read: column, metric, factor to SI base units (RSS is in kB of 1024), greatest value. */
const FIGURES = [
  {
    column: "%CPU",
    metric: "cpu",
    toUnit: (percent: number) => shiftDecimal(percent, -2),
    most: MOST_CORES,
  },
  {
    column: "RSS",
    metric: "memory_rss",
    toUnit: (kilobytes: number) => kilobytes * 1024,
    most: 2 ** 60,
  },
] as const;

/** A series and what it is of. */
export interface ProcessSeries extends RawSeries {
  labels: Record<string, string>;
}

export const pidstatFormat: TextFormat = {
  kind: "text",
  name: "pidstat",
  looksFor: "pidstat text (a header with UID, PID and Command)",
  recognizes: (head) =>
    head.split("\n").some((line) =>
      line.length <= LONGEST_LINE && readPidstatHeader(line) !== undefined
    ),
  read(text, { file }) {
    const executions = readExecutions(text, file);
    if (executions.length === 0) {
      throw new Failure(
        `${file} line 1: no table of pidstat can be read. Give what pidstat printed, with its ` +
          `header line of UID, PID and Command.`,
      );
    }
    return executions.map((execution, index) => runOf(execution, index + 1, file));
  },
};

interface Sample {
  line: number;
  /** Seconds; undefined where the time cannot be read. */
  seconds: number | undefined;
  /** As the column has it. */
  cell: number;
}

interface Process {
  pid: string;
  /** Of a thread. */
  tid?: string;
  command: string;
  samples: Map<string, Sample[]>;
}

/** From one banner to the next. */
interface Execution {
  line: number;
  sawHeader: boolean;
  labels: Record<string, string>;
  processes: Map<string, Process>;
  findings: InputFinding[];
  /** Lines before the last that end too early, headers among them. */
  cut: number[];
}

function readExecutions(text: string, file: string): Execution[] {
  const executions: Execution[] = [];
  const begin = (line: number, labels: Record<string, string>): Execution => {
    const execution: Execution = {
      ...{ line, sawHeader: false, labels, processes: new Map() },
      ...{ findings: [], cut: [] },
    };
    executions.push(execution);
    return execution;
  };
  const lines = text.split("\n");
  let current: Execution | undefined;
  let table: PidstatTable | undefined;
  // Process of the threads in the rows that follow.
  let parent = "-";
  for (const [index, line] of lines.entries()) {
    if (line.length > LONGEST_LINE || line.trim() === "") continue;
    const banner = readBanner(line, lines[index + 1]);
    if (banner !== undefined) {
      if (isBehindCut(line)) current?.cut.push(index + 1);
      current = begin(index + 1, banner);
      table = undefined;
      continue;
    }
    const header = readPidstatHeader(line);
    const isCut = header === undefined && isCutHeader(line);
    if (header !== undefined || isCut) {
      current ??= begin(index + 1, {});
      current.sawHeader = true;
      // Below a cut one nobody knows the columns, and those of the table above are others.
      table = header;
      parent = "-";
    }
    if (current === undefined) continue;
    const row = header === undefined && table !== undefined
      ? readPidstatRow(line, table)
      : undefined;
    const isLast = index === lines.length - 1;
    if (isLast) current.findings.push(sayCut(`${file}#L${index + 1}`, row));
    else if (row === "cut" || isCut) current.cut.push(index + 1);
    if (row === undefined || row === "cut" || row.isAverage) continue;
    parent = addRow(current, row, { line: index + 1, file, parent, isCommandWhole: !isLast });
  }
  // Other tools of sysstat begin with the same banner.
  return executions.filter((execution) => execution.sawHeader);
}

function addRow(
  execution: Execution,
  row: PidstatRow,
  at: { line: number; file: string; parent: string; isCommandWhole: boolean },
): string {
  const { cells } = row;
  const pid = cells.get("PID") ?? cells.get("TGID") ?? "-";
  const tid = cells.get("TID");
  const isThread = pid === "-";
  const parent = isThread ? at.parent : pid;
  const key = isThread ? `${parent}/${tid}` : pid;
  const command = (cells.get("Command") ?? "").replace(isThread ? /^\|__/ : /^/, "");
  const process: Process = execution.processes.get(key) ??
    { pid: parent, ...(isThread && tid !== undefined ? { tid } : {}), command, samples: new Map() };
  execution.processes.set(key, process);
  // A process that starts as a shell ends as the program it was started for.
  if (at.isCommandWhole) process.command = command;
  for (const { column, metric, toUnit, most } of FIGURES) {
    const cell = cells.get(column);
    if (cell === undefined) continue;
    const number = numberOfCell(cell);
    if (number >= 0 && toUnit(number) <= most) {
      const samples = process.samples.get(metric) ?? [];
      process.samples.set(metric, samples);
      samples.push({ line: at.line, seconds: secondsOfTime(row.time), cell: number });
      continue;
    }
    execution.findings.push(sayImpossible(process, column, cell, metric, `${at.file}#L${at.line}`));
  }
  return parent;
}

function runOf(execution: Execution, run: number, file: string): Run {
  const { labels, processes, findings, cut } = execution;
  const result: Run = {
    format: pidstatFormat.name,
    run,
    labels,
    measurements: [],
    findings,
    series: [],
  };
  if (cut.length > 0) findings.push(sayWrapped(cut, file));
  for (const process of processes.values()) {
    const own: Record<string, string> = { pid: process.pid, command: process.command };
    if (process.tid !== undefined) own.tid = process.tid;
    for (const { metric, toUnit } of FIGURES) {
      const samples = process.samples.get(metric);
      const first = samples?.[0];
      if (samples === undefined || first === undefined) continue;
      const series = seriesOf(metric, samples, toUnit, own, file);
      if (series !== undefined) result.series?.push(series);
      if (process.tid !== undefined) continue;
      const peak = samples.reduce((most, sample) => sample.cell > most.cell ? sample : most);
      const mean = samples.reduce((sum, sample) => sum + sample.cell, 0) / samples.length;
      const labels = { ...own, samples: String(samples.length) };
      const add = (statistic: string, cell: number, { line }: Sample) =>
        result.measurements.push(
          measurement({
            metric,
            statistic,
            value: toUnit(cell),
            source: `${file}#L${line}`,
            labels,
          }),
        );
      add("mean", mean, first);
      add("max", peak.cell, peak);
    }
  }
  if (processes.size === 0 && cut.length === 0) {
    findings.push({
      rule: "no-samples",
      severity: "withhold",
      message: "pidstat saw no process: it had ended, or there was none of that number",
      source: `${file}#L${execution.line}`,
    });
  }
  return result;
}

/** Seconds since the first sample; a time of day that goes back has passed midnight. */
function seriesOf(
  metric: string,
  samples: readonly Sample[],
  toUnit: (cell: number) => number,
  labels: Record<string, string>,
  file: string,
): ProcessSeries | undefined {
  const timesSeconds: number[] = [];
  let days = 0;
  let before: number | undefined;
  for (const { seconds } of samples) {
    if (seconds === undefined) return undefined;
    if (before !== undefined && seconds < before) days++;
    before = seconds;
    timesSeconds.push(seconds + days * 86_400 - (samples[0]?.seconds as number));
  }
  return {
    metric,
    timesSeconds,
    values: samples.map((sample) => toUnit(sample.cell)),
    source: `${file}#L${samples[0]?.line}`,
    labels,
  };
}

/** It names a statistic that no process has: the value is left out, and the others are not meant. */
function sayImpossible(
  process: Process,
  column: string,
  cell: string,
  metric: string,
  source: string,
): InputFinding {
  return {
    rule: "sentinel-value",
    severity: "withhold",
    message: `${process.command} (${process.pid}): ${column} ${cell} cannot be and is left out`,
    source,
    metric,
    statistic: "total",
    labels: { pid: process.pid },
  };
}

function sayWrapped(cut: readonly number[], file: string): InputFinding {
  const what = cut.length === 1
    ? `line ${cut[0]} ends`
    : `${cut.length} lines, the first of them line ${cut[0]}, end`;
  return {
    rule: "truncated-input",
    severity: "warn",
    message: `${what} inside a row or a header, as where a terminal wraps them: those rows are ` +
      "left out, and so are rows below such a header",
    source: `${file}#L${cut[0]}`,
  };
}

function sayCut(source: string, row: PidstatRow | "cut" | undefined): InputFinding {
  return {
    rule: "truncated-input",
    severity: "warn",
    message: row === undefined
      ? "the text ends without a line end, in a line that is no row: a row or a table may be missing"
      : row === "cut"
      ? "the text ends inside a row, which is left out; rows after it are missing"
      : "the text ends without a line end: the command in its last row may be cut, rows after it missing",
    source,
  };
}
