/**
 * The fast way through k6's NDJSON. Lines of one request differ only in the metric, the value and, between
 * requests, the time; so a line is recognised, not parsed:
 *
 *     {"metric":"http_reqs","type":"Point","data":{"time":"T","value":V,"tags":{...}}}\n
 *     [------------------ head -----------------]T[ glue ]V[------- tail -----------]
 *
 * Heads and tails that JSON.parse once read are kept as patterns, and each line is first compared with
 * the head that followed last time and with the tail of the line before. Whatever is not recognised, down
 * to a single unusual byte, goes to JSON.parse: speed never costs a value. The older layout, with the
 * metric in the tail, works the same way.
 */
import { createTimeReader, readHead, readNumber, readTail } from "./k6_points_layout.ts";
import type { PointLine } from "./k6_points_line.ts";
import {
  createPatterns,
  fitsPattern,
  hashBytes,
  matchesPattern,
  setPattern,
} from "./k6_points_patterns.ts";

/** What the scanner tells of. Metrics and names are numbers, one per distinct text. */
export interface PointSink {
  metricId(metric: string): number;
  nameId(name: string): number;
  /** A sample; `line` is its 1-based line. */
  point(metricId: number, nameId: number, value: number, line: number): void;
  /** The time of samples that follow, told before the first of them. */
  time(seconds: number): void;
  /** A line that was not recognised, without its end. Gives back the point, if it is one. */
  line(text: string, line: number): PointLine | undefined;
}

export interface PointScanner {
  /**
   * Reads the whole lines of a block and returns how many bytes they are; the rest is the beginning of
   * a line that the block does not hold whole.
   */
  scan(block: Uint8Array): number;
  /** Counts a line that was too long to be held, and returns its number. */
  skipLine(): number;
}

const HEADS = 256;
/** A power of two: places of the tails, by hash; a newer tail takes the place of an older one. */
const TAILS = 2048;
const NEWLINE = 0x0a;
const MINUS = 0x2d;
/** Distance of a point and of a comma from the digit zero. */
const POINT = 0x2e - 0x30;
const COMMA = 0x2c - 0x30;
const POWERS = Float64Array.from({ length: 16 }, (_, power) => 10 ** power);
const decoder = new TextDecoder();

export function createPointScanner(sink: PointSink): PointScanner {
  let line = 0;
  const heads = createPatterns(HEADS);
  /** -1 in the older layout. */
  const headMetric = new Int32Array(HEADS);
  /** The head that followed this one last time, and the tail that this one had. */
  const headNext = new Int32Array(HEADS);
  const headTail = new Int32Array(HEADS);
  let headCount = 0;
  let headBefore = 0;
  const tails = createPatterns(TAILS);
  /** The metric that a tail of the older layout names; -1 in the newer. */
  const tailMetric = new Int32Array(TAILS);
  const tailName = new Int32Array(TAILS);
  let tailBefore = 0;
  /** The time of the line before, with the glue behind it. */
  const time = createPatterns(1);
  const timeReader = createTimeReader();
  let timeIsTold = true;

  function scan(block: Uint8Array): number {
    const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
    const end = block.length;
    let start = 0;
    for (;;) {
      const next = scanLine(block, view, start, end);
      if (next > 0) {
        start = next;
        continue;
      }
      const stop = block.indexOf(NEWLINE, start);
      if (stop < 0) return start;
      readSlowly(block, view, start, stop);
      start = stop + 1;
    }
  }

  /** Recognises the line at `start` and returns where the next begins; 0 where it is not recognised. */
  function scanLine(block: Uint8Array, view: DataView, start: number, end: number): number {
    let head = headNext[headBefore] as number;
    let length = heads.lengths[head] as number;
    if (!isAt(heads.words, head, length, view, start, end)) {
      head = findHead(view, start, end);
      if (head < 0) return 0;
      length = heads.lengths[head] as number;
    }
    let at = start + length;

    length = time.lengths[0] as number;
    if (!isAt(time.words, 0, length, view, at, end)) {
      length = timeReader.read(block, at, end);
      if (length === 0) return 0;
      setPattern(time, 0, view, at, length);
      timeIsTold = false;
    }
    at += length;

    // Up to 15 digits are exact as an integer, and dividing by a power of ten then rounds once.
    const valueAt = at;
    const isNegative = block[at] === MINUS;
    if (isNegative) at++;
    const digitsAt = at;
    let mantissa = 0;
    let decimals = 0;
    let digit = (block[at] as number) - 48;
    while (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digit = (block[++at] as number) - 48;
    }
    let digits = at - digitsAt;
    let isPlain = digits === 1 || (digits > 1 && block[digitsAt] !== 0x30);
    if (digit === POINT) {
      digit = (block[++at] as number) - 48;
      while (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
        decimals++;
        digit = (block[++at] as number) - 48;
      }
      digits += decimals;
      isPlain = isPlain && decimals > 0;
    }
    let value = 0;
    if (isPlain && digits <= 15 && digit === COMMA) {
      value = mantissa / (POWERS[decimals] as number);
      if (isNegative) value = -value;
    } else {
      at = block.indexOf(0x2c, valueAt);
      if (at < 0) return 0;
      value = readNumber(block, valueAt, at);
      if (value !== value) return 0;
    }

    let tail = tailBefore;
    length = tails.lengths[tail] as number;
    if (!isTailAt(tail, length, block, view, at, end)) {
      tail = headTail[head] as number;
      length = tails.lengths[tail] as number;
      if (!isTailAt(tail, length, block, view, at, end)) {
        tail = findTail(block, view, at);
        if (tail < 0) return 0;
        length = tails.lengths[tail] as number;
      }
    }
    const named = tailMetric[tail] as number;
    const metric = named < 0 ? headMetric[head] as number : named;
    if (metric < 0) return 0;

    headNext[headBefore] = head;
    headBefore = head;
    headTail[head] = tail;
    tailBefore = tail;
    line++;
    if (!timeIsTold) {
      timeIsTold = true;
      sink.time(timeReader.seconds());
    }
    sink.point(metric, tailName[tail] as number, value, line);
    return at + length;
  }

  function isTailAt(
    tail: number,
    length: number,
    block: Uint8Array,
    view: DataView,
    at: number,
    end: number,
  ): boolean {
    // A tail of another length shows at once: its end is not the line's.
    return block[at + length - 1] === NEWLINE && isAt(tails.words, tail, length, view, at, end);
  }

  function findHead(view: DataView, start: number, end: number): number {
    for (let head = 0; head < headCount; head++) {
      if (isAt(heads.words, head, heads.lengths[head] as number, view, start, end)) return head;
    }
    return -1;
  }

  /** The place of the tail at `at`, read and kept if it is new; -1 where it must be read with its line. */
  function findTail(block: Uint8Array, view: DataView, at: number): number {
    const length = block.indexOf(NEWLINE, at) + 1 - at;
    if (!fitsPattern(length)) return -1;
    const place = hashBytes(view, at, length) & (TAILS - 1);
    if (tails.lengths[place] === length && matchesPattern(tails.words, place, length, view, at)) {
      return place;
    }
    const tail = readTail(decoder.decode(block.subarray(at, at + length)));
    if (tail === undefined) return -1;
    tailMetric[place] = tail.metric === undefined ? -1 : sink.metricId(tail.metric);
    tailName[place] = sink.nameId(tail.name);
    setPattern(tails, place, view, at, length);
    return place;
  }

  /** Reads a whole line the plain way and keeps its head for the next time. */
  function readSlowly(block: Uint8Array, view: DataView, start: number, stop: number): void {
    line++;
    const point = sink.line(decoder.decode(block.subarray(start, stop)), line);
    if (point === undefined) return;
    sink.time(point.timeSeconds);
    sink.point(sink.metricId(point.metric), sink.nameId(point.name), point.value, line);
    if (headCount === HEADS || findHead(view, start, stop) >= 0) return;
    const head = readHead(block, start, stop);
    if (head === undefined || !fitsPattern(head.length)) return;
    headMetric[headCount] = head.metric === undefined ? -1 : sink.metricId(head.metric);
    setPattern(heads, headCount++, view, start, head.length);
  }

  return { scan, skipLine: () => ++line };
}

/** Whether a kept pattern stands at `at`, before `end`. */
function isAt(
  words: Float64Array,
  index: number,
  length: number,
  view: DataView,
  at: number,
  end: number,
): boolean {
  return length > 0 && at + length <= end && matchesPattern(words, index, length, view, at);
}
