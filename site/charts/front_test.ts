import { deepEqual, ok } from "node:assert/strict";
import fc from "fast-check";
import { paretoFront } from "./front.ts";

const BETTER = { x: "lower", y: "higher" } as const;

Deno.test("the published sizes and capacities have three gateways on their front", () => {
  const points = [
    { name: "python", x: 678, y: 1100 },
    { name: "rust", x: 696, y: 3000 },
    { name: "bun", x: 734, y: 2550 },
    { name: "elixir", x: 784, y: 1250 },
    { name: "go", x: 893, y: 2500 },
    { name: "java", x: 917, y: 2600 },
    { name: "cpp", x: 1551, y: 4450 },
  ];
  deepEqual(paretoFront(points, BETTER).map(({ name }) => name), ["python", "rust", "cpp"]);
});

Deno.test("points that are alike are on the front together, or none of them is", () => {
  const alike = [{ x: 1, y: 1 }, { x: 1, y: 1 }];
  deepEqual(paretoFront(alike, BETTER).length, 2);
  deepEqual(paretoFront([...alike, { x: 1, y: 2 }], BETTER), [{ x: 1, y: 2 }]);
});

Deno.test("whatever is not on the front is surpassed by a point that is", () => {
  const point = fc.record({ x: fc.integer({ min: 0, max: 9 }), y: fc.integer({ min: 0, max: 9 }) });
  fc.assert(fc.property(fc.array(point, { minLength: 1, maxLength: 12 }), (points) => {
    const front = paretoFront(points, BETTER);
    ok(points.every((each) => front.some((best) => best.x <= each.x && best.y >= each.y)));
  }));
});
