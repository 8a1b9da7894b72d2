import { type Case, fold, scenarioKey } from "./cases.ts";
import { type Evidence, type Finding, findingOf, type Rule } from "./rule.ts";
import {
  groupBy,
  isOfLoadTool,
  loadTrialsOf,
  resultsOf,
  rowsOfFacts,
  valueOf,
} from "./trial_rows.ts";
import { formatCount, formatShare, formatTime } from "./words.ts";

/** Shorter than this, start-up, the first garbage collections and a single hiccup weigh in the average. */
const LEAST_SECONDS = 5;
/** wrk -d5s stops at 5.00 s give or take a tick. */
const TOLERANCE = 0.99;

/**
 * About load tools, which run as long as they are told. A benchmark of Google's library repeats itself until
 * its result is steady enough, so its time is no sign of anything, and neither is a warm-up that it was not given:
 * both are left out.
 */
export const shortRun: Rule = {
  name: "short-run",
  severity: "warn",
  scope: "file",
  speaks: `< ${LEAST_SECONDS} s (less ${formatShare(1 - TOLERANCE)}), warm-up known to be 0`,
  why:
    "A server that runs for a second shows its start-up: caches are cold, code is not compiled, one pause of the host is a tenth of the run.",
  example:
    "The claim that Ruchy is 12.13x as fast as Python rests on 1,000 requests that took 0.222 s, without a warm-up.",
  check: (evidence) => [...tooShort(evidence), ...notWarmedUp(evidence)],
};

function tooShort(evidence: Evidence): Finding[] {
  const cases = loadTrialsOf(evidence).flatMap((trial): Case[] => {
    const throughput = valueOf(trial, "throughput", "mean");
    const requests = valueOf(trial, "requests", "total");
    const seconds = valueOf(trial, "duration", "total") ??
      (throughput !== undefined && requests !== undefined && throughput > 0
        ? requests / throughput
        : undefined);
    if (throughput === undefined || seconds === undefined) return [];
    if (!(seconds > 0 && seconds < LEAST_SECONDS * TOLERANCE)) return [];
    return [{
      trial,
      rows: resultsOf(trial),
      weight: 1 / seconds,
      text: `measured for ${formatTime(seconds)}, less than ${LEAST_SECONDS} s`,
    }];
  });
  return fold(shortRun, cases, ({ trial }) => scenarioKey(trial));
}

function notWarmedUp(evidence: Evidence): Finding[] {
  const cold = evidence.trials.filter((trial) =>
    trial.warmupSeconds === 0 && trial.measuresItself !== true && trial.state !== "failed"
  ).map((facts) => ({ facts, rows: rowsOfFacts(evidence, facts) }))
    // By the raw format: of an import nobody knows which processes there were.
    .filter(({ rows }) => rows.every(isOfLoadTool));
  return groupBy(cold, ({ facts }) => facts.scenario).flatMap((group) => {
    const rows = group.flatMap((trial) => trial.rows.flatMap(resultsOf));
    if (rows.length === 0) return [];
    return [findingOf(shortRun, rows, `no warm-up before ${formatCount(group.length, "trial")}`)];
  });
}
