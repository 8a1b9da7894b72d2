import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { build, type Histogram } from "hdr-histogram-js";
import { totalCount, weightedPercentiles } from "../../statistics/weighted_percentile.ts";
import {
  assertCutsAreHonest,
  assertValues,
  isShown,
  measured,
  rules,
} from "../../../tests/formats/testing.ts";
import { wrk2Format } from "./wrk2.ts";
import {
  formatMicroseconds,
  padUnits,
  printHeader,
  printStats,
  printTotals,
} from "../../../tests/formats/wrk_printer.ts";

const read = (text: string) => wrk2Format.read(text, { file: "a.txt" });

const PERCENTS = [50, 75, 90, 99, 99.9, 99.99, 99.999, 100];

function histogramOf(microseconds: readonly number[]): Histogram {
  const histogram = build({ lowestDiscernibleValue: 1, highestTrackableValue: 86_400_000_000 });
  for (const each of microseconds) histogram.recordValue(each);
  return histogram;
}

/** The spectrum as the C library prints it: six decimals of the share, and "inf" in the last row. */
function printSpectrum(histogram: Histogram): string {
  return histogram.outputPercentileDistribution(5, 1000).trimEnd()
    .replace(/(\d\.\d{6})\d{6}/g, "$1")
    .replace(/^( +\S+ +1\.000000 +\d+)$/m, "$1          inf");
}

/** `print_hdr_latency` of wrk2's src/wrk.c. */
function printSection(histogram: Histogram, description: string): string {
  const rows = PERCENTS.map((percent) =>
    `${percent.toFixed(3).padStart(7)}%` +
    padUnits(formatMicroseconds(histogram.getValueAtPercentile(percent)), 10)
  );
  return `  Latency Distribution (HdrHistogram - ${description})\n${rows.join("\n")}\n\n` +
    "  Detailed Percentile spectrum:\n" +
    printSpectrum(histogram) +
    `\n${"-".repeat(58)}\n`;
}

function print(histogram: Histogram, isDetailed = true, uncorrected?: Histogram): string {
  const numbers = {
    threads: 2,
    connections: 100,
    meanMicroseconds: histogram.mean,
    stdevMicroseconds: histogram.stdDeviation,
    maxMicroseconds: histogram.maxValue,
    withinStdev: 68.46,
    percentiles: undefined,
    requests: histogram.totalCount + 1000,
    runtimeMicroseconds: 30_000_000,
    bytes: 20_000_000,
    socketErrors: [0, 0, 0, 26] as const,
    statusErrors: 0,
  };
  const section = isDetailed ? printSection(histogram, "Recorded Latency") : "";
  const second = uncorrected === undefined ? "" : "\n" + printSection(
    uncorrected,
    "Uncorrected Latency (measured without taking delayed starts into account)",
  );
  return printHeader(numbers) +
    "  Thread calibration: mean lat.: 1.735ms, rate sampling interval: 10ms\n" +
    printStats(numbers) + section + second + printTotals(numbers);
}

/** A thousand latencies of 2 ms and more, five of over a minute. */
const SAMPLE = histogramOf([
  ...Array.from({ length: 995 }, (_, index) => 2000 + index * 10),
  70_000_000,
  71_000_000,
  75_000_000,
  80_000_000,
  85_800_000,
]);
const TEXT = print(SAMPLE);

Deno.test("wrk2 counts latency from the schedule", () => {
  const [run, ...others] = read(TEXT);
  equal(others.length, 0);
  equal(run?.format, "wrk2");
  ok(
    run?.measurements.filter((each) => each.metric === "latency").every((each) =>
      each.loop === "open"
    ),
  );
  assertValues(run, { "errors_timeout total": 26, "requests total": 2000, "duration total": 30 });
});

Deno.test("wrk2 prefers the microseconds of footer and spectrum to the rounded table", () => {
  const [run] = read(TEXT);
  const max = measured(run, "latency", "max");
  ok(Math.abs(max.value - 85.8) < 0.1);
  const rounded = run?.measurements.find((each) =>
    each.metric === "latency" && each.statistic === "max" && each.status === "superseded"
  );
  equal(rounded?.value, 85.8);
  ok(TEXT.includes("1.43m"));
  equal(measured(run, "latency", "p50").value, SAMPLE.getValueAtPercentile(50) / 1e6);
  equal(measured(run, "latency", "p95").value, SAMPLE.getValueAtPercentile(95) / 1e6);
  // 99.9 % lies between two steps of the spectrum: the list is all there is.
  ok(measured(run, "latency", "p99.9").source !== measured(run, "latency", "p95").source);
  equal(measured(run, "latency", "p100").status, "superseded");
});

Deno.test("wrk2's spectrum is a histogram of every recorded sample", () => {
  const [run] = read(TEXT);
  const [histogram] = run?.histograms ?? [];
  ok(histogram !== undefined);
  equal(histogram.loop, "open");
  equal(totalCount(histogram.counts), 1000);
  const [p50] = weightedPercentiles(histogram.valuesSeconds, histogram.counts, [50]);
  equal(p50, SAMPLE.getValueAtPercentile(50) / 1e6);
});

Deno.test("wrk2 reads the first section alone where -U printed two", () => {
  const quick = histogramOf([100, 200, 300]);
  const [run, ...others] = read(print(SAMPLE, true, quick));
  equal(others.length, 0);
  equal(measured(run, "latency", "p50").value, SAMPLE.getValueAtPercentile(50) / 1e6);
  equal(totalCount(run?.histograms?.[0]?.counts ?? []), 1000);
  ok(run?.labels.uncorrectedLatency?.startsWith("a.txt#L"));
  assertValues(run, { "requests total": 2000 });
  deepEqual(run?.findings, []);
});

Deno.test("wrk2 reads a run without -L, and a Req/Sec row of -nan", () => {
  const text = print(SAMPLE, false).replace(
    "20.56k     5.03k   31.82k    72.50%",
    "-nan      -nan   0.00      0.00%",
  )
    .replace(/ {2}Thread calibration.*\n/, "");
  equal(wrk2Format.recognizes(text), true);
  const [run] = read(text);
  equal(run?.format, "wrk2");
  equal(measured(run, "latency", "mean").loop, "open");
  ok(isShown(run, "latency", "max"));
});

Deno.test("wrk2 keeps the footer where the spectrum was cut out", () => {
  const [run] = read(TEXT.replace(/ {2}Detailed Percentile spectrum:\n(?:.*\n)*?(?=#\[Mean)/, ""));
  equal(run?.histograms, undefined);
  ok(Math.abs(measured(run, "latency", "mean").value - SAMPLE.mean / 1e6) < 1e-6);
  ok(isShown(run, "latency", "p50"));
});

Deno.test("wrk2 makes no histogram of a spectrum that lacks its end", () => {
  const lines = TEXT.split("\n");
  const end = lines.findIndex((line) => line.includes(" inf"));
  const [run] = read(lines.filter((_, index) => index < end - 3 || index > end).join("\n"));
  equal(run?.histograms, undefined);
  deepEqual(rules(run), ["truncated-input"]);
});

Deno.test("wrk2 makes no histogram of a spectrum that somebody shortened", () => {
  const rows = TEXT.split("\n").filter((line) => / 0\.\d{6} /.test(line));
  const [run] = read(TEXT.replace(rows.slice(5, 9).join("\n") + "\n", "...\n"));
  equal(run?.histograms, undefined);
  deepEqual(rules(run), ["truncated-input"]);
  ok(isShown(run, "latency", "max"));
});

Deno.test("wrk2 reads runs without their tail and says so", () => {
  const headless = TEXT.slice(0, TEXT.indexOf("-----"));
  const runs = read(headless + "me@host % wrk2\n" + headless);
  equal(runs.length, 2);
  for (const run of runs) {
    ok(isShown(run, "latency", "p99"));
    ok(!isShown(run, "requests", "total"));
    ok(!run.measurements.some((each) => each.metric.startsWith("errors_")));
    deepEqual(rules(run), ["truncated-input"]);
  }
});

Deno.test("wrk2 reads a run whose first lines are missing", () => {
  const [run] = read(TEXT.slice(TEXT.indexOf("    Latency ")));
  ok(isShown(run, "latency", "mean"));
  assertValues(run, { "requests total": 2000 });
});

const FORK = `Running 30s test @ http://127.0.0.1:16686
  2 threads and 100 connections

Running 30s test @ http://127.0.0.1:8081
  2 threads and 100 connections

  Thread calibration: mean lat.: 35.777ms, rate sampling interval: 181ms

-----------------------------------------------------------------------
---------------------------Overall Statistics--------------------------
-----------------------------------------------------------------------
  Thread Stats   Avg      Stdev     99%   +/- Stdev
    Latency    30.10ms   32.06ms 110.50ms   80.17%
    Req/Sec     1.00k   284.58     1.51k    57.42%
  Overall 119000 requests in 30.00s, 226.00MB read
Requests/sec:   3966.67  \nTransfer/sec:      7.53MB
`;

Deno.test("wrk2's fork of DeathStarBench has a 99th percentile where others have the maximum", () => {
  const [run, ...others] = read(FORK);
  equal(others.length, 0);
  assertValues(run, { "latency p99": 0.1105, "latency mean": 0.0301, "requests total": 119000 });
  ok(!isShown(run, "latency", "max"));
  equal(run?.labels.url, "http://127.0.0.1:16686 http://127.0.0.1:8081");
  // Each url has as many of its own.
  ok(!isShown(run, "connections", "total"));
});

Deno.test("wrk2's fork prints a table for each url and one for all", () => {
  const table = FORK.slice(FORK.indexOf("  Thread Stats")).replace("Overall ", "");
  const each = (url: string) => `\n---------\nTest Results @ ${url} \n${table}`;
  const text = FORK.replace("\n-----", each("http://a") + each("http://b") + "\n-----");
  const runs = read(text);
  deepEqual(runs.map((run) => run.labels.url), ["http://a", "http://b", undefined]);
  for (const run of runs) assertValues(run, { "latency p99": 0.1105, "throughput mean": 3966.67 });
});

Deno.test("wrk2 never gives another number when its text is cut, wherever it is", () => {
  // Until the footer is read, what the table rounds is the result.
  assertCutsAreHonest(
    wrk2Format,
    TEXT,
    (key) => /^latency (?:mean|stdev|max|p50|p75|p90|p100) /.test(key),
  );
});

Deno.test("wrk2 reads back a printed histogram", () => {
  const latencies = fc.array(fc.integer({ min: 1, max: 200_000_000 }), {
    minLength: 1,
    maxLength: 300,
  });
  fc.assert(
    fc.property(latencies, (microseconds) => {
      const histogram = histogramOf(microseconds);
      const [run, ...others] = read(print(histogram));
      equal(others.length, 0);
      equal(totalCount(run?.histograms?.[0]?.counts ?? []), microseconds.length);
      const close = (statistic: string, expected: number) => {
        const { value } = measured(run, "latency", statistic);
        ok(Math.abs(value - expected) <= 1e-6, `${statistic} ${value} ${expected}`);
      };
      close("mean", histogram.mean / 1e6);
      close("stdev", histogram.stdDeviation / 1e6);
      close("max", histogram.maxValue / 1e6);
      // A spectrum of few samples has no row for 50 %: then the list is all there is.
      if (/ 0\.500000 /.test(print(histogram))) {
        close("p50", histogram.getValueAtPercentile(50) / 1e6);
      }
    }),
    { numRuns: 50 },
  );
});
