import assert from "node:assert/strict";
import {
  argumentsOf,
  findAggregates,
  rateClock,
  realTimeClock,
  threadsOfName,
  threadTimesOf,
} from "./google_benchmark_names.ts";

function aggregatesOf(...names: string[]): (string | undefined)[] {
  return findAggregates(names.map((name) => ({ name, table: 1, iterations: 3 })))
    .map((found) => found && `${found.benchmark} ${found.aggregate}`);
}

Deno.test("rateClock() is the CPU's unless the benchmark asked for real or manual time", () => {
  assert.equal(rateClock("BM_Echo/64"), "cpu");
  assert.equal(rateClock("BM_Echo/64/real_time"), "wall");
  assert.equal(rateClock("BM_Echo/64/real_time/threads:8"), "wall");
  assert.equal(rateClock("BM_Echo/64/process_time"), "cpu");
  assert.equal(rateClock("BM_Echo/64/process_time/real_time"), "wall");
  assert.equal(rateClock("BM_Echo/manual_time"), "manual");
  assert.equal(realTimeClock("BM_Echo/manual_time"), "manual");
  assert.equal(realTimeClock("BM_Echo/real_time"), "wall");
});

Deno.test("rateClock() takes a whole segment, not a name that contains the word", () => {
  assert.equal(rateClock("BM_real_time_clock/8"), "cpu");
});

Deno.test("threadsOfName() reads the last segment alone", () => {
  assert.equal(threadsOfName("BM/real_time/threads:16"), 16);
  assert.equal(threadsOfName("BM/threads:4/size:8"), 1);
});

Deno.test("argumentsOf() are the numbers of the name and not the library's settings", () => {
  assert.deepEqual(argumentsOf("BM_Echo_64B/1000 (sync)"), [1000]);
  assert.deepEqual(argumentsOf("BM/64/size:1024/iterations:5/repeats:3/threads:2"), [64, 1024]);
});

Deno.test("findAggregates() knows the library's aggregates beside their repetitions", () => {
  assert.deepEqual(aggregatesOf("x", "x", "x_mean", "x_median", "x_stddev", "x_cv"), [
    undefined,
    undefined,
    "x mean",
    "x median",
    "x stddev",
    "x cv",
  ]);
});

Deno.test("findAggregates() knows them without repetitions, with those of the program behind", () => {
  assert.deepEqual(aggregatesOf("x_mean", "x_median", "x_stddev", "x_dispersion", "x_"), [
    "x mean",
    "x median",
    "x stddev",
    "x dispersion",
    "x ",
  ]);
});

Deno.test("findAggregates() leaves a benchmark that is called compute_mean or find_min alone", () => {
  assert.deepEqual(aggregatesOf("compute_mean", "find_min", "find_max"), [
    undefined,
    undefined,
    undefined,
  ]);
});

Deno.test("findAggregates() takes a lone mean at the end of a cut text for an aggregate", () => {
  const rows = ["x_mean", "x_stddev", "y_mean"].map((name) => ({ name, table: 1 }));
  assert.equal(findAggregates(rows)[2]?.benchmark, "y");
  assert.equal(findAggregates(rows.slice(2))[0], undefined);
  assert.equal(findAggregates(rows.slice(2), true)[0]?.benchmark, "y");
});

Deno.test("threadTimesOf() tells the three ways in which releases count threads", () => {
  assert.equal(threadTimesOf("v1.8.5"), "mean");
  assert.equal(threadTimesOf("1.9.0"), "sum, rates per thread");
  assert.equal(threadTimesOf("v1.9.4"), "sum, rates per thread");
  assert.equal(threadTimesOf("1.9.5"), "sum");
  assert.equal(threadTimesOf("v2.0.0-3-gabcdef"), "sum");
});

Deno.test("threadTimesOf() does not guess for a build between two releases that differ", () => {
  assert.equal(threadTimesOf("v1.8.5-12-gabcdef"), undefined);
  assert.equal(threadTimesOf("v1.9.4-40-gabcdef"), undefined);
  assert.equal(threadTimesOf("v1.8.3-12-gabcdef"), "mean");
  assert.equal(threadTimesOf("unknown"), undefined);
});
