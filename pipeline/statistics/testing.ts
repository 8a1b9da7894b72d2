/** What the tests of this folder share. */
import assert from "node:assert/strict";

/** Fails where two numbers differ by more than this share of the second; 0 must be 0 to that many units. */
export function assertClose(
  actual: number,
  expected: number,
  precision: number,
  where: string,
): void {
  const scale = expected === 0 ? 1 : Math.abs(expected);
  assert.ok(
    Math.abs(actual - expected) <= precision * scale,
    `${where}: ${actual}, expected ${expected}`,
  );
}
