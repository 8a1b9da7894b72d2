/** What one line of k6's NDJSON says, read the plain way; the fast scanner must agree with it. */
import { isObject } from "../json/json_result.ts";

/** What only samples and definitions have, and what no text of one byte a letter has. */
const PART = /"type":"(?:Point|Metric)","data":\{|\0/;

/** A sample: `{"metric":"http_reqs","type":"Point","data":{"time":"...","value":1,"tags":{...}}}`. */
export interface PointLine {
  kind: "point";
  metric: string;
  value: number;
  /** Seconds since 1970; NaN where the line has no time that can be read. */
  timeSeconds: number;
  /** The `name` tag, which k6 sets to the URL unless the script names the request; empty without one. */
  name: string;
}

/** What k6 writes once, before the first sample of a metric. */
export interface DefinitionLine {
  kind: "definition";
  metric: string;
  /** `counter`, `gauge`, `rate` or `trend`. */
  type: string;
  /** `time`, `data` or `default`. */
  contains: string;
  /** Expressions such as `p(95)<500`; k6 writes no verdict beside them. */
  thresholds: string[];
}

export type Line = PointLine | DefinitionLine | { kind: "broken" } | { kind: "other" };

/**
 * Reads a line. `broken` begins like an object and is no whole one, or is a sample without a finite value or
 * behind something else (a colour, a time, in a file that was joined to one without); `other` is anything else:
 * banners and log lines of `--out json=-`, JSON of another shape.
 */
export function readLine(text: string): Line {
  const trimmed = text.trim();
  if (!trimmed.startsWith("{")) return { kind: PART.test(trimmed) ? "broken" : "other" };
  let line: unknown;
  try {
    line = JSON.parse(trimmed);
  } catch {
    return { kind: "broken" };
  }
  if (!isObject(line) || typeof line.metric !== "string" || !isObject(line.data)) {
    return { kind: "other" };
  }
  const { metric, data } = line;
  if (line.type === "Point") {
    if (typeof data.value !== "number" || !Number.isFinite(data.value)) return { kind: "broken" };
    return {
      kind: "point",
      metric,
      value: data.value,
      timeSeconds: typeof data.time === "string" ? parseTime(data.time) : NaN,
      name: nameOf(data.tags),
    };
  }
  if (line.type === "Metric") {
    return {
      kind: "definition",
      metric,
      type: textOf(data.type),
      contains: textOf(data.contains),
      thresholds: Array.isArray(data.thresholds) ? data.thresholds.map(textOf) : [],
    };
  }
  return { kind: "other" };
}

/** The `name` tag of a point's tags. */
export function nameOf(tags: unknown): string {
  return isObject(tags) ? textOf(tags.name) : "";
}

const TIME = /^(.{16}):(\d\d)(?:\.(\d{1,9}))?([^.\d].*)$/;
const MINUTE = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/;
const ZONE = /^(?:Z|[+-]\d\d:\d\d)$/;

/** Seconds since 1970 of an RFC 3339 time with up to nine decimals, as Go prints it; NaN of anything else. */
export function parseTime(text: string): number {
  const match = TIME.exec(text);
  if (match === null) return NaN;
  const fraction = match[3] ?? "";
  return minuteSeconds(match[1] as string, match[4] as string) +
    (Number(match[2]) + Number(fraction) / 10 ** fraction.length);
}

/** Seconds since 1970 at which `2026-11-21T03:30` begins in a zone `Z` or `+01:00`; NaN of anything else. */
export function minuteSeconds(minute: string, zone: string): number {
  if (!MINUTE.test(minute) || !ZONE.test(zone)) return NaN;
  return Date.parse(`${minute}:00${zone}`) / 1000;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}
