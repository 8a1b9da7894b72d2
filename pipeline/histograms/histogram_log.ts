/**
 * histograms.hlog of a report: the latency histograms of its trials, as an interval log of HdrHistogram 1.3
 * (HistogramLogWriter.java), which its tools read too. A line a trial, metric, loop and part of the workload:
 *
 *     Tag=http-counter-a-8-1/latency/closed,1700000000.000,10.000,12.345,HIST...
 *
 * The start is in seconds since 1970 (0 where unknown), then the seconds measured, the maximum in milliseconds
 * and the histogram of nanoseconds. The unit is told by the comment `#[Unit: ns]`. Loop and part are left
 * empty where there is none; what a tag may not hold is percent-encoded.
 */
import { Failure } from "../../common/failure.ts";
import { HdrEncodingError } from "../formats/hdr/hdr_histogram.ts";
import { type Loop, LOOPS } from "../measurement.ts";
import { LatencyHistogram } from "./latency_histogram.ts";

/** One line of the log. */
export interface LoggedHistogram {
  /** Id of the trial. */
  trial: string;
  metric: string;
  loop: Loop;
  /** Part of the workload that the tool names, such as a tag of its own; empty for the whole. */
  part: string;
  /** Seconds since 1970; 0 where unknown. */
  start: number;
  /** Seconds that were measured; 0 where unknown. */
  length: number;
  histogram: LatencyHistogram;
}

const HEAD = [
  "#[Histogram log format version 1.3]",
  "#[Logged with wallclock]",
  "#[Unit: ns] Interval_Max in ms; Tag=trial/metric/loop, and /part where the tool names one",
  '"StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"',
];
const NUMBER = String.raw`(\d{1,15}\.\d{3})`;
const LINE = new RegExp(String.raw`^Tag=([^,\s]+),${NUMBER},${NUMBER},${NUMBER},(HIST[\w+/=]*)$`);
const NANOSECONDS_SAID = "#[Unit: ns]";

/** The text of the log, sorted by tag: the same histograms in any order give the same bytes. */
export function writeHistogramLog(histograms: readonly LoggedHistogram[]): string {
  const lines = histograms.map((each) => ({ tag: tagOf(each), each }))
    .sort((a, b) => a.tag < b.tag ? -1 : a.tag > b.tag ? 1 : a.each.start - b.each.start)
    .map(({ tag, each: { start, length, histogram } }) => {
      const columns = [start, length, histogram.max * 1e3].map((value) => value.toFixed(3));
      return `Tag=${tag},${columns.join(",")},${histogram.encode()}`;
    });
  return [...HEAD, ...lines].join("\n") + "\n";
}

function tagOf({ trial, metric, loop, part }: LoggedHistogram): string {
  return [trial, metric, loop, ...part === "" ? [] : [part]].map(encodeURIComponent).join("/");
}

/**
 * Reads a log that {@linkcode writeHistogramLog} wrote. Throws a Failure that names file, line and remedy on
 * anything else, whole lines of other writers included.
 */
export async function readHistogramLog(text: string, file: string): Promise<LoggedHistogram[]> {
  const fail = (line: number, what: string) =>
    new Failure(`${file}:${line}: ${what}; run \`deno task normalize\` again`);
  const lines = text.split("\n");
  if (lines.pop() !== "") throw fail(lines.length + 1, "the last line is cut off");
  if (!lines.some((line) => line.startsWith(NANOSECONDS_SAID))) {
    throw fail(1, `no line says "${NANOSECONDS_SAID}", so the unit of its values is not known`);
  }
  const histograms: LoggedHistogram[] = [];
  for (const [index, line] of lines.entries()) {
    if (line.startsWith("#") || line.startsWith('"')) continue;
    const match = LINE.exec(line);
    const tag = match === null ? undefined : readTag(match[1] as string);
    if (match === null || tag === undefined) {
      throw fail(index + 1, "this is no histogram of a trial");
    }
    const histogram = await decode(match[5] as string, (why) => fail(index + 1, why));
    histograms.push({ ...tag, start: Number(match[2]), length: Number(match[3]), histogram });
  }
  return histograms;
}

function readTag(
  tag: string,
): Pick<LoggedHistogram, "trial" | "metric" | "loop" | "part"> | undefined {
  let parts: string[];
  try {
    parts = tag.split("/").map(decodeURIComponent);
  } catch {
    return undefined;
  }
  const [trial, metric, stated, part = "", ...rest] = parts;
  const loop = LOOPS.find((each) => each === stated);
  if (!trial || !metric || loop === undefined || rest.length > 0) return undefined;
  return { trial, metric, loop, part };
}

async function decode(base64: string, fail: (why: string) => Failure): Promise<LatencyHistogram> {
  try {
    const histogram = await LatencyHistogram.decode(base64);
    if (histogram !== undefined) return histogram;
  } catch (error) {
    if (!(error instanceof HdrEncodingError)) throw error;
    throw fail(`the histogram cannot be read, ${error.message}`);
  }
  throw fail("the histogram holds no latency");
}
