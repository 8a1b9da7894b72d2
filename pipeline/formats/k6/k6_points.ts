/**
 * The samples that `k6 run --out json=FILE` writes, one JSON object a line, of any size: every figure is
 * computed from the samples, in memory that does not grow with the file.
 *
 * A metric that is defined a second time begins another run: k6 defines each metric once, so the file is
 * several files in one.
 */
import { Failure } from "../../../common/failure.ts";
import { readChunks } from "../chunks.ts";
import type { Origin, Run, StreamFormat } from "../format.ts";
import { createK6Aggregate } from "./k6_aggregate.ts";
import { sayBrokenLines } from "./k6_broken_lines.ts";
import { type Line, readLine } from "./k6_points_line.ts";
import { createPointScanner } from "./k6_points_scanner.ts";
import { runOfTotals } from "./k6_totals.ts";

const NAME = "k6-points";
/** k6 writes times to the nanosecond. */
const TIME_RESOLUTION = 1e-9;
/** A longer line is none of k6's; it is passed over. */
const MOST_LINE_BYTES = 1 << 20;
const NEWLINE = 0x0a;

export const k6PointsFormat: StreamFormat = {
  kind: "stream",
  name: NAME,
  looksFor: 'k6 --out json ("type":"Point" lines)',
  recognizes: (head) =>
    /^\s*\{(?=[^\n]*"metric"\s*:\s*")(?=[^\n]*"type"\s*:\s*"(?:Point|Metric)")(?=[^\n]*"data"\s*:\s*\{)/m
      .test(head),
  read: readK6Points,
};

/** What is known of one run besides its samples. */
interface RunState {
  definitions: Set<string>;
  firstLine: number;
  /** Lines that begin like an object and are none, and samples without a value. */
  broken: number[];
}

/** Reads every run of a stream of NDJSON. */
export async function readK6Points(
  bytes: ReadableStream<Uint8Array>,
  origin: Origin,
): Promise<Run[]> {
  const aggregate = createK6Aggregate();
  const runs: Run[] = [];
  let state: RunState = { definitions: new Set(), firstLine: 1, broken: [] };
  let lines = 0;

  function finishRun(lastLine: number): void {
    const { definitions, firstLine, broken } = state;
    const isEmpty = aggregate.points() === 0;
    if (!isEmpty) {
      const run = runOfTotals(aggregate.finish(), {
        format: NAME,
        run: runs.length + 1,
        file: origin.file,
        timeResolution: TIME_RESOLUTION,
      });
      run.labels.lines = String(lastLine - firstLine + 1);
      run.labels.definitions = String(definitions.size);
      sayBrokenLines(run, broken, lastLine, origin.file);
      runs.push(run);
    }
    state = { definitions: new Set(), firstLine: lastLine + 1, broken: isEmpty ? broken : [] };
  }

  function takeLine(text: string, number: number): Line {
    lines = number;
    const line = readLine(text);
    if (line.kind === "broken") state.broken.push(number);
    if (line.kind !== "definition") return line;
    if (state.definitions.has(line.metric)) finishRun(number - 1);
    state.definitions.add(line.metric);
    aggregate.define(line.metric, line.type, line.contains);
    return line;
  }

  const scanner = createPointScanner({
    metricId: aggregate.metricId,
    nameId: aggregate.nameId,
    time: aggregate.time,
    point(metric, name, value, line) {
      lines = line;
      aggregate.point(metric, name, value, line);
    },
    line(text, number) {
      const line = takeLine(text, number);
      return line.kind === "point" ? line : undefined;
    },
  });
  const feed = createFeed(scanner.scan, () => {
    lines = scanner.skipLine();
    state.broken.push(lines);
  });
  for await (const chunk of readChunks(bytes)) feed.chunk(chunk);
  feed.end();
  finishRun(lines);
  if (runs.length === 0) {
    throw new Failure(
      `${origin.file} line ${Math.max(lines, 1)}: no sample of k6 up to here; give the file that ` +
        "k6 run --out json=FILE wrote, from its first line",
    );
  }
  return runs;
}

interface Feed {
  chunk(chunk: Uint8Array): void;
  end(): void;
}

/** Gives `scan` whole lines: what a chunk ends with waits for the next one. */
function createFeed(scan: (block: Uint8Array) => number, skipLine: () => void): Feed {
  let carry = new Uint8Array(1 << 12);
  let carried = 0;
  let isSkipping = false;

  function keep(bytes: Uint8Array): void {
    if (carried + bytes.length > MOST_LINE_BYTES) {
      isSkipping = true;
      carried = 0;
      return;
    }
    if (carried + bytes.length > carry.length) {
      const larger = new Uint8Array(2 * (carried + bytes.length));
      larger.set(carry.subarray(0, carried));
      carry = larger;
    }
    carry.set(bytes, carried);
    carried += bytes.length;
  }

  function chunk(bytes: Uint8Array): void {
    let from = 0;
    if (carried > 0 || isSkipping) {
      const stop = bytes.indexOf(NEWLINE);
      const rest = bytes.subarray(0, stop < 0 ? bytes.length : stop + 1);
      if (!isSkipping) keep(rest);
      if (stop < 0) return;
      if (isSkipping) skipLine();
      else scan(carry.subarray(0, carried));
      isSkipping = false;
      carried = 0;
      from = stop + 1;
    }
    const whole = bytes.subarray(from);
    const scanned = scan(whole);
    if (scanned < whole.length) keep(whole.subarray(scanned));
  }

  function end(): void {
    if (isSkipping) skipLine();
    else if (carried > 0) chunk(Uint8Array.of(NEWLINE));
  }

  return { chunk, end };
}
