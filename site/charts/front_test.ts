import { deepEqual, equal, ok } from "node:assert/strict";
import fc from "fast-check";
import { frontNotes, frontWords, knownFront, paretoFront } from "./front.ts";

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

Deno.test("of a front with lower bounds only that is known which none of these can change", () => {
  const point = (name: string, x: number, y: number, bound = false) => ({ name, x, y, bound });
  const names = (points: readonly { name: string }[]) => points.map(({ name }) => name).join("");
  const judge = (...points: ReturnType<typeof point>[]) => {
    const { front, unknown } = knownFront(points, BETTER);
    return `${names(front)} ${names(unknown)}`;
  };
  equal(judge(point("a", 1, 1), point("b", 2, 2), point("c", 3, 3)), "abc ");
  equal(judge(point("a", 1, 1), point("b", 2, 2, true), point("c", 3, 3)), "ab c");
  equal(judge(point("a", 1, 1), point("b", 2, 3), point("c", 3, 2, true)), "ab c");
  equal(judge(point("a", 1, 4, true), point("b", 2, 3), point("c", 3, 5)), "a c");
  equal(judge(point("a", 1, 1, true), point("b", 1, 2, true)), " ab");
});

Deno.test("a front that is known holds for every value that lower bounds leave open", () => {
  const point = fc.record({
    x: fc.integer({ min: 0, max: 9 }),
    y: fc.integer({ min: 0, max: 9 }),
    bound: fc.boolean(),
    more: fc.integer({ min: 0, max: 9 }),
  });
  fc.assert(fc.property(fc.array(point, { minLength: 1, maxLength: 8 }), (points) => {
    const { front, unknown } = knownFront(points, BETTER);
    const truth = points.map((each) => ({
      of: each,
      x: each.x,
      y: each.y + (each.bound ? each.more : 0),
    }));
    const real = new Set(paretoFront(truth, BETTER).map(({ of }) => of));
    ok(front.every((each) => real.has(each)));
    ok([...real].every((each) => front.includes(each) || unknown.includes(each)));
  }));
});

Deno.test("words on a front say of how many it is not known, its note of whom and why", () => {
  equal(frontWords({ front: ["a", "b"], unknown: [] }), "a and b");
  equal(frontWords({ front: ["a"], unknown: ["b", "c"] }), "a; of 2 more it is not known");
  ok(!frontNotes(2, [], "why").join(" ").includes("not known"));
  const notes = frontNotes(2, ["b", "c"], "why").join(" ");
  ok(notes.endsWith(" Of b and c it is not known: why."));
});

Deno.test("where one point surpasses all others there are no steps, and no words on them", () => {
  deepEqual(frontNotes(1, [], "why"), []);
  const [note = "", ...others] = frontNotes(1, ["b"], "why");
  equal(others.length, 0);
  ok(note.startsWith("Of b it is not known") && !note.includes("steps"));
});
