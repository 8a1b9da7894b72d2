/**
 * The text of wrk and wrk2, split into one block per run. What stands around and between the tools' own
 * lines (shell prompts, headings, the output of Lua scripts) is passed over; nothing is converted here.
 */
import type { Printed, WrkBlock } from "./wrk_block.ts";
import { isSideBySide, type WrkLine, wrkLine } from "./wrk_lines.ts";

/** Blocks in input order, and the line on which wrk says that nobody listens (0 where it does not). */
export interface WrkText {
  blocks: WrkBlock[];
  refusedLine: number;
  refused: string;
}

/** What the next line is read against. */
interface State {
  blocks: WrkBlock[];
  /** The run being read; undefined before the first. */
  block: WrkBlock | undefined;
  /** The section whose rows may follow. */
  section: "none" | "distribution" | "spectrum";
  /** A "Requests/sec" without "requests in" before it. */
  candidate: Printed | undefined;
  /** What stood before the header of the run: the time stamp of a log, the name of a container. */
  prefix: string;
}

/** Splits a text into its runs. */
export function splitWrkText(text: string): WrkText {
  const state: State = {
    blocks: [],
    block: undefined,
    section: "none",
    candidate: undefined,
    prefix: "",
  };
  const lines = text.split("\n");
  // A last line without its line end may be half a line: `3.20m` of `3.20ms`.
  const unterminated = text.endsWith("\n") ? 0 : lines.length;
  const result: WrkText = { blocks: state.blocks, refusedLine: 0, refused: "" };
  for (const [index, raw] of lines.entries()) {
    const number = index + 1;
    if (isSideBySide(raw)) {
      if (state.block?.sideBySideLine === undefined) opening(state, number).sideBySideLine = number;
      continue;
    }
    const line = wrkLine(raw, state.prefix, number === unterminated);
    if (line === undefined) {
      // The spectrum has a heading and blank lines of its own; percentiles follow each other.
      if (state.section === "distribution" && raw.trim() !== "") state.section = "none";
      continue;
    }
    if (line.kind === "refused") {
      if (result.refusedLine === 0) {
        result.refusedLine = number;
        result.refused = line.message;
      }
      continue;
    }
    if (state.block?.sideBySideLine !== undefined && line.kind !== "running") continue;
    readLine(state, line, number);
    if (state.block !== undefined) state.block.lastLine = number;
  }
  for (const block of state.blocks) dropHalfLine(block);
  result.blocks = mergeHeaders(state.blocks);
  return result;
}

/** Takes back what the last line of a run says that stops there, where half of the line reads alike. */
function dropHalfLine(block: WrkBlock): void {
  if (block.throughput !== undefined) return;
  if (block.socketErrors?.line === block.lastLine) delete block.socketErrors;
  if (block.statusErrors?.line === block.lastLine) delete block.statusErrors;
  const row = block.distribution?.rows.at(-1);
  if (row?.line === block.lastLine && row.value.endsWith("m")) block.distribution?.rows.pop();
}

/** Begins a run. */
function open(state: State, line: number): WrkBlock {
  const block: WrkBlock = {
    firstLine: line,
    lastLine: line,
    urls: [],
    isWrk2: false,
    third: "max",
  };
  state.blocks.push(block);
  state.block = block;
  state.section = "none";
  state.candidate = undefined;
  return block;
}

/** The run that a line of a run's beginning belongs to: a new one where the last has results. */
function opening(state: State, line: number): WrkBlock {
  const { block } = state;
  return block === undefined || hasResults(block) ? open(state, line) : block;
}

function readLine(state: State, line: WrkLine, number: number): void {
  switch (line.kind) {
    case "running": {
      const block = open(state, number);
      block.statedDuration = line.duration;
      if (line.url !== "") block.urls.push(line.url);
      state.prefix = line.prefix;
      return;
    }
    case "threads": {
      let block = opening(state, number);
      if (block.threads !== undefined) block = open(state, number);
      block.threads = { text: line.threads, line: number };
      block.connections = { text: line.connections, line: number };
      return;
    }
    case "calibration":
      opening(state, number).isWrk2 = true;
      return;
    case "resultsOf": {
      const block = opening(state, number);
      block.isWrk2 = true;
      block.resultsOf = line.url;
      return;
    }
    case "statsHeader": {
      const block = opening(state, number);
      block.third = line.third;
      block.statsLine ??= number;
      if (line.third === "p99") block.isWrk2 = true;
      return;
    }
    case "latency":
      opening(state, number).latency = { ...line.row, line: number };
      return;
    case "throughput":
    case "transfer":
      readRate(state, line, number);
      return;
    case "requests": {
      const block = state.block === undefined || state.block.throughput !== undefined
        ? open(state, number)
        : state.block;
      if (block.requests !== undefined) return;
      state.section = "none";
      block.requests = { text: line.requests, line: number };
      block.runtime = line.runtime;
      block.bytes = line.bytes;
      if (line.overall) {
        block.isWrk2 = true;
        block.isOverall = true;
      }
      return;
    }
    case "socketErrors":
    case "statusErrors":
      readErrorLine(state.block, line, number);
      return;
    default:
      if (state.block === undefined && line.kind === "distribution") open(state, number);
      if (state.block?.requests === undefined) readLatencyLine(state, line, number);
  }
}

type Line<K extends WrkLine["kind"]> = Extract<WrkLine, { kind: K }>;

function readRate(state: State, line: Line<"throughput" | "transfer">, number: number): void {
  const { block, candidate } = state;
  if (block === undefined) return;
  const printed = { text: line.rate, line: number };
  if (line.kind === "throughput") {
    // Lua scripts print a line of this name too, but never before wrk has printed its own.
    if (block.requests === undefined) state.candidate = printed;
    else block.throughput ??= printed;
    return;
  }
  // Cut out by hand without "requests in": the two rates on neighbouring lines are wrk's own.
  if (block.throughput === undefined && candidate?.line === number - 1) {
    block.throughput = candidate;
  }
  if (block.throughput !== undefined) block.transfer ??= printed;
}

function readErrorLine(
  block: WrkBlock | undefined,
  line: Line<"socketErrors" | "statusErrors">,
  number: number,
): void {
  if (block?.requests === undefined) return;
  if (block.throughput !== undefined && block.isHyperfoil !== true) return;
  if (line.kind === "socketErrors") block.socketErrors ??= { ...line, line: number };
  else block.statusErrors ??= { text: line.count, line: number };
}

/** Reads a line of the part between the table and "requests in". */
function readLatencyLine(state: State, line: WrkLine, number: number): void {
  const { block } = state;
  if (block === undefined) return;
  if (line.kind === "requestRate") {
    // wrk counts seconds from the first; wrk2 only after its calibration, and until then divides by 0.
    if (/nan/i.test(line.row.mean)) block.isWrk2 = true;
    if (line.isHyperfoil) block.isHyperfoil = true;
    return;
  }
  if (line.kind === "distribution") {
    if (line.hdr) block.isWrk2 = true;
    state.section = "none";
    if (line.uncorrected || block.distribution !== undefined) {
      block.uncorrectedLine ??= number;
    } else {
      block.distribution = { line: number, rows: [], spectrum: [] };
      state.section = "distribution";
    }
    return;
  }
  const { distribution } = block;
  // What follows wrk2's second section belongs to that one.
  if (distribution === undefined || block.uncorrectedLine !== undefined) return;
  switch (line.kind) {
    case "percentile":
      if (state.section !== "distribution") {
        distribution.strayLine ??= number;
        return;
      }
      distribution.rows.push({ percent: line.percent, value: line.value, line: number });
      return;
    case "spectrumHeader":
      state.section = "spectrum";
      distribution.spectrumLine ??= number;
      return;
    case "spectrumRow":
      if (state.section !== "spectrum") return;
      distribution.spectrum.push({ ...line, line: number });
      return;
    case "hdrMean":
      distribution.mean = { text: line.mean, line: number };
      distribution.stdev = { text: line.stdev, line: number };
      return;
    case "hdrMax":
      distribution.max = { text: line.max, line: number };
      distribution.totalCount = line.totalCount;
  }
}

function hasResults(block: WrkBlock): boolean {
  return block.latency !== undefined || block.requests !== undefined ||
    block.distribution !== undefined || block.throughput !== undefined ||
    block.sideBySideLine !== undefined;
}

/**
 * DeathStarBench's fork prints the headers of all its urls first and their tables after the last: there
 * a header without results is no run of its own.
 */
function mergeHeaders(blocks: readonly WrkBlock[]): WrkBlock[] {
  const merged: WrkBlock[] = [];
  for (const block of blocks) {
    if (block.third === "p99") {
      while (isHeader(merged.at(-1))) block.urls.unshift(...(merged.pop() as WrkBlock).urls);
      if (block.isOverall) {
        // Printed once for each url: together there are as many times more.
        delete block.threads;
        delete block.connections;
      }
      if (block.resultsOf !== undefined) block.urls = [block.resultsOf];
    }
    merged.push(block);
  }
  return merged;
}

function isHeader(block: WrkBlock | undefined): boolean {
  return block !== undefined && block.urls.length > 0 && !hasResults(block);
}
