/** The difference of two samples on the log scale, with its variance and degrees of freedom. */
import { meanOf, varianceOf } from "./moments.ts";

/** One trial of a sample. */
export interface SampleTrial {
  /** The random block it ran in; null where trials were not interleaved. */
  block: number | null;
  value: number;
}

/** ln(a / b), estimated. */
export interface LogDifference {
  /** Whether taken within blocks: drift that a block's trials share is not in it. */
  paired: boolean;
  mean: number;
  /** Variance of the difference of one trial of a and one of b. */
  variance: number;
  /** Degrees of freedom of `variance`. */
  df: number;
  /** `variance` times this is the squared standard error of `mean`. */
  share: number;
}

/** A sample's trials as logarithms. */
export interface LogSample {
  logs: readonly number[];
  /** Mean log of each block's trials; without those that have no block. */
  byBlock: ReadonlyMap<number, number>;
}

/** A variance of logarithms below this is what rounding leaves of none. */
const ROUNDING = 1e-24;

/** Variance of logarithms; 0 where they do not differ. */
function spreadOf(logs: readonly number[]): number {
  const variance = varianceOf(logs);
  return variance < ROUNDING ? 0 : variance;
}

/** Logarithms of trials, which must all be positive. */
export function logSample(trials: readonly SampleTrial[]): LogSample {
  const logs: number[] = [];
  const blocks = new Map<number, number[]>();
  for (const { block, value } of trials) {
    const log = Math.log(value);
    logs.push(log);
    if (block === null) continue;
    const own = blocks.get(block);
    if (own === undefined) blocks.set(block, [log]);
    else own.push(log);
  }
  return { logs, byBlock: new Map([...blocks].map(([block, own]) => [block, meanOf(own)])) };
}

/**
 * The difference of two samples: within blocks where they have at least two blocks in common (the mean of
 * the differences, block by block), else that of the means with Welch's degrees of freedom (Welch 1947, "The
 * generalization of 'Student's' problem when several different population variances are involved", Biometrika
 * 34). Undefined where either has fewer than two trials.
 */
export function logDifference(a: LogSample, b: LogSample): LogDifference | undefined {
  if (a.logs.length < 2 || b.logs.length < 2) return undefined;
  return withinBlocks(a, b) ?? betweenSamples(a, b);
}

function withinBlocks(a: LogSample, b: LogSample): LogDifference | undefined {
  const differences: number[] = [];
  for (const [block, log] of a.byBlock) {
    const mate = b.byBlock.get(block);
    if (mate !== undefined) differences.push(log - mate);
  }
  if (differences.length < 2) return undefined;
  return {
    paired: true,
    mean: meanOf(differences),
    variance: spreadOf(differences),
    df: differences.length - 1,
    share: 1 / differences.length,
  };
}

function betweenSamples(a: LogSample, b: LogSample): LogDifference {
  const [n, m] = [a.logs.length, b.logs.length];
  const [ofA, ofB] = [spreadOf(a.logs) / n, spreadOf(b.logs) / m];
  const error = ofA + ofB;
  const share = (1 / n + 1 / m) / 2;
  return {
    paired: false,
    mean: meanOf(a.logs) - meanOf(b.logs),
    variance: error / share,
    df: error === 0 ? n + m - 2 : error ** 2 / (ofA ** 2 / (n - 1) + ofB ** 2 / (m - 1)),
    share,
  };
}
