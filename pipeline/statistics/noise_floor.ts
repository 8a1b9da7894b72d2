/** The noise floor: how far one program is from itself when it runs under two names. */
import { geometricMean } from "./moments.ts";
import { distanceOf } from "./verdict.ts";

/** One load point that both names of a program have values at. */
export interface TwinLoad {
  load: number | null;
  original: readonly number[];
  twin: readonly number[];
}

export interface NoiseFloor {
  /** Largest difference of the two geometric means, as a share of the smaller. */
  floor: number;
  /** Where that was. */
  load: number | null;
  /** How many load points could be compared. */
  loads: number;
}

/** One load point at which a program was compared with itself. */
export interface TwinRatio {
  load: number | null;
  /** Centre under one name / centre under the other. */
  ratio: number;
}

/**
 * The noise floor of load points of one metric; the first of equals. The largest difference is taken,
 * not the mean: a difference between two programs is believed only where it exceeds everything that one
 * program showed against itself. Undefined where there is none.
 */
export function noiseFloorOf(ratios: readonly TwinRatio[]): NoiseFloor | undefined {
  let found: NoiseFloor | undefined;
  for (const { load, ratio } of ratios) {
    const floor = distanceOf(ratio);
    if (found === undefined || floor > found.floor) found = { floor, load, loads: ratios.length };
  }
  return found;
}

/**
 * The same of the trials: ratios of geometric means. Load points without positive values on both sides are
 * passed over.
 */
export function noiseFloor(loads: readonly TwinLoad[]): NoiseFloor | undefined {
  const isPositive = (values: readonly number[]) =>
    values.length > 0 && values.every((value) => value > 0);
  return noiseFloorOf(
    loads.filter(({ original, twin }) => isPositive(original) && isPositive(twin))
      .map(({ load, original, twin }) => ({
        load,
        ratio: geometricMean(original) / geometricMean(twin),
      })),
  );
}
