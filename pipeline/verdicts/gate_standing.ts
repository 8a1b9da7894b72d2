/** Load points whose verdict rests on figures that a later report took back or replaced, one by one. Pure. */
import type { Result, Standing } from "../standing.ts";
import type { StateRow } from "../tables/states.ts";
import type { Point } from "./point.ts";
import { ERROR_RATE, type Slo } from "./slo.ts";

/** A figure that a gate looks at, by the name that its failures have in states.csv. */
interface GateFigure {
  name: string;
  metric: string;
  statistic: string;
}

function figuresOf({ gates, budget }: Pick<Slo, "gates" | "budget">): GateFigure[] {
  // Answers that are not counted are as many as the run is long.
  const counted = [
    budget.errors,
    budget.answers,
    ...(budget.answerEverySeconds === undefined ? [] : ["duration"]),
  ];
  return [
    ...gates.map(({ name, metric, statistic }) => ({ name, metric, statistic })),
    ...counted.map((metric) => ({
      ...{ name: ERROR_RATE, metric, statistic: "total" },
    })),
  ];
}

/** What the verdict on a load point was found from. */
export function gateResults(
  { scenario, implementation, case: name, limits, load, load_unit }: StateRow,
  slo: Pick<Slo, "gates" | "budget">,
): Result[] {
  const cell = { scenario, implementation, case: name, limits, load, load_unit };
  return figuresOf(slo).map(({ metric, statistic }) => ({ ...cell, metric, statistic }));
}

/**
 * The standing of a scenario's load points: that of their cells, or of the figures that the gates judge. A point that
 * also fails something else still fails, whatever became of these.
 */
export function standingOfPoints(
  slo: Pick<Slo, "gates" | "budget"> | undefined,
  cells: Standing["cells"],
): (row: StateRow) => Point["standing"] {
  return (row) => {
    const whole = cells(row);
    if (whole !== undefined || slo === undefined) return whole?.state;
    const results = gateResults(row, slo);
    const corrected = figuresOf(slo).flatMap(({ name }, index) => {
      const correction = cells(results[index] as Result);
      return correction === undefined ? [] : [{ name, state: correction.state }];
    });
    const names = new Set(corrected.map(({ name }) => name));
    if (row.limited_by.some((failure) => !names.has(gateOf(failure)))) return undefined;
    return corrected.find(({ state }) => state === "retracted")?.state ?? corrected[0]?.state;
  };
}

/** `newest_p50` of `newest_p50=204>200`; the words themselves of what no gate says. */
function gateOf(failure: string): string {
  return /^([\w.-]+?)[=~]/.exec(failure)?.[1] ?? failure;
}
