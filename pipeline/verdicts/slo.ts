/**
 * Service level objectives: whether one run of one load point passes, and every gate that it fails. Gates
 * look at values as measured, never at rounded ones: 200.4 ms fails a gate of 200 ms.
 */
import type { Measurement } from "../measurement.ts";

/** An upper bound on one statistic of a time. */
export interface Gate {
  /** Short name, as in `newest_p50=204>200`. */
  name: string;
  metric: string;
  statistic: string;
  /** The largest value that passes, in seconds. */
  mostSeconds: number;
  /** What passing means, for people. */
  bounds: string;
}

/** At most so many errors in so many answers. */
export interface ErrorBudget {
  /** Metrics whose totals are counted: errors, and the answers they are errors among. */
  errors: string;
  answers: string;
  /** `errorsAllowed` of `perAnswers`, in whole numbers so that no rounding decides. */
  errorsAllowed: number;
  perAnswers: number;
}

export interface Slo {
  gates: readonly Gate[];
  budget: ErrorBudget;
}

/** A value of a run; only those with status `ok` count. */
export type Observation = Pick<Measurement, "metric" | "statistic" | "value" | "status">;

/** The verdict on one run. */
export interface SloVerdict {
  verdict: "pass" | "fail";
  /** Each failed gate with its value and threshold; `zero-partials/no-samples` where nothing was measured. */
  failures: string[];
  /** What could not be judged because its value is missing; a run with any of these does not pass. */
  unjudged: string[];
  /** Errors that the budget allows in so many answers; undefined where the answers are not known. */
  errorsAllowed: number | undefined;
}

/** What is said of a run that measured nothing: its zeros would pass every gate. */
export const NO_SAMPLES = "zero-partials/no-samples";

/**
 * Judges one run. `expectedAnswers` stands in where the run does not tell how many answers it got; the error
 * rate is then written with `~`.
 */
export function judgeRun(
  slo: Slo,
  observations: readonly Observation[],
  expectedAnswers?: number,
): SloVerdict {
  const valueOf = (metric: string, statistic: string): number | undefined =>
    observations.find((each) =>
      each.metric === metric && each.statistic === statistic && each.status === "ok"
    )?.value;
  const counted = valueOf(slo.budget.answers, "total");
  const answers = counted ?? expectedAnswers;
  const errorsAllowed = answers === undefined ? undefined : allowedErrors(slo.budget, answers);
  const values = slo.gates.map((gate) => valueOf(gate.metric, gate.statistic));
  if (counted === 0 || values.every((value) => value === undefined)) {
    return { verdict: "fail", failures: [NO_SAMPLES], unjudged: [], errorsAllowed };
  }
  const failures: string[] = [];
  const unjudged: string[] = [];
  for (const [index, { name, mostSeconds }] of slo.gates.entries()) {
    const value = values[index];
    if (value === undefined) unjudged.push(name);
    else if (value > mostSeconds) {
      failures.push(`${name}=${milliseconds(value)}>${milliseconds(mostSeconds)}`);
    }
  }
  const errors = valueOf(slo.budget.errors, "total");
  if (errors === undefined || answers === undefined || errorsAllowed === undefined) {
    unjudged.push(slo.budget.errors);
  } else if (errors > errorsAllowed) {
    const relation = counted === undefined ? "~" : "=";
    const { errorsAllowed: most, perAnswers } = slo.budget;
    failures.push(
      `err_rate${relation}${scientific(errors / answers)}>${(most / perAnswers).toExponential()}`,
    );
  }
  const verdict = failures.length + unjudged.length === 0 ? "pass" : "fail";
  return { verdict, failures, unjudged, errorsAllowed };
}

/**
 * Errors that the budget allows: floor(answers x budget). A budget of 1 in 100,000 allows none below
 * 100,000 answers, so there it asks for more than it says.
 */
export function allowedErrors(budget: ErrorBudget, answers: number): number {
  return Math.floor(answers * budget.errorsAllowed / budget.perAnswers);
}

/**
 * Gates whose value is on the passing side by no more than what rounding may have taken away. Of figures
 * that were published rounded, such a pass rests on the digits that are missing.
 */
export function closeGates(
  slo: Slo,
  observations: readonly Observation[],
  roundingSeconds: number,
): string[] {
  return slo.gates.filter(({ metric, statistic, mostSeconds }) =>
    observations.some((each) =>
      each.metric === metric && each.statistic === statistic && each.status === "ok" &&
      each.value <= mostSeconds && shortest(mostSeconds - each.value) <= roundingSeconds
    )
  ).map((gate) => gate.name);
}

/** 204 of 0.204: the shortest decimal, without what binary fractions add. */
function milliseconds(seconds: number): string {
  return String(shortest(seconds * 1000));
}

function shortest(value: number): number {
  return Number(value.toPrecision(12));
}

/** `4.7e-03`: two digits, exponent of two digits at least. */
function scientific(value: number): string {
  return value.toExponential(1).replace(/e([+-])(\d)$/, "e$10$2");
}
