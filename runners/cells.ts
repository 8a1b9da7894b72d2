/** Cells, cases and what follows from them: names, lengths, set-ups. */
import { Failure } from "../common/failure.ts";
import type { Cell, Scenario, ScenarioCase, SetUp } from "./scenario.ts";

/** A cell for people: `stress`, `1 KB at 50 workers`, `64 connections`. */
export function nameOfCell(cell: Cell, loadUnit: string): string {
  const load = cell.load === null ? "" : `${cell.load} ${loadUnit}`.trimEnd();
  return [cell.case, load].filter((part) => part !== "").join(" at ");
}

/** The case of that name. */
export function caseNamed(scenario: Pick<Scenario, "name" | "cases">, name: string): ScenarioCase {
  const found = scenario.cases.find((each) => each.name === name);
  if (found !== undefined) return found;
  const names = scenario.cases.map((each) => `"${each.name}"`).join(", ");
  throw new Failure(`${scenario.name} has no case "${name}"; it has ${names}`, 2);
}

/** Seconds that a trial of the case measures for, or is expected to where its work is fixed. */
export function secondsOfCase(each: ScenarioCase, measureSeconds: number | null): number {
  if (measureSeconds !== null) return measureSeconds;
  const staged = (each.stages ?? []).reduce((sum, stage) => sum + stage.seconds, 0);
  const seconds = staged > 0 ? staged : each.seconds;
  if (seconds !== undefined) return seconds;
  throw new RangeError(`neither the step nor the case "${each.name}" says how long a trial lasts`);
}

/** A case's name as trial ids have it: lower-case letters, digits and hyphens. */
export function slugOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

/** Name of a trial: unique in its report, fit for paths and addresses. */
export function trialId(
  scenario: string,
  implementation: string,
  cell: Cell,
  trial: number,
): string {
  const parts = [scenario, implementation, slugOf(cell.case), cell.load ?? "", trial];
  return parts.filter((part) => part !== "").join(".");
}

/** Whether an implementation takes part in a case: in all where it names none. */
export function takesPart(cases: readonly string[] | undefined, name: string): boolean {
  return cases === undefined || cases.includes(name);
}

/** The cases by what a server is started with: backends and environment. */
export function setUpsOf(cases: readonly ScenarioCase[], implementation: string): SetUp[] {
  const groups = Map.groupBy(
    cases,
    ({ backends = [], environment = {} }) =>
      JSON.stringify([backends, environment.server ?? {}, environment.backend ?? {}]),
  );
  return [...groups.values()].map((group) => ({
    case: group[0] as ScenarioCase,
    cases: group,
    implementation,
  }));
}
