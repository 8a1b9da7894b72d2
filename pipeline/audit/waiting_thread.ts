import type { Row } from "../row.ts";
import {
  type Benchmark,
  benchmarksOf,
  cpuShareOf,
  isWaiting,
  rateRowsOf,
  WAITING_SHARE,
} from "./benchmarks.ts";
import { findingOf, type Rule } from "./rule.ts";
import { kinOf } from "./siblings.ts";
import { groupBy } from "./trial_rows.ts";
import { formatCount, formatShare } from "./words.ts";

/**
 * Below a tenth of the time on the CPU the CPU column is not the cost of the work: it is done by another
 * thread, by the kernel or by a server. The rows of asyncio's suite fall into two groups, 0.002 to 0.049
 * (Trantor and Drogon, whose event loops run on threads of their own) and 0.14 to 0.82 (all others); the
 * bound lies between them. A benchmark that asked for real time (`/real_time`) is left alone: its author
 * knew.
 */
export const waitingThread: Rule = {
  name: "waiting-thread",
  severity: "warn",
  scope: "file",
  speaks: `CPU / real time < ${WAITING_SHARE}`,
  why:
    "The CPU time of a thread that waits while others work says nothing of what the work costs, and a rate divided by it has no bound.",
  example:
    "asyncio's echo benchmarks: BM_TrantorTcpEcho_64B/1000 took 27.5 ms, of which the measuring thread was on the CPU for 0.076 ms; 13.1 M echoes/s were printed, 36,308/s happened.",
  check(evidence) {
    const kin = kinOf(evidence);
    const waiting = benchmarksOf(evidence).flatMap((benchmark) => {
      const own = isWaiting(benchmark);
      // Without times of its own it is judged by benchmarks of the same words, which wait alike.
      if (!(own ?? kin.get(benchmark)?.isWaiting ?? false)) return [];
      const rows = rowsByCpu(benchmark);
      return rows.length === 0 ? [] : [{ benchmark, rows }];
    });
    return groupBy(waiting, ({ benchmark }) => benchmark.suite).map((suite) =>
      findingOf(waitingThread, suite.flatMap(({ rows }) => rows), describe(suite))
    );
  },
};

function rowsByCpu(benchmark: Benchmark): Row[] {
  if (/\/(?:real|manual)_time(?:\/|$)/.test(benchmark.name.full)) return [];
  const rates = rateRowsOf(benchmark).filter((row) => row.clock === "cpu");
  const times = benchmark.rows.filter((row) =>
    row.metric === "iteration_time" && row.clock === "cpu"
  );
  return [...rates, ...times];
}

function describe(suite: readonly { benchmark: Benchmark }[]): string {
  const shares = suite.flatMap(({ benchmark }) => {
    const share = cpuShareOf(benchmark);
    return share === undefined ? [] : [{ share, name: benchmark.name.full }];
  }).sort((a, b) => a.share - b.share);
  const without = suite.length - shares.length;
  const least = shares[0];
  const most = shares.at(-1);
  const parts: string[] = [];
  if (least !== undefined && most !== undefined) {
    const named = `${formatShare(least.share)} (${least.name})`;
    const range = shares.length === 1 ? named : `${named} to ${formatShare(most.share)}`;
    parts.push(
      `${formatCount(shares.length, "benchmark")}: the measuring thread was on the CPU for ` +
        `${range} of the time, less than ${formatShare(WAITING_SHARE)}, and waited for the rest`,
    );
  }
  if (without > 0) {
    parts.push(
      `${formatCount(without, "benchmark")} without times: all others of the same name wait`,
    );
  }
  return parts.join("; ");
}
