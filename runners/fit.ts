/** How much of a scenario is run: what a profile holds, what was asked for, what fits the time there is. */
import { Failure } from "../common/failure.ts";
import { formatSeconds } from "../common/progress.ts";
import { secondsOfCase, takesPart } from "./cells.ts";
import { type Cell, cells, type Profile, type ScenarioCase, type Step } from "./scenario.ts";

/** Seconds a trial takes beyond warm-up and measuring: starting, connecting, ending. */
export const TRIAL_OVERHEAD_SECONDS = 0.3;

/** An implementation as far as time goes. */
export interface Runner {
  /** Seconds from start to first answer. */
  startSeconds: number;
  /** The cases it takes part in; all where absent. */
  cases?: readonly string[] | undefined;
}

/** Seconds that all trials of a step take. */
export function secondsOf(
  step: Step,
  warmupSeconds: number,
  runners: readonly Runner[],
  cases: readonly ScenarioCase[],
): number {
  const lengths = new Map(
    cases.filter(({ name }) => step.cells.some((cell) => cell.case === name))
      .map((each) => [each.name, secondsOfCase(each, step.measureSeconds)]),
  );
  let sum = 0;
  for (const runner of runners) {
    for (const cell of step.cells) {
      if (!takesPart(runner.cases, cell.case)) continue;
      const measured = lengths.get(cell.case) ?? 0;
      sum += measured + warmupSeconds + TRIAL_OVERHEAD_SECONDS + runner.startSeconds;
    }
  }
  return step.trials * sum;
}

/** The richest step that fits the budget, or the poorest there is, and what was left out for it. */
export function fitStep(
  profile: Profile,
  runners: readonly Runner[],
  cases: readonly ScenarioCase[],
): { step: Step; seconds: number; leftOut: string[] } {
  const [richest] = profile.steps;
  if (richest === undefined) throw new RangeError("a profile needs at least one step");
  const lasts = (step: Step) => secondsOf(step, profile.warmupSeconds, runners, cases);
  const step = profile.steps.find((each) => lasts(each) <= profile.budgetSeconds) ??
    profile.steps.at(-1) as Step;
  const budget = `the ${formatSeconds(profile.budgetSeconds)} this profile measures for`;
  const leftOut = cellsLeftOut(richest, step).map((what) => `${what} fit ${budget}.`);
  if (step.trials < richest.trials) {
    leftOut.push(
      `Trials ${step.trials + 1} to ${richest.trials} of each cell: they do not fit ${budget}.`,
    );
  }
  const shortened = cases.filter(({ name }) => step.cells.some((cell) => cell.case === name))
    .map((each) => ({
      whole: secondsOfCase(each, richest.measureSeconds),
      kept: secondsOfCase(each, step.measureSeconds),
    })).find(({ whole, kept }) => kept < whole);
  if (shortened !== undefined) {
    const { whole, kept } = shortened;
    leftOut.push(`${whole - kept} of ${whole} s of each trial: they do not fit ${budget}.`);
  }
  return { step, seconds: lasts(step), leftOut };
}

/** The cells that a poorer step has not, in words. */
function cellsLeftOut(richest: Step, step: Step): string[] {
  const has = (cell: Cell) =>
    step.cells.some((each) => each.case === cell.case && each.load === cell.load);
  const missing = Map.groupBy(richest.cells.filter((cell) => !has(cell)), (cell) => cell.case);
  return [...missing].map(([name, left]) => {
    const loads = left.map((cell) => cell.load).filter((load) => load !== null);
    if (name !== "" && !step.cells.some((cell) => cell.case === name)) {
      return `Case ${name}: it does not`;
    }
    return `Load points ${loads.join(", ")}${name === "" ? "" : ` of ${name}`}: they do not`;
  });
}

/** What somebody asked for in place of what a profile has. */
export interface Asked {
  load: readonly number[];
  case: readonly string[];
  trials?: number | undefined;
  seconds?: number | undefined;
  budget?: number | undefined;
}

/**
 * A profile with what somebody asked for in place of its own: with loads, trials or seconds there is one step,
 * and no budget but the one that was asked for.
 */
export function askedFor(profile: Profile, asked: Asked): Profile {
  const { load, trials, seconds, budget } = asked;
  const steps = chooseCases(profile.steps, asked.case);
  const [richest] = steps;
  const isOwnStep = load.length > 0 || trials !== undefined || seconds !== undefined;
  const budgetSeconds = budget ?? (isOwnStep ? Infinity : profile.budgetSeconds);
  if (!isOwnStep || richest === undefined) return { ...profile, steps, budgetSeconds };
  const step = {
    cells: load.length > 0 ? atLoads(richest.cells, load) : richest.cells,
    trials: trials ?? richest.trials,
    measureSeconds: seconds ?? richest.measureSeconds,
  };
  return { ...profile, budgetSeconds, steps: [step] };
}

function chooseCases(steps: readonly Step[], chosen: readonly string[]): readonly Step[] {
  if (chosen.length === 0) return steps;
  const known = [...new Set(steps.flatMap((step) => step.cells.map((cell) => cell.case)))];
  for (const name of chosen) {
    if (known.includes(name)) continue;
    if (known.every((each) => each === "")) {
      throw new Failure(`there is no case "${name}", nor any other; leave --case out`, 2);
    }
    const names = known.map((each) => `"${each}"`).join(", ");
    throw new Failure(`this profile has no case "${name}"; it has ${names}`, 2);
  }
  return steps.map((step) => ({
    ...step,
    cells: step.cells.filter((cell) => chosen.includes(cell.case)),
  })).filter((step) => step.cells.length > 0);
}

/** The same cases at other loads; a case without load points stays as it is. */
function atLoads(before: readonly Cell[], asked: readonly number[]): Cell[] {
  const loads = [...new Set(asked)].sort((a, b) => a - b);
  const names = [...new Set(before.map((cell) => cell.case))];
  return names.flatMap((name) => {
    const own = before.filter((cell) => cell.case === name);
    return own.every((cell) => cell.load === null) ? own : cells([name], loads);
  });
}
