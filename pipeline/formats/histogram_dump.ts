/**
 * Our own raw file beside a load tool's output: every latency that the tool recorded, in microseconds, with its
 * count. The tool itself rounds to two decimals or to milliseconds and prints few percentiles; this has all.
 *
 *     # wallclock wrk-latency-histogram 2
 *     # unit: us, loop: closed-backfilled, count: 96494
 *     # runtime: 2000512 us, requests: 95210, connections: 64
 *     61 1
 *     64 12
 *     # end
 *
 * Version 1 lacks the third line, from which wrk's backfilling can be taken back. Values ascend. The end mark
 * and the count tell a whole file from one that was cut.
 */
import { Failure } from "../../common/failure.ts";
import { groupsOf } from "../../common/groups.ts";
import { type Loop, LOOPS } from "../measurement.ts";
import { totalCount } from "../statistics/weighted_percentile.ts";
import { brokenEnd, sayTruncated, startRun } from "./build_run.ts";
import { addDistribution } from "./distribution.ts";
import type { Origin, Run, TextFormat } from "./format.ts";
import { scale } from "./units.ts";

const TOTALS = /^# runtime: (\d{1,15}) us, requests: (\d{1,15}), connections: (\d{1,9})$/;
const HEADER = /^# unit: us, loop: ([a-z-]+), count: (\d{1,15})$/;
const ROW = /^(\d{1,15}) (\d{1,15})$/;
const END = "# end";

/** The format of one tool's dumps, `<tool>-latency-histogram`. */
export function histogramDumpFormat(tool: string): TextFormat {
  const name = `${tool}-latency-histogram`;
  const mark = `# wallclock ${name} `;
  return {
    kind: "text",
    name,
    looksFor: `${tool}'s latency histogram ("${mark.trim()}")`,
    recognizes: (head) => head.startsWith(mark),
    read: (text, origin) =>
      read(text, origin, name, text.split("\n", 1)[0]?.slice(mark.length) ?? ""),
  };
}

/** The rows as they stand in the file. */
interface Rows {
  microseconds: number[];
  counts: number[];
  /** Line of the first row. */
  firstRow: number;
  /** Why the rows are not the whole histogram, and where; absent where they are. */
  broken?: { line: number; message: string };
}

function read(text: string, { file }: Origin, name: string, stated: string): Run[] {
  const lines = text.split("\n");
  const version = stated.trim();
  if (version !== "1" && version !== "2") {
    throw new Failure(
      `${file} line 1: version ${version} of the histogram is not known; 1 and 2 are read here`,
    );
  }
  const header = HEADER.exec(lines[1] ?? "");
  const loop = LOOPS.find((each) => each !== "" && each === header?.[1]);
  if (header === null || loop === undefined) {
    throw new Failure(
      `${file} line 2: expected "# unit: us, loop: closed, count: N"; run the trial again`,
    );
  }
  const run = startRun(name, 1);
  const firstRow = version === "1" ? 3 : 4;
  const totals = TOTALS.exec(lines[2] ?? "");
  if (version === "2") {
    if (totals === null) {
      throw new Failure(
        `${file} line 3: expected "# runtime: R us, requests: Q, connections: C"; run the trial again`,
      );
    }
    const [runtimeMicroseconds, requests, connections] = groupsOf(totals, 3);
    Object.assign(run.labels, { runtimeMicroseconds, requests, connections });
  }
  const rows = readRows(lines, firstRow, Number(header[2]));
  if (rows.broken !== undefined) {
    const { line, message } = rows.broken;
    sayTruncated(run, `${file}#L${line}`, `${message}; no latency is read from it`);
  } else if (rows.counts.length > 0) addHistogram(run, rows, loop, file);
  else {
    run.findings.push({
      rule: "no-samples",
      severity: "withhold",
      message: "the tool recorded no latency",
      source: `${file}#L2`,
      metric: "latency",
    });
  }
  return [run];
}

function readRows(lines: readonly string[], firstRow: number, expected: number): Rows {
  const rows: Rows = { microseconds: [], counts: [], firstRow };
  let line = firstRow;
  let total = 0;
  for (; line <= lines.length; line++) {
    const text = lines[line - 1] as string;
    const row = ROW.exec(text);
    if (row === null) break;
    const value = Number(row[1]);
    if (value <= (rows.microseconds.at(-1) ?? -1)) {
      return { ...rows, broken: { line, message: `the value ${value} does not ascend` } };
    }
    rows.microseconds.push(value);
    rows.counts.push(Number(row[2]));
    total += Number(row[2]);
  }
  const end = brokenEnd(lines, line, END);
  if (end !== undefined) return { ...rows, broken: end };
  if (total !== expected) {
    const message = `the counts add up to ${total} and not to ${expected}`;
    return { ...rows, broken: { line, message } };
  }
  return rows;
}

function addHistogram(run: Run, rows: Rows, loop: Loop, file: string): void {
  const { microseconds, counts } = rows;
  const lineOf = (index: number) => index + rows.firstRow;
  addDistribution(run, { metric: "latency", loop, microseconds, counts, line: 2, lineOf }, file);
  run.labels.samples = String(totalCount(counts));
  run.histograms = [{
    metric: "latency",
    loop,
    valuesSeconds: microseconds.map((each) => scale(each, 1e-6)),
    counts,
    source: `${file}#L2`,
  }];
}
