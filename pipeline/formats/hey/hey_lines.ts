/** hey's summary, split into its values; several in one text are several runs. */

/** Text as printed, and its 1-based line. */
export interface HeyValue {
  text: string;
  line: number;
}

/** A counted line, such as `[200] 181 responses`. */
export interface HeyCount {
  /** The status, or what went wrong. */
  key: string;
  count: number;
  line: number;
}

export interface HeySummary {
  /** Seconds from first request to last answer. */
  total: HeyValue;
  slowest?: HeyValue;
  fastest?: HeyValue;
  average?: HeyValue;
  rate?: HeyValue;
  bytes?: HeyValue;
  /** `key` is the percent. */
  percentiles: (HeyValue & { key: string })[];
  /** Average, fastest and slowest of "resp wait": from the request written to its first byte back. */
  responseWait?: [HeyValue, HeyValue, HeyValue];
  /** Where "Status code distribution:" stands; absent where the output was cut before. */
  statusesLine?: number;
  statuses: HeyCount[];
  errors: HeyCount[];
  /** An error that stands among the status codes: its heading is missing or lies elsewhere. */
  strayErrorLine?: number;
  lastLine: number;
}

const SECONDS = String.raw`(\d+\.\d+|NaN|[-+]?Inf)`;
const TIME = new RegExp(String.raw`^(Total|Slowest|Fastest|Average):\s+${SECONDS} secs$`);
const PERCENTILE = new RegExp(String.raw`^(\d{1,2})%+ in ${SECONDS} secs$`);
const WAIT = new RegExp(
  String.raw`^resp wait:\s+${SECONDS} secs,\s+${SECONDS} secs,\s+${SECONDS} secs$`,
);
const RATE = /^Requests\/sec:\s+(\d+\.\d{4}|NaN|[-+]?Inf)$/;
const BYTES = /^Total data:\s+(\d+) bytes$/;
const STATUS = /^\[(\d+)\]\s+(\d+) responses$/;
const ERROR = /^\[(\d+)\]\s+(.+)$/;

/** Longer lines are none of hey's. */
const LONGEST_LINE = 10_000;

/** Splits a text into its summaries. */
export function splitHey(text: string): HeySummary[] {
  const summaries: HeySummary[] = [];
  let current: HeySummary | undefined;
  let section: "" | "statuses" | "errors" = "";
  for (const [index, raw] of text.split("\n").entries()) {
    const line = index + 1;
    const body = raw.length > LONGEST_LINE ? "" : raw.trim();
    if (body === "") continue;
    const time = TIME.exec(body);
    if (time?.[1] === "Total") {
      current = {
        total: value(time, 2, line),
        percentiles: [],
        statuses: [],
        errors: [],
        lastLine: line,
      };
      summaries.push(current);
      section = "";
      continue;
    }
    if (current === undefined) continue;
    if (body === "Summary:") {
      current = undefined;
      continue;
    }
    if (body === "Status code distribution:") {
      current.statusesLine = line;
      section = "statuses";
    } else if (body === "Error distribution:") section = "errors";
    else if (section !== "") readCount(current, section, body, line);
    else readValue(current, time, body, line);
    current.lastLine = line;
  }
  return summaries;
}

function readCount(
  summary: HeySummary,
  section: "statuses" | "errors",
  body: string,
  line: number,
): void {
  const status = section === "statuses" ? STATUS.exec(body) : null;
  if (status !== null) {
    summary.statuses.push({ key: status[1] as string, count: Number(status[2]), line });
    return;
  }
  if (section === "statuses" && ERROR.test(body)) summary.strayErrorLine ??= line;
  const error = section === "errors" ? ERROR.exec(body) : null;
  if (error !== null) {
    summary.errors.push({ key: error[2] as string, count: Number(error[1]), line });
  }
}

function readValue(
  summary: HeySummary,
  time: RegExpExecArray | null,
  body: string,
  line: number,
): void {
  if (time !== null) {
    const name = (time[1] as string).toLowerCase() as "slowest" | "fastest" | "average";
    summary[name] ??= value(time, 2, line);
    return;
  }
  const rate = RATE.exec(body);
  if (rate !== null) summary.rate ??= value(rate, 1, line);
  const bytes = BYTES.exec(body);
  if (bytes !== null) summary.bytes ??= value(bytes, 1, line);
  const percentile = PERCENTILE.exec(body);
  if (percentile !== null) {
    summary.percentiles.push({ key: percentile[1] as string, ...value(percentile, 2, line) });
  }
  const wait = WAIT.exec(body);
  if (wait !== null) {
    summary.responseWait ??= [value(wait, 1, line), value(wait, 2, line), value(wait, 3, line)];
  }
}

function value(match: RegExpExecArray, group: number, line: number): HeyValue {
  return { text: match[group] as string, line };
}
