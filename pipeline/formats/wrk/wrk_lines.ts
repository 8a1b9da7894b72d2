/**
 * The lines of wrk and wrk2, one pattern each, as printed by `src/wrk.c` of both, and those that Hyperfoil's
 * clone prints otherwise (`WrkAbstract.java`).
 */

/** A table row's four columns. */
interface Columns {
  mean: string;
  stdev: string;
  third: string;
  within: string;
}

/** A line that one of the tools printed. */
export type WrkLine =
  | { kind: "running"; duration: string; url: string; prefix: string }
  | { kind: "threads"; threads: string; connections: string }
  | { kind: "calibration" }
  | { kind: "resultsOf"; url: string }
  | { kind: "statsHeader"; third: "max" | "p99" }
  | { kind: "latency"; row: Columns }
  | { kind: "requestRate"; row: Columns; isHyperfoil: boolean }
  | { kind: "distribution"; hdr: boolean; uncorrected: boolean }
  | { kind: "percentile"; percent: string; value: string }
  | { kind: "spectrumHeader" }
  | { kind: "spectrumRow"; value: string; share: string; total: number }
  | { kind: "hdrMean"; mean: string; stdev: string }
  | { kind: "hdrMax"; max: string; totalCount: number }
  | { kind: "requests"; requests: string; runtime: string; bytes: string; overall: boolean }
  | { kind: "socketErrors"; connect: string; read?: string; write?: string; timeout: string }
  | { kind: "statusErrors"; count: string }
  | { kind: "throughput"; rate: string }
  | { kind: "transfer"; rate: string }
  | { kind: "refused"; message: string };

/** Longer lines are none of wrk's: its longest holds a url. */
const LONGEST_LINE = 10_000;

/** Comment signs, quotes and blanks that people put before pasted lines. */
const DECORATION = /^[^A-Za-z0-9]*/;

const RUNNING = /Running (\S+) test @ (\S+)/;
const REQUEST_COUNT = /^Making (\d+) requests to (\S+)/;
const THREADS = /^(\d+) threads and (\d+) connections\b/;
const STATS_HEADER = /^Thread Stats\s+Avg\s+Stdev\s+(Max|99%)\s+\+\/- Stdev$/;
/** What the C libraries print of a division by zero. */
const NO_NUMBER = String.raw`[-+]?nan\S*|[-+]?inf\S*|-?1\.#\w+`;
const TIME = String.raw`(-?\d+(?:\.\d+)?(?:ns|[uµμ]s|ms|s|m|h)|${NO_NUMBER})`;
const COUNT = String.raw`(-?\d+(?:\.\d+)?[kKMGTP]?|${NO_NUMBER})`;
const SHARE = String.raw`([\d.]+|[-+]?nan(?:\([^)]*\))?|[-+]?inf|-?1\.#\w+)%?`;
const LATENCY = new RegExp(String.raw`^Latency\s+${TIME}\s+${TIME}\s+${TIME}\s+${SHARE}$`);
const REQUEST_RATE = new RegExp(String.raw`^Req/Sec\s+${COUNT}\s+${COUNT}\s+${COUNT}\s+${SHARE}$`);
const PERCENTILE = new RegExp(String.raw`^(\d{1,2}(?:\.\d+)?|100(?:\.0+)?)%\s+${TIME}$`);
const SPECTRUM_ROW = /^(\d+\.\d+)\s+([01]\.\d+)\s+(\d+)\s+(?:\d+\.\d+|inf)$/;
const HDR_MEAN = /^Mean\s*=\s*(\S+),\s*StdDeviation\s*=\s*(\S+?)\]$/;
const HDR_MAX = /^Max\s*=\s*(\S+),\s*Total count\s*=\s*(\d+)\]$/;
const REQUESTS = /^(Overall )?(\d[\d,]*) requests in (\S+), {1,6}(\S+?)\s*read$/;
const SOCKET_ERRORS =
  /^Socket errors: connect (-?\d+), read (-?\d+), write (-?\d+), timeout (-?\d+)$/;
const HYPERFOIL_ERRORS = /^Socket errors: connectionErrors (\d+), requestTimeouts (\d+)$/;
const STATUS_ERRORS = /^Non-2xx or 3xx responses: (-?\d+)$/;
/** Two decimals always: a line of fewer was cut, one of more is a Lua script's. */
const THROUGHPUT = /^Requests\/sec:\s+(\d+\.\d\d|[-+]?nan\S*|[-+]?inf\S*)$/;
const TRANSFER = /^Transfer\/sec:\s+([\d.]+[kKMGTP]?B|[-+]?nanB|[-+]?infB)$/;
const REFUSED = /^unable to connect to \S+:\S+ .*/;

/** Two of wrk's lines in one: outputs pasted next to each other, or cut and glued. */
const TWICE = [
  /Running \S+ test @ .*Running \S+ test @ /,
  /threads and \d+ connections.*threads and \d+ connections/,
  /Thread Stats.*Thread Stats/,
  /requests in .*requests in /,
  /Requests\/sec:.*Requests\/sec:/,
];

/** Whether a line holds the same part of two outputs. */
export function isSideBySide(raw: string): boolean {
  return raw.length <= LONGEST_LINE && TWICE.some((pattern) => pattern.test(raw));
}

/**
 * Reads a line; undefined where it is none of the tools'. `prefix` is what stood before the header of the
 * run (a log's time stamp, a container's name) and is taken off the lines that begin alike. Of a line
 * whose end is missing only what cannot be half a value is read.
 */
export function wrkLine(raw: string, prefix: string, isUnterminated: boolean): WrkLine | undefined {
  if (raw.length > LONGEST_LINE) return undefined;
  const hasPrefix = prefix !== "" && shape(raw.slice(0, prefix.length)) === shape(prefix);
  // A line that is one as it stands has no prefix: the header's may be what a cut left of the run before.
  const own = hasPrefix ? recognize(bodyOf(raw)) : undefined;
  const text = hasPrefix && own === undefined ? raw.slice(prefix.length) : raw;
  const body = bodyOf(text);
  const line = own ?? recognize(body) ?? runningWithin(raw);
  // The next run of a log has the same before each line.
  if (line?.kind === "running" && text !== raw) line.prefix = raw.slice(0, prefix.length);
  if (line === undefined || !isUnterminated) return line;
  if (line.kind === "socketErrors" || line.kind === "statusErrors") return undefined;
  if (line.kind === "latency" && !body.endsWith("%")) return undefined;
  if (line.kind === "percentile" && line.value.endsWith("m") && raw === raw.trimEnd()) {
    return undefined;
  }
  return line.kind === "running" ? { ...line, url: "" } : line;
}

function bodyOf(text: string): string {
  return text.slice((DECORATION.exec(text) as RegExpExecArray)[0].length).trimEnd();
}

/** Digits of a time stamp change from line to line. */
function shape(prefix: string): string {
  return prefix.replace(/\d/g, "0");
}

function runningWithin(raw: string): WrkLine | undefined {
  if (!raw.includes("Running ")) return undefined;
  const match = RUNNING.exec(raw);
  if (match === null) return undefined;
  const prefix = raw.slice(0, match.index);
  return {
    kind: "running",
    duration: match[1] as string,
    url: match[2] as string,
    prefix: /[A-Za-z0-9]/.test(prefix) ? prefix : "",
  };
}

/** The first character decides which patterns are worth trying: most lines of a long log match none. */
function recognize(body: string): WrkLine | undefined {
  const first = body.charCodeAt(0);
  if (first >= 48 && first <= 57) return recognizeNumber(body);
  let match: RegExpExecArray | null;
  switch (body[0]) {
    case "R":
      if ((match = THROUGHPUT.exec(body))) return { kind: "throughput", rate: text(match, 1) };
      if ((match = REQUEST_RATE.exec(body))) {
        // wrk ends it with a per cent sign.
        const isHyperfoil = /\d$/.test(body);
        return { kind: "requestRate", row: columns(match), isHyperfoil };
      }
      if (body.startsWith("Running ") && (match = RUNNING.exec(body)) && match.index === 0) {
        return { kind: "running", duration: text(match, 1), url: text(match, 2), prefix: "" };
      }
      return undefined;
    case "T":
      if ((match = STATS_HEADER.exec(body))) {
        return { kind: "statsHeader", third: match[1] === "Max" ? "max" : "p99" };
      }
      if ((match = TRANSFER.exec(body))) return { kind: "transfer", rate: text(match, 1) };
      if (body.startsWith("Thread calibration:")) return { kind: "calibration" };
      if ((match = /^Test Results @ (\S+)$/.exec(body))) {
        return { kind: "resultsOf", url: text(match, 1) };
      }
      return undefined;
    case "L":
      if ((match = LATENCY.exec(body))) return { kind: "latency", row: columns(match) };
      if (!body.startsWith("Latency Distribution")) return undefined;
      if (body !== "Latency Distribution" && !body.includes("(HdrHistogram - ")) return undefined;
      return {
        kind: "distribution",
        hdr: body.includes("HdrHistogram"),
        uncorrected: body.includes("Uncorrected"),
      };
    case "M":
      if ((match = HDR_MEAN.exec(body))) {
        return { kind: "hdrMean", mean: text(match, 1), stdev: text(match, 2) };
      }
      if ((match = HDR_MAX.exec(body))) {
        return { kind: "hdrMax", max: text(match, 1), totalCount: Number(match[2]) };
      }
      if ((match = REQUEST_COUNT.exec(body))) {
        return {
          kind: "running",
          duration: `${text(match, 1)} requests`,
          url: text(match, 2),
          prefix: "",
        };
      }
      return undefined;
    case "S":
      if ((match = SOCKET_ERRORS.exec(body))) {
        return {
          kind: "socketErrors",
          connect: text(match, 1),
          read: text(match, 2),
          write: text(match, 3),
          timeout: text(match, 4),
        };
      }
      match = HYPERFOIL_ERRORS.exec(body);
      return match === null
        ? undefined
        : { kind: "socketErrors", connect: text(match, 1), timeout: text(match, 2) };
    case "N":
      match = STATUS_ERRORS.exec(body);
      return match === null ? undefined : { kind: "statusErrors", count: text(match, 1) };
    case "D":
      return body === "Detailed Percentile spectrum:" ? { kind: "spectrumHeader" } : undefined;
    case "O":
      return requestsLine(body);
    case "u":
      return REFUSED.test(body) ? { kind: "refused", message: body } : undefined;
    default:
      return undefined;
  }
}

function recognizeNumber(body: string): WrkLine | undefined {
  let match = SPECTRUM_ROW.exec(body);
  if (match !== null) {
    return {
      kind: "spectrumRow",
      value: text(match, 1),
      share: text(match, 2),
      total: Number(match[3]),
    };
  }
  match = PERCENTILE.exec(body);
  if (match !== null) {
    return { kind: "percentile", percent: text(match, 1), value: text(match, 2) };
  }
  match = THREADS.exec(body);
  if (match !== null) {
    return { kind: "threads", threads: text(match, 1), connections: text(match, 2) };
  }
  return requestsLine(body);
}

function requestsLine(body: string): WrkLine | undefined {
  const match = REQUESTS.exec(body);
  if (match === null) return undefined;
  return {
    kind: "requests",
    requests: text(match, 2),
    runtime: text(match, 3),
    bytes: text(match, 4),
    overall: match[1] !== undefined,
  };
}

function text(match: RegExpExecArray, group: number): string {
  return match[group] as string;
}

function columns(match: RegExpExecArray): Columns {
  return {
    mean: text(match, 1),
    stdev: text(match, 2),
    third: text(match, 3),
    within: text(match, 4),
  };
}

/** Lines that only wrk and its relatives print, the one of a failed connection included. */
const WRK_MARKS =
  /Running \S+ test @ \S|Thread Stats\s+Avg\s+Stdev|\(HdrHistogram - |\d requests in \S+, {1,6}\S+ *read|^unable to connect to \S+:\S+ /m;

const WRK2_MARKS =
  /Thread calibration: mean lat|\(HdrHistogram - |Req\/Sec\s+[-+]?nan\s+[-+]?nan|Thread Stats\s+Avg\s+Stdev\s+99%|^\s*Overall \d+ requests in /m;

/** autocannon's table begins like wrk's, and goes on without threads. */
const AUTOCANNON_TABLE = /Running \S+ test @ \S+\s*\n\s*\d+ connections\b/;

/** Whether wrk or one of its relatives wrote this. */
export function isWrkText(head: string): boolean {
  return WRK_MARKS.test(head) && !(AUTOCANNON_TABLE.test(head) && !head.includes("Thread Stats"));
}

/** Whether some of it is wrk2's. */
export function isWrk2Text(head: string): boolean {
  return WRK2_MARKS.test(head);
}
