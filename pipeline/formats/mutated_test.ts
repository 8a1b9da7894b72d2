import { ok } from "node:assert/strict";
import fc from "fast-check";
import { Failure } from "../../common/failure.ts";
import { autocannonFormat } from "./autocannon/autocannon.ts";
import { bombardierFormat } from "./bombardier.ts";
import type { TextFormat } from "./format.ts";
import { heyFormat } from "./hey/hey.ts";
import { heyCsvFormat } from "./hey/hey_csv.ts";
import { k6RequestsFormat } from "./k6/k6_requests.ts";
import { ohaFormat } from "./oha.ts";
import { processSamplesFormat } from "./process_samples/process_samples.ts";
import { streamProbeFormat } from "./stream_probe.ts";
import { fixture } from "../../tests/formats/testing.ts";
import { vegetaFormat } from "./vegeta.ts";
import { wrkFormat } from "./wrk/wrk.ts";
import { wrk2Format } from "./wrk/wrk2.ts";
import { wrkHistogramFormat } from "./wrk/wrk_histogram.ts";

const SAMPLES =
  '{"format":"wallclock-process-samples","version":1,"role":"server","pid":1,"clockTicksPerSecond":100,' +
  '"pageBytes":4096,"intervalSeconds":0.1,"measuredFrom":0,"measuredTo":1}\n' +
  Array.from({ length: 11 }, (_, index) => `[${index / 10},${index * 5},100]\n`).join("") +
  '{"end":true}\n';

const HISTOGRAM = "# wallclock wrk-latency-histogram 1\n" +
  "# unit: us, loop: closed-backfilled, count: 6\n61 1\n64 5\n# end\n";

const CASES: [TextFormat, string][] = [
  [wrkFormat, fixture("wrk/status_errors.txt") + fixture("wrk/lua_summary.txt")],
  [
    wrk2Format,
    fixture("wrk/timeouts.txt").replace("Distribution", "Distribution (HdrHistogram - R)"),
  ],
  [wrkHistogramFormat, HISTOGRAM],
  [processSamplesFormat, SAMPLES],
  [k6RequestsFormat, fixture("k6_requests/v1_8.txt").slice(0, 2000)],
  [streamProbeFormat, fixture("stream_probe/paced.txt")],
  [autocannonFormat, fixture("autocannon/v9_slow.json")],
  [heyFormat, fixture("hey/resets.txt")],
  [heyCsvFormat, fixture("hey/answers.csv")],
  [ohaFormat, fixture("oha/resets.json")],
  [vegetaFormat, fixture("vegeta/report.json")],
  [bombardierFormat, fixture("bombardier/errors.json")],
];

/** A text with some pieces of it gone, doubled or replaced. */
function mutate(text: string, edits: readonly Edit[]): string {
  return edits.reduce((changed, { where, length, insert }) => {
    const at = Math.floor(where * changed.length);
    const piece = insert ?? changed.slice(at, at + 2 * length);
    return changed.slice(0, at) + piece + changed.slice(at + length);
  }, text);
}

interface Edit {
  where: number;
  length: number;
  insert: string | undefined;
}

const edits = fc.array(
  fc.record({
    where: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 0, max: 60 }),
    insert: fc.option(
      fc.constantFrom(
        "",
        "\n",
        "-",
        "e999",
        "null",
        "-1",
        "NaN",
        "0",
        "{",
        "]",
        '"',
        "99999999999999999999",
      ),
      { nil: undefined },
    ),
  }),
  { minLength: 1, maxLength: 6 },
);

for (const [format, text] of CASES) {
  Deno.test(`${format.name} reads mutilated input to finite numbers or a named failure`, () => {
    fc.assert(
      fc.property(edits, (given) => {
        const mutated = mutate(text, given);
        format.recognizes(mutated);
        try {
          for (const run of format.read(mutated, { file: "f" })) {
            for (const each of run.measurements) {
              ok(Number.isFinite(each.value), `${each.metric} ${each.statistic} is ${each.value}`);
              ok(
                each.value >= 0 || each.status !== "ok",
                `${each.metric} ${each.statistic} is ${each.value}`,
              );
            }
          }
        } catch (error) {
          ok(error instanceof Failure && error.message.startsWith("f"), String(error));
        }
      }),
      { numRuns: 300 },
    );
  });
}
