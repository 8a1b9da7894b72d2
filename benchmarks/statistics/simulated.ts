/** A table of simulated rates: rows of conditions, columns of trials, each with what it must be. */
import type { Rate } from "../../pipeline/statistics/simulated_rates.ts";

/** What a share must lie between. */
export interface Target {
  least: number;
  most: number;
}

/** One row: what it is of, and its rates by the number of trials. */
export interface SimulatedRow {
  title: string;
  rates: Rate[];
  /** Undefined where the row is information only. */
  target: Target | undefined;
}

export interface SimulatedTable {
  title: string;
  /** What is to be said of it, printed below. */
  notes: string[];
  /** Numbers of trials, one a column. */
  trials: readonly number[];
  /** Columns that the targets are about. */
  targetTrials: readonly number[];
  rows: SimulatedRow[];
}

/** A row, simulated column by column. */
export function simulatedRow(
  title: string,
  trials: readonly number[],
  target: Target | undefined,
  simulate: (trials: number, seed: string) => Rate,
  progress: (text: string) => void,
): SimulatedRow {
  const rates = trials.map((n) => {
    progress(`${title}, n = ${n}`);
    return simulate(n, `${title}, n = ${n}`);
  });
  return { title, rates, target };
}

/**
 * Whether a target is met: `missed` where the share lies outside by more than two of its errors, `undecided`
 * where by less, which chance does to a share at the edge of its target.
 */
export type Outcome = "met" | "undecided" | "missed";

function outcomeOf({ share, error }: Rate, { least, most }: Target): Outcome {
  const outside = Math.max(least - share, share - most);
  if (outside <= 0) return "met";
  return outside <= 2 * error ? "undecided" : "missed";
}

const MARKS: Readonly<Record<Outcome, string>> = { met: " ", undecided: "?", missed: "!" };

/** The targets of a table with this outcome, one sentence each. */
export function sentencesOf(outcome: Outcome, table: SimulatedTable): string[] {
  return table.rows.flatMap(({ title, rates, target }) =>
    rates.flatMap((rate, column) => {
      const n = table.trials[column] as number;
      if (target === undefined || !table.targetTrials.includes(n)) return [];
      if (outcomeOf(rate, target) !== outcome) return [];
      return [`${table.title}: ${title}, n = ${n}: ${percent(rate)}, wanted ${wanted(target)}`];
    })
  );
}

function wanted({ least, most }: Target): string {
  if (least === 0) return `at most ${100 * most} %`;
  if (most === 1) return `at least ${100 * least} %`;
  return `${100 * least} to ${100 * most} %`;
}

/** `95.1 ±0.2`: a share and its Monte Carlo error, in percent. */
function percent(rate: Rate): string {
  return `${(100 * rate.share).toFixed(1)} ±${(100 * rate.error).toFixed(1)}`;
}

/** The table as text; `!` marks a missed target, `?` an undecided one. */
export function printed(table: SimulatedTable): string {
  const width = Math.max(...table.rows.map((row) => row.title.length)) + 2;
  const cell = (text: string) => text.padStart(13);
  const head = [
    "".padEnd(width),
    ...table.trials.map((n) => cell(`n = ${n}`)),
    "  target (%)",
  ].join("");
  const rows = table.rows.map(({ title, rates, target }) => {
    const cells = rates.map((rate, column) => {
      const isTarget = target !== undefined &&
        table.targetTrials.includes(table.trials[column] as number);
      return cell(percent(rate) + (isTarget ? MARKS[outcomeOf(rate, target)] : " "));
    });
    const end = target === undefined
      ? ""
      : `  ${wanted(target)}, n = ${table.targetTrials.join(", ")}`;
    return (title.padEnd(width) + cells.join("") + end).trimEnd();
  });
  return [table.title, "", head, ...rows, "", ...table.notes, ""].join("\n");
}
