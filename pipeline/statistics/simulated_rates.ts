/** How often the methods of this folder are right, by simulation. */
import { seededRandom } from "../../common/random.ts";
import { compareAll, type Comparison, type Sample } from "./comparison.ts";
import { centreInterval, type Interval } from "./interval.ts";
import { noiseFloor } from "./noise_floor.ts";
import { type Conditions, normalValues, type Simulated, simulatedTable } from "./simulation.ts";
import { verdictOf } from "./verdict.ts";

/** A share over simulated tables. */
export interface Rate {
  share: number;
  /** Its standard error; from the tables, since what is in one table is correlated. */
  error: number;
}

/** Simulates so many tables from a seed and takes the means of what `shares` says of each. */
function ratesOf(
  conditions: Conditions,
  tables: number,
  seed: string,
  shares: (table: Simulated) => readonly number[],
): Rate[] {
  const random = seededRandom(seed);
  const normal = normalValues(random);
  const sums: { sum: number; squares: number }[] = [];
  for (let table = 0; table < tables; table++) {
    shares(simulatedTable(conditions, random, normal)).forEach((share, index) => {
      const { sum, squares } = sums[index] ?? { sum: 0, squares: 0 };
      sums[index] = { sum: sum + share, squares: squares + share * share };
    });
  }
  return sums.map(({ sum, squares }) => {
    const mean = sum / tables;
    return { share: mean, error: Math.sqrt(Math.max(0, squares / tables - mean * mean) / tables) };
  });
}

function rateOf(
  conditions: Conditions,
  tables: number,
  seed: string,
  share: (table: Simulated) => number,
): Rate {
  return ratesOf(conditions, tables, seed, (table) => [share(table)])[0] ?? { share: 0, error: 0 };
}

/** How often the interval of the first implementation's cell holds the truth, told from the table. */
export function cellCoverage(
  conditions: Conditions,
  tables: number,
  seed: string,
  truth: (table: Simulated) => number = (table) => table.level,
  interval: (values: readonly number[]) => Interval | undefined = centreInterval,
): Rate {
  return rateOf(conditions, tables, seed, (table) => {
    const found = interval((table.samples[0] as Sample).trials.map((trial) => trial.value));
    const centre = truth(table);
    return found !== undefined && found.low <= centre && centre <= found.high ? 1 : 0;
  });
}

/** How often the ratios' intervals of equal implementations hold 1; of pairs that `counts` picks by place. */
export function ratioCoverage(
  conditions: Conditions,
  tables: number,
  seed: string,
  counts: (place: number, pairs: number) => boolean = () => true,
): Rate {
  return rateOf(conditions, tables, seed, ({ samples }) => {
    const counted = compareAll(samples).filter((_, place, { length }) => counts(place, length));
    const holding = counted.filter(({ low, high }) => (low ?? 1) <= 1 && 1 <= (high ?? 1));
    return holding.length / counted.length;
  });
}

type Compare = (samples: readonly Sample[]) => Comparison[];

/** The noise floor of a table whose last two implementations are one program under two names. */
function floorOf(samples: readonly Sample[]): number | undefined {
  const [original, twin] = samples.slice(-2).map((each) => each.trials.map(({ value }) => value));
  return noiseFloor([{ load: null, original: original ?? [], twin: twin ?? [] }])?.floor;
}

/** How many tables of equal implementations show any difference. */
export interface FalseDifferences {
  withoutFloor: Rate;
  withFloor: Rate;
}

export function falseDifferences(
  conditions: Conditions,
  tables: number,
  seed: string,
  compare: Compare = compareAll,
): FalseDifferences {
  const [withoutFloor, withFloor] = ratesOf(conditions, tables, seed, ({ samples }) => {
    const comparisons = compare(samples);
    return [undefined, floorOf(samples)].map((noiseFloor) => {
      const isShown = comparisons.some((each) => {
        const verdict = verdictOf(each, { noiseFloor, better: "higher" });
        return verdict === "faster" || verdict === "slower";
      });
      return isShown ? 1 : 0;
    });
  });
  return { withoutFloor, withFloor } as FalseDifferences;
}

/**
 * How many of the differences between the first implementation, the better one, and each other of the first
 * so many (`compared`, the table) are shown, with the noise floor of the last two.
 */
export function foundDifferences(
  conditions: Conditions,
  tables: number,
  seed: string,
  compared: number,
  compare: Compare = compareAll,
): Rate {
  return rateOf(conditions, tables, seed, ({ samples }) => {
    const context = { noiseFloor: floorOf(samples), better: "higher" } as const;
    const own = compare(samples.slice(0, compared)).slice(0, compared - 1);
    return own.filter((each) => verdictOf(each, context) === "faster").length / own.length;
  });
}
