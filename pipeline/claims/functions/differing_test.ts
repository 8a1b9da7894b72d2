import { equal, throws } from "node:assert/strict";
import { evaluate } from "../evaluate.ts";
import { contextOf, figure, rowOf } from "../testing.ts";

const NOISE = [0.98, 1.03, 0.99, 1.01, 1.02, 0.97];

/** Benchmarks b0, b1 ... in twins; each is `factor` times as fast with the second clock. */
function twins(factors: readonly number[]) {
  const cells = factors.flatMap((factor, index) => [
    { of: figure({ case: `default/b${index}` }), factor: 1, turn: 0 },
    { of: figure({ case: `real/b${index}` }), factor, turn: index + 1 },
  ]);
  const rows = cells.flatMap(({ of, factor, turn }) =>
    NOISE.map((_, trial) =>
      rowOf(of, {
        trial: trial + 1,
        value: 100 * factor * (NOISE[(trial + turn) % NOISE.length] as number),
      })
    )
  );
  return contextOf(cells.map(({ of }) => of), { rows });
}

const DIFFERING = 'differing(throughput("a", "default/*"), throughput("a", "real/*"))';

Deno.test("no difference is shown where two clocks differ by noise, and each that is there", () => {
  equal(evaluate(DIFFERING, twins([1, 1, 1, 1])).value, 0);
  equal(evaluate(DIFFERING, twins([1, 1.5, 1, 0.5])).value, 2);
  equal(evaluate(DIFFERING, twins([1, 1.5, 1, 0.5])).operands.length, 8);
});

Deno.test("the more pairs there are, the more it takes to show that one differs", () => {
  const slight = 1.06;
  equal(evaluate(DIFFERING, twins([slight])).value, 1);
  const many = Array.from({ length: 60 }, () => 1);
  equal(evaluate(DIFFERING, twins([slight, ...many])).value, 0);
});

Deno.test("one trial, values calculated before and lists that do not match are refused", () => {
  const alone = contextOf([figure({ case: "default/b" }), figure({ case: "real/b" })]);
  throws(() => evaluate(DIFFERING, alone), /differing needs two trials of each figure/);
  throws(
    () =>
      evaluate(
        'differing(throughput("a", "default/*") / 2, throughput("a", "real/*"))',
        twins([1]),
      ),
    /differing takes figures as they are/,
  );
  throws(() => evaluate('differing(throughput("a", "default/*"))', twins([1])), /takes two lists/);
  throws(
    () => evaluate('differing(throughput("a", "*"), throughput("a", "real/*"))', twins([1, 1])),
    /do not match/,
  );
});
