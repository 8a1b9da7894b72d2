import { deepEqual, equal } from "node:assert/strict";
import { driftedBaseline } from "./drifted_baseline.ts";
import { check, factsOf, loadRows } from "./testing.ts";

const BASELINE = {
  scenario: "s",
  implementation: "python",
  metric: "throughput",
  statistic: "mean",
  cases: ["before", "after"],
};

const measured = (implementation: string, part: string, throughput: number) =>
  loadRows({ implementation, case: part, load: 50, load_unit: "workers", throughput });

Deno.test("drifted-baseline tells that Python lost 14.7 % while Ruchy's gain was claimed", () => {
  const rows = [
    ...measured("ruchy", "before", 3960),
    ...measured("python", "before", 435),
    ...measured("ruchy", "after", 4497),
    ...measured("python", "after", 371),
  ];
  const findings = check(driftedBaseline, rows, { baselines: [BASELINE] });
  equal(
    findings[0]?.message,
    "the baseline python moved by -14.7 %, from 435 (before) to 371 (after): a ratio to it changes by that alone",
  );
  deepEqual([...new Set(findings[0]?.rows.map((row) => row.implementation))], ["python"]);
});

Deno.test("drifted-baseline says nothing of 5 %", () => {
  const rows = [...measured("python", "before", 400), ...measured("python", "after", 382)];
  deepEqual(check(driftedBaseline, rows, { baselines: [BASELINE] }), []);
});

Deno.test("drifted-baseline takes cases that are not declared for other workloads", () => {
  const rows = [...measured("python", "before", 435), ...measured("python", "sequential", 248)];
  deepEqual(check(driftedBaseline, rows, { baselines: [BASELINE] }), []);
  deepEqual(check(driftedBaseline, rows), []);
});

/** Trials of the baseline in random blocks, one of either case in each. */
function interleaved(before: readonly number[], after: readonly number[]) {
  const parts = [["before", before], ["after", after]] as const;
  const rows = parts.flatMap(([part, values]) =>
    values.flatMap((throughput, index) =>
      loadRows({
        implementation: "python",
        case: part,
        load: 1,
        load_unit: "workers",
        trial: index + 1,
        throughput,
      })
    )
  );
  const trials = parts.flatMap(([part, values]) =>
    values.map((_, index) =>
      factsOf({
        implementation: "python",
        case: part,
        load: 1,
        load_unit: "workers",
        trial: index + 1,
        block: index + 1,
      })
    )
  );
  return { rows, trials };
}

const said = ({ rows, trials }: ReturnType<typeof interleaved>) =>
  check(driftedBaseline, rows, { trials, baselines: [BASELINE] }).map(({ message }) => message);

Deno.test("drifted-baseline says nothing of trials of the same blocks that scatter as far as they moved", () => {
  // python-http-server in static-files-2026-11, 1 worker: 0.85 to 1.94 times it by 95 %.
  deepEqual(said(interleaved([4941, 2374, 5399], [6108, 3648, 5983])), []);
});

Deno.test("drifted-baseline tells of several trials that all moved, with the interval", () => {
  deepEqual(said(interleaved([435, 441, 428], [371, 375, 369])), [
    "the baseline python moved by -14.7 % (95 %: -16 % to -12.9 %), from 435 (before) to 371 (after): a ratio to it changes by that alone",
  ]);
});

Deno.test("drifted-baseline compares within blocks, whose own level is no scatter", () => {
  const apart = interleaved([400, 200, 100], [480, 236, 121]);
  deepEqual(said(apart).length, 1);
  const alone = { ...apart, trials: apart.trials.map((each) => ({ ...each, block: null })) };
  deepEqual(said(alone), []);
});

Deno.test("drifted-baseline believes a move that is the same in every trial, and one to a rate of 0", () => {
  deepEqual(said(interleaved([400, 400], [300, 300])).length, 1);
  deepEqual(said(interleaved([400, 410], [0, 0])).length, 1);
});
