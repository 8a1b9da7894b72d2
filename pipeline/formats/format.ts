import type { InputFinding } from "../finding.ts";
import type { Loop, Measurement } from "../measurement.ts";

/**
 * A latency histogram as a tool wrote it: exact values with their counts, ascending. After the corrections a
 * run has those that its percentiles with status `ok` are read from, and no other.
 */
export interface RawHistogram {
  metric: "latency" | "time_to_first_byte";
  loop: Loop;
  /** Seconds, ascending, of the same length as `counts`. */
  valuesSeconds: number[];
  counts: number[];
  source: string;
  /** What the tool says of this one: `tag`, where it keeps several. Those of its measurements say the same. */
  labels?: Record<string, string>;
}

/** A series of samples over time that one process left (CPU, memory). */
export interface RawSeries {
  metric: string;
  /** Seconds since the first sample. */
  timesSeconds: number[];
  values: number[];
  /** Each value is the mean of so many seconds up to its time; absent where it is the tool's own. */
  windowSeconds?: number;
  source: string;
}

/** One execution of a tool, as read from a raw file; a file may hold several. */
export interface Run {
  /** Name of the format that read it. */
  format: string;
  /** 1-based place in the file. */
  run: number;
  /** What the tool says of the whole run: url, version, script. */
  labels: Record<string, string>;
  measurements: Measurement[];
  findings: InputFinding[];
  histograms?: RawHistogram[];
  series?: RawSeries[];
}

/** What a format may know of its input besides the content. */
export interface Origin {
  /** The path to put into `source`: `${file}#L${line}`. */
  file: string;
}

interface FormatBase {
  /** Lower-case words with hyphens, as in `inspect` output: `wrk`, `google-benchmark-json`. */
  name: string;
  /** What it looks for, for the message about a file that nobody recognises. */
  looksFor: string;
  /**
   * Whether this content is for this format, judged by its beginning: the first 64 KiB (or the whole, if
   * shorter) as text, with any byte order mark, ANSI colour and CRLF already removed. The most specific
   * formats come first in the registry.
   */
  recognizes(head: string): boolean;
  /** What else the tool writes and nothing here reads: how it is told, and what to give in its place. */
  otherForm?: { recognizes(head: string): boolean; give: string };
}

/** A format read from the whole text (no byte order mark, no ANSI colour, LF line ends). */
export interface TextFormat extends FormatBase {
  kind: "text";
  /**
   * Reads every run of the text. Hostile or broken text yields fewer measurements and findings that say
   * why; it throws only a `Failure` that names file, line and remedy, when nothing can be read.
   */
  read(text: string, origin: Origin): Run[];
}

/** A format whose files can be larger than memory; read from bytes as they come (already ungzipped). */
export interface StreamFormat extends FormatBase {
  kind: "stream";
  read(bytes: ReadableStream<Uint8Array>, origin: Origin): Promise<Run[]>;
}

export type Format = TextFormat | StreamFormat;
