import assert from "node:assert/strict";
import {
  incompleteBeta,
  normalQuantile,
  normalTwoSided,
  studentQuantile,
  studentTwoSided,
} from "./distributions.ts";
import { digamma, inverseTrigamma, logGamma, trigamma } from "./gamma.ts";
import r from "./testdata/r.json" with { type: "json" };
import scipy from "./testdata/scipy.json" with { type: "json" };
import { assertClose } from "./testing.ts";

const PRECISION = 1e-10;

function agree(
  rows: readonly (readonly number[])[],
  compute: (...inputs: number[]) => number,
  precision = PRECISION,
): void {
  assert.ok(rows.length > 5);
  for (const row of rows) {
    const inputs = row.slice(0, -1);
    assertClose(compute(...inputs), row.at(-1) as number, precision, `at ${inputs}`);
  }
}

Deno.test("the gamma function's family agrees with SciPy", () => {
  agree(scipy.log_gamma, logGamma);
  agree(scipy.digamma, digamma);
  agree(scipy.trigamma, trigamma);
});

Deno.test("inverseTrigamma() agrees with limma and undoes trigamma()", () => {
  agree(r.inverse_trigamma, inverseTrigamma);
  for (const x of [1e-3, 0.2, 1, 4.5, 60, 1e5]) {
    assertClose(inverseTrigamma(trigamma(x)), x, PRECISION, `at ${x}`);
  }
});

Deno.test("the incomplete beta function agrees with SciPy", () => {
  agree(scipy.incomplete_beta, (x, a, b) => incompleteBeta(x, 1 - x, a, b));
});

Deno.test("tails and quantiles of the normal distribution agree with SciPy", () => {
  agree(scipy.normal_two_sided, normalTwoSided);
  agree(scipy.normal_quantile, normalQuantile);
});

Deno.test("tails and quantiles of Student's t agree with SciPy and R", () => {
  agree(scipy.student_two_sided, studentTwoSided);
  agree(r.student_quantile, studentQuantile);
});

Deno.test("Student's t with very many degrees of freedom is the normal distribution", () => {
  assert.equal(studentTwoSided(2, Infinity), normalTwoSided(2));
  assert.equal(studentQuantile(0.05, Infinity), normalQuantile(0.05));
  assertClose(studentTwoSided(2, 1e8), normalTwoSided(2), 1e-6, "1e8");
});

Deno.test("an infinite t has no tail left", () => {
  assert.equal(studentTwoSided(Infinity, 3), 0);
  assert.equal(normalTwoSided(Infinity), 0);
});
