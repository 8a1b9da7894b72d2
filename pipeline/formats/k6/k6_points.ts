/**
 * The samples that `k6 run --out json=FILE` writes, one JSON object a line, of any size: every figure is
 * computed from the samples, in memory that does not grow with the file.
 *
 * A file may be several in one, which are a run each: `k6_points_runs.ts` tells where they begin.
 */
import { Failure } from "../../../common/failure.ts";
import { readChunks } from "../chunks.ts";
import type { Origin, Run, StreamFormat } from "../format.ts";
import { createK6Aggregate } from "./k6_aggregate.ts";
import { sayBrokenLines } from "./k6_broken_lines.ts";
import { type Line, readLine } from "./k6_points_line.ts";
import { createPointRuns, type RunEnd } from "./k6_points_runs.ts";
import { createPointScanner } from "./k6_points_scanner.ts";
import { type Doubt, runOfTotals } from "./k6_totals.ts";
import { doubtOfJump, type Jump } from "./k6_vus_clock.ts";

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

/** A line that begins behind one that was cut before its line end, where files were joined. */
const WITHIN = /(?<=.)\{"(?:metric":"[^"]*","type|type":"(?:Point|Metric)","data)":/;

/** Reads every run of a stream of NDJSON. */
export async function readK6Points(
  bytes: ReadableStream<Uint8Array>,
  origin: Origin,
): Promise<Run[]> {
  const aggregate = createK6Aggregate();
  const runs: Run[] = [];
  /** Lines that begin like an object and are none, and samples without a value. */
  let broken: number[] = [];
  /** The last of them in which a whole line begins: what is cut there is of the run before. */
  let joint = 0;
  let firstLine = 1;
  let lines = 0;
  /** Whether nothing tells on which line this run begins. */
  let isUnsure = false;

  function finishRun(next: RunEnd): void {
    const { lastLine, definitions, jump } = next;
    if (aggregate.points() > 0) {
      const end = lastLine + 1 === joint ? joint : lastLine;
      const own = broken.filter((line) => line <= end);
      const run = runOfTotals(aggregate.finish(), {
        format: NAME,
        run: runs.length + 1,
        file: origin.file,
        timeResolution: TIME_RESOLUTION,
        doubt: doubtOf(jump, { firstLine, isUnsure, next }),
      });
      run.labels.lines = String(lastLine - firstLine + 1);
      run.labels.definitions = String(definitions);
      sayBrokenLines(run, own, end, origin.file);
      runs.push(run);
      broken = broken.slice(own.length);
    }
    firstLine = lastLine + 1;
    isUnsure = next.isUnsure;
  }

  const pointRuns = createPointRuns(aggregate, finishRun);

  function takeLine(text: string, number: number): Line {
    lines = number;
    const line = readLine(text);
    if (line.kind === "definition") pointRuns.define(line, number);
    if (line.kind !== "broken") return line;
    broken.push(number);
    const rest = WITHIN.exec(text);
    const within = rest === null ? line : readLine(text.slice(rest.index));
    if (within.kind === "point" || within.kind === "definition") joint = number;
    if (within.kind === "definition") pointRuns.define(within, number, true);
    return within;
  }

  const scanner = createPointScanner({
    metricId: pointRuns.metricId,
    nameId: aggregate.nameId,
    time: pointRuns.time,
    point(metric, name, value, line) {
      lines = line;
      pointRuns.point(metric, name, value, line);
    },
    line(text, number) {
      const line = takeLine(text, number);
      return line.kind === "point" ? line : undefined;
    },
  });
  const feed = createFeed(scanner.scan, () => {
    lines = scanner.skipLine();
    broken.push(lines);
  });
  for await (const chunk of readChunks(bytes)) feed.chunk(chunk);
  feed.end();
  pointRuns.end(lines);
  if (runs.length === 0) {
    throw new Failure(
      `${origin.file} line ${Math.max(lines, 1)}: no sample of k6 up to here; give the file that ` +
        "k6 run --out json=FILE wrote, from its first line",
    );
  }
  return runs;
}

/** Why the run may hold samples of another one; undefined where nothing says so. */
function doubtOf(
  jump: Jump | undefined,
  run: { firstLine: number; isUnsure: boolean; next: RunEnd },
): Doubt | undefined {
  if (run.isUnsure || run.next.isUnsure) {
    const line = run.isUnsure ? run.firstLine : run.next.lastLine + 1;
    return {
      line,
      message: `files were joined, and it is not sure that the second begins on line ${line}`,
    };
  }
  return jump === undefined ? undefined : doubtOfJump(jump);
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
