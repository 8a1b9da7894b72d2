/** What a bench runs and in which order: fitted to the time there is, in seeded random blocks. */
import { z } from "zod";
import { Failure } from "../common/failure.ts";
import { readTextIfThere, writeAtomically } from "../common/files.ts";
import { formatSeconds } from "../common/progress.ts";
import { seededRandom, shuffled } from "../common/random.ts";
import { readTrials, type Trial } from "../pipeline/report.ts";
import type { Profile, Step } from "./scenario.ts";

const text = z.string();

/** plan.json: all that must stay the same when a bench is resumed. */
export const planSchema = z.strictObject({
  scenario: text,
  profile: z.enum(["quick", "full"]),
  seed: text,
  load_tool: text,
  loads: z.array(z.int().positive()),
  trials: z.int().positive(),
  measure_seconds: z.number().positive(),
  warmup_seconds: z.number().nonnegative(),
  /** In the order of their ports. */
  implementations: z.array(
    z.strictObject({
      name: text,
      twin_of: text.optional(),
      /** Folder of the source. */
      source: text,
      /** Hash of sources, build commands and toolchain. */
      build: text,
    }),
  ),
  left_out: z.array(text),
});

export type Plan = z.infer<typeof planSchema>;

/** One trial to run. */
export interface PlannedTrial {
  id: string;
  implementation: string;
  load: number;
  trial: number;
  block: number;
}

/** Seconds a trial takes beyond warm-up and measuring: starting, connecting, ending. */
const TRIAL_OVERHEAD_SECONDS = 0.3;

/** Seconds that all trials of a step take for implementations that need these seconds to start. */
export function secondsOf(
  step: Step,
  warmupSeconds: number,
  startSeconds: readonly number[],
): number {
  const one = step.measureSeconds + warmupSeconds + TRIAL_OVERHEAD_SECONDS;
  const starts = startSeconds.reduce((sum, seconds) => sum + seconds, 0);
  return step.loads.length * step.trials * (one * startSeconds.length + starts);
}

/** The richest step that fits the budget, or the poorest there is, and what was left out for it. */
export function fitStep(
  profile: Profile,
  startSeconds: readonly number[],
): { step: Step; seconds: number; leftOut: string[] } {
  const [richest] = profile.steps;
  if (richest === undefined) throw new RangeError("a profile needs at least one step");
  const fits = (step: Step) =>
    secondsOf(step, profile.warmupSeconds, startSeconds) <= profile.budgetSeconds;
  const step = profile.steps.find(fits) ?? profile.steps.at(-1) as Step;
  const leftOut: string[] = [];
  const loads = richest.loads.filter((load) => !step.loads.includes(load));
  const budget = `the ${formatSeconds(profile.budgetSeconds)} this profile measures for`;
  if (loads.length > 0) leftOut.push(`Load points ${loads.join(", ")}: they do not fit ${budget}.`);
  if (step.trials < richest.trials) {
    leftOut.push(
      `Trials ${step.trials + 1} to ${richest.trials} of each cell: they do not fit ${budget}.`,
    );
  }
  if (step.measureSeconds < richest.measureSeconds) {
    leftOut.push(
      `${
        richest.measureSeconds - step.measureSeconds
      } of ${richest.measureSeconds} s of each trial: they do not fit ${budget}.`,
    );
  }
  return { step, seconds: secondsOf(step, profile.warmupSeconds, startSeconds), leftOut };
}

/**
 * A profile with what somebody asked for in place of its own: with loads, trials or seconds there is one step,
 * and no budget but the one that was asked for.
 */
export function askedFor(
  profile: Profile,
  asked: { load: readonly number[]; trials?: number; seconds?: number; budget?: number },
): Profile {
  const { load, trials, seconds, budget } = asked;
  const [richest] = profile.steps;
  const isOwnStep = load.length > 0 || trials !== undefined || seconds !== undefined;
  const budgetSeconds = budget ?? (isOwnStep ? Infinity : profile.budgetSeconds);
  if (!isOwnStep || richest === undefined) return { ...profile, budgetSeconds };
  const step = {
    loads: load.length > 0 ? [...new Set(load)].sort((a, b) => a - b) : richest.loads,
    trials: trials ?? richest.trials,
    measureSeconds: seconds ?? richest.measureSeconds,
  };
  return { ...profile, budgetSeconds, steps: [step] };
}

/** Name of a trial: unique in its report, fit for paths and addresses. */
export function trialId(
  scenario: string,
  implementation: string,
  load: number,
  trial: number,
): string {
  return `${scenario}.${implementation}.${load}.${trial}`;
}

/**
 * The order of trials. A block holds one trial of every cell, shuffled, so that whatever drifts over the
 * run (heat, neighbours) falls on all cells alike. The seed alone decides.
 */
export function orderTrials(plan: Plan): PlannedTrial[] {
  const random = seededRandom(plan.seed);
  const order: PlannedTrial[] = [];
  for (let block = 1; block <= plan.trials; block++) {
    const cells = plan.implementations.flatMap(({ name }) =>
      plan.loads.map((load) => ({ implementation: name, load }))
    );
    for (const { implementation, load } of shuffled(cells, random)) {
      const id = trialId(plan.scenario, implementation, load, block);
      order.push({ id, implementation, load, trial: block, block });
    }
  }
  return order;
}

/** After this many failed trials the rest of an implementation's trials are not tried. */
const MOST_FAILED_TRIALS = 2;

/** The planned trials that are still to run, in order. */
export function remaining(plan: Plan, trials: readonly Trial[]): PlannedTrial[] {
  const done = new Set(trials.map((trial) => trial.id));
  const failed = new Map<string, number>();
  for (const { implementation, state } of trials) {
    if (state === "failed") failed.set(implementation, (failed.get(implementation) ?? 0) + 1);
  }
  return orderTrials(plan).filter(({ id, implementation }) =>
    !done.has(id) && (failed.get(implementation) ?? 0) < MOST_FAILED_TRIALS
  );
}

/** Whether a report folder holds a bench with nothing left to run. */
export async function isComplete(folder: string): Promise<boolean> {
  const plan = await readPlan(folder);
  return plan !== undefined && remaining(plan, await readTrials(folder)).length === 0;
}

/** Reads plan.json; undefined where nothing was begun. */
export async function readPlan(folder: string): Promise<Plan | undefined> {
  const path = `${folder}/plan.json`;
  const text = await readTextIfThere(path);
  if (text === undefined) {
    if (await readTextIfThere(`${folder}/report.json`) === undefined) return undefined;
    throw new Failure(
      `${path} is not there: this report was not made by bench; choose another --report`,
    );
  }
  try {
    return planSchema.parse(JSON.parse(text));
  } catch (error) {
    const what = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new Failure(`${path}: ${what}; start over with --fresh or another --report`);
  }
}

/** Writes plan.json. */
export async function writePlan(folder: string, plan: Plan): Promise<void> {
  const text = JSON.stringify(planSchema.parse(plan), null, 2);
  await writeAtomically(`${folder}/plan.json`, `${text}\n`);
}
