/** The latency part of wrk2's text: table, percentiles, spectrum and footer. */
import { percentileName } from "../../measurement.ts";
import { add, leaveOut, sayTruncated } from "../build_run.ts";
import type { RawHistogram, Run } from "../format.ts";
import { scaleDecimal } from "../units.ts";
import type { Distribution, Printed, WrkBlock } from "./wrk_block.ts";
import { addPercentile, readStatsRow, withholdZeros } from "./wrk_latency.ts";

const LOOP = "open";

/**
 * Reads the latency of a block that wrk2 printed. The same value stands there up to three times: with two
 * decimals of its unit in the table (`1.43m` is 0.3 s wide), and in milliseconds with three decimals in
 * the footer `#[Mean ...` and, for some percentiles, in the spectrum. The last two are the histogram's own
 * resolution of a microsecond, so they are the result; what the table rounds is kept as `superseded`.
 */
export function readWrk2Latency(run: Run, block: WrkBlock, at: (line: number) => string): void {
  const { latency, distribution } = block;
  if (block.uncorrectedLine !== undefined) {
    run.labels.uncorrectedLatency = at(block.uncorrectedLine);
  }
  if (latency !== undefined) {
    readStatsRow(run, latency, LOOP, ["mean", "stdev", block.third], at);
  }
  if (distribution === undefined) return withholdZeros(run);
  for (const row of distribution.rows) addPercentile(run, row, LOOP, at);
  const histogram = readHistogram(run, distribution, at);
  if (histogram !== undefined) run.histograms = [histogram];
  readExact(run, distribution, histogram !== undefined, at);
  supersedeUpperBound(run, block);
  withholdZeros(run);
}

/** Adds what stands there in whole microseconds and supersedes its rounded twins. */
function readExact(
  run: Run,
  distribution: Distribution,
  isWhole: boolean,
  at: (line: number) => string,
): void {
  const { mean, stdev, max } = distribution;
  addExact(run, "mean", mean, at);
  addExact(run, "stdev", stdev, at);
  addExact(run, "max", max, at);
  if (!isWhole) return;
  // The spectrum steps by halves of what is left, so it holds these exactly, and not 99 % or 99.9 %.
  for (const percent of EXACT_PERCENTS) {
    const row = distribution.spectrum.find((each) => Number(each.share) * 100 === percent);
    if (row === undefined) continue;
    addExact(run, percentileName(percent), { text: row.value, line: row.line }, at);
  }
}

const EXACT_PERCENTS = [50, 75, 90, 95];

function addExact(
  run: Run,
  statistic: string,
  printed: Printed | undefined,
  at: (line: number) => string,
): void {
  if (printed === undefined) return;
  const input = { metric: "latency", statistic, source: at(printed.line), loop: LOOP } as const;
  if (!/^\d{1,12}\.\d{1,6}$/.test(printed.text)) {
    leaveOut(run, input, `"${printed.text}" is no time in milliseconds`);
    return;
  }
  const value = scaleDecimal(printed.text, 1e-3);
  if (value === 0) return;
  supersede(run, statistic);
  add(run, { ...input, value });
}

function supersede(run: Run, statistic: string): void {
  for (const each of run.measurements) {
    if (each.metric === "latency" && each.statistic === statistic && each.status === "ok") {
      each.status = "superseded";
    }
  }
}

/** The row `100.000%` is the upper bound of the last bucket and may exceed the maximum that stands beside it. */
function supersedeUpperBound(run: Run, block: WrkBlock): void {
  const hasMax = block.distribution?.max !== undefined ||
    (block.latency !== undefined && block.third === "max");
  if (hasMax) supersede(run, "p100");
}

/**
 * The spectrum as a histogram: each row's cumulative count less that of the row before. Samples between
 * two rows count as the upper one, so a percentile read from it is never too low. Undefined where rows
 * are missing: half a histogram has other percentiles than the whole.
 */
function readHistogram(
  run: Run,
  distribution: Distribution,
  at: (line: number) => string,
): RawHistogram | undefined {
  const { spectrum, totalCount } = distribution;
  if (spectrum.length === 0) return undefined;
  const gap = spectrum.find((row, index) =>
    index > 0 && skips(spectrum[index - 1]?.share, row.share)
  );
  if (gap !== undefined) {
    sayTruncated(run, at(gap.line), "rows of the percentile spectrum are missing; it is left out");
    return undefined;
  }
  const valuesSeconds: number[] = [];
  const counts: number[] = [];
  let before = 0;
  for (const row of spectrum) {
    const seconds = scaleDecimal(row.value, 1e-3);
    const last = valuesSeconds.at(-1) ?? -1;
    if (row.total < before || seconds < last) {
      sayTruncated(run, at(row.line), "the percentile spectrum does not ascend; it is left out");
      return undefined;
    }
    if (row.total > before) {
      if (seconds === last) {
        counts[counts.length - 1] = counts.at(-1) as number + row.total - before;
      } else {
        valuesSeconds.push(seconds);
        counts.push(row.total - before);
      }
    }
    before = row.total;
  }
  const lastRow = spectrum.at(-1) as { share: string; line: number };
  const isWhole = Number(lastRow.share) === 1 &&
    (totalCount === undefined || totalCount === before);
  if (!isWhole) {
    sayTruncated(
      run,
      at(lastRow.line),
      `the percentile spectrum ends at ${before} of ${
        totalCount ?? "an unknown number of"
      } samples; ` +
        "it is left out",
    );
    return undefined;
  }
  return {
    metric: "latency",
    loop: LOOP,
    valuesSeconds,
    counts,
    source: at(distribution.spectrumLine ?? lastRow.line),
  };
}

/**
 * Whether rows between two shares are missing: HdrHistogram prints five steps for each halving of what is
 * left, so a step is at most a sixth of it; only the step to the very last sample may be longer.
 */
function skips(before: string | undefined, share: string): boolean {
  const left = 1 - Number(before);
  return Number(share) < 1 && Number(share) - Number(before) > left / 6 + 2e-6;
}
