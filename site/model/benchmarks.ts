/** Benchmarks of programs that time themselves: each by the clock that its rate was divided by. */
import type { Cell, Summary } from "../../pipeline/report.ts";
import type { Report } from "./report.ts";

/** One benchmark of one implementation. */
export interface Benchmark {
  cell: Cell;
  implementation: string;
  title: string;
  /** The implementation that this one is once more; absent of all others. */
  twinOf?: string;
  /** The trial's case: `tcp`, `ws-bun`. */
  part: string;
  /** The name without the word for its clock: `BM_TcpEcho_64B/100`. */
  name: string;
  /** The clock that the library divided its rates by. */
  clock: "cpu" | "wall";
  /** Seconds of an iteration. */
  realTime?: Summary;
  cpuTime?: Summary;
  /** Items a second by the wall clock, corrected where it has to be; absent where it is withheld. */
  rate?: Summary;
  /** The median of what the library printed; absent where that is the same. */
  printedRate?: number;
}

const CASE = /^(?:(.*)\/)?(BM_.*?)(\/real_time)?$/;

/** The end of the name of a benchmark that asked for the wall clock. */
export const WALL = "/real_time";

/** Every benchmark of a scenario, in the order of summary.csv. */
export function benchmarksOf(report: Report, scenario: string): Benchmark[] {
  const benchmarks = new Map<string, Benchmark>();
  for (const summary of report.tables.summary) {
    if (summary.scenario !== scenario || summary.statistic !== "mean") continue;
    const match = CASE.exec(summary.case);
    if (match === null) continue;
    const key = keyOf(summary);
    const benchmark = benchmarks.get(key) ?? emptyOf(report, summary, match);
    benchmarks.set(key, benchmark);
    if (summary.metric === "iteration_time" && summary.clock === "wall") {
      benchmark.realTime = summary;
    } else if (summary.metric === "iteration_time" && summary.clock === "cpu") {
      benchmark.cpuTime = summary;
    } else if (
      summary.metric === "items_rate" && summary.clock === "wall" && summary.status !== "withheld"
    ) benchmark.rate = summary;
  }
  const printed = Map.groupBy(
    report.tables.measurements.filter((row) =>
      row.scenario === scenario && row.metric === "items_rate" && row.clock === "cpu" &&
      row.statistic === "mean"
    ),
    keyOf,
  );
  for (const [key, rows] of printed) {
    const benchmark = benchmarks.get(key);
    if (benchmark !== undefined) benchmark.printedRate = medianOf(rows.map((row) => row.value));
  }
  return [...benchmarks.values()];
}

function keyOf(cell: { implementation: string; case: string }): string {
  return `${cell.implementation}\u0000${cell.case}`;
}

function emptyOf(report: Report, cell: Cell, [, part, benchmark, asked]: RegExpExecArray) {
  const { implementation: name } = cell;
  const entry = report.manifest.implementations.find((each) => each.name === name);
  return {
    cell,
    implementation: name,
    title: entry === undefined || entry.title === "" ? name : entry.title,
    ...(entry?.twin_of === undefined ? {} : { twinOf: entry.twin_of }),
    part: part ?? "",
    name: benchmark as string,
    clock: asked === undefined ? "cpu" : "wall",
  } satisfies Benchmark as Benchmark;
}

const NUMERIC = new Intl.Collator("en", { numeric: true });

/** Orders names by the numbers in them: 16 connections stand behind 2. */
export function compareNames(a: string, b: string): number {
  return NUMERIC.compare(a, b);
}

/** The median; the mean of the middle two of an even number. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const high = sorted[middle] as number;
  return sorted.length % 2 === 1 ? high : ((sorted[middle - 1] as number) + high) / 2;
}

/** How many times what happened the printed rate is; undefined where both are not known. */
export function inflationOf({ rate, printedRate }: Benchmark): number | undefined {
  return rate === undefined || printedRate === undefined || !(rate.median > 0)
    ? undefined
    : printedRate / rate.median;
}

/** `BM_TcpEcho_64B/100` apart: family `TcpEcho_64B`, argument 100; undefined of other names. */
export function argumentOf({ name }: Benchmark): { family: string; argument: number } | undefined {
  const match = /^BM_([^/]+)\/(\d+)(?: \(.*\))?$/.exec(name);
  return match === null ? undefined : { family: match[1] as string, argument: Number(match[2]) };
}

/** A benchmark and the same one by the other clock. */
export interface ClockTwins {
  /** By the library's default clock, corrected. */
  corrected: Benchmark;
  /** By the wall clock from the start. */
  asked: Benchmark;
  /** Corrected rate / asked rate - 1. */
  difference: number;
}

/** Every benchmark that was timed both ways and has a rate in both. */
export function clockTwinsOf(benchmarks: readonly Benchmark[]): ClockTwins[] {
  const asked = new Map(
    benchmarks.filter(({ clock }) => clock === "wall").map((each) => [twinKey(each), each]),
  );
  return benchmarks.flatMap((corrected) => {
    if (corrected.clock !== "cpu") return [];
    const other = asked.get(twinKey(corrected));
    if (corrected.rate === undefined || other?.rate === undefined) return [];
    const difference = corrected.rate.median / other.rate.median - 1;
    return [{ corrected, asked: other, difference }];
  });
}

function twinKey({ implementation, part, name }: Benchmark): string {
  return [implementation, part, name].join("\u0000");
}

/** How far the two names of the program that ran twice are apart, as a share, over the benchmarks by either clock. */
export interface TwinDifferences {
  /** How many benchmarks ran under both names. */
  count: number;
  median: number;
  largest: number;
}

/** Undefined where none ran twice. */
export function twinDifferencesOf(benchmarks: readonly Benchmark[]): TwinDifferences | undefined {
  const originals = new Map(benchmarks.map((each) => [`${each.clock} ${twinKey(each)}`, each]));
  const apart = benchmarks.flatMap((twin) => {
    if (twin.twinOf === undefined || twin.rate === undefined) return [];
    const own = { ...twin, implementation: twin.twinOf };
    const original = originals.get(`${twin.clock} ${twinKey(own)}`);
    return original?.rate === undefined
      ? []
      : [Math.abs(twin.rate.median / original.rate.median - 1)];
  });
  return apart.length === 0
    ? undefined
    : { count: apart.length, median: medianOf(apart), largest: Math.max(...apart) };
}

/** What one more item takes, by two sizes: (t of the larger - t of the smaller) / items between, in seconds. */
export interface MarginalCost {
  benchmark: Benchmark;
  /** The two that it is made from; the larger is `benchmark`. */
  from: readonly Benchmark[];
  family: string;
  /** The two sizes, in items. */
  sizes: { small: number; large: number };
  seconds: number;
  /** Time of an iteration that does not grow with the items, in seconds. */
  fixedSeconds: number;
}

/** The marginal cost of each family by its smallest and its largest size, of those asked for by the wall clock. */
export function marginalCostsOf(benchmarks: readonly Benchmark[]): MarginalCost[] {
  const timed = benchmarks.flatMap((benchmark) => {
    const argument = argumentOf(benchmark);
    const { clock, rate, realTime } = benchmark;
    return clock === "wall" && rate !== undefined && realTime !== undefined &&
        argument !== undefined
      ? [{ benchmark, ...argument, seconds: realTime.median }]
      : [];
  });
  const families = Map.groupBy(
    timed,
    ({ benchmark, family }) => [benchmark.implementation, benchmark.part, family].join("\u0000"),
  );
  return [...families.values()].flatMap((family) => {
    const sorted = family.sort((a, b) => a.argument - b.argument);
    const [small, large] = [sorted[0], sorted.at(-1)];
    if (small === undefined || large === undefined || large.argument < 2 * small.argument) {
      return [];
    }
    const seconds = (large.seconds - small.seconds) / (large.argument - small.argument);
    return [{
      benchmark: large.benchmark,
      from: [small.benchmark, large.benchmark],
      family: large.family,
      sizes: { small: small.argument, large: large.argument },
      seconds,
      fixedSeconds: small.seconds - seconds * small.argument,
    }];
  });
}
