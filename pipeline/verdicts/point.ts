/** What the runs of one load point together say, and the capacity that follows from all points. */

/**
 * - `confirmed`: at least two runs passed and none failed;
 * - `passed`: one run, and it passed: not confirmed yet;
 * - `borderline`: runs passed and runs failed;
 * - `first solid fail`: the lowest load at which at least two runs failed and none passed;
 * - `failed`: no run passed;
 * - `withheld`: no run can be judged, since what a gate needs was withheld or is missing;
 * - `superseded`, `retracted`: none of its runs stands any more.
 */
export const POINT_STATES = [
  "confirmed",
  "passed",
  "borderline",
  "first solid fail",
  "failed",
  "withheld",
  "superseded",
  "retracted",
] as const;
export type PointState = typeof POINT_STATES[number];

/** The runs of one load point. */
export interface Point {
  load: number;
  verdicts: readonly ("pass" | "fail")[];
  /** Runs that are neither: what they lack decides. */
  unjudged?: number;
  /** Set where a later finding took these runs back or replaced them: they count no more. */
  standing?: "superseded" | "retracted";
}

/**
 * The state of each point that has a run, ascending by load. Points of one load are one point: runs that
 * stand decide it, and only where there are none does it show that they were superseded or retracted.
 */
export function pointStates(points: readonly Point[]): { load: number; state: PointState }[] {
  const states: { load: number; state: PointState }[] = [];
  let solidFailFound = false;
  for (const { load, passes, fails, unjudged, standing } of tally(points)) {
    let state: PointState;
    if (passes + fails === 0) {
      if (unjudged === 0 && standing === undefined) continue;
      state = unjudged > 0 ? "withheld" : standing as PointState;
    } else if (passes > 0 && fails > 0) state = "borderline";
    else if (passes > 0) state = passes > 1 ? "confirmed" : "passed";
    else if (fails > 1 && !solidFailFound) {
      state = "first solid fail";
      solidFailFound = true;
    } else state = "failed";
    states.push({ load, state });
  }
  return states;
}

/**
 * - `bounded`: a load passes and a higher one does not;
 * - `lower bound`: every load that was tried passes, so the capacity is at least the highest;
 * - `no pass`: not even the lowest load passes.
 */
export type CapacityStatus = "bounded" | "lower bound" | "no pass";

export interface Capacity {
  status: CapacityStatus;
  /** The highest load that passes with no lower load that does not; undefined where none passes. */
  passes: number | undefined;
  /** Whether that load passed at least twice. */
  confirmed: boolean;
  /** The lowest load that does not pass, borderline ones among them; undefined where all pass. */
  fails: number | undefined;
  /** Loads that passed although a lower one did not: they do not count, and cast doubt on both. */
  passesAbove: number[];
}

const WITHOUT_VERDICT: readonly PointState[] = ["withheld", "superseded", "retracted"];

/** The capacity that the points bracket; undefined where no point that stands has a verdict. */
export function capacityOf(points: readonly Point[]): Capacity | undefined {
  const standing = pointStates(points).filter(({ state }) => !WITHOUT_VERDICT.includes(state));
  if (standing.length === 0) return undefined;
  const isPass = (state: PointState) => state === "confirmed" || state === "passed";
  const firstFail = standing.findIndex(({ state }) => !isPass(state));
  const below = firstFail < 0 ? standing : standing.slice(0, firstFail);
  const above = firstFail < 0 ? [] : standing.slice(firstFail);
  const best = below.at(-1);
  return {
    status: best === undefined ? "no pass" : firstFail < 0 ? "lower bound" : "bounded",
    passes: best?.load,
    confirmed: best?.state === "confirmed",
    fails: above[0]?.load,
    passesAbove: above.filter(({ state }) => isPass(state)).map(({ load }) => load),
  };
}

interface Tally {
  load: number;
  passes: number;
  fails: number;
  unjudged: number;
  standing: Point["standing"];
}

function tally(points: readonly Point[]): Tally[] {
  const tallies = new Map<number, Tally>();
  for (const { load, verdicts, unjudged, standing } of points) {
    const entry = tallies.get(load) ??
      { load, passes: 0, fails: 0, unjudged: 0, standing: undefined };
    if (standing === undefined) {
      entry.passes += verdicts.filter((verdict) => verdict === "pass").length;
      entry.fails += verdicts.filter((verdict) => verdict === "fail").length;
      entry.unjudged += unjudged ?? 0;
    } else {
      entry.standing = standing;
    }
    tallies.set(load, entry);
  }
  return [...tallies.values()].sort((a, b) => a.load - b.load);
}
