import { deepEqual, equal, ok, throws } from "node:assert/strict";
import fc from "fast-check";
import {
  assertCutsAreHonest,
  assertValues,
  isShown,
  measured,
  rules,
} from "../../../tests/formats/testing.ts";
import { wrkHistogramFormat } from "./wrk_histogram.ts";

const read = (text: string) => wrkHistogramFormat.read(text, { file: "a.hist" });

/** As the Lua hook writes it. */
function print(rows: readonly (readonly [number, number])[], count?: number): string {
  const total = rows.reduce((sum, [, each]) => sum + each, 0);
  return "# wallclock wrk-latency-histogram 1\n" +
    `# unit: us, loop: closed-backfilled, count: ${count ?? total}\n` +
    rows.map(([value, each]) => `${value} ${each}\n`).join("") + "# end\n";
}

const TEXT = print([[61, 50], [64, 40], [120, 9], [4950, 1]]);

Deno.test("wrk's histogram gives latency to the microsecond, each value with its row", () => {
  const [run] = read(TEXT);
  assertValues(run, {
    "latency min": 0.000061,
    "latency p50": 0.000061,
    "latency p90": 0.000064,
    "latency p95": 0.00012,
    "latency p99": 0.00012,
    "latency max": 0.00495,
  });
  ok(Math.abs(measured(run, "latency", "mean").value - 0.0001164) < 1e-15);
  const p99 = measured(run, "latency", "p99");
  equal(p99.source, "a.hist#L5");
  equal(p99.loop, "closed-backfilled");
  deepEqual(run?.histograms?.[0]?.valuesSeconds, [0.000061, 0.000064, 0.00012, 0.00495]);
  deepEqual(run?.histograms?.[0]?.counts, [50, 40, 9, 1]);
});

Deno.test("wrk's histogram gives no percentile that no sample lies beyond", () => {
  const [run] = read(print([[61, 25], [64, 25]]));
  ok(isShown(run, "latency", "p95"));
  ok(!isShown(run, "latency", "p99"));
  ok(!isShown(run, "latency", "p99.99"));
  const [one] = read(print([[61, 1]]));
  assertValues(one, { "latency min": 0.000061, "latency max": 0.000061 });
  ok(!isShown(one, "latency", "p50"));
});

Deno.test("wrk's histogram without its end mark, or with another count, gives no latency", () => {
  const broken = [
    TEXT.replace("# end\n", ""),
    print([[61, 50]], 51),
    TEXT.replace("64 40\n", "64 4"),
    TEXT.replace("120 9", "12 9"),
  ];
  for (const text of broken) {
    const [run] = read(text);
    deepEqual(run?.measurements, []);
    equal(run?.histograms, undefined);
    deepEqual(rules(run), ["truncated-input"]);
  }
});

Deno.test("wrk's histogram of no sample is named, not a row of zeros", () => {
  const [run] = read(print([]));
  deepEqual(run?.measurements, []);
  deepEqual(rules(run), ["no-samples"]);
});

Deno.test("wrk's histogram of another version or unit is refused with file and line", () => {
  throws(() => read(TEXT.replace("histogram 1", "histogram 3")), /a\.hist line 1: version 3/);
  throws(() => read(TEXT.replace("unit: us", "unit: ms")), /a\.hist line 2: expected/);
});

Deno.test("wrk's histogram never gives another number when it is cut, wherever it is", () => {
  assertCutsAreHonest(wrkHistogramFormat, TEXT);
});

Deno.test("wrk's histogram reads back what the hook writes", () => {
  const rows = fc.uniqueArray(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 50 })
    .chain((values) =>
      fc.tuple(
        ...values.sort((a, b) => a - b).map((value) =>
          fc.tuple(fc.constant(value), fc.integer({ min: 1, max: 1e6 }))
        ),
      )
    );
  fc.assert(fc.property(rows, (given) => {
    const [run] = read(print(given));
    const [histogram] = run?.histograms ?? [];
    deepEqual(
      histogram?.valuesSeconds.map((each, index) => [
        Math.round(each * 1e6),
        histogram.counts[index],
      ]),
      given,
    );
    equal(measured(run, "latency", "max").value, Number(`${given.at(-1)?.[0]}e-6`));
  }));
});
