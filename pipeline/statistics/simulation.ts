/** Tables of simulated trials, of which the truth is known: what the methods of this folder are tried on. */
import type { Random } from "../../common/random.ts";
import type { Sample } from "./comparison.ts";
import { meanOf } from "./moments.ts";

/** A disturbed trial is slower by a fifth to a half. */
const SLOWER = { least: 0.2, most: 0.5 };
const DISTURBED = 0.02;

/**
 * How the host's level moves from step to step, which is a block, or a trial where there are none. `random`:
 * each has its own, independent of the others (sd 3 %). `linear`: it rises by 10 % over the run. `walk`: it
 * moves on from where it was (sd 2 %).
 */
export type Drift = "none" | "random" | "linear" | "walk";

/**
 * Trials that something else disturbs, 2 % of all. `slow`: a trial loses a fifth to a half, as when a backup or
 * a neighbour takes the core; nothing makes a server faster than it is. `both`: as often it gains as much,
 * which has no such cause and is here because symmetry is what tests like best.
 */
export type Outliers = "none" | "slow" | "both";

/** What trials are like. */
export interface Conditions {
  /** Coefficient of variation of each implementation's trials, that of log-normal noise. */
  cvs: readonly number[];
  trials: number;
  outliers: Outliers;
  drift: Drift;
  /**
   * `blocks`: each block has one trial of each. `one after another`: all trials of the first, then all of the
   * second, without blocks.
   */
  order: "blocks" | "one after another";
  /** True value of each implementation, apart from drift and noise; 1 where not given. */
  centres?: readonly number[];
}

/** Standard normal values (Box & Muller 1958, "A note on the generation of random normal deviates"). */
export function normalValues(random: Random): () => number {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
    const angle = 2 * Math.PI * random.next();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

/** The host's level over a run of so many steps and as many after it, as logarithms. */
export function driftOf(kind: Drift, steps: number, normal: () => number): number[] {
  const levels: number[] = [];
  let level = 0;
  for (let step = 0; step < 2 * steps; step++) {
    if (kind === "random") level = 0.03 * normal();
    if (kind === "linear") level = 0.1 * (step / Math.max(1, steps - 1) - 0.5);
    if (kind === "walk") level += 0.02 * normal();
    levels.push(level);
  }
  return levels;
}

export interface Simulated {
  /** For each cv an implementation, `i0`, `i1`, ... */
  samples: Sample[];
  /** The host's mean level while it ran, and over an equally long run right after it; 1 without drift. */
  level: number;
  nextLevel: number;
}

/** One table. */
export function simulatedTable(
  conditions: Conditions,
  random: Random,
  normal: () => number,
): Simulated {
  const { cvs, trials, outliers, drift, order, centres } = conditions;
  const steps = order === "blocks" ? trials : trials * cvs.length;
  const levels = driftOf(drift, steps, normal);
  const samples = cvs.map((cv, index) => {
    const deviation = Math.sqrt(Math.log1p(cv * cv));
    const centre = Math.log(centres?.[index] ?? 1);
    const own = [];
    for (let trial = 0; trial < trials; trial++) {
      const level = levels[order === "blocks" ? trial : index * trials + trial] ?? 0;
      const noise = deviation * normal() + disturbance(outliers, random);
      own.push({
        block: order === "blocks" ? trial + 1 : null,
        value: Math.exp(centre + level + noise),
      });
    }
    return { name: `i${index}`, isLowerBound: false, trials: own };
  });
  return {
    samples,
    level: Math.exp(meanOf(levels.slice(0, steps))),
    nextLevel: Math.exp(meanOf(levels.slice(steps))),
  };
}

/** What a disturbed trial loses, as a logarithm; 0 of most. */
function disturbance(outliers: Outliers, random: Random): number {
  if (outliers === "none" || random.next() >= DISTURBED) return 0;
  const lost = SLOWER.least + (SLOWER.most - SLOWER.least) * random.next();
  const isGain = outliers === "both" && random.next() < 0.5;
  return isGain ? -Math.log(1 - lost) : Math.log(1 - lost);
}

/** Coefficients of variation from 0.5 % to 10 %, evenly on the log scale. */
export function mixedCvs(implementations: number): number[] {
  return Array.from(
    { length: implementations },
    (_, index) => 0.005 * 20 ** (index / Math.max(1, implementations - 1)),
  );
}
