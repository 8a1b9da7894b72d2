/** How often intervals hold the truth. */
import { cellCoverage, ratioCoverage } from "../../pipeline/statistics/simulated_rates.ts";
import { type Conditions, mixedCvs, type Simulated } from "../../pipeline/statistics/simulation.ts";
import { simulatedRow, type SimulatedTable } from "./simulated.ts";

const TRIALS = [3, 5, 10, 20];
const COVERAGE = { least: 0.93, most: 0.97 };
const PLAIN = { outliers: "none", drift: "none", order: "blocks" } as const;

type Noise = Omit<Conditions, "cvs" | "trials">;

/** Coverage of the interval of one cell. */
export function cellTable(tables: number, progress: (text: string) => void): SimulatedTable {
  const row = (
    title: string,
    cv: number,
    noise: Noise,
    isTarget: boolean,
    truth?: (table: Simulated) => number,
  ) =>
    simulatedRow(
      title,
      TRIALS,
      isTarget ? COVERAGE : undefined,
      (trials, seed) => cellCoverage({ ...noise, cvs: [cv], trials }, tables, seed, truth),
      progress,
    );
  const slow = { ...PLAIN, outliers: "slow" } as const;
  const both = { ...PLAIN, outliers: "both" } as const;
  const random = { ...PLAIN, drift: "random" } as const;
  const linear = { ...PLAIN, drift: "linear" } as const;
  const walk = { ...PLAIN, drift: "walk" } as const;
  // Mean of ln(1 - lost), lost even in 0.2..0.5, of 2 % of the trials.
  const meanWithOutliers = Math.exp(0.02 * meanLogLoss(0.2, 0.5));
  return {
    title: "Coverage of the 95 % interval of one cell",
    trials: TRIALS,
    targetTrials: [5, 10, 20],
    rows: [
      row("log-normal, cv 2 %", 0.02, PLAIN, true),
      row("log-normal, cv 10 %", 0.1, PLAIN, true),
      row("2 % slow outliers, cv 2 %", 0.02, slow, true),
      row("2 % slow outliers, cv 10 %", 0.1, slow, true),
      row("2 % outliers both ways, cv 2 %", 0.02, both, false),
      row("2 % outliers both ways, cv 10 %", 0.1, both, false),
      row("random block effects, cv 2 %", 0.02, random, true, () => 1),
      row("slow outliers, truth: the mean with them", 0.02, slow, false, () => meanWithOutliers),
      row("linear drift, truth: mean level of the run", 0.02, linear, false),
      row("linear drift, truth: the run after it", 0.02, linear, false, (table) => table.nextLevel),
      row("random walk, truth: mean level of the run", 0.02, walk, false),
      row("random walk, truth: the run after it", 0.02, walk, false, (table) => table.nextLevel),
    ],
    notes: [
      "Slow outliers lose 20 to 50 %, as when something else takes the core, and are what the target is about:",
      "nothing makes a server faster than it is, so that those both ways, which gain as often, are information.",
      "An outlier widens the interval more than it moves it, so that the centre of the undisturbed trials is held",
      "too often, the more so the further it reaches beyond the noise. The mean with the outliers is not what the",
      "interval is of: a third of the runs with n = 20 have any, and the others cannot know of them.",
      "Drift over the run makes trials differ, so that the run's own mean level is held nearly always. It does not",
      "tell where the host will be next: the interval of a cell is of this run, and only comparisons within blocks",
      "carry over.",
    ],
  };
}

/** Mean of ln(1 - x) for x even between two bounds. */
function meanLogLoss(least: number, most: number): number {
  const primitive = (x: number) => -(1 - x) * (Math.log(1 - x) - 1);
  return (primitive(most) - primitive(least)) / (most - least);
}

/** Coverage of the interval of a ratio: two implementations, and inside a table of 15. */
export function ratioTable(tables: number, progress: (text: string) => void): SimulatedTable {
  const many = Math.ceil(tables / 20);
  const two = (title: string, cvs: number[], noise: Noise, isTarget: boolean) =>
    simulatedRow(
      title,
      TRIALS,
      isTarget ? COVERAGE : undefined,
      (trials, seed) => ratioCoverage({ ...noise, cvs, trials }, tables, seed),
      progress,
    );
  const fifteen = (
    title: string,
    cvs: number[],
    noise: Noise,
    isTarget: boolean,
    counts?: (place: number, pairs: number) => boolean,
  ) =>
    simulatedRow(
      title,
      TRIALS,
      isTarget ? COVERAGE : undefined,
      (trials, seed) => ratioCoverage({ ...noise, cvs, trials }, many, seed, counts),
      progress,
    );
  const alike = Array<number>(15).fill(0.02);
  const random = { ...PLAIN, drift: "random" } as const;
  const apart = { ...PLAIN, order: "one after another" } as const;
  return {
    title: "Coverage of the 95 % interval of a ratio",
    trials: TRIALS,
    targetTrials: [5, 10, 20],
    rows: [
      two("two, log-normal, cv 2 %", [0.02, 0.02], PLAIN, true),
      two("two, log-normal, cv 2 % and 10 %", [0.02, 0.1], PLAIN, true),
      two("two, random block effects", [0.02, 0.02], random, true),
      two("two, linear drift", [0.02, 0.02], { ...PLAIN, drift: "linear" }, true),
      two("two, random walk", [0.02, 0.02], { ...PLAIN, drift: "walk" }, true),
      two("two, 2 % slow outliers", [0.02, 0.02], { ...PLAIN, outliers: "slow" }, false),
      two("two, one after another", [0.02, 0.02], apart, true),
      two("two, one after another, random walk", [0.02, 0.02], { ...apart, drift: "walk" }, false),
      fifteen("15, cv 2 %, random block effects", alike, random, true),
      fifteen("15, cv 0.5 to 10 %, random block effects", mixedCvs(15), random, true),
      fifteen(
        "  the pair of the two noisiest",
        mixedCvs(15),
        random,
        false,
        (place, pairs) => place === pairs - 1,
      ),
      fifteen(
        "  the pair of the two quietest",
        mixedCvs(15),
        random,
        false,
        (place) => place === 0,
      ),
    ],
    notes: [
      "Differences within blocks hold under any drift that the trials of a block share. Measured one after",
      "another on a host that drifts, a ratio is of two hosts, and no interval from such trials can know.",
      "Outliers fall on either side of a pair: too wide, for the same reason as above. Inside a table, a pair's",
      "variance is moderated by the others': wider where they are noisier, narrower where they are quieter, so that",
      "the noisiest pair of a table is held too seldom where n is small, and 95 % is an average over its pairs.",
    ],
  };
}
