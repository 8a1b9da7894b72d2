/**
 * Our own raw file beside k6's summary: a line for every request that k6 made, from its points
 * (runners/load/k6/points.ts writes it).
 *
 *     # wallclock k6-requests 1
 *     # unit: us, loop: closed, count: 3
 *     10 9011 1369
 *     0 9102 1410
 *     11 8873 1128 failed
 *     # end
 *
 * Columns: milliseconds since the request before it ended, microseconds to the first byte, and from there to
 * the last; the latency is the sum of both. k6's summary counts failed requests in its latencies, and so does
 * this.
 */
import { Failure } from "../../../common/failure.ts";
import { type Loop, LOOPS } from "../../measurement.ts";
import { brokenEnd, sayTruncated, startRun } from "../build_run.ts";
import { addDistribution, countValues, type Placed } from "../distribution.ts";
import type { Origin, RawHistogram, Run, TextFormat } from "../format.ts";
import { scale } from "../units.ts";

const NAME = "k6-requests";
const MARK = "# wallclock k6-requests ";
const HEADER = /^# unit: us, loop: ([a-z-]+), count: (\d{1,15})$/;
const ROW = /^(\d{1,12}) (\d{1,12}) (\d{1,12})( failed)?$/;
const END = "# end";
const FIRST_ROW = 3;

export const k6RequestsFormat: TextFormat = {
  kind: "text",
  name: NAME,
  looksFor: `k6's requests ("${MARK.trim()}")`,
  recognizes: (head) => head.startsWith(MARK),
  read,
};

function read(text: string, { file }: Origin): Run[] {
  const lines = text.split("\n");
  const version = (lines[0] ?? "").slice(MARK.length).trim();
  if (version !== "1") {
    throw new Failure(`${file} line 1: version ${version} of k6's requests is not known, only 1`);
  }
  const header = HEADER.exec(lines[1] ?? "");
  const loop = LOOPS.find((each) => each !== "" && each === header?.[1]);
  if (header === null || loop === undefined) {
    throw new Failure(
      `${file} line 2: expected "# unit: us, loop: closed, count: N"; run the trial again`,
    );
  }
  const run = startRun(NAME, 1);
  const rows = readRows(lines, Number(header[2]));
  if (rows.broken !== undefined) {
    const { line, message } = rows.broken;
    sayTruncated(run, `${file}#L${line}`, `${message}; no latency is read from it`);
    return [run];
  }
  run.labels.samples = String(rows.durations.length);
  run.labels.failed = String(rows.failed);
  if (rows.durations.length === 0) {
    run.findings.push({
      rule: "no-samples",
      severity: "withhold",
      message: "k6 finished no request",
      source: `${file}#L2`,
      metric: "latency",
    });
    return [run];
  }
  run.histograms = [
    addMetric(run, "latency", rows.durations, loop, file),
    addMetric(run, "time_to_first_byte", rows.waits, loop, file),
  ];
  return [run];
}

interface Rows {
  durations: Placed[];
  waits: Placed[];
  failed: number;
  /** Why the rows are not all, and where; absent where they are. */
  broken?: { line: number; message: string };
}

function readRows(lines: readonly string[], expected: number): Rows {
  const rows: Rows = { durations: [], waits: [], failed: 0 };
  let line = FIRST_ROW;
  for (; line <= lines.length; line++) {
    const row = ROW.exec(lines[line - 1] as string);
    if (row === null) break;
    const [, , wait, rest, failed] = row;
    rows.durations.push({ value: Number(wait) + Number(rest), line });
    rows.waits.push({ value: Number(wait), line });
    if (failed !== undefined) rows.failed++;
  }
  const end = brokenEnd(lines, line, END);
  if (end !== undefined) {
    // Where the text ends too early, its last line is the place to look at.
    const last = lines.at(-1) === "" ? lines.length - 1 : lines.length;
    return { ...rows, broken: { ...end, line: Math.min(end.line, last) } };
  }
  const found = rows.durations.length;
  if (found === expected) return rows;
  return { ...rows, broken: { line, message: `${found} requests, and not ${expected}` } };
}

function addMetric(
  run: Run,
  metric: RawHistogram["metric"],
  values: readonly Placed[],
  loop: Loop,
  file: string,
): RawHistogram {
  const { microseconds, counts, lines } = countValues(values);
  const lineOf = (index: number) => lines[index] as number;
  addDistribution(run, { metric, loop, microseconds, counts, line: 2, lineOf }, file);
  const valuesSeconds = microseconds.map((each) => scale(each, 1e-6));
  return { metric, loop, valuesSeconds, counts, source: `${file}#L2` };
}
