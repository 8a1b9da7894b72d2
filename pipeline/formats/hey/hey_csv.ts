/**
 * The CSV that hey writes with `-o csv`: one line per answer, in seconds of four decimals. Requests that
 * got no answer are not in it.
 */
import { Failure } from "../../../common/failure.ts";
import { percentileName } from "../../measurement.ts";
import {
  isResolved,
  percentileIndices,
  weightedMean,
} from "../../statistics/weighted_percentile.ts";
import { add, addSentinel, sayTruncated, startRun } from "../build_run.ts";
import type { Origin, Run, TextFormat } from "../format.ts";

const HEADER = "response-time,DNS+dialup,DNS,Request-write,Response-delay,Response-read";

export const heyCsvFormat: TextFormat = {
  kind: "text",
  name: "hey-csv",
  looksFor: 'hey CSV ("response-time,DNS+dialup,...")',
  recognizes: (head) => head.trimStart().startsWith(HEADER),
  read,
};

/** hey keeps at most so many answers. */
const MOST_ROWS = 1_000_000;

/** Times are counted in the tool's own steps, whole numbers that can be summed and sorted exactly. */
const STEPS_PER_SECOND = 10_000;

const PERCENTS = [50, 75, 90, 95, 99, 99.9, 99.99];

/** What one pass over the rows yields. */
interface Totals {
  rows: number;
  failed: number;
  firstFailedLine: number;
  /** Steps -> how often, and the first line that has it. */
  latencies: Map<number, { count: number; line: number }>;
  /** When the last answer came, in steps since the start; undefined in versions without the column. */
  end: { steps: number; line: number } | undefined;
  badLines: number[];
}

/** A header and the rows behind it; a file has several where they were joined. */
interface Part {
  lines: string[];
  /** 1-based, of its header. */
  line: number;
  /** The line in which the next header follows half a row, if it does. */
  cutLine?: number;
}

function read(text: string, { file }: Origin): Run[] {
  const parts = splitParts(text.split("\n"));
  const runs = parts.map((part, index) => readPart(part, index + 1, file));
  if (runs.every(({ measurements }) => measurements.length === 0)) {
    throw new Failure(
      `${file} line ${
        parts[0]?.line ?? 1
      }: no answer follows the header; start the server and run hey again`,
    );
  }
  return runs;
}

function splitParts(lines: readonly string[]): Part[] {
  const parts: Part[] = [];
  for (const [index, text] of lines.entries()) {
    const at = text.indexOf(HEADER);
    const part = parts.at(-1);
    if (at < 0) part?.lines.push(text);
    else {
      if (part !== undefined && text.slice(0, at).trim() !== "") part.cutLine = index + 1;
      parts.push({ lines: [text.slice(at)], line: index + 1 });
    }
  }
  return parts;
}

function readPart(part: Part, number: number, file: string): Run {
  const { lines, line, cutLine } = part;
  const columns = (lines[0] as string).trim().split(",");
  const status = columns.indexOf("status-code");
  const totals = readRows(lines, line - 1, columns.length, status, columns.indexOf("offset"));
  if (cutLine !== undefined) totals.badLines.push(cutLine);
  const run = startRun("hey-csv", number);
  const top = `${file}#L${line}`;
  if (totals.rows === 0) {
    sayTruncated(run, top, `no answer follows the header on line ${line}`);
    return run;
  }
  if (totals.badLines.length > 0) {
    const { length, 0: first } = totals.badLines;
    const said = length === 1
      ? `line ${first} is no complete row; it is left out`
      : `${length} lines are no complete rows, the first is line ${first}; they are left out`;
    sayTruncated(run, `${file}#L${first}`, said);
  }
  if (totals.rows < MOST_ROWS) addTotals(run, totals, status >= 0, file, top);
  else {
    sayTruncated(
      run,
      top,
      `hey keeps the first ${MOST_ROWS} answers; how many there were in all is not known`,
    );
  }
  addLatency(run, totals, file, top);
  return run;
}

function readRows(
  lines: readonly string[],
  skipped: number,
  columnCount: number,
  statusAt: number,
  offsetAt: number,
): Totals {
  const totals: Totals = {
    rows: 0,
    failed: 0,
    firstFailedLine: 0,
    latencies: new Map(),
    end: undefined,
    badLines: [],
  };
  for (let index = 1; index < lines.length; index++) {
    const text = (lines[index] as string).trim();
    if (text === "") continue;
    const line = index + skipped + 1;
    const fields = text.split(",");
    const steps = stepsOf(fields[0]);
    const offset = offsetAt < 0 ? 0 : stepsOf(fields[offsetAt]);
    const isStatus = statusAt < 0 || /^\d{3}$/.test(fields[statusAt] ?? "");
    if (fields.length !== columnCount || steps === undefined || offset === undefined || !isStatus) {
      totals.badLines.push(line);
      continue;
    }
    totals.rows++;
    const seen = totals.latencies.get(steps);
    if (seen === undefined) totals.latencies.set(steps, { count: 1, line });
    else seen.count++;
    if (statusAt >= 0 && Number(fields[statusAt]) >= 400) {
      totals.failed++;
      totals.firstFailedLine ||= line;
    }
    if (offsetAt >= 0 && offset + steps > (totals.end?.steps ?? -1)) {
      totals.end = { steps: offset + steps, line };
    }
  }
  return totals;
}

/** `0.0205` as 205; undefined where the field is not a number of four decimals, as a cut one is not. */
function stepsOf(field: string | undefined): number | undefined {
  return field !== undefined && /^\d{1,9}\.\d{4}$/.test(field)
    ? Number(field.replace(".", ""))
    : undefined;
}

function addTotals(run: Run, totals: Totals, hasStatus: boolean, file: string, top: string): void {
  add(run, { metric: "requests", statistic: "total", value: totals.rows, source: top });
  if (hasStatus) {
    add(run, {
      metric: "errors_status",
      statistic: "total",
      value: totals.failed,
      source: totals.firstFailedLine > 0 ? `${file}#L${totals.firstFailedLine}` : top,
    });
  }
  // Without the first rows or the last the end of the run is not known.
  if (totals.end === undefined || totals.end.steps === 0 || totals.badLines.length > 0) return;
  const source = `${file}#L${totals.end.line}`;
  const labels = { derivedFrom: "offset and response-time of the last answer" };
  const seconds = totals.end.steps / STEPS_PER_SECOND;
  add(run, { metric: "duration", statistic: "total", value: seconds, source, labels });
  const value = totals.rows / seconds;
  add(run, { metric: "throughput", statistic: "mean", value, source, labels });
}

function addLatency(run: Run, totals: Totals, file: string, top: string): void {
  const sorted = [...totals.latencies].sort(([a], [b]) => a - b);
  const steps = sorted.map(([value]) => value);
  const counts = sorted.map(([, { count }]) => count);
  const labels = { resolutionSeconds: String(1 / STEPS_PER_SECOND) };
  const addOne = (statistic: string, value: number, source: string) => {
    const input = { metric: "latency", statistic, loop: "closed" as const, source, labels };
    if (value > 0) add(run, { ...input, value: value / STEPS_PER_SECOND });
    else addSentinel(run, { ...input, value: 0 }, "it is below the resolution of 0.1 ms");
  };
  const at = (index: number) => `${file}#L${(sorted[index] as [number, { line: number }])[1].line}`;
  addOne("mean", weightedMean(steps, counts), top);
  addOne("min", steps[0] as number, at(0));
  const percents = PERCENTS.filter((percent) => isResolved(percent, totals.rows));
  for (const [order, index] of percentileIndices(counts, percents).entries()) {
    addOne(percentileName(percents[order] as number), steps[index] as number, at(index));
  }
  addOne("max", steps.at(-1) as number, at(sorted.length - 1));
  run.histograms = [{
    metric: "latency",
    loop: "closed",
    valuesSeconds: steps.map((each) => each / STEPS_PER_SECOND),
    counts,
    source: top,
  }];
}
