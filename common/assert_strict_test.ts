import assert, { deepEqual, equal, notDeepEqual, notEqual, throws } from "node:assert/strict";

Deno.test("equal() and deepEqual() of node:assert/strict tell apart what is only alike, by either way to import them", () => {
  const alike: [unknown, unknown][] = [[undefined, null], [1, "1"], [0, ""], [0, false]];
  for (const [a, b] of alike) {
    throws(() => equal(a, b));
    throws(() => deepEqual([a], [b]));
    throws(() => assert.equal(a, b));
    throws(() => assert.deepEqual([a], [b]));
    notEqual(a, b);
    notDeepEqual([a], [b]);
  }
  equal(NaN, NaN);
  deepEqual({ a: [1] }, { a: [1] });
});
