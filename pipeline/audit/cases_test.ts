import { deepEqual, equal } from "node:assert/strict";
import { type Case, fold } from "./cases.ts";
import { evidenceOf, loadRows } from "./testing.ts";
import { trialsOf } from "./trial_rows.ts";

const RULE = { name: "a-rule", severity: "warn" } as const;

/** Trials of ten virtual users, and a case for each of the statistics in each of them. */
function casesOf(trials: number, statistics: readonly string[]): Case[] {
  const rows = Array.from({ length: trials }, (_, index) =>
    loadRows({
      implementation: "axum",
      case: "baseline",
      load: 10,
      load_unit: "virtual-users",
      trial: index + 1,
      latency: Object.fromEntries(statistics.map((statistic) => [statistic, 0.04])),
    }));
  return trialsOf(evidenceOf(rows.flat())).flatMap((trial) =>
    trial.rows.map((row) => ({
      trial,
      rows: [row],
      weight: row.trial,
      text: `${row.statistic} of trial ${row.trial}`,
    }))
  );
}

const told = (cases: readonly Case[]) => fold(RULE, cases).map(({ message }) => message);

Deno.test("a finding counts trials, of which each may hold several cases", () => {
  const [message] = told(casesOf(3, ["mean", "p50", "p99"]));
  equal(
    message,
    "mean of trial 3 (the worst of 3 trials: axum, baseline, 10 virtual users, trial 3)",
  );
});

Deno.test("a finding of several cases of one trial counts none, and lists the rows of all", () => {
  const [finding] = fold(RULE, casesOf(1, ["mean", "p50"]));
  equal(finding?.message, "mean of trial 1");
  deepEqual(finding?.rows.map((row) => row.statistic), ["mean", "p50"]);
});

Deno.test("cases in the same words are told once with the number of their trials", () => {
  const alike = casesOf(2, ["mean", "p50"]).map((each) => ({ ...each, text: "too late" }));
  deepEqual(told(alike), ["too late (in 2 trials)"]);
});

Deno.test("the source of a finding over several trials is that of the trial that it tells", () => {
  const [finding] = fold(RULE, casesOf(3, ["mean", "p50"]));
  equal(finding?.message.startsWith("mean of trial 3"), true);
  deepEqual(finding?.rows.map((row) => `${row.statistic} ${row.trial}`), [
    ...["mean 3", "mean 1", "p50 1", "mean 2", "p50 2", "p50 3"],
  ]);
});
