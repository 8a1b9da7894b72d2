/** From a block of wrk's or wrk2's text to a run: what both print alike. */
import { Failure } from "../../../common/failure.ts";
import { add, leaveOut, sayTruncated, startRun } from "../build_run.ts";
import type { Origin, Run } from "../format.ts";
import { parseBinaryBytes, parseUnitSeconds } from "../units.ts";
import { readWrk2Latency } from "./wrk2_latency.ts";
import { splitWrkText } from "./split_wrk.ts";
import type { WrkBlock } from "./wrk_block.ts";
import { readWrkLatency } from "./wrk_latency.ts";

/** Reads every run of a text; blocks of both tools may stand in one file. */
export function readWrkRuns(text: string, origin: Origin): Run[] {
  const { blocks, refusedLine, refused } = splitWrkText(text);
  const at = (line: number) => `${origin.file}#L${line}`;
  if (blocks.length === 0) {
    throw new Failure(
      refusedLine > 0
        ? `${origin.file} line ${refusedLine}: wrk measured nothing, ${refused}; start the server and run it again`
        : `${origin.file}: no run of wrk in it; give its whole output, from "Running" to "Transfer/sec"`,
    );
  }
  const runs = blocks.map((block, index) => readBlock(block, index + 1, at));
  sayStrayErrors(runs, blocks, text, at);
  return runs;
}

const ERROR_LINE = /^\W*(?:Socket errors:|Non-2xx or 3xx)/;

/**
 * A missing error line means that there were none. Where one stands outside the place wrk prints it at,
 * nobody can say whose it is, and no zero of this file is certain.
 */
function sayStrayErrors(
  runs: readonly Run[],
  blocks: readonly WrkBlock[],
  text: string,
  at: (line: number) => string,
): void {
  if (!/Socket errors:|Non-2xx or 3xx/.test(text)) return;
  const known = new Set(
    blocks.flatMap((block) => [block.socketErrors?.line, block.statusErrors?.line]),
  );
  const strays = text.split("\n").flatMap((line, index) =>
    ERROR_LINE.test(line) && !known.has(index + 1) ? [index + 1] : []
  );
  for (const line of strays) {
    const message =
      `line ${line} tells of errors, but not where wrk prints them; whether a run without such a line had none is not known`;
    for (const [index, run] of runs.entries()) {
      if (blocks[index]?.sideBySideLine === undefined) sayTruncated(run, at(line), message);
    }
  }
  if (strays.length === 0) return;
  for (const [index, run] of runs.entries()) {
    const { socketErrors, statusErrors } = blocks[index] as WrkBlock;
    const printed = new Set([socketErrors?.line, statusErrors?.line].map((line) => at(line ?? 0)));
    run.measurements = run.measurements.filter(({ metric, source }) =>
      !metric.startsWith("errors_") || printed.has(source)
    );
  }
}

function readBlock(
  block: WrkBlock,
  number: number,
  at: (line: number) => string,
): Run {
  const run = startRun(block.isWrk2 ? "wrk2" : "wrk", number);
  if (block.sideBySideLine !== undefined) {
    sayTruncated(
      run,
      at(block.sideBySideLine),
      `two outputs stand side by side from line ${block.sideBySideLine} on; none of it is read, so that no ` +
        "value goes to the wrong run. Give each run its own lines",
    );
    return run;
  }
  readHeader(run, block, at);
  (block.isWrk2 ? readWrk2Latency : readWrkLatency)(run, block, at);
  readTotals(run, block, at);
  readErrors(run, block, at);
  readRates(run, block, at);
  const { statsLine } = block;
  if (statsLine !== undefined && block.latency === undefined && block.throughput !== undefined) {
    sayTruncated(
      run,
      at(statsLine),
      `no row "Latency" can be read below line ${statsLine}; its mean and its maximum are left out`,
    );
  }
  const strayLine = block.distribution?.strayLine;
  if (strayLine !== undefined) {
    sayTruncated(
      run,
      at(strayLine),
      `other lines stand within the "Latency Distribution"; its rows from line ${strayLine} on are left out`,
    );
  }
  if (block.throughput === undefined || block.transfer === undefined) {
    sayTruncated(
      run,
      at(block.lastLine),
      `the output stops after line ${block.lastLine}, before ` +
        `"${
          block.throughput === undefined ? "Requests/sec" : "Transfer/sec"
        }"; what it lacks is left out`,
    );
  }
  return run;
}

function readHeader(run: Run, block: WrkBlock, at: (line: number) => string): void {
  if (block.isHyperfoil === true) run.labels.tool = "Hyperfoil";
  if (block.urls.length > 0) run.labels.url = block.urls.join(" ");
  if (block.statedDuration !== undefined) run.labels.statedDuration = block.statedDuration;
  const { threads, connections } = block;
  if (threads === undefined || connections === undefined) return;
  const perThread = Math.floor(Number(connections.text) / Number(threads.text));
  const actual = String(Number(threads.text) * perThread);
  if (Number(threads.text) > 0) run.labels.connectionsActual = actual;
  add(run, {
    metric: "threads",
    statistic: "total",
    value: Number(threads.text),
    source: at(threads.line),
  });
  add(run, {
    metric: "connections",
    statistic: "total",
    value: Number(connections.text),
    source: at(connections.line),
    labels: Number(threads.text) > 0 ? { connectionsActual: actual } : {},
  });
}

function readTotals(run: Run, block: WrkBlock, at: (line: number) => string): void {
  const { requests, runtime, bytes } = block;
  if (requests === undefined || runtime === undefined || bytes === undefined) return;
  const source = at(requests.line);
  add(run, {
    metric: "requests",
    statistic: "total",
    value: Number(requests.text.replaceAll(",", "")),
    source,
  });
  const seconds = parseUnitSeconds(runtime);
  const duration = { metric: "duration", statistic: "total", source };
  if (seconds === undefined) leaveOut(run, duration, `"${runtime}" is no time`);
  else add(run, { ...duration, value: seconds });
  const amount = bytesOf(bytes);
  const received = { metric: "bytes_received", statistic: "total", source };
  if (amount === undefined) leaveOut(run, received, `"${bytes}" is no amount of bytes`);
  // The label says that the value has the digits of what is printed, and no more.
  else add(run, { ...received, value: amount, labels: { printed: bytes } });
}

/**
 * wrk prints its two error lines only where a count is not 0, between "requests in" and "Requests/sec": a
 * run that has both of these and not the errors had none, and a run that lacks one may have had some. Hyperfoil
 * prints them last, where a text that was cut looks like one without errors.
 */
function readErrors(run: Run, block: WrkBlock, at: (line: number) => string): void {
  const { socketErrors, statusErrors, requests, throughput } = block;
  const isWhole = requests !== undefined && throughput !== undefined && block.isHyperfoil !== true;
  const whole = isWhole ? throughput.line : undefined;
  const kinds = block.isHyperfoil === true
    ? ["connect", "timeout"] as const
    : ["connect", "read", "write", "timeout"] as const;
  for (const kind of kinds) {
    addCount(run, `errors_${kind}`, socketErrors?.[kind], socketErrors?.line ?? whole, at);
  }
  addCount(run, "errors_status", statusErrors?.text, statusErrors?.line ?? whole, at);
}

function addCount(
  run: Run,
  metric: string,
  text: string | undefined,
  line: number | undefined,
  at: (line: number) => string,
): void {
  if (line === undefined) return;
  const value = Number(text ?? "0");
  const input = { metric, statistic: "total", source: at(line) };
  // Counted in 32 bits and printed with a sign: above 2^31 it turns negative.
  if (value < 0) leaveOut(run, input, `the count ${value} is negative: it overflowed in the tool`);
  else add(run, { ...input, value });
}

/** Hyperfoil's k is 1024 like wrk's K. */
function bytesOf(text: string): number | undefined {
  return parseBinaryBytes(text.replace("kB", "KB"));
}

function readRates(run: Run, block: WrkBlock, at: (line: number) => string): void {
  const { throughput, transfer } = block;
  if (throughput !== undefined) {
    const input = { metric: "throughput", statistic: "mean", source: at(throughput.line) };
    const value = Number(throughput.text);
    if (Number.isFinite(value)) add(run, { ...input, value });
    else leaveOut(run, input, `"${throughput.text}" is no rate`);
  }
  if (transfer !== undefined) {
    const input = { metric: "transfer_rate", statistic: "mean", source: at(transfer.line) };
    const value = bytesOf(transfer.text);
    if (value !== undefined) add(run, { ...input, value });
    else leaveOut(run, input, `"${transfer.text}" is no rate`);
  }
}
