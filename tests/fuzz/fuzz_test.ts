import assert from "node:assert/strict";
import type { Run } from "../../pipeline/formats/format.ts";
import { measurement } from "../../pipeline/measurement.ts";
import { fuzz, readSamples } from "./fuzz.ts";
import { differing, notFinite, unexplained } from "./property.ts";

/** `deno task fuzz --cases 1000000` runs many more. */
const CASES = 20_000;

Deno.test("damaged raw files: nothing is thrown, and no number is wrong without a finding", async () => {
  const samples = await readSamples();
  assert.ok(samples.length > 40, `only ${samples.length} files`);
  assert.ok(new Set(samples.flatMap((each) => each.runs.map((run) => run.format))).size > 12);
  // Always the same cases: a gate must not fail for what nobody changed. New ones come from the command.
  const seed = "gate";
  const failing = await fuzz(samples, CASES, seed, 5);
  const cases = failing.map((each) =>
    `case ${each.case}: ${each.file}, ${each.done}: ${each.problem}`
  );
  assert.deepEqual(cases, [], `deno task fuzz --cases ${CASES} --seed ${seed}`);
});

function runOf(value: number, findings: Run["findings"] = []): Run {
  const only = measurement({ metric: "throughput", statistic: "mean", value: 0, source: "f#L1" });
  return { format: "wrk", run: 1, labels: {}, findings, measurements: [{ ...only, value }] };
}

Deno.test("the property sees a wrong number, one that is none, and accepts one with a finding", () => {
  const finding = {
    rule: "truncated-input",
    severity: "warn",
    message: "cut",
    source: "f",
  } as const;
  assert.deepEqual(unexplained([[runOf(10)]], [runOf(10)]), []);
  assert.equal(unexplained([[runOf(10)]], [runOf(1)]).length, 1);
  assert.deepEqual(unexplained([[runOf(10)]], [runOf(1, [finding])]), []);
  assert.deepEqual(unexplained([[runOf(10)], [runOf(1)]], [runOf(1)]), []);
  assert.equal(differing([runOf(10)], [runOf(1)]).length, 1);
  assert.equal(differing([runOf(10)], []).length, 1);
  assert.deepEqual(differing([runOf(10)], [runOf(10)]), []);
  assert.equal(notFinite([runOf(NaN)]).length, 1);
});

Deno.test("deno task fuzz names what no file has in its path", async () => {
  const { code, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--allow-read", "tests/fuzz/fuzz.ts", "--only", "nothing-of-it"],
    env: { NO_COLOR: "1" },
  }).output();
  assert.equal(code, 2);
  assert.match(
    new TextDecoder().decode(stderr),
    /^error: none of the \d+ files that are read whole has "nothing-of-it" in its path\n$/,
  );
});
