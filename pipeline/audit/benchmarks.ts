/** The benchmarks of a Google Benchmark report: the rows of one name, and what the rules ask of them. */
import type { Clock } from "../measurement.ts";
import type { Row } from "../row.ts";
import { type BenchmarkName, type KnownWords, parseBenchmarkName } from "./benchmark_name.ts";
import { medianOf } from "./numbers.ts";
import type { Evidence } from "./rule.ts";
import { groupBy, keyOf, type TrialRows, trialsOf } from "./trial_rows.ts";

/** Every repetition of one benchmark; times in seconds, rates per second, medians over repetitions. */
export interface Benchmark {
  /** Who ran it where: benchmarks of one suite are siblings. */
  suite: string;
  /** The part of the case that is not its name, such as the file it was imported from. */
  part: string;
  name: BenchmarkName;
  threads: number;
  rows: Row[];
  /** By the wall clock. */
  realSeconds: number | undefined;
  cpuSeconds: number | undefined;
  /** As the tool divided them, before any correction. */
  itemsRate: Rate | undefined;
  bytesRate: Rate | undefined;
}

export interface Rate {
  perSecond: number;
  clock: Clock;
  rows: Row[];
  /** By the wall clock: corrected, or divided by it from the start; undefined where nobody can tell. */
  wallPerSecond: number | undefined;
}

const known = new WeakMap<readonly Row[], readonly Benchmark[]>();

/** The benchmarks of the evidence, in the order of their first rows. */
export function benchmarksOf(evidence: Evidence): readonly Benchmark[] {
  const there = known.get(evidence.rows);
  if (there !== undefined) return there;
  const trials = trialsOf(evidence).filter(({ first }) => first.labels.benchmark !== undefined);
  const groups = groupBy(
    trials,
    ({ cell, first }) =>
      keyOf(cell, first.labels.benchmark as string, first.labels.executable ?? ""),
  );
  const words: KnownWords = new Map();
  const benchmarks = groups.map((group) => benchmarkOf(group, words));
  known.set(evidence.rows, benchmarks);
  return benchmarks;
}

function benchmarkOf(trials: readonly TrialRows[], words: KnownWords): Benchmark {
  const { first } = trials[0] as TrialRows;
  const full = first.labels.benchmark as string;
  const rows = trials.length === 1
    ? (trials[0] as TrialRows).rows
    : trials.flatMap((trial) => trial.rows);
  const realSeconds = timeOf(rows, "wall");
  const cpuSeconds = timeOf(rows, "cpu");
  const threads = Number(first.labels.threads ?? 1);
  const share = realSeconds !== undefined && cpuSeconds !== undefined && threads === 1
    ? cpuSeconds / realSeconds
    : undefined;
  return {
    suite: keyOf(first.scenario, first.implementation, first.limits),
    part: first.case.endsWith(full) ? first.case.slice(0, -full.length) : first.case,
    name: parseBenchmarkName(full, words),
    threads,
    rows,
    realSeconds,
    cpuSeconds,
    itemsRate: rateOf(rows, "items_rate", share),
    bytesRate: rateOf(rows, "bytes_rate", share),
  };
}

function timeOf(rows: readonly Row[], clock: Clock): number | undefined {
  const values: number[] = [];
  for (const row of rows) {
    if (
      row.metric === "iteration_time" && row.clock === clock && row.statistic === "mean" &&
      row.status === "ok" && row.value > 0
    ) values.push(row.value);
  }
  return values.length === 0 ? undefined : medianOf(values);
}

function rateOf(
  rows: readonly Row[],
  metric: string,
  cpuShare: number | undefined,
): Rate | undefined {
  const own: Row[] = [];
  const corrected: Row[] = [];
  for (const row of rows) {
    if (row.metric !== metric || row.statistic !== "mean" || !(row.value > 0)) continue;
    if (row.correction !== "") corrected.push(row);
    else if (row.status !== "withheld") own.push(row);
  }
  const first = own[0];
  if (first === undefined) return undefined;
  const perSecond = medianOf(own.map((row) => row.value));
  const wallPerSecond = first.clock === "wall"
    ? perSecond
    : corrected.length > 0
    ? medianOf(corrected.map((row) => row.value))
    : first.clock === "cpu" && cpuShare !== undefined
    ? perSecond * cpuShare
    : undefined;
  return { perSecond, clock: first.clock, rows: own, wallPerSecond };
}

/** CPU time / real time; undefined where either is missing, or where several threads share them. */
export function cpuShareOf(benchmark: Benchmark): number | undefined {
  const { realSeconds, cpuSeconds, threads } = benchmark;
  if (realSeconds === undefined || cpuSeconds === undefined || threads !== 1) return undefined;
  return cpuSeconds / realSeconds;
}

/** The rates of a benchmark and what corrections made of them. */
export function rateRowsOf(benchmark: Benchmark): Row[] {
  return benchmark.rows.filter((row) => row.metric === "items_rate" || row.metric === "bytes_rate");
}

/** Below this share of CPU time the measuring thread mostly waited: its CPU time is not the work's. */
export const WAITING_SHARE = 0.1;

/** Whether the measuring thread mostly waited; undefined where its own times do not tell. */
export function isWaiting(benchmark: Benchmark): boolean | undefined {
  const share = cpuShareOf(benchmark);
  return share === undefined ? undefined : share < WAITING_SHARE;
}
