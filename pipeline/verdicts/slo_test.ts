import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import {
  allowedErrors,
  closeGates,
  type ErrorBudget,
  expectedAnswers,
  judgeRun,
  NO_SAMPLES,
  type Observation,
} from "./slo.ts";
import { SPEECH_GATEWAY_SLO as SLO } from "../../tests/published/speech_gateway_slo.ts";

/** A run with these values in milliseconds; undefined is a value that the run does not have. */
function run(
  [newestP50, newestP95, oldestP50, oldestP95]: readonly (number | undefined)[],
  totals: { errors?: number; partials?: number } = {},
): Observation[] {
  const found: Observation[] = [];
  const add = (metric: string, statistic: string, value: number | undefined) => {
    if (value !== undefined) found.push({ metric, statistic, value, status: "ok" });
  };
  const seconds = (value: number | undefined) => value === undefined ? undefined : value / 1000;
  add("latency_newest", "p50", seconds(newestP50));
  add("latency_newest", "p95", seconds(newestP95));
  add("latency_oldest", "p50", seconds(oldestP50));
  add("latency_oldest", "p95", seconds(oldestP95));
  add("errors", "total", totals.errors);
  add("partials", "total", totals.partials);
  return found;
}

/** The failed gates as text. */
function failuresOf(observations: readonly Observation[], answers?: number): string[] {
  return judgeRun(SLO, observations, answers).failures.map(({ text }) => text);
}

const GOOD = [116, 160, 1097, 1140];

Deno.test("a run passes whose every value is on the threshold or below", () => {
  deepEqual(judgeRun(SLO, run([200, 350, 1200, 1650], { errors: 1, partials: 100_000 })), {
    verdict: "pass",
    failures: [],
    unjudged: [],
    errorsAllowed: 1,
  });
});

Deno.test("a run fails by the value as measured, and every failed gate is named", () => {
  const totals = { errors: 0, partials: 135_000 };
  deepEqual(failuresOf(run([200.4, 350, 1200, 1650], totals)), [
    "newest_p50=200.4>200",
  ]);
  deepEqual(failuresOf(run([291, 476, 1277, 1463], totals)), [
    "newest_p50=291>200",
    "newest_p95=476>350",
    "oldest_p50=1277>1200",
  ]);
});

Deno.test("errors fail a run alone; the rate says whether the partials were counted or expected", () => {
  const expected = expectedAnswers(SLO.budget, 1500, 45);
  equal(expected, 67_500);
  const errors = run(GOOD, { errors: 314 });
  deepEqual(failuresOf(errors, expected), ["err_rate~4.7e-03>1e-5"]);
  const counted = run(GOOD, { errors: 314, partials: 67_500 });
  deepEqual(failuresOf(counted), ["err_rate=4.7e-03>1e-5"]);
});

Deno.test("a run without samples fails, although zeros would pass every gate", () => {
  const printed = run([0, 0, 0, 0]).map((each): Observation => ({ ...each, status: "withheld" }));
  for (const observations of [[], printed, run(GOOD, { errors: 0, partials: 0 })]) {
    const { verdict, failures } = judgeRun(SLO, observations, 135_000);
    deepEqual([verdict, failures.map(({ text }) => text)], ["fail", [NO_SAMPLES]]);
  }
});

Deno.test("a run does not pass by a value that is missing", () => {
  const noErrors = judgeRun(SLO, run(GOOD), 135_000);
  deepEqual([noErrors.verdict, noErrors.failures, noErrors.unjudged], ["fail", [], ["errors"]]);
  const noTail = judgeRun(SLO, run([116, 160, 1097, undefined], { errors: 0, partials: 135_000 }));
  deepEqual([noTail.verdict, noTail.unjudged], ["fail", ["oldest_p95"]]);
  const noPartials = judgeRun(SLO, run(GOOD, { errors: 0 }));
  deepEqual([noPartials.verdict, noPartials.unjudged], ["fail", ["errors"]]);
  equal(noPartials.errorsAllowed, undefined);
});

Deno.test("the budget allows no error below 2223 sessions, one from there on", () => {
  const { budget } = SLO;
  equal(allowedErrors(budget, expectedAnswers(budget, 2222, 45) ?? NaN), 0);
  equal(allowedErrors(budget, expectedAnswers(budget, 2223, 45) ?? NaN), 1);
  equal(expectedAnswers({ ...budget, answerEverySeconds: 2 }, 10, 45), 220);
  equal(expectedAnswers({ ...budget, answerEverySeconds: undefined }, 10, 45), undefined);
  equal(allowedErrors(budget, 200_250), 2);
  equal(allowedErrors({ ...budget, errorsAllowed: 3 }, 50_000), 1);
});

Deno.test("the budget is whole numbers: an error more or less than it allows is told apart", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1e9 }), (allowed) => {
    const budget: ErrorBudget = { ...SLO.budget, perAnswers: 100_000 };
    const answers = allowed * 100_000;
    equal(allowedErrors(budget, answers), allowed);
    if (allowed > 0) equal(allowedErrors(budget, answers - 1), allowed - 1);
    const verdict = (errors: number) =>
      judgeRun(SLO, run(GOOD, { errors, partials: Math.max(answers, 1) })).verdict;
    equal(verdict(allowed), "pass");
    equal(verdict(allowed + 1), "fail");
  }));
});

Deno.test("gates that rounding may have decided are named", () => {
  deepEqual(closeGates(SLO, run([199, 348, 1199.5, 1651]), 0.001), ["newest_p50", "oldest_p50"]);
  deepEqual(closeGates(SLO, run(GOOD), 0.001), []);
});
