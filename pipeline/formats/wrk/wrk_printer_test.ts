import { equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { assertValues, measured } from "../../../tests/formats/testing.ts";
import { wrkFormat } from "./wrk.ts";
import { printWrk, type WrkNumbers } from "../../../tests/formats/wrk_printer.ts";

const count = (max: number) => fc.integer({ min: 0, max });
const numbers: fc.Arbitrary<WrkNumbers> = fc.record({
  threads: fc.integer({ min: 1, max: 64 }),
  connections: fc.integer({ min: 64, max: 100_000 }),
  meanMicroseconds: fc.integer({ min: 1, max: 4_000_000_000 }),
  stdevMicroseconds: count(4_000_000_000),
  maxMicroseconds: fc.integer({ min: 1, max: 4_000_000_000 }),
  withinStdev: fc.integer({ min: 0, max: 10_000 }).map((each) => each / 100),
  percentiles: fc.option(
    fc.tuple(...[1, 2, 3, 4].map(() => fc.integer({ min: 1, max: 4_000_000_000 }))),
    { nil: undefined },
  ),
  requests: count(4_000_000_000),
  runtimeMicroseconds: fc.integer({ min: 1_000_000, max: 400_000_000_000 }),
  bytes: count(Number.MAX_SAFE_INTEGER),
  socketErrors: fc.tuple(count(9), count(99999), count(9), count(99999)),
  statusErrors: count(99999),
});

Deno.test("wrk reads back what wrk prints, within half of the last printed digit", () => {
  fc.assert(fc.property(numbers, (given) => {
    const [run, ...others] = wrkFormat.read(printWrk(given), { file: "a.txt" });
    equal(others.length, 0);
    const close = (metric: string, statistic: string, expected: number, halfDigit: number) => {
      const { value } = measured(run, metric, statistic);
      ok(
        Math.abs(value - expected) <= halfDigit * 1.0001,
        `${metric} ${statistic} ${value} ${expected}`,
      );
    };
    const latency = (statistic: string, microseconds: number) =>
      close("latency", statistic, microseconds / 1e6, halfDigitOf(microseconds));
    assertValues(run, {
      "threads total": given.threads,
      "connections total": given.connections,
      "requests total": given.requests,
      "errors_connect total": given.socketErrors[0],
      "errors_read total": given.socketErrors[1],
      "errors_write total": given.socketErrors[2],
      "errors_timeout total": given.socketErrors[3],
      "errors_status total": given.statusErrors,
    });
    latency("mean", given.meanMicroseconds);
    latency("stdev", given.stdevMicroseconds);
    latency("max", given.maxMicroseconds);
    for (const [index, percent] of [50, 75, 90, 99].entries()) {
      if (given.percentiles !== undefined) {
        latency(`p${percent}`, given.percentiles[index] as number);
      }
    }
    close("latency_within_stdev", "total", given.withinStdev / 100, 0.5e-4);
    close(
      "duration",
      "total",
      given.runtimeMicroseconds / 1e6,
      halfDigitOf(given.runtimeMicroseconds),
    );
    close("bytes_received", "total", given.bytes, Math.max(0.005, given.bytes / 0.85 * 0.005));
    close("throughput", "mean", given.requests / given.runtimeMicroseconds * 1e6, 0.005);
  }));
});

/** Half of the second decimal of the unit that wrk chooses, in seconds. */
function halfDigitOf(microseconds: number): number {
  if (microseconds >= 51_000_000) return 0.005 * 60;
  if (microseconds >= 1_000_000) return 0.005;
  return microseconds >= 850 ? 0.005e-3 : 0.005e-6;
}
