/** Lines of HdrHistogram's interval logs: what each is, and that a very long one costs no memory. */
import { readChunks } from "../chunks.ts";

/** A longer line is no interval: it would be a histogram of millions of counts. */
const LONGEST_LINE = 8 * 1024 * 1024;

/** So many digits hold every time since 1970; more would be no number of seconds. */
const NUMBER = String.raw`-?\d{1,15}(?:[.,]\d{1,30})?`;
const INTERVAL = new RegExp(
  String.raw`^(?:Tag=([^,]{1,200}),)?(${NUMBER}),(${NUMBER}),(${NUMBER}),(HIST\S*)$`,
);
const VERSION = /^#\[Histogram log format version /;
const LEGEND = /^"StartTimestamp","(?:Interval_Length|EndTimestamp)","Interval_Max"/;

/** An interval as it stands there, in the units of its columns. */
export interface IntervalLine {
  kind: "interval";
  /** Empty without one. */
  tag: string;
  start: number;
  length: number;
  max: number;
  /** Base64, not decoded. */
  histogram: string;
}

export type LogLine =
  | IntervalLine
  /** `isHead` where a log begins with it, if only after what its writer says of itself. */
  | { kind: "comment"; text: string; isHead: boolean }
  /** Blank, or the names of the columns, which are of the head. */
  | { kind: "nothing"; isHead: boolean }
  /** What a log has an interval in place of. */
  | { kind: "lost"; why: string };

/** Whether the line is one that only these logs have. */
export function isOfLog(line: string): boolean {
  return LEGEND.test(line) || INTERVAL.test(line);
}

/** The lines of a log with their numbers, without a byte order mark and blanks around them. */
export async function* readLogLines(
  bytes: ReadableStream<Uint8Array>,
): AsyncGenerator<{ line: LogLine; number: number }> {
  const tooLong: LogLine = { kind: "lost", why: "it is longer than any histogram" };
  const decoder = new TextDecoder();
  let rest = "";
  let isTooLong = false;
  let number = 0;
  for await (const chunk of readChunks(bytes)) {
    const text = decoder.decode(chunk, { stream: true });
    let at = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", at)) {
      number++;
      const line = rest + text.slice(at, end);
      yield { line: isTooLong ? tooLong : lineOf(line, true), number };
      rest = "";
      isTooLong = false;
      at = end + 1;
    }
    if (!isTooLong) rest += text.slice(at);
    // What is too long is not kept; it stays too long.
    if (rest.length > LONGEST_LINE) {
      isTooLong = true;
      rest = "";
    }
  }
  if (isTooLong) yield { line: tooLong, number: number + 1 };
  else if (rest !== "") yield { line: lineOf(rest, false), number: number + 1 };
}

/** The last line is not whole where no line end follows it. */
function lineOf(text: string, isWhole: boolean): LogLine {
  const line = text.trim();
  const isLegend = LEGEND.test(line);
  if (line === "" || isLegend) return { kind: "nothing", isHead: isLegend };
  if (line.startsWith("#")) return { kind: "comment", text: line, isHead: VERSION.test(line) };
  const match = INTERVAL.exec(line);
  if (match === null) {
    return {
      kind: "lost",
      why: isWhole ? "it is no interval: start, length, maximum and histogram" : "it is cut off",
    };
  }
  const [start, length, max] = match.slice(2, 5).map((cell) => Number(cell.replace(",", "."))) as [
    number,
    number,
    number,
  ];
  return {
    kind: "interval",
    tag: match[1] ?? "",
    start,
    length,
    max,
    histogram: match[5] as string,
  };
}
