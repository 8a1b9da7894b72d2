/** report.json of a bench: written when it begins, completed when it ends. */
import {
  type FailureEntry,
  type ImplementationEntry,
  type Manifest,
  readManifest,
  removeBenchLeftovers,
  type Trial,
  writeEnvironment,
  writeManifest,
} from "../pipeline/report.ts";
import type { CorePlan } from "./host/cores.ts";
import { readHostEnvironment } from "./host/environment.ts";
import { quietnessNotes } from "./host/noise/notes.ts";
import type { ReadyLoadTool } from "./load/load_tool.ts";
import { cellsOf, type Plan, writePlan } from "./plan.ts";
import type { Prepared } from "./prepare.ts";
import type { Scenario } from "./scenario.ts";

/** Writes the folder's first files; report.json last, since a folder with it and a plan can be resumed. */
export async function writeStart(
  folder: string,
  plan: Plan,
  scenario: Scenario,
  loadTool: ReadyLoadTool | undefined,
  prepared: readonly Prepared[],
  cores: CorePlan,
): Promise<void> {
  await Deno.mkdir(`${folder}/raw`, { recursive: true });
  await removeBenchLeftovers(folder);
  const environment = await readHostEnvironment(cores);
  Object.assign(environment.notes, await quietnessNotes(cores));
  await writeEnvironment(folder, environment);
  const { name, title, about, kind, load_unit, does_not_show } = scenario;
  const { ranked_by, baseline, slo } = scenario;
  const manifest: Manifest = {
    name: folder.split("/").at(-1) as string,
    title: `${title} on a ${environment.title}`,
    created: new Date().toISOString(),
    state: "draft",
    origin: "measured",
    citation: "",
    profile: plan.profile,
    seed: plan.seed,
    reproduce: reproduceCommand(plan, scenario, prepared),
    scenarios: [{
      name,
      title,
      about,
      kind,
      load_unit,
      does_not_show: [
        ...does_not_show,
        ...scenario.profiles[plan.profile].notes,
        ...(loadTool?.notes ?? []),
      ],
      ...(ranked_by === undefined ? {} : { ranked_by }),
      ...(baseline === undefined ? {} : { baseline }),
      ...(slo === undefined ? {} : { slo }),
      load_tool: plan.load_tool,
    }],
    implementations: prepared.map((each) => each.entry),
    failures: prepared.flatMap((each) => each.failure ?? []),
    left_out: plan.left_out,
  };
  await writePlan(folder, plan);
  await writeManifest(folder, manifest);
}

/** The command that makes a report like this one. */
export function reproduceCommand(
  plan: Plan,
  { cases }: Pick<Scenario, "cases">,
  prepared: readonly { entry: Pick<ImplementationEntry, "name" | "twin_of"> }[],
): string {
  const chosen = prepared.filter((each) => each.entry.twin_of === undefined);
  const byCase = Map.groupBy(plan.cells, (cell) => cell.case);
  const isPart = byCase.size < cases.length;
  // Loads that differ between cases are the profile's own.
  const loads = new Set(
    [...byCase.values()].map((own) => own.map((cell) => cell.load).filter((load) => load !== null))
      .filter((own) => own.length > 0).map((own) => own.map((load) => `--load ${load}`).join(" ")),
  );
  return [
    "deno task bench",
    `--scenario ${plan.scenario}`,
    ...chosen.map((each) => `--implementation ${each.entry.name}`),
    `--profile ${plan.profile}`,
    ...(isPart ? [...byCase.keys()].map((name) => `--case ${quoted(name)}`) : []),
    ...(loads.size === 1 ? loads : []),
    `--trials ${plan.trials}`,
    ...(plan.measure_seconds === null ? [] : [`--seconds ${plan.measure_seconds}`]),
    ...(plan.load_tool === "" ? [] : [`--load-tool ${plan.load_tool}`]),
    `--seed ${quoted(plan.seed)}`,
    "--report NAME",
  ].join(" ");
}

/** A word for a shell. */
function quoted(word: string): string {
  return /^[\w.-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Completes report.json with what came of the trials. */
export async function writeEnd(
  folder: string,
  plan: Plan,
  trials: readonly Trial[],
): Promise<FailureEntry[]> {
  const manifest = await readManifest(folder);
  const failures = manifest.failures.filter((failure) => failure.trial === "");
  const leftOut = [...plan.left_out];
  for (const trial of trials) {
    if (trial.failure === undefined) continue;
    const { scenario, implementation, id, failure } = trial;
    failures.push({ scenario, implementation, trial: id, ...failure });
  }
  const implementations = manifest.implementations.map((entry) => {
    const own = trials.filter((trial) => trial.implementation === entry.name);
    const failed = own.filter((trial) => trial.state === "failed");
    const cases = plan.implementations.find((each) => each.name === entry.name) ?? {};
    const planned = cellsOf(plan, cases).length * plan.trials;
    if (entry.state === "measured" && own.length < planned) {
      leftOut.push(
        `${
          planned - own.length
        } of ${planned} trials of ${entry.name}: ${failed.length} before them failed.`,
      );
    }
    if (own.length === 0 || failed.length < own.length) return entry;
    const reason = `every trial failed: ${failed[0]?.failure?.kind}: ${
      failed[0]?.failure?.message
    }`;
    return { ...entry, state: "failed" as const, reason };
  });
  await writeManifest(folder, { ...manifest, implementations, failures, left_out: leftOut });
  return failures;
}
