import { equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { thinPath } from "./thin_path.ts";

function pointsOf(d: string): [number, number][] {
  return d.slice(1).split("L").map((text) => {
    const [x = "", y = ""] = text.split(",");
    return [Number(x), Number(y)];
  });
}

Deno.test("a line keeps its ends and its corners, and no point between that nobody sees", () => {
  equal(thinPath("M0,0L1,1L2,2L3,3"), "M0,0L3,3");
  equal(thinPath("M0,0L5,0.2L10,0L10,9"), "M0,0L10,0L10,9");
  equal(thinPath("M0,0L5,4L10,0"), "M0,0L5,4L10,0");
});

Deno.test("each piece of a line and the ring of an area are thinned by themselves", () => {
  equal(thinPath("M0,0L1,0L2,0M9,9L10,9L11,9"), "M0,0L2,0M9,9L11,9");
  equal(thinPath("M0,0L4,0L8,0L8,8L4,8L0,8Z"), "M0,0L8,0L8,8L0,8Z");
});

Deno.test("a path of curves, of arcs or by steps from where it is stays as it is", () => {
  for (const d of ["M0,0C1,1,2,2,3,3", "M1,0A1,1,0,1,1,-1,0", "m0,0l1,0l1,0", "M0,0H4V5", ""]) {
    equal(thinPath(d), d);
  }
});

Deno.test("no point that is taken out is further than a third of a pixel from the line", () => {
  const line = fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 40 });
  fc.assert(fc.property(line, (heights) => {
    const all = heights.map((height, x): [number, number] => [x, height / 10]);
    const kept = pointsOf(thinPath(`M${all.map((point) => point.join(",")).join("L")}`));
    ok(all.every(([x, y]) => {
      const after = kept.findIndex((each) => each[0] >= x);
      const [x1, y1] = kept[Math.max(0, after - 1)] ?? [0, 0];
      const [x2, y2] = kept[after] ?? [0, 0];
      const on = x2 === x1 ? y2 : y1 + (y2 - y1) * (x - x1) / (x2 - x1);
      // Beside the line, a point is never further from it than above or below.
      return Math.abs(on - y) * Math.cos(Math.atan2(Math.abs(y2 - y1), x2 - x1 || 1)) < 0.34;
    }));
  }));
});
