/** The latency part of wrk's text, and what wrk2 prints alike. */
import { type Loop, percentileName } from "../../measurement.ts";
import { add, leaveOut, withholdAll } from "../build_run.ts";
import type { Run } from "../format.ts";
import { parseUnitSeconds, scaleDecimal } from "../units.ts";
import type { StatsRow, WrkBlock } from "./wrk_block.ts";

const LOOP = "closed-backfilled";
const NO_LOOP = "";

/** Reads the row "Latency" and the "Latency Distribution" of a block that wrk printed. */
export function readWrkLatency(run: Run, block: WrkBlock, at: (line: number) => string): void {
  const loop = block.isHyperfoil === true ? NO_LOOP : LOOP;
  if (block.latency !== undefined) {
    readStatsRow(run, block.latency, loop, ["mean", "stdev", "max"], at);
  }
  for (const row of block.distribution?.rows ?? []) addPercentile(run, row, loop, at);
  const latencies = run.measurements.filter((each) => each.metric === "latency");
  const max = latencies.find((each) => each.statistic === "max");
  const lost = latencies.find((each) => each.value === 0 && each.statistic.startsWith("p"));
  if (lost !== undefined && max !== undefined && max.value > 0) withholdLost(run, lost.statistic);
  else withholdZeros(run);
}

/**
 * A percentile of 0.00us beside a maximum says that wrk ran out of samples while it counted up to the
 * percentile: its correction may add samples below the smallest one recorded, which count in the number of
 * samples but are passed over when they are summed up (`stats_correct`, `stats_mean` and
 * `stats_percentile` in `src/stats.c`). The mean is then too low and each percentile too high.
 */
function withholdLost(run: Run, statistic: string): void {
  const wrong = run.measurements.filter((each) =>
    each.metric === "latency" && each.statistic !== "max" || each.metric === "latency_within_stdev"
  );
  withholdAll(
    run,
    wrong,
    `${statistic} is 0.00us: wrk lost samples that its own correction had added, so its mean is too low ` +
      "and its percentiles are too high",
  );
}

/**
 * Withholds latencies of 0: nothing answers over a socket within half a microsecond. They stand where no
 * sample was recorded. A standard deviation of 0 is that of one sample.
 */
export function withholdZeros(run: Run): void {
  const latencies = run.measurements.filter((each) => each.metric === "latency");
  const isEmpty = latencies.some((each) => each.statistic === "mean" && each.value === 0);
  withholdAll(
    run,
    run.measurements.filter((each) =>
      each.metric === "latency" && each.value === 0 && (isEmpty || each.statistic !== "stdev") ||
      isEmpty && each.metric === "latency_within_stdev"
    ),
    "a latency of 0 is no measurement: no sample was recorded (answers after --timeout are not)",
  );
}

/** Reads the row "Latency". `statistics` names its three columns. */
export function readStatsRow(
  run: Run,
  row: StatsRow,
  loop: Loop,
  statistics: readonly [string, string, string],
  at: (line: number) => string,
): void {
  const source = at(row.line);
  for (const [index, text] of [row.mean, row.stdev, row.third].entries()) {
    addLatency(run, statistics[index] as string, text, loop, source);
  }
  const within = { metric: "latency_within_stdev", statistic: "total", source };
  if (/^\d+(?:\.\d+)?$/.test(row.within)) {
    add(run, { ...within, value: scaleDecimal(row.within, 1e-2) });
  } else leaveOut(run, within, `"${row.within}" is no share of samples`);
}

/** Adds a row of the list of percentiles. */
export function addPercentile(
  run: Run,
  row: { percent: string; value: string; line: number },
  loop: Loop,
  at: (line: number) => string,
): void {
  addLatency(run, percentileName(Number(row.percent)), row.value, loop, at(row.line));
}

/** Adds one printed latency, or leaves out what is no number. */
function addLatency(run: Run, statistic: string, text: string, loop: Loop, source: string): void {
  const value = parseUnitSeconds(text);
  const input = { metric: "latency", statistic, source, loop };
  if (value === undefined) leaveOut(run, input, `"${text}" is no time`);
  else add(run, { ...input, value });
}
