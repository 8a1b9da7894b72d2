/**
 * What the name of a Google Benchmark row says: which clock its rate was divided by, how many threads
 * ran it, and whether it is an aggregate of other rows.
 */

import type { Clock } from "../../measurement.ts";

/** Aggregates that the library makes by itself; others are made by the program under test. */
const CORE_AGGREGATES = ["mean", "median", "stddev", "cv"];
const KNOWN_AGGREGATES = [...CORE_AGGREGATES, "min", "max", "BigO", "RMS"];

/** Whether a segment of the name is this word; the library appends `/real_time` and the like itself. */
export function hasSegment(benchmark: string, word: string): boolean {
  return benchmark.split("/").includes(word);
}

/**
 * The clock that `items_per_second`, `bytes_per_second` and every counter that is a rate were divided
 * by: the CPU time, unless the benchmark asked for UseRealTime or UseManualTime (benchmark_runner.cc:
 * `i.seconds = i.results.cpu_time_used`, then `if (use_manual_time) ... else if (use_real_time)`).
 */
export function rateClock(benchmark: string): Clock {
  if (hasSegment(benchmark, "manual_time")) return "manual";
  return hasSegment(benchmark, "real_time") ? "wall" : "cpu";
}

/** The clock of the column called real time: under UseManualTime it is what the program said. */
export function realTimeClock(benchmark: string): Clock {
  return hasSegment(benchmark, "manual_time") ? "manual" : "wall";
}

/** Threads by the name, where the input has no field for them: `/threads:8` is the last segment. */
export function threadsOfName(benchmark: string): number {
  return Number(/\/threads:(\d{1,6})$/.exec(benchmark)?.[1] ?? 1);
}

/** Numbers that were handed to the benchmark: 64 and 1000 of `BM/64/size:1k`... of `BM/64/size:1000 (x)`. */
export function argumentsOf(benchmark: string): number[] {
  const found = new Set<number>();
  for (const segment of benchmark.split("/").slice(1)) {
    const match = /^(?:([^:]*):)?(\d{1,15})(?:\s.*)?$/.exec(segment);
    if (match !== null && !SETTINGS.has(match[1] ?? "")) found.add(Number(match[2]));
  }
  return [...found];
}

/** Segments that the library appends and that are no arguments. */
const SETTINGS = new Set(["threads", "iterations", "repeats", "min_time", "min_warmup_time"]);

/** A row whose kind is known by its name alone, as in the text formats and in JSON before 1.5.0. */
export interface NamedRow {
  name: string;
  /** Separate tables of one file do not explain one another. */
  table: number;
  iterations?: number;
}

/**
 * Which rows are aggregates of which benchmark, by their names: `x_mean` is one where another of the
 * library's aggregates of `x` stands in the same table, or `x` itself twice; alone, it is a benchmark that
 * somebody called `compute_mean`. Aggregates of the program's own (`x_dispersion`, even `x_`) follow the
 * library's and have the same iterations, which is the number of repetitions. The last row of a text that
 * is cut has lost those that would follow it, and so may that of a table with other aggregates.
 */
export function findAggregates(
  rows: readonly NamedRow[],
  isCut = false,
): ({ benchmark: string; aggregate: string } | undefined)[] {
  const key = (table: number, name: string) => `${table}\u0000${name}`;
  const splits = rows.map((row) => splitAggregate(row.name));
  const counts = new Map<string, { rows: number; aggregates: Set<string> }>();
  const countOf = (table: number, name: string) => {
    const of = key(table, name);
    const count = counts.get(of) ?? { rows: 0, aggregates: new Set() };
    counts.set(of, count);
    return count;
  };
  rows.forEach((row, index) => {
    const split = splits[index];
    countOf(row.table, row.name).rows++;
    if (split === undefined || !CORE_AGGREGATES.includes(split.aggregate)) return;
    countOf(row.table, split.benchmark).aggregates.add(split.aggregate);
  });
  const isSummed = (table: number, name: string) => {
    const count = counts.get(key(table, name));
    if (count === undefined) return false;
    return count.aggregates.size > 1 || count.aggregates.size === 1 && count.rows > 1;
  };
  const end = rows.at(-1);
  const isCutShort = isCut ||
    rows.some((row, index) =>
      row.table === end?.table && splits[index] !== undefined &&
      isSummed(row.table, splits[index].benchmark)
    );
  let last: { benchmark: string; table: number; iterations: number | undefined } | undefined;
  return rows.map((row, index) => {
    const split = splits[index];
    const isLoneEnd = isCutShort && row === end &&
      CORE_AGGREGATES.includes(split?.aggregate ?? "");
    if (split !== undefined && (isLoneEnd || isSummed(row.table, split.benchmark))) {
      last = { benchmark: split.benchmark, table: row.table, iterations: row.iterations };
      return split;
    }
    if (
      last !== undefined && last.table === row.table && last.iterations === row.iterations &&
      row.name.startsWith(`${last.benchmark}_`) && !isSummed(row.table, row.name)
    ) {
      return { benchmark: last.benchmark, aggregate: row.name.slice(last.benchmark.length + 1) };
    }
    last = undefined;
    return undefined;
  });
}

/** `x` and `mean` of `x_mean`; undefined where no aggregate's name stands at the end. */
export function splitAggregate(name: string): { benchmark: string; aggregate: string } | undefined {
  const at = name.lastIndexOf("_");
  const aggregate = name.slice(at + 1);
  if (at <= 0 || !KNOWN_AGGREGATES.includes(aggregate)) return undefined;
  return { benchmark: name.slice(0, at), aggregate };
}

/**
 * How the library counts the time of a benchmark that runs on several threads; they differ by the number
 * of threads, and only the version tells:
 * - `mean`: before 1.9.0 the real time is the mean over the threads, divided by the iterations of
 *   all threads together, and rates are divided by the CPU time of all threads;
 * - `sum, rates per thread`: 1.9.0 to 1.9.4 no longer divide the real time (pull request 1836), so
 *   it is that of one thread's iteration, and every rate became a rate per thread (issue 2080);
 * - `sum`: since 1.9.5 rates are multiplied by the threads again (counter.cc).
 */
export const THREAD_TIMES = ["mean", "sum, rates per thread", "sum"] as const;
export type ThreadTimes = typeof THREAD_TIMES[number];

/** By the version as the JSON context has it; undefined between two releases of different kinds. */
export function threadTimesOf(version: string): ThreadTimes | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)(-\d+-g)?/.exec(version);
  if (match === null) return undefined;
  const number = Number(match[1]) * 10_000 + Number(match[2]) * 100 + Number(match[3]);
  const between = match[4] !== undefined;
  if (number >= 10_905) return "sum";
  if (number >= 10_900) return between && number === 10_904 ? undefined : "sum, rates per thread";
  return between && number === 10_805 ? undefined : "mean";
}
