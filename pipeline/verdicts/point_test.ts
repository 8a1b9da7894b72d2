import { deepEqual, equal } from "node:assert/strict";
import { capacityOf, type Point, pointStates } from "./point.ts";

/** `pp` are two passes, `pf` a pass and a fail. */
function point(load: number, runs: string, standing?: "superseded" | "retracted"): Point {
  const verdicts = [...runs].map((run) => run === "p" ? "pass" as const : "fail" as const);
  return standing === undefined ? { load, verdicts } : { load, verdicts, standing };
}

Deno.test("pointStates() tells confirmed, passed, borderline, first solid fail and failed", () => {
  deepEqual(
    pointStates([
      point(5000, "ff"),
      point(4000, "pp"),
      point(4250, "p"),
      point(4375, "pf"),
      point(4400, "f"),
      point(4500, "ff"),
      point(6000, ""),
    ]),
    [
      { load: 4000, state: "confirmed" },
      { load: 4250, state: "passed" },
      { load: 4375, state: "borderline" },
      { load: 4400, state: "failed" },
      { load: 4500, state: "first solid fail" },
      { load: 5000, state: "failed" },
    ],
  );
});

Deno.test("pointStates() takes the points of one load together", () => {
  deepEqual(pointStates([point(100, "p"), point(100, "p")]), [{ load: 100, state: "confirmed" }]);
  deepEqual(pointStates([point(100, "p"), point(100, "f")]), [{ load: 100, state: "borderline" }]);
});

Deno.test("pointStates() counts no run that was taken back, and says so where none is left", () => {
  deepEqual(
    pointStates([
      point(4350, "pp"),
      point(4400, "pp", "superseded"),
      point(4400, "ff"),
      point(4450, "pp", "retracted"),
    ]),
    [
      { load: 4350, state: "confirmed" },
      { load: 4400, state: "first solid fail" },
      { load: 4450, state: "retracted" },
    ],
  );
});

Deno.test("pointStates() withholds a point no run of which can be judged; capacityOf() leaves it out", () => {
  const withheld: Point = { load: 200, verdicts: [], unjudged: 2 };
  deepEqual(pointStates([withheld]), [{ load: 200, state: "withheld" }]);
  deepEqual(pointStates([withheld, point(200, "p")]), [{ load: 200, state: "passed" }]);
  const capacity = capacityOf([point(100, "pp"), withheld, point(300, "ff")]);
  deepEqual([capacity?.passes, capacity?.fails], [100, 300]);
  equal(capacityOf([point(100, "pp"), withheld])?.status, "lower bound");
  equal(capacityOf([withheld]), undefined);
});

Deno.test("capacityOf() brackets between the last pass and the first load that does not pass", () => {
  deepEqual(
    capacityOf([point(4000, "pp"), point(4250, "pp"), point(4375, "pf"), point(4500, "f")]),
    {
      status: "bounded",
      passes: 4250,
      confirmed: true,
      fails: 4375,
      passesAbove: [],
    },
  );
});

Deno.test("capacityOf() never skips a lower load that failed", () => {
  const capacity = capacityOf([point(100, "p"), point(200, "ff"), point(300, "pp")]);
  deepEqual([capacity?.passes, capacity?.fails, capacity?.passesAbove], [100, 200, [300]]);
});

Deno.test("capacityOf() gives a lower bound where nothing failed, none where nothing passed", () => {
  deepEqual(capacityOf([point(100, "pp"), point(200, "p")]), {
    status: "lower bound",
    passes: 200,
    confirmed: false,
    fails: undefined,
    passesAbove: [],
  });
  equal(capacityOf([point(100, "f")])?.status, "no pass");
  equal(capacityOf([]), undefined);
  equal(capacityOf([point(100, "pp", "retracted")]), undefined);
});

Deno.test("capacityOf() names the lowest load where that fails, and what passed above it", () => {
  const [low, high] = [point(100, "ff"), point(200, "pp")];
  deepEqual(capacityOf([low, high]), {
    status: "no pass",
    passes: undefined,
    confirmed: false,
    fails: 100,
    passesAbove: [200],
  });
});
