import { deepEqual, equal, ok, throws } from "node:assert/strict";
import { METRICS } from "../measurement.ts";
import type { ComparisonRow } from "../tables/comparisons.ts";
import type { FindingRow } from "../tables/findings.ts";
import { evaluate } from "./evaluate.ts";
import { FUNCTIONS } from "./functions/mod.ts";
import { contextOf, figure, once, rowOf, scenarioOf } from "./testing.ts";

const ladder = [
  figure({ load: 1, median: 100, low: 98, high: 102 }),
  figure({ load: 8, median: 300, low: 290, high: 310 }),
  figure({ load: 64, median: 295, low: 285, high: 305 }),
  figure({ implementation: "b", load: 1, median: 120, low: 118, high: 122 }),
  figure({ implementation: "b", load: 8, median: 304, low: 296, high: 312 }),
  figure({ implementation: "b", load: 64, median: 200, low: 190, high: 210 }),
  figure({ implementation: "c", load: 1, median: 50, low: 49, high: 51 }),
  figure({ implementation: "c", load: 8, median: 900, low: 890, high: 910, status: "withheld" }),
  figure({ implementation: "c", load: 64, median: 80, low: 79, high: 81 }),
];
const scenario = scenarioOf("echo", { ranked_by: { metric: "throughput", statistic: "mean" } });
const ranked = { manifest: { scenarios: [scenario], implementations: [] } };
const context = contextOf(ladder, ranked);
const value = (expression: string, where = context) => evaluate(expression, where).value;
function interval(expression: string, where = context) {
  const { low, high } = evaluate(expression, where);
  return [low, high];
}

Deno.test("every metric is a function, and no function of ours hides one", () => {
  for (const name of Object.keys(METRICS)) {
    ok(FUNCTIONS.get(name)?.signature.startsWith(`${name}(`));
  }
  equal(FUNCTIONS.size, new Set(FUNCTIONS.keys()).size);
  ok(["min", "peak", "rank", "counter"].every((name) => !Object.hasOwn(METRICS, name)));
});

Deno.test("a figure is chosen by what it is of, positional or named", () => {
  equal(value('throughput("a", "", load=8)'), 300);
  equal(value('throughput(implementation="b", load=64)'), 200);
  throws(
    () => value('throughput("a", implementation="b", load=8)'),
    /the implementation is given twice/,
  );
});

Deno.test("what does not fit is refused with the nearest names, what is left open with the choice", () => {
  throws(
    () => value('throughput("aa", load=8)'),
    /column 12: .*no implementation "aa"; there are "a", "b"/,
  );
  throws(
    () => value('throughput("a")'),
    /leaves the load open: there are "1", "8", "64"; add load=8/,
  );
  throws(
    () => value('latency("a")'),
    /column 1: the report has no latency; there are "throughput"/,
  );
  throws(
    () => value("thruput(1)"),
    /column 1: no function is called "thruput"; there are "throughput"/,
  );
  throws(() => value('throughput("a", loads=8)'), /throughput knows no loads=; it takes scenario=/);
  throws(() => value('throughput("a", load="8", "c")'), /what has no name stands before/);
  throws(() => value('throughput("*", load=8)'), /a list of 3; make one of it with min, max/);
  throws(
    () => value("throughput(1, load=8)"),
    /column 12: implementation is text; write it in quotes/,
  );
});

Deno.test("no name of the language reaches into the program", () => {
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    throws(() => value(`${name}(1)`), /no function is called/);
    throws(() => value(`throughput("${name}", load=8)`), /has no implementation/);
    throws(() => value(`throughput("a", ${name}="a")`), /knows no/);
    throws(() => value(`counter("${name}")`), /the report has no counter:/);
    throws(() => value(`findings("${name}")`), /no rule is called/);
  }
});

Deno.test("of several statistics the mean is meant, of several clocks the wall's", () => {
  const where = contextOf([
    figure({ metric: "iteration_time", unit: "s", median: 2 }),
    figure({ metric: "iteration_time", unit: "s", median: 1, clock: "cpu" }),
    figure({ metric: "latency", unit: "s", statistic: "p50", median: 3 }),
    figure({ metric: "latency", unit: "s", statistic: "p99", median: 4 }),
  ]);
  equal(value('iteration_time("a")', where), 2);
  equal(value('iteration_time("a", clock="cpu")', where), 1);
  equal(value('latency("a", statistic="p99")', where), 4);
  throws(() => value('latency("a")', where), /leaves the statistic open: there are "p50", "p99"/);
});

Deno.test("patterns give lists; they reduce with the bounds of whichever is meant in truth", () => {
  const all = 'throughput("*", load=1)';
  deepEqual([value(`min(${all})`), value(`max(${all}, 130/s)`), value(`sum(${all})`)], [
    50,
    130,
    270,
  ]);
  deepEqual(interval(`max(${all})`), [118, 122]);
  equal(value(`mean(${all})`), 90);
  equal(evaluate(`max(${all})`, context).operands.length, 3);
  equal(value(`count(throughput("*", load="*"))`), 9);
  equal(value(`spread(${all})`), 2.4);
  equal(value(`abs(throughput("a", load=1) - throughput("b", load=1))`), 20);
  equal(value('count(throughput("*", load=64) / throughput("*", load=1) > 1.2)'), 3);
  throws(() => value('sum(throughput("a", load=1), 2)'), /sum of 1\/s and a plain number/);
});

Deno.test("a count is as wide as the comparisons that its intervals leave open", () => {
  const [low, high] = interval('count(throughput("*", load="*") >= 300/s)');
  equal(value('count(throughput("*", load="*") >= 300/s)'), 3);
  // c at 8 surely; a at 8, b at 8 and a at 64 perhaps.
  deepEqual([low, high], [1, 4]);
});

Deno.test("a peak is the best load that is shown, its bounds those of the best of all", () => {
  equal(value('peak("a")'), 300);
  deepEqual(interval('peak("a")'), [290, 310]);
  equal(value('peak("c")'), 80);
  equal(value('peak_load("a")'), 8);
  deepEqual(interval('peak_load("a")'), [8, 64]);
  deepEqual(interval('peak_load("b")'), [8, 8]);
  equal(value('count(peak("*"))'), 3);
  throws(() => value('peak("a")', contextOf(ladder)), /report.json ranks nothing; say by what/);
  equal(value('peak("a", metric="throughput")', contextOf(ladder)), 300);
});

Deno.test("a rank is an interval where peaks overlap, and the table's own at one load", () => {
  equal(value('rank("a")'), 2);
  deepEqual(interval('rank("a")'), [1, 2]);
  deepEqual(interval('rank("c")'), [3, 3]);
  throws(() => value('rank("x")'), /"x" is not ranked; there are "a", "b", "c"/);
  const table = contextOf([
    figure({ load: 8, rank_low: 1, rank_high: 2 }),
    figure({
      implementation: "b",
      load: 8,
      median: 90,
      low: 89,
      high: 91,
      rank_low: 1,
      rank_high: 2,
    }),
  ], ranked);
  deepEqual(interval('rank("b", load=8)', table), [1, 2]);
  equal(value('rank("b", load=8)', table), 2);
});

Deno.test("a rank among peaks is that of the comparisons of peaks, where the table has them", () => {
  const pair = (implementation_b: string, load: number | null): ComparisonRow => ({
    ...{ scenario: "echo", case: "", limits: "", load, load_unit: "" },
    ...{ metric: "throughput", statistic: "mean", implementation_a: "a", implementation_b },
    ...{ ratio: 2, low: 1.5, high: 2.5, p_adjusted: 0.01, verdict: "faster" },
  });
  const table = contextOf(ladder, { ...ranked, comparisons: [pair("b", null), pair("c", 8)] });
  deepEqual(interval('rank("a")', table), [1, 2]);
  deepEqual(interval('rank("b")', table), [2, 3]);
  deepEqual(interval('rank("c")', table), [1, 3]);
  // By the bounds alone, as without comparisons.
  deepEqual(interval('rank("b", load=64)', table), [2, 2]);
});

Deno.test("what the load generator limited may be better than everything it was not seen to beat", () => {
  const where = contextOf([
    figure({ load: 8, status: "lower bound" }),
    figure({ implementation: "b", load: 8, median: 200, low: 190, high: 210 }),
  ], ranked);
  deepEqual(interval('rank("a")', where), [1, 2]);
  deepEqual(interval('rank("b")', where), [1, 2]);
});

Deno.test("a twin has no place among others", () => {
  const twin = { name: "b", twin_of: "a" } as (typeof context.manifest.implementations)[number];
  const where = contextOf(ladder, { manifest: { scenarios: [scenario], implementations: [twin] } });
  equal(value('rank("a")', where), 1);
});

Deno.test("the place of a value in a list needs to know which end is best", () => {
  equal(value('rank_of(throughput("c", load=1), throughput("*", load=1))'), 3);
  equal(value('rank_of(throughput("c", load=1), throughput("*", load=1), best="lowest")'), 1);
  throws(
    () => value('rank_of(1, throughput("*", load=1) / 1/s)'),
    /rank_of cannot tell what is best/,
  );
});

Deno.test("originals that a correction replaced, single trials and corrections are reached by name", () => {
  const corrected = figure({ metric: "items_rate", median: 10 });
  const rows = [
    rowOf(corrected, {
      value: 90,
      clock: "cpu",
      status: "superseded",
      findings: ["cpu-clock-rate"],
    }),
    rowOf(corrected, { value: 11, trial: 2, correction: "cpu-to-wall" }),
    rowOf(corrected, { value: 9, trial: 1, correction: "cpu-to-wall" }),
  ];
  const where = contextOf([corrected], { rows });
  equal(value('items_rate("a")', where), 10);
  equal(value('items_rate("a", original=true)', where), 90);
  equal(evaluate('items_rate("a", original=true)', where).certainty, "single");
  equal(value('items_rate("a", trial=2)', where), 11);
  equal(evaluate('items_rate("a", correction="cpu-to-wall")', where).low, 98);
  throws(
    () => value('items_rate("a", correction="x")', where),
    /no correction "x"; there are "cpu-to/,
  );
  throws(() => value('items_rate("a", trial=3)', where), /has no trial 3/);
  const withheld = contextOf([{ ...corrected, status: "withheld" }], { rows });
  equal(evaluate('items_rate("a", original=true)', withheld).operands[0]?.status, "withheld");
});

Deno.test("certainty: an interval, one trial, printed digits, a count", () => {
  const rows = [
    once({ implementation: "b" }),
    once({ implementation: "c", statistic: "total", unit: "1" }),
  ];
  const where = contextOf([figure(), once({ implementation: "s" }), ...rows], {
    rows: rows.map((each) => rowOf(each)),
    printedBounds: (row) => ({ low: row.value - 0.5, high: row.value + 0.5 }),
  });
  const of = (name: string) => evaluate(`throughput("${name}")`, where).certainty;
  deepEqual(["a", "s", "b", "c"].map(of), ["sampled", "single", "rounded", "exact"]);
  equal(evaluate('throughput("s")', where, { restated: true }).certainty, "exact");
  const digits = evaluate('throughput("s") / 8', where, { inputDigits: 1 });
  deepEqual([digits.low, digits.high], [50 / 8, 150 / 8]);
});

Deno.test("the merged histogram's percentile is the value that its interval bounds", () => {
  const where = contextOf([
    figure({ metric: "latency", statistic: "p99", median: 99, merged: 101 }),
  ]);
  equal(value('latency("a")', where), 101);
});

Deno.test("trials and findings can be asked for", () => {
  const said = (rule: string, more: Partial<FindingRow>): FindingRow => ({
    ...{ rule, severity: "warn", scenario: "echo", implementation: "", case: "", limits: "" },
    ...{
      load: null,
      load_unit: "",
      trial: null,
      metric: "",
      statistic: "",
      message: "",
      source: "",
    },
    ...more,
  } as FindingRow);
  const where = contextOf([
    figure({ load: 1, findings: ["threads-step"] }),
    figure({ load: 8, n: 3 }),
    figure({ implementation: "b", load: 8, findings: ["threads-step"] }),
  ], {
    findings: [
      said("threads-step", {}),
      said("threads-step", { implementation: "b", load: 8 }),
      said("no-samples", { implementation: "z" }),
      said("environment-unknown", { scenario: "" }),
    ],
    manifest: {
      scenarios: [],
      implementations: [{ name: "z" } as (typeof context.manifest.implementations)[number]],
    },
  });
  equal(value('trials(throughput("a", load="*"))', where), 3);
  equal(value('findings("threads-step")', where), 2);
  equal(value('findings("threads-step", "a")', where), 1);
  equal(value('findings("threads-step", "a", load=8)', where), 0);
  equal(value('findings("no-samples", "z")', where), 1);
  equal(value('findings("no-samples", "a")', where), 0);
  equal(value('findings("environment-unknown", "a")', where), 1);
  equal(value('findings("heavy-tail")', where), 0);
  throws(
    () => value('findings("heavy-tails")', where),
    /no rule is called "heavy-tails"; there are "heavy-tail"/,
  );
  throws(() => value('findings("heavy-tail", shown=true)', where), /findings knows no shown=/);
  throws(() => value('findings("heavy-tail", "q")', where), /the report has no implementation "q"/);
});
