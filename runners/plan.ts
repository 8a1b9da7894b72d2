/** What a bench runs and in which order: in seeded random blocks, so that it can be resumed. */
import { z } from "zod";
import { Failure } from "../common/failure.ts";
import { readTextIfThere, writeAtomically } from "../common/files.ts";
import { seededRandom, shuffled } from "../common/random.ts";
import { readTrials, type Trial } from "../pipeline/report.ts";
import { takesPart, trialId } from "./cells.ts";
import type { Cell } from "./scenario.ts";

const text = z.string();

const cellSchema = z.strictObject({ case: text, load: z.number().positive().nullable() });

/** plan.json: all that must stay the same when a bench is resumed. */
export const planSchema = z.preprocess(
  fromOlder,
  z.strictObject({
    scenario: text,
    profile: z.enum(["quick", "full"]),
    seed: text,
    /** Empty where the programs measure themselves. */
    load_tool: text,
    cells: z.array(cellSchema),
    trials: z.int().positive(),
    /** Null where each case has its own. */
    measure_seconds: z.number().positive().nullable(),
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
        /** The cases it takes part in; all where absent. */
        cases: z.array(text).optional(),
      }),
    ),
    /** Those that the cells need. */
    backends: z.array(z.strictObject({ name: text, build: text })).default([]),
    left_out: z.array(text),
  }),
);

export type Plan = z.infer<typeof planSchema>;

/** Plans once had `loads` alone, of scenarios with one case. */
function fromOlder(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("loads" in value)) return value;
  const { loads, ...rest } = value;
  if (!Array.isArray(loads)) return value;
  return { ...rest, cells: loads.map((load) => ({ case: "", load })) };
}

/** One trial to run. */
export interface PlannedTrial extends Cell {
  id: string;
  implementation: string;
  trial: number;
  block: number;
}

/** The cells of a plan that an implementation takes part in. */
export function cellsOf(plan: Plan, { cases }: Pick<Plan["implementations"][number], "cases">) {
  return plan.cells.filter((cell) => takesPart(cases, cell.case));
}

/**
 * The order of trials. A block holds one trial of every cell, shuffled, so that whatever drifts over the
 * run (heat, neighbours) falls on all cells alike. The seed alone decides.
 */
export function orderTrials(plan: Plan): PlannedTrial[] {
  const random = seededRandom(plan.seed);
  const order: PlannedTrial[] = [];
  for (let block = 1; block <= plan.trials; block++) {
    const trials = plan.implementations.flatMap((each) =>
      cellsOf(plan, each).map((cell) => ({ implementation: each.name, cell }))
    );
    for (const { implementation, cell } of shuffled(trials, random)) {
      const id = trialId(plan.scenario, implementation, cell, block);
      order.push({ id, implementation, case: cell.case, load: cell.load, trial: block, block });
    }
  }
  return order;
}

/** After this many failed trials of a case the rest of an implementation's trials of it are not tried. */
const MOST_FAILED_TRIALS = 2;

/** The planned trials that are still to run, in order; asked again after every trial. */
export function remaining(plan: Plan, trials: readonly Trial[]): PlannedTrial[] {
  const done = new Set(trials.map((trial) => trial.id));
  const failed = new Map<string, number>();
  const keyOf = (trial: { implementation: string; case: string }) =>
    `${trial.implementation} ${trial.case}`;
  for (const trial of trials) {
    if (trial.state === "failed") failed.set(keyOf(trial), (failed.get(keyOf(trial)) ?? 0) + 1);
  }
  return orderTrials(plan).filter((planned) =>
    !done.has(planned.id) && (failed.get(keyOf(planned)) ?? 0) < MOST_FAILED_TRIALS
  );
}

/** Whether a report folder holds a bench with nothing left to run. */
export async function isComplete(folder: string): Promise<boolean> {
  const plan = await readPlan(folder);
  return plan !== undefined && remaining(plan, await readTrials(folder)).length === 0;
}

/** Reads plan.json; undefined where nothing was begun: report.json is the last that a bench writes as it begins. */
export async function readPlan(folder: string): Promise<Plan | undefined> {
  const path = `${folder}/plan.json`;
  if (await readTextIfThere(`${folder}/report.json`) === undefined) {
    if ((await readTrials(folder)).length === 0) return undefined;
    throw new Failure(
      `${folder}/report.json is not there, and trials are; restore it, or choose another --report`,
    );
  }
  const text = await readTextIfThere(path);
  if (text === undefined) {
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
