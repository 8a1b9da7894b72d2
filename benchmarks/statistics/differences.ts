/** Differences that are not there, and differences that are. */
import { falseDifferences, foundDifferences } from "../../pipeline/statistics/simulated_rates.ts";
import { type Conditions, mixedCvs } from "../../pipeline/statistics/simulation.ts";
import { type SimulatedRow, simulatedRow, type SimulatedTable } from "./simulated.ts";

const TRIALS = [3, 5, 10, 20];
const PLAIN = { outliers: "none", drift: "none", order: "blocks" } as const;
const SIZE = 15;
const AT_MOST = { least: 0, most: 0.05 };

type Noise = Omit<Conditions, "cvs" | "trials">;

/** Tables of equal implementations that show any difference, without the noise floor and with it. */
export function falseTables(tables: number, progress: (text: string) => void): SimulatedTable[] {
  const without: SimulatedRow[] = [];
  const withFloor: SimulatedRow[] = [];
  const row = (title: string, cvs: readonly number[], noise: Noise, isTarget = true) => {
    // Small tables are quick.
    const count = Math.round(tables * Math.min(8, (SIZE / cvs.length) ** 2));
    const target = isTarget ? AT_MOST : undefined;
    const floored: SimulatedRow["rates"] = [];
    const simulate = (trials: number, seed: string) => {
      const rates = falseDifferences({ ...noise, cvs, trials }, count, seed);
      floored.push(rates.withFloor);
      return rates.withoutFloor;
    };
    without.push(simulatedRow(title, TRIALS, target, simulate, progress));
    withFloor.push({ title, rates: floored, target });
  };
  const alike = Array<number>(SIZE).fill(0.02);
  const mixed = mixedCvs(SIZE);
  const slow = { ...PLAIN, outliers: "slow" } as const;
  const both = { ...PLAIN, outliers: "both" } as const;
  const random = { ...PLAIN, drift: "random" } as const;
  const apart = { ...PLAIN, order: "one after another" } as const;
  row("log-normal, cv 2 %", alike, PLAIN);
  row("log-normal, cv 10 %", alike.map(() => 0.1), PLAIN);
  row("log-normal, cv 0.5 to 10 %", mixed, PLAIN);
  row("log-normal, cv 2 %, one 10 %", [0.1, ...alike.slice(1)], PLAIN);
  row("2 % slow outliers, cv 2 %", alike, slow);
  row("2 % slow outliers, cv 0.5 to 10 %", mixed, slow);
  row("2 % outliers both ways, cv 2 %", alike, both);
  row("2 % outliers both ways, cv 0.5 to 10 %", mixed, both);
  row("random block effects, cv 2 %", alike, random);
  row("random block effects, cv 0.5 to 10 %", mixed, random);
  row("random walk, cv 2 %", alike, { ...PLAIN, drift: "walk" });
  row("one after another, cv 2 %", alike, apart);
  row("one after another, cv 0.5 to 10 %", mixed, apart);
  row("one after another, random walk", alike, { ...apart, drift: "walk" }, false);
  row("6 implementations, cv 0.5 to 10 %", mixedCvs(6), PLAIN);
  row("3 implementations, cv 0.5 to 10 %", mixedCvs(3), PLAIN);
  const common = { trials: TRIALS, targetTrials: [5, 10, 20] };
  return [
    {
      ...common,
      title: "Tables of 15 equal implementations with any false difference, without a noise floor",
      rows: without,
      notes: [
        "Holm's correction keeps to 5 % of tables however pairs are correlated; it stays below, since pairs that",
        "share an implementation err together. Measured one after another on a drifting host, equal",
        "implementations do differ, by where the host was: no test on such trials can know, and only blocks",
        "prevent it.",
      ],
    },
    {
      ...common,
      title: "The same tables with the noise floor of their last two",
      rows: withFloor,
      notes: [
        "The floor of one load point; a report takes the largest of its load points, so that its floor is higher.",
        "It is a second condition: tables show less with it, never more.",
      ],
    },
  ];
}

/** A true difference of 5 % that is shown. */
export function powerTable(tables: number, progress: (text: string) => void): SimulatedTable {
  const row = (
    title: string,
    cvs: readonly number[],
    noise: Noise,
    least: number | undefined,
    compared: number,
  ) =>
    simulatedRow(
      title,
      TRIALS,
      least === undefined ? undefined : { least, most: 1 },
      (trials, seed) => {
        const centres = cvs.map((_, index) => index === 0 ? 1.05 : 1);
        return foundDifferences({ ...noise, cvs, trials, centres }, tables, seed, compared);
      },
      progress,
    );
  const alike = Array<number>(SIZE).fill(0.02);
  const random = { ...PLAIN, drift: "random" } as const;
  const slow = { ...PLAIN, outliers: "slow" } as const;
  return {
    title: "A true difference of 5 % that is shown, with the noise floor of two more",
    trials: TRIALS,
    targetTrials: [10],
    rows: [
      row("two, cv 2 %", alike.slice(0, 4), PLAIN, 0.95, 2),
      row("two, cv 2 %, random block effects", alike.slice(0, 4), random, 0.95, 2),
      row("two, cv 2 %, 2 % slow outliers", alike.slice(0, 4), slow, undefined, 2),
      row("15, cv 2 %", alike, PLAIN, 0.85, SIZE),
      row("15, cv 2 %, random block effects", alike, random, 0.85, SIZE),
      row("15, cv 2 %, 2 % slow outliers", alike, slow, undefined, SIZE),
      row("15, cv 0.5 to 10 %", [0.02, ...mixedCvs(SIZE - 1)], PLAIN, undefined, SIZE),
    ],
    notes: [
      "Of 15, the first is 5 % better than the other 14: the share of those 14 differences that are shown. The two",
      "of the noise floor are among the 15. An outlier in either of a pair makes its interval wider than 5 %, and",
      "one pair in three has one at n = 10: the difference is missed, not misjudged. Where cvs differ, 5 % is too",
      "little against an implementation whose own cv is 5 to 10 %.",
    ],
  };
}
