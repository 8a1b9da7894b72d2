/**
 * Our own raw file of a probe that read streams beside a load tool, one after another, from raw bytes
 * (runners/load/k6/probe.ts writes it).
 *
 *     # wallclock stream-probe 1
 *     # unit: us, streams: 2, failed: 0, cpu: 230000
 *     stream 0 1203 10233 126 118 8751 980
 *     stream 200012 1187 9998 126 120 8773 1020
 *     gap 0 187
 *     gap 12 63
 *     # end
 *
 * A stream: its start, time to first event, time to the last event, events, chunks, bytes of body,
 * longest time between two events. A gap: a
 * time between two events of one stream, and how often; gaps ascend. `cpu` is what the probe itself took.
 * Streams that failed have no line.
 */
import { Failure } from "../../common/failure.ts";
import { add, brokenEnd, sayTruncated, startRun } from "./build_run.ts";
import { addDistribution, countValues, type Placed } from "./distribution.ts";
import type { Origin, Run, TextFormat } from "./format.ts";
import { scale } from "./units.ts";

const NAME = "stream-probe";
const MARK = "# wallclock stream-probe ";
const HEADER = /^# unit: us, streams: (\d{1,9}), failed: (\d{1,9}), cpu: (\d{1,15})$/;
const STREAM =
  /^stream (\d{1,15}) (\d{1,15}) (\d{1,15}) (\d{1,9}) (\d{1,9}) (\d{1,15}) (\d{1,15})$/;
const GAP = /^gap (\d{1,15}) ([1-9]\d{0,14})$/;
const END = "# end";
const FIRST_ROW = 3;

export const streamProbeFormat: TextFormat = {
  kind: "text",
  name: NAME,
  looksFor: `a probe's streams ("${MARK.trim()}")`,
  recognizes: (head) => head.startsWith(MARK),
  read,
};

/** The rows as they stand in the file. */
interface Rows {
  firstEvents: Placed[];
  lastEvents: Placed[];
  chunks: Placed[];
  longestGaps: Placed[];
  gaps: number[];
  gapCounts: number[];
  /** Line of the first gap. */
  gapLine: number;
  broken?: { line: number; message: string };
}

function read(text: string, { file }: Origin): Run[] {
  const lines = text.split("\n");
  const version = (lines[0] ?? "").slice(MARK.length).trim();
  if (version !== "1") {
    throw new Failure(
      `${file} line 1: version ${version} of a probe's streams is not known, only 1`,
    );
  }
  const header = HEADER.exec(lines[1] ?? "");
  if (header === null) {
    throw new Failure(
      `${file} line 2: expected "# unit: us, streams: N, failed: F, cpu: C"; run the trial again`,
    );
  }
  const [streams, failed, cpu] = header.slice(1).map(Number) as [number, number, number];
  const run = startRun(NAME, 1, { streams: String(streams), failed: String(failed) });
  const rows = readRows(lines, streams);
  if (rows.broken !== undefined) {
    const { line, message } = rows.broken;
    sayTruncated(run, `${file}#L${line}`, `${message}; nothing is read from it`);
    return [run];
  }
  const source = `${file}#L2`;
  add(run, {
    metric: "counter:probe_cpu_seconds",
    statistic: "total",
    value: scale(cpu, 1e-6),
    unit: "s",
    clock: "cpu",
    source,
  });
  add(run, { metric: "counter:probe_streams", statistic: "total", value: streams, source });
  add(run, { metric: "counter:probe_failures", statistic: "total", value: failed, source });
  if (streams > 0) addRows(run, rows, file);
  if (failed > 0) {
    run.findings.push({
      rule: "failed-answers",
      severity: "warn",
      message: `${failed} of ${streams + failed} streams of the probe failed`,
      source,
      metric: "time_to_first_event",
    });
  }
  return [run];
}

function readRows(lines: readonly string[], expected: number): Rows {
  const rows: Rows = {
    firstEvents: [],
    lastEvents: [],
    chunks: [],
    longestGaps: [],
    gaps: [],
    gapCounts: [],
    gapLine: 0,
  };
  const broken = (line: number, message: string): Rows => ({ ...rows, broken: { line, message } });
  let events = 0;
  let line = FIRST_ROW;
  for (; line <= lines.length; line++) {
    const row = STREAM.exec(lines[line - 1] as string);
    if (row === null) break;
    const [, , first, last, count, chunks, , longest] = row.map(Number) as number[];
    if ((first as number) > (last as number)) {
      return broken(line, `the first event came after ${first} us, and the last after ${last}`);
    }
    rows.firstEvents.push({ value: first as number, line });
    rows.lastEvents.push({ value: last as number, line });
    rows.chunks.push({ value: chunks as number, line });
    rows.longestGaps.push({ value: longest as number, line });
    events += count as number;
  }
  rows.gapLine = line;
  for (; line <= lines.length; line++) {
    const row = GAP.exec(lines[line - 1] as string);
    if (row === null) break;
    const [gap, often] = [Number(row[1]), Number(row[2])];
    if (gap <= (rows.gaps.at(-1) ?? -1)) return broken(line, `the gap ${gap} does not ascend`);
    rows.gaps.push(gap);
    rows.gapCounts.push(often);
  }
  const end = brokenEnd(lines, line, END);
  if (end !== undefined) return broken(end.line, end.message);
  const found = rows.firstEvents.length;
  if (found !== expected) return broken(line, `${found} streams, and not ${expected}`);
  const longest = rows.longestGaps.reduce((most, { value }) => Math.max(most, value), 0);
  if (longest !== (rows.gaps.at(-1) ?? 0)) {
    return broken(
      line,
      `the longest gap is ${rows.gaps.at(-1) ?? 0}, and that of a stream ${longest}`,
    );
  }
  const between = rows.gapCounts.reduce((sum, count) => sum + count, 0);
  if (between !== events - found) {
    return broken(line, `${between} gaps between the ${events} events of ${found} streams`);
  }
  return rows;
}

function addRows(run: Run, rows: Rows, file: string): void {
  addTimes(run, "time_to_first_event", rows.firstEvents, file);
  addTimes(run, "time_to_last_event", rows.lastEvents, file);
  addTimes(run, "longest_event_gap", rows.longestGaps, file);
  if (rows.gaps.length > 0) {
    addDistribution(run, {
      metric: "event_gap",
      microseconds: rows.gaps,
      counts: rows.gapCounts,
      line: rows.gapLine,
      lineOf: (index) => rows.gapLine + index,
    }, file);
  }
  const chunks = rows.chunks.toSorted((a, b) => a.value - b.value);
  const sum = chunks.reduce((total, { value }) => total + value, 0);
  const put = (statistic: string, value: number, line: number) =>
    add(run, { metric: "chunks_per_response", statistic, value, source: `${file}#L${line}` });
  put("mean", sum / chunks.length, FIRST_ROW);
  const [least, most] = [chunks[0] as Placed, chunks.at(-1) as Placed];
  put("min", least.value, least.line);
  put("max", most.value, most.line);
}

function addTimes(run: Run, metric: string, values: readonly Placed[], file: string): void {
  const { microseconds, counts, lines } = countValues(values);
  const lineOf = (index: number) => lines[index] as number;
  addDistribution(run, { metric, microseconds, counts, line: FIRST_ROW, lineOf }, file);
}
