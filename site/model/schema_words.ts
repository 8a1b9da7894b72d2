/** What each column of each table means, in a line, for the data page. A test finds one that is missing. */
import type { TABLE_NAMES } from "../../pipeline/report.ts";

const CELL = {
  scenario: "what was measured: a name of report.json",
  implementation: "what was measured in it: a name of report.json",
  case: "variant of the scenario, such as a message size; empty where there is one",
  limits: "what the server was allowed, such as “1 core”; empty where not limited or not known",
  load: "level of load, in load_unit; empty where there is none",
  load_unit: "what the load counts: connections, virtual-users, sessions",
} as const;

const FIGURE = {
  metric: "what was measured: throughput, goodput, latency, cpu, memory_rss, errors …",
  statistic: "total, mean, stdev, min, max or a percentile such as p99",
} as const;

const HOW = {
  unit: "SI base unit: s, 1/s, B, B/s, cores, J; 1 for counts and ratios",
  clock: "wall or cpu, where time plays a part; manual or unknown where that is all that is known",
  loop: "how latency was sampled: closed, closed-backfilled, open or corrected; else empty",
} as const;

/** By table and column. */
export const SCHEMA_WORDS: Readonly<
  Record<typeof TABLE_NAMES[number], Readonly<Record<string, string>>>
> = {
  measurements: {
    ...CELL,
    trial: "number of the trial, from 1",
    ...FIGURE,
    value:
      "the value, in unit; never a number in place of one that is missing: what was not measured has no row",
    ...HOW,
    correction: "name of the correction that made the value; empty for what the tool printed",
    status: "ok; withheld: not to be used; superseded: a corrected value stands in its place",
    findings: "audit rules that spoke of it, joined by semicolons; findings.csv has their words",
    source: "raw file and line, or JSON pointer, that the value was read from",
  },
  summary: {
    ...CELL,
    ...FIGURE,
    ...HOW,
    n: "trials that count: of a percentile those with samples enough for one of their own",
    median: "median of the trials",
    mean: "mean of the trials; empty for percentiles, whose mean is no percentile",
    low: "lower end of the 95 % interval; empty where there is none",
    high: "upper end of the 95 % interval; empty where there is none",
    cv: "standard deviation divided by mean; empty of one trial",
    min: "least of the trials",
    max: "greatest of the trials",
    rank_low: "best rank that the comparisons leave open; empty where nothing is ranked",
    rank_high: "worst rank that the comparisons leave open",
    status: "ok; lower bound: the load generator was the limit; withheld: not to be used",
    findings: "audit rules that spoke of its trials, joined by semicolons",
    merged: "of a percentile: its value in all trials’ samples together, which low and high bound",
  },
  comparisons: {
    scenario: CELL.scenario,
    case: CELL.case,
    limits: CELL.limits,
    load: "level of load that both ran at; empty where each is taken at its own best",
    load_unit: CELL.load_unit,
    ...FIGURE,
    implementation_a: "the one that the verdict is about",
    implementation_b: "the one that it is compared with",
    ratio: "ratio of trials: value of a divided by value of b, within the blocks in which both ran",
    low: "lower end of the 95 % interval of the ratio",
    high: "upper end of the 95 % interval of the ratio",
    p_adjusted: "p-value after Holm’s correction over all pairs; empty where there is no test",
    verdict: "faster, slower, no difference shown, or equivalent within x %: of a against b",
  },
  states: {
    ...CELL,
    state:
      "confirmed, passed, borderline, first solid fail, failed, withheld, superseded, retracted",
    passes: "runs that met the objective",
    fails: "runs that did not; runs that cannot be judged are in neither count",
    limited_by:
      "gates that failed, each with its worst value: newest_p50=204>200; joined by semicolons, which have a backslash before them within a name",
    errors_allowed: "errors that the budget allows; empty where answers are not known",
    note: "passes that rounding may have decided, and runs that could not be judged",
  },
  findings: {
    rule: "name of the audit rule; the method page explains it",
    severity: "how much it weighs: from a remark to a value that is withheld",
    scenario: "what it is about; empty where about the whole report, as are the next six",
    implementation: CELL.implementation,
    case: CELL.case,
    limits: CELL.limits,
    load: "level of load; empty where about every one",
    trial: "number of the trial; empty where about all of them",
    metric: "metric; empty where about more than one",
    statistic: "statistic; empty where about more than one",
    message: "the finding in a sentence",
    source: "raw file and line that it was read from; empty where it has no one place",
  },
  claims: {
    id: "name of the claim, which the report’s text refers to",
    statement: "the sentence that is judged",
    expression: "what it says, as an expression over the tables",
    value: "left side of the relation; empty where an operand is missing",
    low: "lower end of its interval; empty where there is none",
    high: "upper end of its interval; empty where there is none",
    relation: "<, <=, ==, >=, > or states: the text prints this number",
    threshold: "right side of the relation",
    verdict: "holds, refuted or not established",
    reason: "why, beginning with a word or two to filter by",
    unit: "base unit of both sides; 1 of ratios and counts",
  },
};
