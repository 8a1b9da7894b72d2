import type { InputFinding } from "../finding.ts";
import type { Run } from "../formats/format.ts";
import { argumentsOf, hasSegment } from "../formats/google_benchmark/google_benchmark_names.ts";
import {
  lastDigitShare,
  significantDigits,
} from "../formats/google_benchmark/google_benchmark_numbers.ts";
import { type Measurement, measurement } from "../measurement.ts";
import type { Correction } from "./correction.ts";

/**
 * Google Benchmark divides items and bytes by the CPU time of the measuring thread unless the program
 * asked otherwise (benchmark_runner.cc: `i.seconds = i.results.cpu_time_used`), so a thread that waits for
 * the network seems to do the work of many. With `rate = N / cpu_time` and `real_time` beside it,
 *
 *     rate_wall = N / real_time = rate x cpu_time / real_time
 *
 * N, the items of one iteration, is a whole number: where the printed digits leave one choice, N / real_time
 * is exact though the rate was printed with three digits.
 */
export const cpuToWall: Correction = {
  name: "cpu-to-wall",
  about:
    "Google Benchmark's rates per second of CPU time, recomputed per second of the wall clock: items / real_time where the printed digits leave one number of items, which is more exact than the rounded rate; else rate x cpu_time / real_time.",
  terms: [
    { name: "CPU time", metric: "iteration_time", clock: "cpu" },
    { name: "real time", metric: "iteration_time", clock: "wall" },
  ],
  apply: (runs) => runs.map(correctRun),
};

const RATES = new Set(["items_rate", "bytes_rate"]);

/** A rate is divided by a time that is rounded to one digit: what comes out is no measurement any more. */
const MOST_ROUNDING = 0.2;

function correctRun(run: Run): Run {
  if (!run.measurements.some(isRate)) return run;
  const times = new Map<string, Measurement>();
  for (const each of run.measurements) {
    if (each.metric === "iteration_time" && each.status === "ok") {
      times.set(`${each.clock} ${keyOf(each, each.statistic)}`, each);
    }
  }
  const digits = mostDigits(run.measurements);
  const measurements: Measurement[] = [];
  const refused = new Map<string, Measurement[]>();
  for (const each of run.measurements) {
    const wall = isRate(each) ? toWall(each, run, times, digits) : undefined;
    if (wall === undefined) {
      measurements.push(each);
    } else if (typeof wall === "string") {
      measurements.push({ ...each, findings: [...new Set([...each.findings, "clock-unknown"])] });
      refused.set(wall, [...refused.get(wall) ?? [], each]);
    } else {
      measurements.push({ ...each, status: "superseded" }, wall);
    }
  }
  return { ...run, measurements, findings: [...run.findings, ...sayUnknown(refused)] };
}

function isRate(each: Measurement): boolean {
  return RATES.has(each.metric) && each.status === "ok" && each.correction === "" &&
    (each.clock === "cpu" || each.clock === "manual");
}

/** The corrected rate, or why there is none. */
function toWall(
  rate: Measurement,
  run: Run,
  times: ReadonlyMap<string, Measurement>,
  digits: number,
): Measurement | string {
  if (rate.clock === "manual") return "it was divided by a time that the program itself set";
  const statistic = TIME_OF_RATE[rate.statistic];
  if (statistic === undefined) return `a ${rate.statistic} of rates is not one of their times`;
  const cpu = times.get(`cpu ${keyOf(rate, statistic)}`);
  const real = times.get(`wall ${keyOf(rate, statistic)}`);
  if (cpu === undefined || real === undefined) return "the input has no CPU time or no real time";
  for (const time of [cpu, real]) {
    if (!(time.value > 0)) return "the CPU time or the real time is zero";
    if (roundingOf(time, digits) > MOST_ROUNDING) {
      return `the time ${time.labels.printed} has too few digits`;
    }
  }
  const scale = threadScale(rate, run, cpu.value / real.value);
  if (typeof scale === "string") return scale;
  const items = itemsPerIteration(rate, cpu, digits);
  const { printed: _, ...labels } = rate.labels;
  return measurement({
    ...rate,
    value: (items ?? rate.value * cpu.value) * scale / real.value,
    clock: "wall",
    correction: cpuToWall.name,
    labels: {
      ...labels,
      method: items === undefined ? "rate x cpu_time / real_time" : "items / real_time",
      ...(items === undefined ? {} : { itemsPerIteration: String(items) }),
    },
  });
}

/** The fastest repetition has the shortest time. A standard deviation of rates is none of times. */
const TIME_OF_RATE: Readonly<Record<string, string>> = {
  mean: "mean",
  p50: "p50",
  min: "max",
  max: "min",
};

/** What rows of one repetition, or aggregates of one benchmark, have in common. */
function keyOf(each: Measurement, statistic: string): string {
  const { benchmark, repetition, threads, table, executable, rowType } = each.labels;
  return JSON.stringify([statistic, benchmark, repetition, threads, table, executable, rowType]);
}

/**
 * By what `rate x cpu_time / real_time` must be multiplied for several threads, or why nobody can say. See
 * {@linkcode THREAD_TIMES}: only in 1.9.0 to 1.9.4 is it the number of threads. Where the version is
 * unknown, more CPU time than real time proves a release before 1.9.0, for there the real time was divided
 * by the threads and the CPU time was not; one thread never uses more CPU than time.
 */
function threadScale(rate: Measurement, run: Run, cpuShare: number): number | string {
  const threads = Number(rate.labels.threads ?? 1);
  if (!(threads > 1)) return 1;
  const known = run.labels.thread_times;
  if (known === "sum, rates per thread") return threads;
  if (known !== undefined) return 1;
  if (cpuShare > 1.05 && !hasSegment(rate.labels.benchmark ?? "", "process_time")) return 1;
  return `it ran on ${threads} threads, whose times releases of the library count differently, and the ` +
    `input does not name the release`;
}

/**
 * The whole number of items that `rate x cpu_time` can only have been; undefined where the printed digits
 * leave a choice. Among several, a multiple of a number in the benchmark's name decides (`/1000`), first
 * within rounding, then within a whole unit of the last digit, for people cut digits off as well.
 */
function itemsPerIteration(
  rate: Measurement,
  cpu: Measurement,
  digits: number,
): number | undefined {
  const product = rate.value * cpu.value;
  const unit = roundingOf(rate, digits) + roundingOf(cpu, digits);
  const within = (step: number, tolerance: number): number | undefined => {
    const first = Math.ceil(product * (1 - tolerance) / step);
    const last = Math.floor(product * (1 + tolerance) / step);
    return first === last && first > 0 ? first * step : undefined;
  };
  if (product > Number.MAX_SAFE_INTEGER) return undefined;
  const whole = within(1, unit / 2);
  if (whole !== undefined) return whole;
  const sizes = argumentsOf(rate.labels.benchmark ?? "").filter((size) => size > 1);
  for (const tolerance of [unit / 2, unit]) {
    const found = new Set(sizes.map((size) => within(size, tolerance)));
    found.delete(undefined);
    if (found.size === 1) return [...found][0];
  }
  return undefined;
}

/** One unit in the last digit of a value as a share of it; next to nothing where it was not rounded. */
function roundingOf(each: Measurement, digits: number): number {
  const printed = each.labels.printed;
  if (printed === undefined) return 2e-9;
  return lastDigitShare(printed, digitsOf(printed, digits));
}

/** The library prints rates with six digits and leaves zeros at their end away; times keep theirs. */
function digitsOf(printed: string, digits: number): number {
  const own = significantDigits(printed);
  const isTime = /\s[num]?s$/.test(printed);
  return isTime || digits < 5 ? own : Math.max(own, 6);
}

/** The most digits that any rate was printed with: few where people have rounded all of them. */
function mostDigits(measurements: readonly Measurement[]): number {
  let most = 0;
  for (const each of measurements) {
    if (!RATES.has(each.metric) || each.labels.printed === undefined) continue;
    most = Math.max(most, significantDigits(each.labels.printed));
  }
  return most;
}

/** One finding for each reason: a file of a hundred rates without times has one thing wrong with it. */
function sayUnknown(refused: ReadonlyMap<string, readonly Measurement[]>): InputFinding[] {
  return [...refused].map(([why, rates]) => {
    const [first, ...more] = rates as [Measurement, ...Measurement[]];
    const { benchmark = "a rate" } = first.labels;
    const names = more.length === 0 ? benchmark : `${benchmark} and ${more.length} more`;
    return {
      rule: "clock-unknown",
      severity: "warn",
      message: `no rate per second of wall clock can be made of ${names}: ${why}`,
      source: first.source,
      // A statistic that no rate has: each rate that is meant carries the finding's name already.
      metric: first.metric,
      statistic: "total",
      ...(more.length === 0 ? { labels: { benchmark } } : {}),
    };
  });
}
