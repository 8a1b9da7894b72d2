/** From a report's rows and its objectives to the state of each load point and the capacities. Pure. */
import { type Cell, cellKey, compareCells, type Row } from "../row.ts";
import type { StateRow } from "../tables/states.ts";
import { type Capacity, capacityOf, type Point, pointStates } from "./point.ts";
import {
  closeGates,
  expectedAnswers,
  type FailedGate,
  judgeRun,
  type Slo,
  type SloVerdict,
} from "./slo.ts";

/** A trial that left no rows, and what ended it: a kind of failure as in trials.ndjson. */
export interface FailedTrial extends Cell {
  kind: string;
}

/** What is judged: a report's rows, the objective of each scenario that has one, trials without rows. */
export interface JudgedReport {
  rows: readonly Row[];
  objectives: ReadonlyMap<string, Slo>;
  failedTrials: readonly FailedTrial[];
}

/** Kinds of failure that are the server's own, so that the load was not sustained. */
const SERVER_FAILED: readonly string[] = ["start", "contract", "timeout", "crash"];

/** The state of every load point, in the order of the tables; rows without a load are no load points. */
export function judgePoints({ rows, objectives, failedTrials }: JudgedReport): StateRow[] {
  const points = new Map<string, { cell: Cell; runs: Map<number, Row[]>; failed: string[] }>();
  const pointOf = (cell: Cell) => {
    const key = cellKey(cell);
    const point = points.get(key) ?? { cell, runs: new Map<number, Row[]>(), failed: [] };
    points.set(key, point);
    return point;
  };
  const counts = ({ scenario, load }: Cell) => load !== null && objectives.has(scenario);
  for (const row of rows) {
    if (!counts(row)) continue;
    const { runs } = pointOf(row);
    const run = runs.get(row.trial);
    if (run === undefined) runs.set(row.trial, [row]);
    else run.push(row);
  }
  for (const trial of failedTrials) if (counts(trial)) pointOf(trial).failed.push(trial.kind);
  const judged = [...points.values()].map(({ cell, runs, failed }) =>
    judgePoint(cell, [...runs.values()], failed, objectives.get(cell.scenario) as Slo)
  );
  return withStates(judged.sort(compareCells), () => undefined);
}

/**
 * The states as later reports leave them: points that `standing` names no longer count, and what was the
 * second fail may now be the first.
 */
export function withStates(
  rows: readonly StateRow[],
  standing: (row: StateRow) => Point["standing"],
): StateRow[] {
  const states = new Map<StateRow, StateRow["state"]>();
  for (const group of Map.groupBy(rows, seriesKey).values()) {
    const found = new Map(
      pointStates(group.map((row) => pointOf(row, standing(row)))).map((
        { load, state },
      ) => [load, state]),
    );
    for (const row of group) states.set(row, found.get(row.load) ?? row.state);
  }
  return rows.map((row) => ({ ...row, state: states.get(row) ?? row.state }));
}

/** What one implementation, case and limits sustains. */
export type CapacityOf = Capacity & Omit<Cell, "load">;

/** The capacity of everything whose points have a verdict; points that `standing` names do not count. */
export function capacitiesOf(
  rows: readonly StateRow[],
  standing: (row: StateRow) => Point["standing"] = () => undefined,
): CapacityOf[] {
  return [...Map.groupBy(rows, seriesKey).values()].flatMap((group) => {
    const capacity = capacityOf(group.map((row) => pointOf(row, standing(row))));
    if (capacity === undefined) return [];
    const { scenario, implementation, case: name, limits, load_unit } = group[0] as StateRow;
    return [{ scenario, implementation, case: name, limits, load_unit, ...capacity }];
  });
}

function seriesKey(cell: Cell): string {
  return cellKey({ ...cell, load: null });
}

function pointOf(row: StateRow, standing: Point["standing"]): Point {
  const verdicts = [
    ...Array.from({ length: row.passes }, () => "pass" as const),
    ...Array.from({ length: row.fails }, () => "fail" as const),
  ];
  const unjudged = row.state === "withheld" ? 1 : 0;
  return { load: row.load, verdicts, unjudged, ...(standing === undefined ? {} : { standing }) };
}

/** A run that is neither: no gate fails, and one cannot be judged. */
function isUnjudged({ failures, unjudged }: SloVerdict): boolean {
  return failures.length === 0 && unjudged.length > 0;
}

function judgePoint(
  cell: Cell,
  runs: readonly (readonly Row[])[],
  failed: readonly string[],
  slo: Slo,
): StateRow {
  const load = cell.load as number;
  const verdicts = runs.map((rows) => judgeRun(slo, rows, answersOf(slo, load, rows)));
  const passing = runs.filter((_, index) => verdicts[index]?.verdict === "pass");
  const unjudged = verdicts.filter(isUnjudged);
  const down = failed.filter((kind) => SERVER_FAILED.includes(kind));
  const lost = failed.filter((kind) => !SERVER_FAILED.includes(kind));
  const allowed = verdicts.flatMap(({ errorsAllowed }) => errorsAllowed ?? []);
  const notJudged = unjudged.length + lost.length;
  const missing = [...new Set([...unjudged.flatMap((each) => each.unjudged), ...lost])];
  const notes = [
    closeNote(slo, passing),
    notJudged === 0
      ? ""
      : `${notJudged} ${notJudged === 1 ? "run" : "runs"} not judged: ${missing.join(", ")}`,
  ];
  const { scenario, implementation, case: name, limits, load_unit } = cell;
  const passes = passing.length;
  const fails = verdicts.length - passes - unjudged.length + down.length;
  return {
    scenario,
    implementation,
    case: name,
    limits,
    load,
    load_unit,
    // Every point gets its state beside its neighbours; until then only this is known of it.
    state: passes + fails === 0 ? "withheld" : "failed",
    passes,
    fails,
    limited_by: [...worstFailures(slo, verdicts), ...new Set(down)],
    errors_allowed: allowed.length === 0 ? null : allowed.reduce((a, b) => Math.min(a, b)),
    note: notes.filter((note) => note !== "").join("; "),
  };
}

function answersOf(slo: Slo, load: number, rows: readonly Row[]): number | undefined {
  const duration = rows.find((row) => row.metric === "duration" && row.status === "ok");
  return duration === undefined ? undefined : expectedAnswers(slo.budget, load, duration.value);
}

/** Of each gate that a run failed, the text of the worst value, in the order in which gates are judged. */
function worstFailures(slo: Slo, verdicts: readonly SloVerdict[]): string[] {
  const order = slo.gates.map(({ name }) => name);
  const rank = ({ name }: FailedGate) => order.includes(name) ? order.indexOf(name) : order.length;
  const failures = Map.groupBy(verdicts.flatMap((each) => each.failures), ({ name }) => name);
  return [...failures.values()]
    .map((group) => group.reduce((worst, each) => each.value > worst.value ? each : worst))
    .sort((a, b) => rank(a) - rank(b))
    .map(({ text }) => text);
}

function closeNote(slo: Slo, passing: readonly (readonly Row[])[]): string {
  const { roundedToSeconds } = slo;
  if (roundedToSeconds === undefined) return "";
  const close = new Set(passing.flatMap((rows) => closeGates(slo, rows, roundedToSeconds)));
  if (close.size === 0) return "";
  const names = slo.gates.map(({ name }) => name).filter((name) => close.has(name));
  return `${names.join(", ")} passed by no more than the ${
    Number((roundedToSeconds * 1000).toPrecision(12))
  } ms to which it was rounded`;
}
