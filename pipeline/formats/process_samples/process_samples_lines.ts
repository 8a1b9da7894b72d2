/** The lines of a file of process samples, checked one by one. */
import { Failure, messageOf } from "../../../common/failure.ts";
import { isObject } from "../json/json_result.ts";

export interface SampleHeader {
  role: string;
  pid?: number;
  clockTicksPerSecond: number;
  pageBytes: number;
  /** How often a sample was to be taken. */
  intervalSeconds: number;
  /** Seconds since the trial began; the whole file where the header has none. */
  measuredFrom: number;
  measuredTo: number;
  /** Of a server: seconds from its start to its first answer, and what it held then. */
  startSeconds?: number;
  startRssPages?: number;
}

export interface Sample {
  seconds: number;
  ticks: number;
  pages: number;
  line: number;
}

export interface ProcessSamples {
  header: SampleHeader;
  /** Times ascend, ticks never fall. */
  samples: Sample[];
  /** What was left out and why. */
  findings: { line: number; message: string }[];
  hasEnd: boolean;
  /** The last line with anything on it. */
  lastLine: number;
}

/** Reads header and samples. Throws a Failure that names file, line and remedy on a header it cannot use. */
export function readProcessSamples(text: string, file: string): ProcessSamples {
  const lines = text.split("\n");
  const header = readHeader(lines[0] ?? "", file);
  const samples: Sample[] = [];
  const findings: ProcessSamples["findings"] = [];
  let hasEnd = false;
  let lastLine = 1;
  for (let line = 2; line <= lines.length; line++) {
    const content = (lines[line - 1] as string).trim();
    if (content === "") continue;
    lastLine = line;
    if (hasEnd) {
      findings.push({ line, message: "there is more after the end mark; it is left out" });
      break;
    }
    const value = parse(content);
    if (isObject(value) && value.end === true) hasEnd = true;
    else {
      const sample = sampleOf(value, line);
      const problem = sample === undefined
        ? "it is no sample [seconds, ticks, pages]"
        : outOfOrder(sample, samples.at(-1));
      if (problem === undefined) samples.push(sample as Sample);
      else findings.push({ line, message: `line ${line} is left out: ${problem}` });
    }
  }
  return { header, samples, findings, hasEnd, lastLine };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function readHeader(line: string, file: string): SampleHeader {
  const wrong = (what: string) =>
    new Failure(`${file} line 1: ${what}; these are no samples of ours, run the trial again`);
  let header: unknown;
  try {
    header = JSON.parse(line);
  } catch (error) {
    throw wrong(messageOf(error));
  }
  if (!isObject(header)) throw wrong("the header is no object");
  if (header.version !== 1) throw wrong(`version ${header.version} is not known, only 1`);
  const { role, pid, clockTicksPerSecond, pageBytes, measuredFrom, measuredTo, intervalSeconds } =
    header;
  const isCount = (value: unknown): value is number => typeof value === "number" && value > 0;
  const { startSeconds, startRssPages } = header;
  if (typeof role !== "string") throw wrong("it has no role");
  if (!isCount(clockTicksPerSecond)) throw wrong("clockTicksPerSecond is no positive number");
  if (!isCount(pageBytes)) throw wrong("pageBytes is no positive number");
  return {
    role,
    ...(typeof pid === "number" ? { pid } : {}),
    clockTicksPerSecond,
    pageBytes,
    intervalSeconds: isCount(intervalSeconds) ? intervalSeconds : 0,
    measuredFrom: typeof measuredFrom === "number" ? measuredFrom : -Infinity,
    measuredTo: typeof measuredTo === "number" ? measuredTo : Infinity,
    ...(isCount(startSeconds) ? { startSeconds } : {}),
    ...(isCount(startRssPages) ? { startRssPages } : {}),
  };
}

function sampleOf(value: unknown, line: number): Sample | undefined {
  if (!Array.isArray(value) || value.length !== 3) return undefined;
  const [seconds, ticks, pages] = value as unknown[];
  const isAmount = (each: unknown): each is number =>
    typeof each === "number" && Number.isFinite(each) && each >= 0;
  if (typeof seconds !== "number" || !Number.isFinite(seconds)) return undefined;
  return isAmount(ticks) && isAmount(pages) ? { seconds, ticks, pages, line } : undefined;
}

function outOfOrder(sample: Sample, before: Sample | undefined): string | undefined {
  if (before === undefined) return undefined;
  if (sample.seconds <= before.seconds) {
    return `its time ${sample.seconds} does not come after ${before.seconds}`;
  }
  if (sample.ticks < before.ticks) {
    return `its CPU time fell from ${before.ticks} to ${sample.ticks} ticks`;
  }
  return undefined;
}
