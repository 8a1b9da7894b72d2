import assert from "node:assert/strict";
import fc from "fast-check";
import { holmAdjusted } from "./holm.ts";
import r from "./testdata/r.json" with { type: "json" };
import { assertClose } from "./testing.ts";

Deno.test("holmAdjusted() agrees with R's p.adjust", () => {
  assert.ok(r.holm.length > 3);
  for (const { p, adjusted } of r.holm) {
    holmAdjusted(p).forEach((each, index) =>
      assertClose(each, adjusted[index] as number, 1e-12, `${p} at ${index}`)
    );
  }
  assert.deepEqual(holmAdjusted([]), []);
});

Deno.test("holmAdjusted() never lowers a p, keeps their order and lies below Bonferroni's", () => {
  const p = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(fc.property(fc.array(p, { minLength: 1, maxLength: 30 }), (ps) => {
    const adjusted = holmAdjusted(ps);
    return ps.every((each, index) => {
      const own = adjusted[index] as number;
      const isOrdered = ps.every((other, at) => other < each || (adjusted[at] as number) >= own);
      return own >= each && own <= Math.min(1, ps.length * each) && isOrdered;
    });
  }));
});
