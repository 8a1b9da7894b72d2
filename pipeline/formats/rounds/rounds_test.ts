import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import fc from "fast-check";
import { Failure } from "../../../common/failure.ts";
import { correct } from "../../corrections/mod.ts";
import { fixture, isShown, measured, rules } from "../../../tests/formats/testing.ts";
import { histogramsOf } from "../../histograms/trial_histograms.ts";
import { recognizeFormat } from "../mod.ts";
import { readRuns } from "../read.ts";
import { roundsFormat } from "./rounds.ts";

const TEXT = fixture("rounds/fifty.ndjson");
const LINES = TEXT.trimEnd().split("\n").map((line) => JSON.parse(line));
const [, TOTALS, LATENCY, FIRST_BYTE] = LINES;

async function read(text: string) {
  const [run, ...others] = await readRuns(new TextEncoder().encode(text), { file: "a" });
  equal(others.length, 0);
  return run;
}

/** The text with one of its lines changed. */
function changed(line: number, change: Record<string, unknown>): string {
  return LINES.map((each, index) =>
    JSON.stringify(index === line - 1 ? { ...each, ...change } : each)
  ).join("\n") + "\n";
}

Deno.test("rounds gives requests, rate and errors with the line of each", async () => {
  equal(recognizeFormat(TEXT), roundsFormat);
  const run = await read(TEXT);
  deepEqual(rules(run), []);
  const value = (metric: string, statistic: string) => measured(run, metric, statistic).value;
  const seconds = TOTALS.nanoseconds / 1e9;
  equal(value("requests", "total"), TOTALS.requests);
  equal(value("duration", "total"), Number(`${TOTALS.nanoseconds}e-9`));
  equal(value("throughput", "mean"), TOTALS.requests / seconds);
  equal(value("bytes_received", "total"), TOTALS.bytes);
  equal(value("transfer_rate", "mean"), TOTALS.bytes / seconds);
  equal(value("connections", "total"), 50);
  equal(value("threads", "total"), 1);
  for (const kind of ["connect", "read", "write", "timeout", "status", "check"]) {
    equal(value(`errors_${kind}`, "total"), TOTALS.errors[kind]);
  }
  equal(measured(run, "throughput", "mean").source, "a#L2");
  equal(measured(run, "throughput", "mean").clock, "wall");
  equal(run?.labels.round, "1000");
  equal(run?.labels.rounds, String(TOTALS.rounds));
});

Deno.test("rounds gives the times of a closed loop, least, greatest and mean as they were", async () => {
  const run = await read(TEXT);
  for (
    const [metric, line, number] of [
      ["latency", LATENCY, 3],
      ["time_to_first_byte", FIRST_BYTE, 4],
    ] as const
  ) {
    const value = (statistic: string) => measured(run, metric, statistic).value;
    equal(value("min"), Number(`${line.min}e-9`));
    equal(value("max"), Number(`${line.max}e-9`));
    equal(value("mean"), Number(`${line.sum / line.count}e-9`));
    const ascending = ["min", "p50", "p90", "p99", "p99.9", "max"].map(value);
    deepEqual(ascending, ascending.toSorted((a, b) => a - b));
    const p50 = measured(run, metric, "p50");
    deepEqual([p50.loop, p50.clock, p50.source], ["closed", "wall", `a#L${number}`]);
  }
  ok(measured(run, "latency", "mean").value >= measured(run, "time_to_first_byte", "mean").value);
});

Deno.test("percentiles of the histogram that a report keeps are those of rounds, to its three digits", async () => {
  const run = await read(TEXT);
  const kept = histogramsOf(run === undefined ? [] : [run]);
  deepEqual(kept.map(({ metric, loop }) => `${metric} ${loop}`), [
    "latency closed",
    "time_to_first_byte closed",
  ]);
  for (const { metric, histogram } of kept) {
    equal(histogram.count, TOTALS.requests);
    // p99.9 is the greatest here, which rounds knows exactly.
    for (const percent of [50, 90, 99]) {
      const stated = measured(run, metric, `p${percent}`).value;
      equal(histogram.percentile(percent), stated, `${metric} p${percent}`);
    }
  }
});

Deno.test("answers with an error status leave the goodput of rounds", async () => {
  const failed = await read(
    changed(2, { errors: { ...TOTALS.errors, status: TOTALS.requests / 2 } }),
  );
  const [run] = correct(failed === undefined ? [] : [failed]);
  const { value } = measured(run, "goodput", "mean");
  ok(Math.abs(value / measured(run, "throughput", "mean").value - 0.5) < 1e-9);
});

Deno.test("a result of rounds that was cut anywhere gives nothing, and says so", async () => {
  const step = Math.max(1, Math.floor(TEXT.length / 200));
  for (let length = 1; length < TEXT.trimEnd().length; length += step) {
    const text = TEXT.slice(0, length);
    try {
      const [run] = await roundsFormat.read(streamOf(text), { file: "a" });
      deepEqual([run?.measurements, rules(run)], [[], ["truncated-input"]], `cut at ${length}`);
    } catch (error) {
      ok(error instanceof Failure, String(error));
    }
  }
});

const BROKEN: readonly [string, string, RegExp][] = [
  ["of another version", changed(1, { version: 2 }), /a line 1: version 2 of rounds/],
  ["without requests", changed(2, { requests: null }), /a line 2: requests is no count/],
  ["with a negative count", changed(2, { bytes: -1 }), /a line 2: bytes is no count/],
  ["that took no time", changed(2, { nanoseconds: 0 }), /a line 2: it took no time/],
  ["without a kind of error", changed(2, { errors: {} }), /a line 2: connect is no count/],
  ["of more answers than times", changed(2, { requests: 1 }), /a line 3: it holds \d+ times/],
  ["with a greatest time of its own", changed(3, { max: 1 }), /a line 3: least, greatest and sum/],
  ["with a sum of its own", changed(4, { sum: 1 }), /a line 4: least, greatest and sum/],
  ["in another unit", changed(3, { unit: "us" }), /a line 3: its unit is not ns/],
  [
    "with a broken histogram",
    changed(3, { encoded: "HISTFAAA" }),
    /a line 3: its histogram cannot be read/,
  ],
  [
    "without a histogram",
    changed(4, { histogram: "other" }),
    /the histogram of time_to_first_byte is missing/,
  ],
];

for (const [what, text, message] of BROKEN) {
  Deno.test(`a result of rounds ${what} is refused`, async () => {
    await rejects(read(text), (error) => error instanceof Failure && message.test(error.message));
  });
}

Deno.test("a run of rounds without an answer has no times", async () => {
  const run = await read(changed(2, { requests: 0 }));
  equal(isShown(run, "latency", "p50"), false);
  deepEqual(rules(run), ["no-samples"]);
});

function streamOf(text: string): ReadableStream<Uint8Array> {
  return new Blob([text]).stream();
}

Deno.test("rounds reads mutilated input to finite numbers or a named failure", async () => {
  const edit = fc.record({
    where: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 0, max: 60 }),
    insert: fc.constantFrom(
      "",
      "\n",
      "-",
      "e999",
      "null",
      "-1",
      "0",
      "{",
      "]",
      '"',
      "9".repeat(20),
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
      const text = edits.reduce((before, { where, length, insert }) => {
        const at = Math.floor(where * before.length);
        return before.slice(0, at) + insert + before.slice(at + length);
      }, TEXT);
      try {
        for (const run of await roundsFormat.read(streamOf(text), { file: "a" })) {
          for (const { metric, statistic, value } of run.measurements) {
            ok(Number.isFinite(value) && value >= 0, `${metric} ${statistic} is ${value}`);
          }
        }
      } catch (error) {
        ok(error instanceof Failure && error.message.startsWith("a"), String(error));
      }
    }),
    { numRuns: 200 },
  );
});
