/**
 * Our own raw file beside wrk's text: every latency that wrk recorded, with its count, written by a Lua
 * `done` hook. wrk's text rounds to two decimals and has four percentiles; this has all of them.
 *
 *     # wallclock wrk-latency-histogram 2
 *     # unit: us, loop: closed-backfilled, count: 96494
 *     # runtime: 2000512 us, requests: 95210, connections: 64
 *     61 1
 *     64 12
 *     # end
 *
 * Version 1 lacks the third line, from which the backfilling can be taken back. Values ascend. The end mark and the count tell a whole file from one that was cut.
 */
import { Failure } from "../../../common/failure.ts";
import { type Loop, LOOPS, percentileName } from "../../measurement.ts";
import {
  isResolved,
  percentileIndices,
  totalCount,
  weightedMean,
} from "../../statistics/weighted_percentile.ts";
import { add, sayTruncated, startRun } from "../build_run.ts";
import type { Origin, Run, TextFormat } from "../format.ts";
import { scale } from "../units.ts";

const MARK = "# wallclock wrk-latency-histogram ";
const TOTALS = /^# runtime: (\d{1,15}) us, requests: (\d{1,15}), connections: (\d{1,9})$/;
const HEADER = /^# unit: us, loop: ([a-z-]+), count: (\d{1,15})$/;
const ROW = /^(\d{1,15}) (\d{1,15})$/;
const END = "# end";

const PERCENTS = [50, 75, 90, 95, 99, 99.9, 99.99];

export const wrkHistogramFormat: TextFormat = {
  kind: "text",
  name: "wrk-latency-histogram",
  looksFor: `wrk's latency histogram ("${MARK.trim()}")`,
  recognizes: (head) => head.startsWith(MARK),
  read,
};

/** The rows as they stand in the file. */
interface Rows {
  microseconds: number[];
  counts: number[];
  /** Line of the first row. */
  firstRow: number;
  /** Why the rows are not the whole histogram, and where; absent where they are. */
  broken?: { line: number; message: string };
}

function read(text: string, { file }: Origin): Run[] {
  const lines = text.split("\n");
  const version = lines[0]?.slice(MARK.length).trim() ?? "";
  if (version !== "1" && version !== "2") {
    throw new Failure(
      `${file} line 1: version ${version} of the histogram is not known; 1 and 2 are read here`,
    );
  }
  const header = HEADER.exec(lines[1] ?? "");
  const loop = LOOPS.find((each) => each !== "" && each === header?.[1]);
  if (header === null || loop === undefined) {
    throw new Failure(
      `${file} line 2: expected "# unit: us, loop: closed-backfilled, count: N"; run the trial again`,
    );
  }
  const run = startRun("wrk-latency-histogram", 1);
  const firstRow = version === "1" ? 3 : 4;
  const totals = TOTALS.exec(lines[2] ?? "");
  if (version === "2") {
    if (totals === null) {
      throw new Failure(
        `${file} line 3: expected "# runtime: R us, requests: Q, connections: C"; run the trial again`,
      );
    }
    const [, runtimeMicroseconds, requests, connections] = totals as unknown as string[];
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
      message: "wrk recorded no latency",
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
  if (lines[line - 1] !== END) {
    return { ...rows, broken: { line, message: `the end mark "${END}" is not on line ${line}` } };
  }
  if (total !== expected) {
    const message = `the counts add up to ${total} and not to ${expected}`;
    return { ...rows, broken: { line, message } };
  }
  return rows;
}

function addHistogram(run: Run, rows: Rows, loop: Loop, file: string): void {
  const { microseconds, counts } = rows;
  const lineOf = (index: number) => index + rows.firstRow;
  const count = totalCount(counts);
  const latency = (statistic: string, value: number, line: number) =>
    add(run, {
      metric: "latency",
      statistic,
      value: scale(value, 1e-6),
      loop,
      source: `${file}#L${line}`,
    });
  latency("mean", weightedMean(microseconds, counts), 2);
  latency("min", microseconds[0] as number, lineOf(0));
  const percents = PERCENTS.filter((percent) => isResolved(percent, count));
  for (const [order, index] of percentileIndices(counts, percents).entries()) {
    latency(
      percentileName(percents[order] as number),
      microseconds[index] as number,
      lineOf(index),
    );
  }
  latency("max", microseconds.at(-1) as number, lineOf(microseconds.length - 1));
  run.labels.samples = String(count);
  run.histograms = [{
    metric: "latency",
    loop,
    valuesSeconds: microseconds.map((each) => scale(each, 1e-6)),
    counts,
    source: `${file}#L2`,
  }];
}
