/** Checks wrk2's runs against the corpus. */
import type { Run } from "../../pipeline/formats/format.ts";
import { totalCount } from "../../pipeline/statistics/weighted_percentile.ts";
import { compare, expectedNumber, find, record } from "./facts.ts";
import { check as checkWrk, checkRun } from "./wrk.ts";

/** Lists what differs. */
export function check(expected: Record<string, unknown>, runs: Run[]): string[] {
  if (Array.isArray(expected.blocks)) return checkFork(expected.blocks, runs);
  const mismatches = checkWrk(expected, runs);
  const list = Array.isArray(expected.list) ? expected.list : [expected];
  for (const [index, each] of list.entries()) {
    const run = runs[index];
    if (run !== undefined) mismatches.push(...checkHistogram(record(each), run));
  }
  return mismatches;
}

function checkHistogram(expected: Record<string, unknown>, run: Run): string[] {
  const mismatches: string[] = [];
  const hdr = record(expected.hdr);
  for (const statistic of ["mean", "stdev", "max"] as const) {
    const value = expectedNumber(hdr[`${statistic}_ms`], 1e-3);
    if (value === undefined || value === null) continue;
    mismatches.push(
      ...compare(run, { name: `hdr.${statistic}`, metric: "latency", statistic, value }),
    );
    const shown = find(run, "latency", statistic)[0];
    if (shown?.source === undefined || shown.status !== "ok") {
      mismatches.push(`hdr.${statistic}: is not the result`);
    }
  }
  const histogram = run.histograms?.[0];
  if (expected.spectrum_rows !== undefined) {
    if (histogram === undefined) mismatches.push("spectrum: none read");
    else if (totalCount(histogram.counts) !== hdr.total_count) {
      mismatches.push(
        `hdr.total_count: expected ${hdr.total_count}, got ${totalCount(histogram.counts)}`,
      );
    }
  } else if (histogram !== undefined) mismatches.push("spectrum: expected none");
  if (expected.uncorrected !== undefined && run.labels.uncorrectedLatency === undefined) {
    mismatches.push("uncorrected: the second section is not named");
  }
  return mismatches;
}

/** DeathStarBench's fork: the third column is the 99th percentile, and there is no maximum. */
function checkFork(blocks: unknown[], runs: Run[]): string[] {
  if (blocks.length !== runs.length) {
    return [`blocks: expected ${blocks.length}, got ${runs.length}`];
  }
  return blocks.flatMap((block, index) => {
    const { url: _url, ...expected } = record(block);
    return checkRun(expected, runs[index] as Run);
  });
}
