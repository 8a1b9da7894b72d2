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
  /**
   * Every unit of load gets one answer in so many seconds. Stands in for the answers of a run that does not
   * count them; absent where nothing can.
   */
  answerEverySeconds?: number | undefined;
}

export interface Slo {
  gates: readonly Gate[];
  budget: ErrorBudget;
  /** To what the times were rounded before they were published; absent where they are as measured. */
  roundedToSeconds?: number | undefined;
}

/** A value of a run; only those with status `ok` count. */
export type Observation = Pick<Measurement, "metric" | "statistic" | "value" | "status">;

/** A gate that a run does not pass. */
export interface FailedGate {
  name: string;
  /** Seconds; errors / answers for the budget. */
  value: number;
  /** With value and threshold, in ms: `newest_p50=204>200`. */
  text: string;
}

/** The verdict on one run. */
export interface SloVerdict {
  verdict: "pass" | "fail";
  /** Each failed gate, errors last; `zero-partials/no-samples` alone where nothing was measured. */
  failures: FailedGate[];
  /** What could not be judged because its value is missing; a run with any of these does not pass. */
  unjudged: string[];
  /** Errors that the budget allows in so many answers; undefined where the answers are not known. */
  errorsAllowed: number | undefined;
}

/** What is said of a run that measured nothing: its zeros would pass every gate. */
export const NO_SAMPLES = "zero-partials/no-samples";

/** What a failure of the budget is called. */
export const ERROR_RATE = "err_rate";

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
    const failures = [{ name: NO_SAMPLES, value: 0, text: NO_SAMPLES }];
    return { verdict: "fail", failures, unjudged: [], errorsAllowed };
  }
  const failures: FailedGate[] = [];
  const unjudged: string[] = [];
  for (const [index, { name, mostSeconds }] of slo.gates.entries()) {
    const value = values[index];
    if (value === undefined) unjudged.push(name);
    else if (value > mostSeconds) {
      const text = `${name}=${milliseconds(value)}>${milliseconds(mostSeconds)}`;
      failures.push({ name, value, text });
    }
  }
  const errors = valueOf(slo.budget.errors, "total");
  if (errors === undefined || answers === undefined || errorsAllowed === undefined) {
    unjudged.push(slo.budget.errors);
  } else if (errors > errorsAllowed) {
    const relation = counted === undefined ? "~" : "=";
    const { errorsAllowed: most, perAnswers } = slo.budget;
    const value = errors / answers;
    failures.push({
      name: ERROR_RATE,
      value,
      text: `${ERROR_RATE}${relation}${scientific(value)}>${(most / perAnswers).toExponential()}`,
    });
  }
  const verdict = failures.length + unjudged.length === 0 ? "pass" : "fail";
  return { verdict, failures, unjudged, errorsAllowed };
}

/**
 * Answers that so many units of load get in the whole intervals of a measurement when none is lost; undefined
 * where the budget does not say how often they come.
 */
export function expectedAnswers(
  { answerEverySeconds }: ErrorBudget,
  load: number,
  measuredSeconds: number,
): number | undefined {
  if (answerEverySeconds === undefined) return undefined;
  return load * Math.floor(measuredSeconds / answerEverySeconds);
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
